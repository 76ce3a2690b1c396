/// What a ledger's own numbers look like: which letters they begin with and how long they are.
///
/// Learned from the numbers themselves. A stretch of text is looked up only if it looks like one
/// of them; one that does and names nothing is a reference that was not found.
package struct NumberPatterns: Sendable, Equatable {
    /// Beginnings in the order in which they were first seen; the first eight letters count.
    private var prefixes: [UInt64] = []
    /// For each beginning, the lengths seen as bits.
    private var lengths: [UInt64] = []
    /// Whether every text with a digit looks like a number: the ledger has no habits, or nobody
    /// learned them.
    package private(set) var acceptsAnything = false
    /// The longest number that fits; nothing longer is looked at.
    private(set) var longest = 0
    private var latest = (prefix: UInt64.max, length: UInt64(0))

    /// What fits anything is still no longer than this.
    private static let lengthLimit = 32

    /// More beginnings than this are no pattern but arbitrary text.
    private static let prefixLimit = 64

    /// Patterns nothing fits until numbers were learned.
    package init() {}

    /// Patterns that every text with a digit fits.
    package static let anything: NumberPatterns = {
        var patterns = NumberPatterns()
        patterns.acceptAnything()
        return patterns
    }()

    /// Learns one of the ledger's numbers, in any writing.
    package mutating func learn(_ number: some StringProtocol) {
        let key = numberKey(number)
        let letters = key.utf8.prefix { $0 &- 0x41 < 26 }
        learn(prefix: NumberKey(Array(letters).span), length: key.utf8.count)
    }

    /// Learns every pattern of other patterns.
    package mutating func learn(_ other: NumberPatterns) {
        if other.acceptsAnything { acceptAnything() }
        for (prefix, bits) in zip(other.prefixes, other.lengths) { learn(prefix, bits: bits) }
    }

    mutating func learn(prefix: NumberKey, length: Int) {
        let bit = UInt64(1) << UInt64(min(length, 63))
        if latest == (prefix.low, bit) { return }
        latest = (prefix.low, bit)
        if length > 0 { learn(prefix.low, bits: bit) }
    }

    private mutating func acceptAnything() {
        acceptsAnything = true
        longest = Self.lengthLimit
    }

    private mutating func learn(_ prefix: UInt64, bits: UInt64) {
        longest = max(longest, min(63 - bits.leadingZeroBitCount, Self.lengthLimit))
        if let index = prefixes.firstIndex(of: prefix) {
            lengths[index] |= bits
        } else if prefixes.count < Self.prefixLimit {
            prefixes.append(prefix)
            lengths.append(bits)
        } else {
            acceptAnything()
        }
    }

    /// Whether a text of these first letters and this length looks like a number of the ledger.
    func fit(prefix: UInt64, length: Int) -> Bool {
        acceptsAnything || isLearned(prefix: prefix, length: length)
    }

    /// As ``fit(prefix:length:)``, but by a pattern that was really seen.
    func isLearned(prefix: UInt64, length: Int) -> Bool {
        let bit = UInt64(1) << UInt64(min(length, 63))
        for index in prefixes.indices where prefixes[index] == prefix {
            return lengths[index] & bit != 0
        }
        return false
    }

    package static func == (left: NumberPatterns, right: NumberPatterns) -> Bool {
        left.acceptsAnything == right.acceptsAnything
            && Dictionary(uniqueKeysWithValues: zip(left.prefixes, left.lengths))
                == Dictionary(uniqueKeysWithValues: zip(right.prefixes, right.lengths))
    }
}

extension NumberKey {
    /// The letters the key begins with, at most eight, as patterns hold them.
    var leadingLetters: UInt64 {
        var rest = low
        var bits = UInt64(0)
        while bits < 64, UInt8(truncatingIfNeeded: rest) &- 0x41 < 26 {
            rest &>>= 8
            bits += 8
        }
        return bits == 64 ? low : low & (1 &<< bits - 1)
    }
}
