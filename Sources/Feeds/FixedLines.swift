import Values

/// A line of a file whose fields are columns.
///
/// Columns are characters: in a file of UTF-8 a letter beyond ASCII takes two bytes and still one
/// column.
struct FixedLine {
    /// Without its line end.
    var range: Range<Int>
    /// Counted from 1.
    var number: Int
    /// Whether columns and bytes differ.
    private var isWide: Bool

    init(_ range: Range<Int>, number: Int, encoding: CharacterEncoding, in bytes: Span<UInt8>) {
        self.range = range
        self.number = number
        isWide = encoding == .utf8 && range.contains { bytes[$0] >= 0x80 }
    }

    /// A part of the line as a line of its own.
    func part(_ range: Range<Int>) -> FixedLine {
        var part = self
        part.range = range
        return part
    }

    /// Length in columns.
    func width(in bytes: Span<UInt8>) -> Int {
        guard isWide else { return range.count }
        return range.count { bytes[$0] & 0xC0 != 0x80 }
    }

    /// Where columns lie in the file, counted from 1; clipped where the line is shorter.
    func field(_ columns: ClosedRange<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        guard isWide else {
            let start = min(range.lowerBound + columns.lowerBound - 1, range.upperBound)
            return start..<min(range.lowerBound + columns.upperBound, range.upperBound)
        }
        var column = 0
        var start = range.upperBound
        for index in range where bytes[index] & 0xC0 != 0x80 {
            column += 1
            if column == columns.lowerBound { start = index }
            if column == columns.upperBound + 1 { return start..<index }
        }
        return start..<range.upperBound
    }

    /// The byte in a column; a blank where the line is shorter.
    func byte(_ column: Int, in bytes: Span<UInt8>) -> UInt8 {
        let field = field(column...column, in: bytes)
        return field.isEmpty ? 0x20 : bytes[field.lowerBound]
    }

    /// Whether columns hold exactly this text.
    func has(_ text: String, at column: Int, in bytes: Span<UInt8>) -> Bool {
        let field = field(column...column + text.utf8.count - 1, in: bytes)
        return field.count == text.utf8.count
            && zip(field, text.utf8).allSatisfy { bytes[$0] == $1 }
    }

    func isBlank(_ columns: ClosedRange<Int>, in bytes: Span<UInt8>) -> Bool {
        field(columns, in: bytes).allSatisfy { bytes[$0].isBlank }
    }

    /// Columns that are all digits, as a number; nil for anything else, and when they are not all
    /// there.
    func number(_ columns: ClosedRange<Int>, in bytes: Span<UInt8>) -> Int64? {
        let field = field(columns, in: bytes)
        guard field.count == columns.count else { return nil }
        var number: Int64 = 0
        for index in field {
            guard bytes[index].isDigit else { return nil }
            let (tens, isLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isLarger) = tens.addingReportingOverflow(Int64(bytes[index] - 0x30))
            guard !isLarge, !isLarger else { return nil }
            number = sum
        }
        return number
    }

    /// Columns `DDMMYY` or `DDMMYYYY` as a day; nil where the calendar has none.
    func dayFirstDate(_ columns: ClosedRange<Int>, in bytes: Span<UInt8>) -> CalendarDate? {
        guard let number = number(columns, in: bytes) else { return nil }
        let hasCentury = columns.count == 8
        let unit: Int64 = hasCentury ? 10_000 : 100
        var year = Int(number % unit)
        // Nothing electronic is older than 1980.
        if !hasCentury { year += year < 80 ? 2000 : 1900 }
        return CalendarDate(
            year: year, month: Int(number / unit % 100), day: Int(number / unit / 100))
    }

    /// An error at some of the line's columns.
    func error(
        _ reason: FeedError.Reason, _ columns: ClosedRange<Int>, _ field: String,
        in bytes: Span<UInt8>, expected: String
    ) -> FeedError {
        FeedError(
            reason, line: number, field: field, at: self.field(columns, in: bytes), in: bytes,
            expected: expected)
    }
}

/// Cuts a file into its lines; blank lines and the end mark of old systems are passed over.
struct FixedLines {
    let encoding: CharacterEncoding
    /// The last line's number.
    private(set) var number = 0
    private var position: Int

    init(encoding: CharacterEncoding, in bytes: Span<UInt8>) {
        self.encoding = encoding
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
    }

    mutating func next(in bytes: Span<UInt8>) -> FixedLine? {
        while let range = nextLine(in: bytes, at: &position) {
            number += 1
            let isEmpty = range.allSatisfy { bytes[$0].isBlank && bytes[$0] != 0 }
            if !isEmpty {
                return FixedLine(range, number: number, encoding: encoding, in: bytes)
            }
        }
        return nil
    }
}

/// Moves columns into an arena, blanks cleaned.
struct FixedText {
    let encoding: CharacterEncoding
    private var clean = CleanText()

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// Appends a field to an arena and says where it lies.
    mutating func take(
        _ field: Range<Int>, in bytes: Span<UInt8>, to arena: inout [UInt8],
        removesBlanks: Bool = false
    ) throws(NulByte) -> TextRange {
        try clean.append(bytes, field)
        if removesBlanks { clean.removeBlanks(from: 0) }
        return clean.take(to: &arena, encoding)
    }

    /// A field as a string of its own.
    mutating func string(
        _ field: Range<Int>, in bytes: Span<UInt8>, removesBlanks: Bool = false
    ) throws(NulByte) -> String {
        var arena: [UInt8] = []
        _ = try take(field, in: bytes, to: &arena, removesBlanks: removesBlanks)
        return String(decoding: arena, as: UTF8.self)
    }
}

extension FeedError {
    /// A NUL byte in a record.
    static func nulByte(line: Int) -> FeedError {
        FeedError(
            .badEncoding, line: line, field: "record", found: "a NUL byte", expected: "text")
    }
}
