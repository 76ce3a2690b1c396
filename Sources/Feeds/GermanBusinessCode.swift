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
        guard let number = number(in: code), let kind = kinds[number] else { return .unclassified }
        return kind == .payment && !isMoneyIn ? .unclassified : kind
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

    /// Only codes whose meaning is certain; a closing of the account, 805, mixes interest and fees.
    ///
    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, "Geschäftsvorfallcodes".
    private static let kinds: [Int: EntryKind] = {
        let rows: [(EntryKind, [Int])] = [
            // Transfers and standing orders before SEPA; then of SEPA, instant ones, wages, public
            // funds, donations.
            (.payment, [51, 52, 53, 54, 152, 153, 154, 156, 166, 167, 168, 169]),
            // Direct debits collected, singly and as a batch; batches of transfers received.
            (.payment, [171, 174, 192, 194, 196]),
            // What came back: debited before SEPA, by B2B and core, a transfer credited, debits of
            // our own credited again.
            (.returned, [9, 108, 109, 159, 181, 184]),
            (.charge, [806, 807, 808, 809, 810]),
            (.interest, [814]),
            (.transfer, [820, 833, 834]),
        ]
        return Dictionary(
            uniqueKeysWithValues: rows.flatMap { kind, numbers in numbers.map { ($0, kind) } })
    }()
}
