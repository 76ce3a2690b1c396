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
            found += zeros.nonzeroBitCount
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
