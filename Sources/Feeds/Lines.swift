/// The next line's place in `bytes`, without its LF or CR LF; nil at the end.
///
/// - Parameters:
///   - bytes: the whole feed.
///   - position: where to start; moved past the line.
/// - Returns: offsets into `bytes`.
func nextLine(in bytes: Span<UInt8>, at position: inout Int) -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    position = end + 1
    return start..<(end > start && bytes[end - 1] == 0x0D ? end - 1 : end)
}

extension String {
    /// Copies bytes that are UTF-8; nil when they are not, for nothing is repaired.
    package init?(utf8 bytes: Span<UInt8>) {
        do {
            self = String(copying: try UTF8Span(validating: bytes))
        } catch {
            return nil
        }
    }
}
