/// How an unknown file writes letters, as far as its bytes tell.
enum ProfileEncoding: Equatable {
    case utf8(reason: String)
    case utf16
    /// With the first line whose bytes can hardly be meant as Windows-1252.
    case windows1252(oddLine: Int?)

    init(of bytes: Span<UInt8>) {
        if bytes.count >= 2, bytes[0] ^ bytes[1] == 1, bytes[0] >= 0xFE {
            self = .utf16
            return
        }
        // Latin text in UTF-16 has a NUL beside every letter; no other text has any.
        let head = bytes.extracting(0..<min(bytes.count & ~1, FeedRecognition.headBytes & ~1))
        let zeros = head.indices.count { head[$0] == 0 }
        if zeros > head.count / 3 {
            self = .utf16
        } else if CharacterEncoding.detected(in: bytes) == .utf8 {
            let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB
            let isPlain = bytes.indices.allSatisfy { bytes[$0] < 0x80 }
            self = .utf8(
                reason: hasMark
                    ? "it has UTF-8's byte order mark"
                    : isPlain
                        ? "it is plain ASCII; another encoding would be refused, not misread"
                        : "all of its bytes are UTF-8")
        } else {
            self = .windows1252(oddLine: Self.oddLine(in: bytes))
        }
    }

    /// The first line with a byte between two letters that is no letter itself.
    private static func oddLine(in bytes: Span<UInt8>) -> Int? {
        var line = 1
        for index in bytes.indices {
            if bytes[index] == 0x0A { line += 1 }
            guard index > 0, index + 1 < bytes.count, isSign(bytes[index]),
                bytes[index - 1].isLetter, bytes[index + 1].isLetter
            else { continue }
            return line
        }
        return nil
    }

    /// Whether Windows-1252 has a sign here that stands in no word; apostrophes, dots in Catalan,
    /// soft hyphens and ordinals do.
    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x83, 0x8A, 0x8C, 0x8E, 0x91, 0x92, 0x96, 0x97, 0x9A, 0x9C, 0x9E, 0x9F: false
        case 0xA0, 0xAA, 0xAD, 0xB4, 0xB7, 0xBA: false
        case 0x80..<0xC0, 0xD7, 0xF7: true
        default: false
        }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
}
