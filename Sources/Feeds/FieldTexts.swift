import Values

/// What a message may say, one case for each thing that is read; everything else is passed over.
protocol FeedField: CaseIterable, RawRepresentable where RawValue == UInt16 {
    /// Whether other fields stand inside it.
    var isBranch: Bool { get }
}

/// Texts of the branch being read, by field, until it is known where they belong.
struct FieldTexts<Field: FeedField> {
    private(set) var bytes: [UInt8] = []
    private var ranges = [TextRange](repeating: .empty, count: Field.allCases.count)
    /// Fields that were given a text: a few of the many there are.
    private var kept: [UInt16] = []

    /// Keeps a text, without blanks around it and with a space for each line end and tab in it.
    ///
    /// The first text of a field stays: a second is against the standard and says nothing more.
    mutating func set(_ field: Field, _ text: Span<UInt8>) {
        guard self[field].isEmpty else { return }
        let start = bytes.count
        bytes.append(text.extracting(trimmedRange(text)))
        bytes.joinLines(from: start)
        keep(field, from: start)
    }

    /// Keeps a reference, unless it is one that says there is none.
    mutating func setReference(_ field: Field, _ text: Span<UInt8>) {
        if !isPlaceholder(text) { set(field, text) }
    }

    /// Keeps an account number without any blanks.
    mutating func setAccount(_ field: Field, _ text: Span<UInt8>) {
        guard self[field].isEmpty else { return }
        let start = bytes.count
        for index in text.indices where !isBlank(text[index]) { bytes.append(text[index]) }
        keep(field, from: start)
    }

    /// Forgets a text.
    mutating func clear(_ field: Field) {
        ranges[Int(field.rawValue)] = .empty
    }

    subscript(field: Field) -> TextRange {
        ranges[Int(field.rawValue)]
    }

    func slice(_ field: Field) -> ArraySlice<UInt8> {
        bytes[self[field].range]
    }

    func string(_ field: Field) -> String {
        bytes.string(self[field])
    }

    func code(_ field: Field) -> ShortCode {
        ShortCode(bytes.span.extracting(self[field].range))
    }

    mutating func removeAll() {
        if bytes.isEmpty { return }
        bytes.removeAll(keepingCapacity: true)
        for field in kept { ranges[Int(field)] = .empty }
        kept.removeAll(keepingCapacity: true)
    }

    private mutating func keep(_ field: Field, from start: Int) {
        guard bytes.count > start else { return }
        ranges[Int(field.rawValue)] = TextRange(start: start, count: bytes.count - start)
        kept.append(field.rawValue)
    }
}

extension [UInt8] {
    /// Copies a text from another arena to the end and says where it lies.
    mutating func appendText(_ text: ArraySlice<UInt8>) -> TextRange {
        guard !text.isEmpty else { return .empty }
        let start = count
        append(contentsOf: text)
        return TextRange(start: start, count: text.count)
    }

    /// Adds a text as a line of its own, without blanks around it.
    mutating func appendLine(_ text: Span<UInt8>) {
        let range = trimmedRange(text)
        guard !range.isEmpty else { return }
        if !isEmpty { append(0x0A) }
        let start = count
        append(text.extracting(range))
        // Read first, for there is seldom anything to change.
        for index in start..<count where self[index] == 0x09 { self[index] = 0x20 }
        if self[start...].contains(0x0D) { removeAll(0x0D, from: start) }
    }

    private mutating func removeAll(_ byte: UInt8, from start: Int) {
        let rest = self[start...].filter { $0 != byte }
        replaceSubrange(start..., with: rest)
    }

    /// Makes a space of each line end and tab.
    fileprivate mutating func joinLines(from start: Int) {
        // Read first, for there is seldom anything to change.
        for index in start..<count where self[index] < 0x20 && isBlank(self[index]) {
            self[index] = 0x20
        }
    }

    /// Adds a reference as a line of its own, without any blanks.
    mutating func appendReference(_ text: Span<UInt8>) {
        guard !isPlaceholder(text) else { return }
        if !isEmpty { append(0x0A) }
        for index in text.indices where !isBlank(text[index]) { append(text[index]) }
    }
}
