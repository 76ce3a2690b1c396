/// The characters that take an X12 file apart; each interchange names its own.
///
/// The component separator is not among them: the composites read here begin with a code of known
/// length, and senders who write another one than ISA16 names are many. Nor is the repetition
/// separator (ISA11, from version 00402 on): nothing that is read here repeats.
///
/// Source: ASC X12.5 Interchange Control Structures, ISA; X12.6 Application Control Structure.
struct X12Separators: Equatable {
    let element: UInt8
    let terminator: UInt8
    /// Whether the ISA has the 106 characters of the standard; true without an ISA.
    let isHeaderWhole: Bool

    /// Reads them where an interchange, or a file without its envelope, begins.
    ///
    /// - Throws: ``FeedError`` where nothing of X12 begins there, or it ends too soon.
    init(at start: Int, segment: Int, in bytes: Span<UInt8>) throws(FeedError) {
        guard let tagEnd = Self.endOfTag(at: start, in: bytes) else {
            throw FeedError(
                bytes.count - start < 4 ? .truncated : .malformed, line: segment, field: "ISA",
                expected: "ISA, GS or ST and a separator")
        }
        element = bytes[tagEnd]
        let isInterchange = Self.isInterchange(at: start, in: bytes)
        let last =
            isInterchange
            ? Self.endOfHeader(from: tagEnd, in: bytes)
            : Self.endOfSegment(from: tagEnd, in: bytes)
        guard let last else {
            throw FeedError(
                .truncated, line: segment, field: isInterchange ? "ISA16" : "",
                expected: "a segment terminator")
        }
        terminator = bytes[last]
        isHeaderWhole = !isInterchange || Self.lengthOfHeader(start...last, in: bytes) == 106
        // ISA16, the component separator, stands before the terminator.
        let separators = isInterchange ? [terminator, bytes[last - 1]] : [terminator]
        for separator in separators
        where separator == element || separator.capital.isCapitalOrDigit {
            throw FeedError(
                .malformed, line: segment, field: isInterchange ? "ISA16" : "",
                found: String(UnicodeScalar(separator)), expected: "a separator")
        }
    }

    /// Whether an interchange begins here; only there the separators may change.
    static func isInterchange(at start: Int, in bytes: Span<UInt8>) -> Bool {
        endOfTag(at: start, in: bytes) == start + 3
    }

    /// Bytes of an ISA from tag to terminator that count.
    private static func lengthOfHeader(_ range: ClosedRange<Int>, in bytes: Span<UInt8>) -> Int {
        range.count { bytes[$0] != 0x0A && bytes[$0] != 0x0D || $0 == range.upperBound }
    }

    /// Four times an ISA: more would be none.
    private static let maximumHeaderBytes = 424

    /// Where the separator after `ISA`, `GS` or `ST` stands; nil where none of them does.
    private static func endOfTag(at start: Int, in bytes: Span<UInt8>) -> Int? {
        for length in 2...3 where start + length < bytes.count {
            let tag = X12Code(bytes.extracting(start..<start + length))
            let isFirst = length == 3 ? tag == "ISA" : tag == "GS" || tag == "ST"
            let separator = bytes[start + length]
            if isFirst, !separator.capital.isCapitalOrDigit, separator != 0x20,
                separator != 0x0A, separator != 0x0D
            {
                return start + length
            }
        }
        return nil
    }

    /// The terminator behind sixteen elements of an ISA, the last of one character.
    ///
    /// Counted, not taken from its fixed place: editors strip the blanks, and some systems wrap
    /// lines at 80 columns.
    private static func endOfHeader(from tagEnd: Int, in bytes: Span<UInt8>) -> Int? {
        let separator = bytes[tagEnd]
        var count = 0
        var position = tagEnd
        while position < min(bytes.count, tagEnd + maximumHeaderBytes) {
            if bytes[position] == separator { count += 1 }
            position += 1
            if count == 16 { break }
        }
        guard count == 16 else { return nil }
        while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
            position += 1
        }
        return position + 1 < bytes.count ? position + 1 : nil
    }

    /// The first character that no element of a GS or ST holds.
    private static func endOfSegment(from tagEnd: Int, in bytes: Span<UInt8>) -> Int? {
        // Sender and receiver of a GS may hold anything; its last five elements are plain.
        let isGroup = bytes[tagEnd - 2] == UInt8(ascii: "G")
        var count = 0
        for position in tagEnd..<min(bytes.count, tagEnd + maximumHeaderBytes) {
            let byte = bytes[position]
            if byte == bytes[tagEnd] {
                count += 1
            } else if byte != 0x20, !byte.capital.isCapitalOrDigit, !isGroup || count > 3 {
                return position
            }
        }
        return nil
    }
}
