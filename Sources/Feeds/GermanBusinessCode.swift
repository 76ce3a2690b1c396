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

    /// The digits of the first part that has exactly three.
    private static func number(in code: ArraySlice<UInt8>) -> Int? {
        for part in code.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false)
        where part.count == 3 && part.allSatisfy({ (0x30...0x39).contains($0) }) {
            return part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        return nil
    }

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, version 3.8, chapter
    /// "Geschäftsvorfallcodes" and its mapping to bank transaction codes.
    private static let kinds: [Int: EntryKind] = {
        let rows: [(EntryKind, [Int])] = [
            // Credit transfers before SEPA, standing orders, wages, public funds, donations.
            (.payment, [51, 52, 53, 54, 56, 58, 67, 69]),
            // SEPA credit transfers, standing orders, instant ones, with a creditor reference.
            (.payment, [152, 153, 154, 156, 166, 167, 168, 169]),
            // Direct debits collected, singly and as a batch; batches of transfers received.
            (.payment, [171, 174, 192, 194, 196]),
            (.payment, [70, 170]),
            // Direct debits and transfers that came back: before SEPA, B2B and core debited,
            // transfer credited, our own debits credited again.
            (.returned, [9, 59, 108, 109, 159, 160, 181, 184]),
            (.charge, [806, 807, 808, 809, 810]),
            (.interest, [814]),
            (.transfer, [820, 833, 834]),
        ]
        return Dictionary(
            uniqueKeysWithValues: rows.flatMap { kind, numbers in numbers.map { ($0, kind) } })
    }()
}
