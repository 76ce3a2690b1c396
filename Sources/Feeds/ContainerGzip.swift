/// Unpacks a gzip file of one or more members, one behind the other.
///
/// Nothing may follow the last member. A file cut between two members cannot be told from a whole
/// one; the format inside must notice.
///
/// Source: RFC 1952, sections 2.2 and 2.3; zlib checks each member's header, CRC and length.
func gunzipped(_ bytes: Span<UInt8>, limit: Int) throws(FeedError) -> [UInt8] {
    var inflation = try Inflation(.gzip)
    var content: [UInt8] = []
    content.reserveCapacity(min(declaredBytes(bytes), limit))
    var start = 0
    repeat {
        let rest = bytes.extracting(start..<bytes.count)
        guard start == 0 || Container(rest) == .gzip else {
            throw FeedError(
                .malformed, field: "gzip", found: "\(rest.count) bytes behind the last member",
                expected: "the end of the file")
        }
        start += try inflation.inflate(rest, onto: &content, limit: limit)
    } while start < bytes.count
    return content
}

/// The length the last member says it has, no more than a hint: it decides nothing but where the
/// memory is taken in one piece.
private func declaredBytes(_ bytes: Span<UInt8>) -> Int {
    guard bytes.count >= 18 else { return 0 }
    return bytes.littleEndian(at: bytes.count - 4, byteCount: 4)
}

extension Span<UInt8> {
    /// A number whose bytes, least significant first, are known to be there.
    func littleEndian(at place: Int, byteCount: Int) -> Int {
        var number = 0
        for index in (place..<place + byteCount).reversed() {
            number = number << 8 | Int(self[index])
        }
        return number
    }
}
