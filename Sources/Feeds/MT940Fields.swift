/// One field of an MT940 message: its tag and where its content lies, line ends inside included.
struct MT940Field: Equatable, BitwiseCopyable {
    enum Tag: Equatable, BitwiseCopyable {
        case reference
        case relatedReference
        case account
        case number
        case opening
        case intermediateOpening
        case entry
        case information
        case closing
        case intermediateClosing
        case available
        /// The `:NS:` of some German banks: numbered lines instead of an `:86:`.
        case numberedLines
        /// `:13D:`, when an MT942 was made; some banks write it into an MT940 too.
        case reportTime
        /// `:34F:`, of MT942 only: entries below it are left out.
        case floorLimit
        /// `:90D:` and `:90C:` of MT941 and MT942: number and sum of the entries.
        case debitTotal
        case creditTotal
        /// Known, of no use: `:940:`.
        case ignored
    }

    var tag: Tag
    var start: Int
    var end: Int
    var line: Int
    /// Whether the file ends in the middle of this field's last line.
    var isLastLineOpen = false

    var range: Range<Int> { start..<end }
}

/// Walks over the fields of MT940 and MT942 messages, whatever lies around them.
///
/// Envelopes, headers, trailers and control characters between messages are passed over. A line
/// belongs to the field before it unless it begins with a tag that can stand there: continuations
/// may look like tags (`:KO:NR:4711`, `:20:37 Uhr`), may begin with a dash, and a tag itself may be
/// broken over two lines.
struct MT940Fields {
    enum Message {
        /// MT940: entries stand between an opening and a closing balance.
        case statement
        /// MT942: entries stand before their number and sum.
        case report
    }

    private let message: Message
    private(set) var position = 0
    private(set) var line = 1
    /// Whether an end of message (`-`, `-}`) lies between the last two fields.
    private(set) var sawTerminator = false
    /// Between opening and closing balance header tags do not count; set by the reader's owner.
    var isBetweenEntries = false

    init(_ message: Message) {
        self.message = message
    }

    /// The next field; nil at the end.
    mutating func next(in bytes: Span<UInt8>) -> MT940Field? {
        sawTerminator = false
        while position < bytes.count {
            if let tag = tag(at: position, in: bytes), accepts(tag, in: bytes) {
                return readField(tag, in: bytes)
            }
            let end = endOfLine(from: position, in: bytes)
            if isTerminator(position..<end, in: bytes) { sawTerminator = true }
            passLine(endingAt: end, in: bytes)
        }
        return nil
    }

    private mutating func readField(
        _ found: (tag: MT940Field.Tag, contentStart: Int), in bytes: Span<UInt8>
    ) -> MT940Field {
        var field = MT940Field(
            tag: found.tag, start: found.contentStart, end: found.contentStart, line: line)
        // A header begins: its tags count again.
        if found.tag == .reference { isBetweenEntries = false }
        // A broken tag has a line end of its own before the content.
        while let end = lineEnd(before: found.contentStart, in: bytes) {
            passLine(endingAt: end, in: bytes)
        }
        repeat {
            field.end = endOfLine(from: max(position, found.contentStart), in: bytes)
            field.isLastLineOpen = field.end == bytes.count
            passLine(endingAt: field.end, in: bytes)
        } while continues(in: bytes)
        return field
    }

    /// Whether the line at `position` belongs to the field being read.
    private func continues(in bytes: Span<UInt8>) -> Bool {
        guard position < bytes.count else { return false }
        switch bytes[position] {
        case UInt8(ascii: ":"):
            guard let tag = tag(at: position, in: bytes) else { return true }
            return !accepts(tag, in: bytes)
        case UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "{"), 0..<0x20:
            return !isTerminator(
                position..<endOfLine(from: position, in: bytes), in: bytes)
        default:
            return true
        }
    }

    /// Whether a tag may stand where the reader is.
    private func accepts(
        _ found: (tag: MT940Field.Tag, contentStart: Int), in bytes: Span<UInt8>
    ) -> Bool {
        guard isBetweenEntries else { return true }
        switch found.tag {
        case .entry, .information, .numberedLines:
            return true
        case .closing, .intermediateClosing, .available, .opening, .intermediateOpening:
            return message == .statement
        case .debitTotal, .creditTotal:
            return message == .report
        case .reference:
            // A statement without its closing balance ends where the next one begins; the time
            // 12:20:37, broken at its colon, has no header after it.
            var next = endOfLine(from: found.contentStart, in: bytes)
            passLineEnd(at: &next, in: bytes)
            switch tag(at: next, in: bytes)?.tag {
            case .relatedReference, .account, .number, .numberedLines: return true
            default: return false
            }
        default:
            return false
        }
    }

    /// The tag at the beginning of a line, and where its content starts.
    private func tag(
        at start: Int, in bytes: Span<UInt8>
    ) -> (tag: MT940Field.Tag, contentStart: Int)? {
        var index = start
        while index < bytes.count, bytes[index] <= 0x03 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
        index += 1
        var letters: UInt32 = 0
        var count = 0
        var isBroken = false
        while index < bytes.count, count <= 3 {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") {
                return Self.tags[letters].map { ($0, index + 1) }
            }
            if byte == 0x0D || byte == 0x0A {
                if isBroken { return nil }
                isBroken = true
                passLineEnd(at: &index, in: bytes)
                continue
            }
            letters = letters << 8 | UInt32(byte)
            count += 1
            index += 1
        }
        return nil
    }

    /// `-`, `-}`, alone on the line but for blanks and control characters, or the next envelope.
    private func isTerminator(_ line: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index] <= 0x20 { index += 1 }
        guard index < line.upperBound else { return false }
        if bytes[index] == UInt8(ascii: "{") {
            return index + 2 < line.upperBound && bytes[index + 2] == UInt8(ascii: ":")
        }
        guard bytes[index] == UInt8(ascii: "-") else { return false }
        index += 1
        if index < line.upperBound, bytes[index] == UInt8(ascii: "}") { return true }
        while index < line.upperBound, bytes[index] <= 0x20 { index += 1 }
        return index == line.upperBound
    }

    private func endOfLine(from start: Int, in bytes: Span<UInt8>) -> Int {
        bytes.lineEnd(from: start, before: bytes.count)
    }

    /// The end of the current line if content that starts at `start` lies beyond it.
    private func lineEnd(before start: Int, in bytes: Span<UInt8>) -> Int? {
        let end = endOfLine(from: position, in: bytes)
        return end < start ? end : nil
    }

    private mutating func passLine(endingAt end: Int, in bytes: Span<UInt8>) {
        position = end
        if position < bytes.count { line += 1 }
        passLineEnd(at: &position, in: bytes)
    }

    /// Moves past LF, CR LF or a lone CR.
    private func passLineEnd(at index: inout Int, in bytes: Span<UInt8>) {
        guard index < bytes.count else { return }
        let isReturn = bytes[index] == 0x0D
        guard isReturn || bytes[index] == 0x0A else { return }
        index += 1
        if isReturn, index < bytes.count, bytes[index] == 0x0A { index += 1 }
    }

    private static let tags: [UInt32: MT940Field.Tag] = {
        let names: [(String, MT940Field.Tag)] = [
            ("20", .reference), ("21", .relatedReference), ("25", .account), ("25P", .account),
            ("28", .number), ("28C", .number), ("60", .opening), ("60F", .opening),
            ("60M", .intermediateOpening), ("61", .entry), ("86", .information),
            ("62", .closing), ("62F", .closing), ("62M", .intermediateClosing),
            ("64", .available), ("65", .available), ("65F", .available), ("NS", .numberedLines),
            ("13", .reportTime), ("13D", .reportTime), ("34F", .floorLimit),
            ("90D", .debitTotal), ("90C", .creditTotal), ("940", .ignored), ("942", .ignored),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.map { name, tag in
                (name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }, tag)
            })
    }()
}
