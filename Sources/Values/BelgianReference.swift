/// Ten digits and their remainder by 97, two digits, 97 standing for 0.
///
/// Every single digit misread and every two neighbours swapped are noticed. Luxembourg uses the
/// same rule.
///
/// Source: Febelfin, "Standaarden: gestructureerde mededeling" (OGM-VCS); ABBL for Luxembourg.
enum BelgianReference: ReferenceRules {
    static let strength = 97
    static let hasOwnShape = true

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard isNumber(text, digits: 12...12) else { return false }
        return checkNumber(text.extracting(first: 10))
            == remainder(text.extracting(last: 2), by: 100)
    }

    /// Shorter bases get noughts before them.
    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...10) else { return nil }
        let padded = Array(repeating: 0x30, count: 10 - base.count) + base.array
        return padded + twoDigits(checkNumber(padded.span))
    }

    /// `+++123/4567/89012+++`.
    static func printed(_ text: [UInt8]) -> [UInt8] {
        let marks = Array("+++".utf8)
        let slash = Array("/".utf8)
        return marks + text[..<3] + slash + text[3..<7] + slash + text[7...] + marks
    }

    private static func checkNumber(_ base: Span<UInt8>) -> Int {
        let remainder = remainder(base, by: 97)
        return remainder == 0 ? 97 : remainder
    }
}
