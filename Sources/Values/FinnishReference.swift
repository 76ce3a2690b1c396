/// Three to nineteen digits and a check digit, weights 7, 3, 1 from the right; no nought first.
///
/// Every single digit misread is noticed, and neighbours swapped unless they differ by five. Banks
/// fill the number with noughts from the left, so a number written so means the one without.
///
/// Source: Finance Finland, "Forming a Finnish reference number" (viitenumero).
enum FinnishReference: ReferenceRules {
    static let strength = 10
    static let hasOwnShape = false

    static func confirms(_ text: Span<UInt8>) -> Bool {
        isNumber(text, digits: 4...20) && text[0] != 0x30
            && checkDigit(text.extracting(droppingLast: 1)) == text[text.count - 1]
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard isNumber(base, digits: 3...19) else { return nil }
        return base.array + [checkDigit(base)]
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text.groupedFromRight(by: 5) }

    private static func checkDigit(_ base: Span<UInt8>) -> UInt8 {
        let weights: [3 of Int] = [7, 3, 1]
        return asciiDigit((10 - weightedSum(base) { weights[$0 % 3] } % 10) % 10)
    }
}

extension PaymentReference {
    /// The other electronic texts under which a Finnish reference travels: the national number in
    /// its `RF` form, and the other way round, and without the noughts a bank put before it.
    ///
    /// Empty for what is no Finnish reference. The number of a creditor reference of another
    /// country may by chance be one; nothing is lost by asking for it too.
    package static func twins(of electronic: Span<UInt8>) -> [[UInt8]] {
        let isCreditorReference = CreditorReference.confirms(electronic)
        let start = isCreditorReference ? 4 : 0
        guard isNumber(electronic.extracting(droppingFirst: start), digits: 4...20) else {
            return []
        }
        var first = start
        while electronic[first] == 0x30 { first += 1 }
        let national = electronic.extracting(droppingFirst: first)
        guard FinnishReference.confirms(national),
            let international = CreditorReference.completed(national)
        else { return [] }
        if first > start { return [national.array, international] }
        return isCreditorReference ? [national.array] : [international]
    }
}
