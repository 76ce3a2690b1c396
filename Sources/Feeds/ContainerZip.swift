/// Unpacks a zip archive of one file, whatever its name.
///
/// Folders, and what a Mac adds about each file, count for nothing. Names are shown and never used.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", version 6.3.10, sections 4.3
/// and 4.4.
func unzipped(_ bytes: Span<UInt8>, limit: Int) throws(FeedError) -> [UInt8] {
    let files = try ZipMember.all(of: bytes).filter { !$0.isBeside }
    guard let file = files.first else {
        throw FeedError(
            .empty, field: "zip", found: "an archive without a file", expected: "one file")
    }
    guard files.count == 1 else {
        throw FeedError(
            .malformed, field: "zip", found: files.map(\.name).joined(separator: ", "),
            expected: "an archive of one file, not \(files.count)")
    }
    return try file.content(in: bytes, limit: limit)
}

/// One entry of a zip archive's directory.
private struct ZipMember {
    var name: String
    var flags: Int
    var method: Int
    var checksum: Int
    var packedBytes: Int
    var contentBytes: Int
    /// Where the member itself begins.
    var start: Int
    /// Where the directory begins, before which all members end.
    var end: Int

    /// Whether it is a folder, or a Mac's description of another member.
    var isBeside: Bool {
        (name.hasSuffix("/") && contentBytes == 0) || name.hasPrefix("__MACOSX/")
    }

    /// The entries of the directory at the end of an archive.
    static func all(of bytes: Span<UInt8>) throws(FeedError) -> [ZipMember] {
        let end = try endRecord(of: bytes)
        let numbers = (4...10).filter { $0.isMultiple(of: 2) }.map {
            bytes.littleEndian(at: end + $0, byteCount: 2)
        }
        let size = bytes.littleEndian(at: end + 12, byteCount: 4)
        let start = bytes.littleEndian(at: end + 16, byteCount: 4)
        guard start != 0xFFFF_FFFF, size != 0xFFFF_FFFF, !numbers.contains(0xFFFF) else {
            throw FeedError(
                .tooLarge, field: "zip", found: "zip64", expected: "a plain zip archive")
        }
        guard numbers[0] == 0, numbers[1] == 0, numbers[2] == numbers[3], start + size == end else {
            throw malformed("a directory that does not match the file")
        }
        var members: [ZipMember] = []
        var place = start
        for _ in 0..<numbers[3] {
            members.append(try entry(of: bytes, at: &place, directory: start..<end))
        }
        guard place == end else { throw malformed("\(end - place) bytes behind the directory") }
        return members
    }

    /// Where the record stands that ends an archive; a comment may follow it, and nothing else.
    private static func endRecord(of bytes: Span<UInt8>) throws(FeedError) -> Int {
        var place = bytes.count - 22
        while place >= max(0, bytes.count - 22 - 0xFFFF) {
            if bytes.littleEndian(at: place, byteCount: 4) == 0x0605_4B50,
                place + 22 + bytes.littleEndian(at: place + 20, byteCount: 2) == bytes.count
            {
                return place
            }
            place -= 1
        }
        throw FeedError(.truncated, field: "zip", expected: "the directory at the archive's end")
    }

    private static func entry(
        of bytes: Span<UInt8>, at place: inout Int, directory: Range<Int>
    ) throws(FeedError) -> ZipMember {
        func number(_ offset: Int, _ byteCount: Int) -> Int {
            bytes.littleEndian(at: place + offset, byteCount: byteCount)
        }
        guard place + 46 <= directory.upperBound, number(0, 4) == 0x0201_4B50 else {
            throw malformed("a directory without its entries")
        }
        let nameEnd = place + 46 + number(28, 2)
        let next = nameEnd + number(30, 2) + number(32, 2)
        guard next <= directory.upperBound else { throw malformed("an entry without its end") }
        var name: [UInt8] = []
        name.append(bytes.extracting(place + 46..<nameEnd))
        let member = ZipMember(
            name: String(decoding: name, as: UTF8.self), flags: number(8, 2), method: number(10, 2),
            checksum: number(16, 4), packedBytes: number(20, 4), contentBytes: number(24, 4),
            start: number(42, 4), end: directory.lowerBound)
        guard ![member.packedBytes, member.contentBytes, member.start].contains(0xFFFF_FFFF) else {
            throw FeedError(
                .tooLarge, field: "zip", found: "zip64", expected: "a plain zip archive")
        }
        place = next
        return member
    }

    /// The member's bytes as they were before they were packed.
    func content(in bytes: Span<UInt8>, limit: Int) throws(FeedError) -> [UInt8] {
        // Bits 0, 6 and 13: encrypted, strongly encrypted, a directory of masked values.
        guard flags & 0x2041 == 0 else {
            throw FeedError(
                .forbidden, field: "zip", found: "an encrypted file",
                expected: "an archive without a password")
        }
        guard contentBytes <= limit else {
            throw FeedError(
                .tooLarge, field: "zip", found: "\(contentBytes) bytes unpacked",
                expected: "at most \(limit) bytes")
        }
        let packed = bytes.extracting(try packedRange(in: bytes))
        var content: [UInt8] = []
        content.reserveCapacity(contentBytes)
        switch method {
        case 0:
            content.append(packed)
        case 8:
            var inflation = try Inflation(.none)
            let taken = try inflation.inflate(packed, onto: &content, limit: limit)
            guard taken == packed.count else {
                throw Self.malformed("\(packed.count - taken) bytes behind the packed content")
            }
        default:
            throw FeedError(
                .forbidden, field: "zip", found: "packing method \(method)",
                expected: "a file that is stored or deflated")
        }
        guard content.count == contentBytes, Feeds.checksum(content.span) == checksum else {
            throw Self.malformed("content with another length or checksum")
        }
        return content
    }

    /// Where the packed bytes lie, behind a header that must agree with the directory.
    private func packedRange(in bytes: Span<UInt8>) throws(FeedError) -> Range<Int> {
        guard start + 30 <= end, bytes.littleEndian(at: start, byteCount: 4) == 0x0403_4B50,
            bytes.littleEndian(at: start + 8, byteCount: 2) == method
        else { throw Self.malformed("a directory that leads to no file") }
        let first =
            start + 30 + bytes.littleEndian(at: start + 26, byteCount: 2)
            + bytes.littleEndian(at: start + 28, byteCount: 2)
        guard first + packedBytes <= end else {
            throw Self.malformed("a file that is longer than its archive")
        }
        return first..<first + packedBytes
    }

    private static func malformed(_ found: String) -> FeedError {
        FeedError(.malformed, field: "zip", found: found, expected: "a whole archive")
    }
}
