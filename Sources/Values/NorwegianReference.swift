/// Norwegian customer identification (KID) of two to twenty-five digits, the last modulo 10.
///
/// The biller and its bank agree on the length and the modulus. Every single digit misread is noticed, and neighbours swapped but 09 for 90.
///
/// Source: Mastercard Payment Services (Nets), "Systemspesifikasjon OCR giro", KID.
enum NorwegianModulo10Reference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = false

    static func confirms(_ text: Span<UInt8>) -> Bool {
        isNumber(text, digits: 2...25)
            && luhnDigit(text.extracting(droppingLast: 1)) == text[text.count - 1]
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...24) else { return nil }
        return base.array + [luhnDigit(base)]
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text }
}

/// A KID whose check digit is modulo 11, weights 2…7 from the right; a hyphen stands for ten.
///
/// Every single digit misread and every two neighbours swapped are noticed.
///
/// Source: as ``NorwegianModulo10Reference``.
enum NorwegianModulo11Reference: ReferenceRules {
    static let strength = 11
    static let hasOwnShape = false

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard (2...25).contains(text.count) else { return false }
        let base = text.extracting(droppingLast: 1)
        return isNumber(base, digits: 1...24) && checkDigit(base) == text[text.count - 1]
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...24) else { return nil }
        return base.array + [checkDigit(base)]
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text }

    private static func checkDigit(_ base: Span<UInt8>) -> UInt8 {
        switch 11 - weightedSum(base, weight: { 2 + $0 % 6 }) % 11 {
        case 11: 0x30
        case 10: UInt8(ascii: "-")
        case let digit: asciiDigit(digit)
        }
    }
}
