/// A record with its continuations, as places in the file.
struct BAI2Record {
    enum Code: UInt8 {
        case fileHeader = 1
        case groupHeader = 2
        case account = 3
        case detail = 16
        case accountTrailer = 49
        case continuation = 88
        case groupTrailer = 98
        case fileTrailer = 99
    }

    /// What one physical line, or a part of one, adds to the record.
    struct Piece {
        /// Behind the code and its comma, without the slash that ends it.
        var content: Range<Int>
        /// Whether a slash ends it.
        var isTerminated: Bool
        /// Bytes of the physical line, for lines cut at a fixed width.
        var lineWidth: Int
    }

    var code = Code.fileHeader
    /// Line of the file where the record begins, counted from 1.
    var line = 0
    var pieces: [Piece] = []
    /// Physical records: one, and one for each continuation.
    var recordCount = 0
    /// Lines of text without a code of their own: some banks count them, some do not.
    var bareLineCount = 0
    /// Whether the record ends with the file, neither with a slash nor a line end.
    var isOpen = false

    /// How many fields the first physical record has.
    func fieldCount(in bytes: Span<UInt8>) -> Int {
        guard let first = pieces.first else { return 0 }
        return 1 + first.content.count(where: { bytes[$0] == UInt8(ascii: ",") })
    }
}

/// Finds the records of a file.
///
/// A slash ends a record where only blanks follow on its line, or another record does: banks write
/// several on one line. Elsewhere it is text. A line without a code continues the text above it.
struct BAI2Records {
    /// Line of ``position``, counted from 1.
    private(set) var line = 1
    private var position = 0
    private var lineStart = 0
    /// Whether the file has no line ends at all: only there may a record follow a text's slash
    /// without a blank between.
    private let isOneLine: Bool

    init(_ bytes: Span<UInt8>) {
        var lineEnd = 0
        let limit = min(bytes.count, FeedRecognition.headBytes)
        while lineEnd < limit, !bytes[lineEnd].isLineEnd { lineEnd += 1 }
        var next = lineEnd
        while next < bytes.count, bytes[next].isBlank { next += 1 }
        isOneLine = next == bytes.count || lineEnd == limit
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    /// Takes the next record; false at the end of the file.
    ///
    /// - Throws: ``FeedError`` for a line that belongs to no record.
    mutating func next(
        _ record: inout BAI2Record, in bytes: Span<UInt8>
    ) throws(FeedError) -> Bool {
        passBlanks(in: bytes)
        guard position < bytes.count else { return false }
        guard let code = code(at: position, in: bytes), code != .continuation else {
            throw unexpected(in: bytes)
        }
        record.code = code
        record.line = line
        record.pieces.removeAll(keepingCapacity: true)
        (record.recordCount, record.bareLineCount) = (1, 0)
        takePiece(of: &record, from: position + 3, in: bytes)
        while true {
            passBlanks(in: bytes)
            guard position < bytes.count else { break }
            if let code = self.code(at: position, in: bytes) {
                guard code == .continuation else { break }
                record.recordCount += 1
                takePiece(of: &record, from: position + 3, in: bytes)
            } else {
                guard record.code == .detail else { throw unexpected(in: bytes) }
                record.bareLineCount += 1
                takePiece(of: &record, from: position, in: bytes)
            }
        }
        return true
    }

    private mutating func passBlanks(in bytes: Span<UInt8>) {
        while position < bytes.count, bytes[position].isBlank {
            if bytes[position] == 0x0A { line += 1 }
            position += 1
            if bytes[position - 1].isLineEnd { lineStart = position }
        }
    }

    private mutating func takePiece(
        of record: inout BAI2Record, from start: Int, in bytes: Span<UInt8>
    ) {
        let mayTouch = isOneLine || record.code != .detail
        var end = start
        var next = start
        var isTerminated = false
        while end < bytes.count, !bytes[end].isLineEnd {
            if bytes[end] == UInt8(ascii: "/") {
                next = end + 1
                while next < bytes.count, bytes[next].isBlank, !bytes[next].isLineEnd { next += 1 }
                isTerminated =
                    next == bytes.count || bytes[next].isLineEnd
                    || (next > end + 1 || mayTouch) && code(at: next, in: bytes) != nil
                if isTerminated { break }
            }
            end += 1
        }
        if !isTerminated { next = end }
        record.isOpen = !isTerminated && end == bytes.count
        record.pieces.append(
            BAI2Record.Piece(
                content: min(start, end)..<end, isTerminated: isTerminated,
                lineWidth: end - lineStart))
        position = max(next, position)
    }

    /// The code of a record that begins here: two digits and a comma, or for an empty one a slash.
    private func code(at start: Int, in bytes: Span<UInt8>) -> BAI2Record.Code? {
        guard start + 2 < bytes.count, bytes[start].isDigit, bytes[start + 1].isDigit else {
            return nil
        }
        let code = BAI2Record.Code(
            rawValue: (bytes[start] - 0x30) * 10 + bytes[start + 1] - 0x30)
        switch bytes[start + 2] {
        case UInt8(ascii: ","): return code
        // Written by mistake in continuations.
        case UInt8(ascii: ":"), UInt8(ascii: "/"): return code == .continuation ? code : nil
        default: return nil
        }
    }

    private func unexpected(in bytes: Span<UInt8>) -> FeedError {
        FeedError(
            .malformed, line: line, field: "record code",
            found: bytes.excerpt(position..<min(position + 40, bytes.count)),
            expected: "01, 02, 03, 16, 49, 88, 98 or 99 and a comma")
    }
}

extension UInt8 {
    fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}

extension Span<UInt8> {
    /// A piece of the file for a message, whatever its encoding.
    func excerpt(_ range: Range<Int>) -> String {
        var text: [UInt8] = []
        text.append(extracting(range), as: .windows1252)
        // No database holds a NUL.
        for index in text.indices where text[index] == 0 { text[index] = UInt8(ascii: "?") }
        return String(decoding: text, as: UTF8.self)
    }
}
