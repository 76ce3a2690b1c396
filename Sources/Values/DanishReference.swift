/// Fifteen digits of a card 71 or sixteen of a card 75 or 04, the last a check digit modulo 10.
///
/// Every single digit misread is noticed, and neighbours swapped but 09 for 90. Cards 01 and 73
/// carry no identification.
///
/// Source: Nets and Finance Denmark, "Blankethåndbogen", Fælles Indbetalingskort, code line.
enum DanishReference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = true

    static func confirms(_ text: Span<UInt8>) -> Bool {
        isNumber(text, digits: 15...16)
            && luhnDigit(text.extracting(droppingLast: 1)) == text[text.count - 1]
    }

    /// Bases of up to 14 digits become an identification of card 71, those of 15 one of card 75.
    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...15) else { return nil }
        let padded = Array(repeating: 0x30, count: max(0, 14 - base.count)) + base.array
        return padded + [luhnDigit(padded.span)]
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text }
}

extension PaymentReference {
    /// The code line of a Danish payment card, `+71<123456789012347+87654321<`.
    ///
    /// - Parameter creditor: the creditor's number of eight digits with Danish banks.
    /// - Returns: the line; nil for references of other schemes.
    package func danishCodeLine(creditor: String) -> String? {
        guard scheme == .danish else { return nil }
        return "+\(text.utf8.count == 15 ? 71 : 75)<\(text)+\(creditor)<"
    }
}
