/// Twenty-six digits and the check digit that follows from them; not all of them nought.
///
/// Every single digit misread is noticed.
///
/// Source: SIX, Swiss Implementation Guidelines QR-bill 2.3, annex B: modulo 10, recursive.
enum SwissReference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = true
    static let length = 27

    static func confirms(_ text: Span<UInt8>) -> Bool {
        isNumber(text, digits: length...length)
            && checkDigit(text.extracting(first: length - 1)) == text[length - 1]
    }

    /// Shorter bases get noughts before them.
    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...length - 1) else { return nil }
        let padded = Array(repeating: 0x30, count: length - 1 - base.count) + base.array
        return padded + [checkDigit(padded.span)]
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text.grouped(by: 5, after: 2) }

    private static func checkDigit(_ base: Span<UInt8>) -> UInt8 {
        let row: [10 of UInt8] = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
        var carry = 0
        for index in base.indices { carry = Int(row[(carry + Int(base[index] & 0x0F)) % 10]) }
        return asciiDigit((10 - carry) % 10)
    }
}
