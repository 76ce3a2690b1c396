/// How a file writes letters beyond ASCII.
package enum CharacterEncoding: String, Sendable, CaseIterable {
    case utf8
    case latin1
    case windows1252
    /// Either byte order; little endian without a byte order mark.
    case utf16

    /// UTF-8 if all of it is, else the superset of Latin-1 that Western banks write.
    ///
    /// A longer non-ASCII text is valid UTF-8 by accident practically never, so this is knowledge,
    /// not a guess; a code page such as CP852 cannot be told from CP1252 and comes out as other
    /// letters, but whole.
    static func detected(in bytes: Span<UInt8>) -> CharacterEncoding {
        (try? UTF8Span(validating: bytes)) == nil ? .windows1252 : .utf8
    }
}

extension [UInt8] {
    /// Appends text in UTF-8, whatever it was written in.
    ///
    /// - Parameters:
    ///   - bytes: the text; of ``CharacterEncoding/utf16`` only what is UTF-8 already.
    ///   - encoding: how it is written. UTF-8 must have been validated.
    mutating func append(_ bytes: Span<UInt8>, as encoding: CharacterEncoding) {
        switch encoding {
        case .utf8, .utf16: append(bytes)
        case .latin1 where bytes.isASCII, .windows1252 where bytes.isASCII: append(bytes)
        case .latin1:
            for index in bytes.indices { append(scalar: UInt16(bytes[index])) }
        case .windows1252:
            for index in bytes.indices {
                let byte = bytes[index]
                let isRemapped = (0x80...0x9F).contains(byte)
                append(
                    scalar: isRemapped ? Self.windows1252[Int(byte) - 0x80] : UInt16(byte))
            }
        }
    }

    /// Appends bytes as they are.
    mutating func append(_ bytes: Span<UInt8>) {
        // The buffer is read only while this call lasts.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Appends one character below U+FFFF, none a surrogate, in UTF-8.
    private mutating func append(scalar: UInt16) {
        switch scalar {
        case 0..<0x80: append(UInt8(scalar))
        case 0x80..<0x800:
            append(0xC0 | UInt8(scalar >> 6))
            append(0x80 | UInt8(scalar & 0x3F))
        default:
            append(0xE0 | UInt8(scalar >> 12))
            append(0x80 | UInt8(scalar >> 6 & 0x3F))
            append(0x80 | UInt8(scalar & 0x3F))
        }
    }

    /// 0x80…0x9F; the five bytes without a letter stay the C1 controls they are in Latin-1, so
    /// that no text is ever lost.
    ///
    /// Source: Unicode Consortium, `MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT`, version 2.01.
    private static let windows1252: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
        0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]

    /// The same text in UTF-8; nil when the bytes are not UTF-16.
    ///
    /// The one place where a file is held twice: UTF-16 is rare and its files are small.
    init?(utf16 bytes: Span<UInt8>) {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let hasMark = bytes.count >= 2
        let isBigEndian = hasMark && bytes[0] == 0xFE && bytes[1] == 0xFF
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
        }
        if units.first == 0xFEFF { units.removeFirst() }
        guard let text = String(validating: units, as: UTF16.self) else { return nil }
        self = Array(text.utf8)
    }
}
