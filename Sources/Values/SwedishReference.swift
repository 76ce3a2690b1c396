/// Swedish OCR number: two to twenty-five digits, the last a check digit modulo 10.
///
/// The biller agrees with Bankgirot whether numbers also tell their length. Every single digit misread is noticed, and neighbours swapped but 09 for 90.
///
/// Source: Bankgirot, "OCR-referenskontroll, användarmanual".
enum SwedishReference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = false

    static func confirms(_ text: Span<UInt8>) -> Bool {
        NorwegianModulo10Reference.confirms(text)
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        NorwegianModulo10Reference.completed(base)
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text }
}

/// An OCR number whose last digit but one is the last digit of its length.
///
/// Source: as ``SwedishReference``.
enum SwedishReferenceWithLength: ReferenceRules {
    /// Both digits must be right.
    static let strength = 100
    static let hasOwnShape = false

    static func confirms(_ text: Span<UInt8>) -> Bool {
        text.count > 2 && text[text.count - 2] == asciiDigit(text.count % 10)
            && SwedishReference.confirms(text)
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...23) else { return nil }
        return SwedishReference.completed((base.array + [asciiDigit((base.count + 2) % 10)]).span)
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text }
}
