/// Betalingskenmerk: a check digit, the last digit of the length, and seven to twelve digits; or a
/// check digit and fifteen digits.
///
/// The standard also knows seven digits without a check, which nothing can confirm.
///
/// Source: Betaalvereniging Nederland, "Specificaties betalingskenmerk".
enum DutchReference: ReferenceRules {
    /// Two remainders share the digit 1.
    static let strength = 10
    static let hasOwnShape = false

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard isNumber(text, digits: 9...16), text.count != 15,
            text.count == 16 || text[1] == asciiDigit((text.count - 2) % 10)
        else { return false }
        return checkDigit(text.extracting(droppingFirst: 1)) == text[0]
    }

    /// Bases of seven to twelve digits, or of fifteen.
    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 7...15) else { return nil }
        let checked = (base.count == 15 ? [] : [asciiDigit(base.count % 10)]) + base.array
        return [checkDigit(checked.span)] + checked
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text.groupedFromRight(by: 4) }

    private static func checkDigit(_ base: Span<UInt8>) -> UInt8 {
        let weights: [10 of Int] = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1]
        switch 11 - weightedSum(base, weight: { weights[$0 % 10] }) % 11 {
        case 11: return 0x30
        case 10: return 0x31
        case let digit: return asciiDigit(digit)
        }
    }
}
