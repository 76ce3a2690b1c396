/// Takes an X12 file apart into segments.
///
/// Line ends and blanks between segments are tolerated, also where the sender wraps all lines at
/// 80 columns. Files without an envelope begin at their GS or ST.
struct X12Segments {
    /// The segment read last.
    private(set) var segment: X12Segment
    private(set) var separators: X12Separators?
    private var position = 0

    init(encoding: CharacterEncoding) {
        segment = X12Segment(encoding: encoding)
    }

    /// No segment read here is longer than a few hundred characters; text segments of other sets
    /// hold some thousands.
    static let maximumBytes = 65_536

    /// Reads the next segment; false at the end of the file.
    ///
    /// - Throws: ``FeedError`` where there is none, or it breaks a limit.
    mutating func next(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        passFiller(in: bytes)
        guard position < bytes.count else { return false }
        if separators == nil || X12Separators.isInterchange(at: position, in: bytes) {
            separators = try X12Separators(
                at: position, segment: Int(segment.number) + 1, in: bytes)
        }
        guard let separators else { return false }
        let terminator = separators.terminator
        let limit = min(bytes.count, position + Self.maximumBytes)
        var end = position
        while end < limit, bytes[end] != terminator { end += 1 }
        guard end < limit || limit == bytes.count else {
            throw FeedError(
                .tooLarge, line: Int(segment.number) + 1, field: "segment",
                expected: "at most \(Self.maximumBytes) bytes")
        }
        try segment.read(
            bytes.extracting(position..<end), separator: separators.element,
            isOpen: end == bytes.count)
        position = end + 1
        return true
    }

    /// Passes over a byte order mark, blanks, line ends and empty segments.
    private mutating func passFiller(in bytes: Span<UInt8>) {
        if position == 0, bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            position = 3
        }
        while position < bytes.count,
            bytes[position] <= 0x20 || bytes[position] == separators?.terminator
        {
            position += 1
        }
    }
}
