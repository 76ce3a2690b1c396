/// What the three digits of a German bank's `Geschäftsvorfallcode` say an entry is.
///
/// In camt they stand in `Prtry/Cd`, alone or behind the SWIFT code: `166`, `NTRF+166+9310+997`.
enum GermanBusinessCode {
    /// The kind of an entry with this proprietary code.
    ///
    /// - Parameters:
    ///   - code: as the file has it.
    ///   - isMoneyIn: a payment is a customer's credit; the same code on a debit is our own.
    /// - Returns: unclassified where there are no three digits, or no meaning that is certain.
    static func kind(_ code: ArraySlice<UInt8>, isMoneyIn: Bool) -> EntryKind {
        number(in: code).flatMap { GermanTransactionCodes.kind($0, isMoneyIn: isMoneyIn) }
            ?? .unclassified
    }

    /// The digits that are the first part, or the second behind the SWIFT code; the parts further
    /// back may have three digits too and mean something else.
    private static func number(in code: ArraySlice<UInt8>) -> Int? {
        let parts = code.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false)
        let isNumber = { (part: ArraySlice<UInt8>) in
            part.count == 3 && part.allSatisfy(\.isDigit)
        }
        return parts.prefix(2).first(where: isNumber)?.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
