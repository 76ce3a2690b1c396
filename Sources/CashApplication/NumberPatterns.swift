/// What a ledger's own numbers look like: which letters they begin with, how long they are, and
/// whether nothing but digits follows the letters.
///
/// Learned from the numbers themselves. A stretch of text is looked up only if it looks like one
/// of them; one that does and names nothing is a reference that was not found.
package struct NumberPatterns: Sendable, Equatable {
    /// Beginnings in the order in which they were first seen; the first eight letters count.
    private var prefixes: [UInt64] = []
    /// For each beginning, the lengths seen as bits: of numbers with digits only behind it, and of
    /// others.
    private var plainLengths: [UInt64] = []
    private var mixedLengths: [UInt64] = []
    /// Whether every text with a digit looks like a number: the ledger has no habits, or nobody
    /// learned them.
    package private(set) var acceptsAnything = false
    /// The longest number that fits; nothing longer is looked at.
    private(set) var longest = 0
    private var latest = (prefix: UInt64.max, length: UInt64(0), isPlain: false)

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
        learn(Array(number.utf8).span)
    }

    /// Learns one of the ledger's numbers, in any writing.
    mutating func learn(_ written: Span<UInt8>) { learn(NumberKey(written), written) }

    /// Learns every pattern of other patterns.
    package mutating func learn(_ other: NumberPatterns) {
        if other.acceptsAnything { acceptAnything() }
        for (index, prefix) in other.prefixes.enumerated() {
            learn(prefix, bits: other.plainLengths[index], isPlain: true)
            learn(prefix, bits: other.mixedLengths[index], isPlain: false)
        }
    }

    /// Learns a number whose key is known already.
    mutating func learn(_ key: NumberKey, _ written: Span<UInt8>) {
        var (length, digits) = (0, 0)
        for index in written.indices {
            let byte = normalised(written[index])
            guard byte != 0 else { continue }
            length += 1
            if byte < 0x3A { digits += 1 }
        }
        guard length > 0 else { return }
        let bit = UInt64(1) << UInt64(min(length, 63))
        let (prefix, isPlain) = (key.leadingLetters, key.isPlain(count: length, digits: digits))
        if latest == (prefix, bit, isPlain) { return }
        latest = (prefix, bit, isPlain)
        learn(prefix, bits: bit, isPlain: isPlain)
    }

    private mutating func acceptAnything() {
        acceptsAnything = true
        longest = Self.lengthLimit
    }

    private mutating func learn(_ prefix: UInt64, bits: UInt64, isPlain: Bool) {
        guard bits != 0 else { return }
        longest = max(longest, min(63 - bits.leadingZeroBitCount, Self.lengthLimit))
        if !prefixes.contains(prefix) {
            guard prefixes.count < Self.prefixLimit else { return acceptAnything() }
            prefixes.append(prefix)
            plainLengths.append(0)
            mixedLengths.append(0)
        }
        guard let index = prefixes.firstIndex(of: prefix) else { return }
        if isPlain { plainLengths[index] |= bits } else { mixedLengths[index] |= bits }
    }

    /// Whether a text of so many characters, digits among them, looks like a number of the ledger.
    func fit(_ key: NumberKey, count: Int, digits: Int) -> Bool {
        acceptsAnything || isLearned(key, count: count, digits: digits)
    }

    /// As ``fit(_:count:digits:)``, but by a pattern that was really seen.
    func isLearned(_ key: NumberKey, count: Int, digits: Int) -> Bool {
        let prefix = key.leadingLetters
        let bit = UInt64(1) << UInt64(min(count, 63))
        for index in prefixes.indices where prefixes[index] == prefix {
            let isPlain = key.isPlain(count: count, digits: digits)
            return (isPlain ? plainLengths[index] : mixedLengths[index]) & bit != 0
        }
        return false
    }

    /// Takes the letters that make a number of the ledger's kind out of so many digits; none at all
    /// where such numbers have none.
    func forEachPrefix(completing digits: Int, _ visit: (_ prefix: NumberKey, Int) -> Void) {
        for index in prefixes.indices {
            let prefix = NumberKey(low: prefixes[index])
            let letters = prefix.letterCount
            guard letters < 8, letters + digits <= NumberKey.inlineCount else { continue }
            if plainLengths[index] >> UInt64(letters + digits) & 1 != 0 { visit(prefix, letters) }
        }
    }

    /// Whether some number of the ledger begins with the same letters, and with letters at all.
    func hasPrefix(of key: NumberKey) -> Bool {
        let prefix = key.leadingLetters
        return prefix != 0 && prefixes.contains(prefix)
    }

    /// Whether letters before so many digits, or none, make a number of the ledger's kind.
    func canComplete(digits: Int) -> Bool {
        var found = false
        forEachPrefix(completing: digits) { _, _ in found = true }
        return found
    }

    package static func == (left: NumberPatterns, right: NumberPatterns) -> Bool {
        left.acceptsAnything == right.acceptsAnything && left.sorted == right.sorted
    }

    private var sorted: [[UInt64]] {
        prefixes.indices.map { [prefixes[$0], plainLengths[$0], mixedLengths[$0]] }
            .sorted { $0[0] < $1[0] }
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

    /// Whether nothing but digits follows the letters a number begins with.
    func isPlain(count: Int, digits: Int) -> Bool {
        digits + letterCount == count
    }

    /// How many letters the key begins with, at most eight.
    var letterCount: Int {
        let letters = leadingLetters
        return letters == 0 ? 0 : 8 - letters.leadingZeroBitCount / 8
    }
}
