extension Span<UInt8> {
    /// Where a byte first stands in a part of the bytes; the part's end when it does not.
    func firstPlace(of byte: UInt8, from start: Int, before end: Int) -> Int {
        precondition(start >= 0 && end <= count, "a part of the bytes")
        let pattern = UInt64(byte) &* Self.ones
        var index = start
        while index + 8 <= end {
            // The eight bytes lie before `end`, which lies inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let hits = Self.zeroBytes(of: UInt64(littleEndian: word) ^ pattern)
            if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, self[index] != byte { index += 1 }
        return Swift.max(index, start)
    }

    /// How often a byte stands in a part of the bytes.
    func occurrences(of byte: UInt8, from start: Int, before end: Int) -> Int {
        precondition(start >= 0 && end <= count, "a part of the bytes")
        let pattern = UInt64(byte) &* Self.ones
        let low = ~Self.highBits
        var found = 0
        var index = start
        while index + 8 <= end {
            // The eight bytes lie before `end`, which lies inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let letters = word ^ pattern
            // The high bit of exactly those bytes that are zero: no carry leaves a byte.
            let zeros = ~((letters & low) &+ low | letters | low)
            // Adds the bytes up in the highest; processors without a count of bits are usual.
            found += Int((zeros >> 7 &* Self.ones) >> 56)
            index += 8
        }
        while index < end {
            if self[index] == byte { found += 1 }
            index += 1
        }
        return found
    }

    /// Where the line that holds `start` ends, at LF or CR; `end` when it does not before that.
    func lineEnd(from start: Int, before end: Int) -> Int {
        precondition(start >= 0 && end <= count, "a part of the bytes")
        var index = start
        while index + 8 <= end {
            // The eight bytes lie before `end`, which lies inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let letters = UInt64(littleEndian: word)
            // Bytes below 0x0E, of which line ends are all but a few.
            let hits = (letters &- 0x0E &* Self.ones) & ~letters & Self.highBits
            guard hits != 0 else {
                index += 8
                continue
            }
            index += hits.trailingZeroBitCount / 8
            if self[index] == 0x0A || self[index] == 0x0D { return index }
            index += 1
        }
        while index < end, self[index] != 0x0A, self[index] != 0x0D { index += 1 }
        return Swift.max(index, start)
    }

    /// The next byte that may be more than text in XML: `<`, `&`, `]`, a control or the first of
    /// U+F000 to U+FFFF; the end when there is none.
    func markupPlace(from start: Int) -> Int {
        precondition(start >= 0 && start <= count, "a place in the bytes")
        var index = start
        while index + 8 <= count {
            // The eight bytes lie inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let letters = UInt64(littleEndian: word)
            let hits =
                (letters &- 0x20 &* Self.ones) & ~letters & Self.highBits
                | Self.zeroBytes(of: letters ^ UInt64(UInt8(ascii: "<")) &* Self.ones)
                | Self.zeroBytes(of: letters ^ UInt64(UInt8(ascii: "&")) &* Self.ones)
                | Self.zeroBytes(of: letters ^ UInt64(UInt8(ascii: "]")) &* Self.ones)
                | Self.zeroBytes(of: letters ^ 0xEF &* Self.ones)
            // The lowest is right: above a hit only may others be wrong.
            if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, !Self.isMarkup(self[index]) { index += 1 }
        return index
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "]"), 0xEF: true
        default: false
        }
    }

    /// At most eight bytes as a number: the first is the lowest, nothing is above the last.
    @inline(__always)
    func word(at start: Int, count size: Int) -> UInt64 {
        precondition(start >= 0 && 0...8 ~= size && start <= count - size, "a part of the bytes")
        if start <= count - 8 {
            // The eight bytes lie inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            return UInt64(littleEndian: word) & ~(~0 << UInt64(8 * size))
        }
        var word: UInt64 = 0
        for offset in 0..<size { word |= UInt64(self[start + offset]) << UInt64(8 * offset) }
        return word
    }

    /// How many of the eight bytes from a place on are ASCII letters, before the first other.
    @inline(__always)
    func letterCount(at start: Int) -> Int {
        let word = word(at: start, count: 8)
        let low = (word | 0x20 &* Self.ones) & ~Self.highBits
        // The high bit is set from "a" on, and from the byte behind "z" on; no carry leaves a byte.
        let isLetter =
            (low &+ 0x1F &* Self.ones) & ~(low &+ 0x05 &* Self.ones) & ~word & Self.highBits
        return (isLetter ^ Self.highBits).trailingZeroBitCount / 8
    }

    /// Whether the same bytes stand at two places.
    func isSame(at one: Int, _ other: Int, count size: Int) -> Bool {
        var offset = 0
        while offset + 8 < size {
            let isSame = word(at: one + offset, count: 8) == word(at: other + offset, count: 8)
            guard isSame else { return false }
            offset += 8
        }
        return word(at: one + offset, count: size - offset)
            == word(at: other + offset, count: size - offset)
    }

    /// Whether every byte is below 0x80.
    var isASCII: Bool {
        var index = 0
        while index + 8 <= count {
            // The eight bytes lie inside the span.
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            if word & Self.highBits != 0 { return false }
            index += 8
        }
        while index < count {
            if self[index] >= 0x80 { return false }
            index += 1
        }
        return true
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

    /// The high bit of each byte that is zero; bytes above the lowest such may be set too.
    ///
    /// Source: H. S. Warren, "Hacker's Delight", 2nd edition, section 6-1.
    private static func zeroBytes(of word: UInt64) -> UInt64 {
        (word &- ones) & ~word & highBits
    }
}
