/// The codes that German banks give every booking, in MT940 as in the proprietary codes of camt.
package enum GermanTransactionCodes {
    /// The kind of an entry by its "Geschäftsvorfallcode" 001 to 899; nil where the code says
    /// nothing certain.
    ///
    /// - Parameters:
    ///   - code: three digits as a number.
    ///   - isMoneyIn: a payment is a customer's credit; the same code on a debit is our own
    ///     payment, of no interest to receivables.
    package static func kind(_ code: Int, isMoneyIn: Bool) -> EntryKind? {
        guard kinds.indices.contains(code), let kind = kinds[code] else { return nil }
        return kind == .payment && !isMoneyIn ? .unclassified : kind
    }

    /// ISO 20022's code for a reason that German banks write as a number, where it is certain;
    /// else the number.
    package static func returnReason(_ digits: String) -> String {
        returnReasons[digits] ?? digits
    }

    /// By code; nil is a code not listed.
    private static let kinds: [EntryKind?] = {
        var table = [EntryKind?](repeating: nil, count: 900)
        for (kind, codes) in listed {
            for code in codes { table[code] = kind }
        }
        return table
    }()

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, "Geschäftsvorfallcodes".
    private static let listed: [(EntryKind, [Int])] = [
        // What we pay ourselves is no kind of its own: 001 to 020, 101 to 107, 112, 116 to 119,
        // 122, 177, 191, 197, 201, 206 and 210 are left to the other codes of the entry.
        //
        // Credit transfers: single, standing orders, wages, public offices, with check digits,
        // donations, at a fixed value date.
        (.payment, [51, 52, 53, 54, 56, 58, 67, 68, 69, 88]),
        // Cheques, bills and direct debits handed in.
        (.payment, [70, 71, 72]),
        // The same of SEPA, instant ones, and collections of many.
        (.payment, [152, 153, 154, 155, 156, 157, 166, 167, 168, 169, 170, 171, 174]),
        (.payment, [189, 192, 194, 196, 198]),
        // From abroad.
        (.payment, [202, 211]),
        // Returned direct debits, cards, cheques and transfers, and what is credited again.
        (.returned, [9, 59, 108, 109, 110, 111, 159, 160, 181, 182, 183, 184]),
        // A collected direct debit that its creditor gives back.
        (.refund, [193]),
        // Fees for standing orders, postage, expenses, fees, commissions, reminders, credit costs.
        (.charge, [804, 806, 807, 808, 809, 810, 811]),
        // Interest, also for deferral, capitalised, and its correction.
        (.interest, [812, 814, 815, 817]),
        // Between own accounts, and cash concentrating on its two sides.
        (.transfer, [820, 833, 834]),
        // A closing mixes interest and fees, and what is complained of, converted or cancelled
        // may be anything: a person has to look.
        (.unclassified, [805, 836, 888, 899]),
    ]

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, "Textschlüsselergänzungen" of
    /// returned SEPA payments.
    private static let returnReasons = [
        "901": "AC01", "902": "AC04", "903": "AC06", "904": "AG01", "906": "AM04",
        "907": "AM05", "908": "BE04", "909": "MD01", "910": "MD02", "912": "MD06",
        "913": "MD07", "914": "MS03", "915": "RC01",
    ]
}
