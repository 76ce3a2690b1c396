/// Sixteen digits and their remainder by 93, two digits: the customer code of a pre-printed
/// bollettino and the number of a pagoPA notice.
///
/// Every single digit misread and every two neighbours swapped are noticed.
///
/// Source: Decreto 14 maggio 2013 (GU 116 of 20 May 2013), annex 1, 1.4; pagoPA, "Specifiche
/// attuative del Nodo dei Pagamenti", section 3: numero avviso.
enum ItalianReference: ReferenceRules {
    static let strength = 93
    static let hasOwnShape = true

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard isNumber(text, digits: 18...18) else { return false }
        return remainder(text.extracting(first: 16), by: 93)
            == remainder(text.extracting(last: 2), by: 100)
    }

    /// Shorter bases get noughts before them.
    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 1...16) else { return nil }
        let padded = Array(repeating: 0x30, count: 16 - base.count) + base.array
        return padded + twoDigits(remainder(padded.span, by: 93))
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text.grouped(by: 4) }
}
