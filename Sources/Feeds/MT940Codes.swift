import Values

/// What the codes of banks mean for the posting.
///
/// Only codes whose meaning is certain are here; everything else stays unclassified.
enum MT940Codes {
    /// The kind of an entry from its two codes; the German one is the finer and goes first.
    ///
    /// - Parameters:
    ///   - typeCode: `TRF` and so on, from `:61:`, its letters packed in one word.
    ///   - businessCode: the three digits that begin a German `:86:`; nil without.
    ///   - isMoneyIn: a payment is a customer's credit; the same code on a debit is our own
    ///     payment, of no interest to receivables.
    /// - Returns: unclassified where neither code is certain.
    static func kind(typeCode: UInt32, businessCode: Int?, isMoneyIn: Bool) -> EntryKind {
        let kind =
            businessCode.flatMap { businessKinds[$0] } ?? typeKinds[typeCode] ?? .unclassified
        return kind == .payment && !isMoneyIn ? .unclassified : kind
    }

    /// ISO 20022's code for a reason that German banks write as a number, where it is certain.
    static func returnReason(_ digits: String) -> String { returnReasons[digits] ?? digits }

    /// Source: SWIFT Standards MT, category 9, MT940 field 61, subfield 6 identification codes.
    private static let typeKinds: [UInt32: EntryKind] = {
        let codes: [(EntryKind, String)] = [
            (.payment, "TRF CHK CLR COL DDT LBX BOE STO TCK ECK"),
            (.returned, "RTI"),
            (.charge, "CHG COM BRF"),
            (.interest, "INT"),
            (.transfer, "CMI CMN CMP CMS CMT CMZ"),
        ]
        return Dictionary(
            uniqueKeysWithValues: codes.flatMap { kind, names in
                names.split(separator: " ").map { name in
                    (name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }, kind)
                }
            })
    }()

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, "Geschäftsvorfallcodes".
    private static let businessKinds: [Int: EntryKind] = {
        let codes: [(EntryKind, [Int])] = [
            // Credit transfers, standing orders, instant ones, collected direct debits.
            (.payment, [51, 52, 53, 54, 152, 153, 154, 156, 166, 167, 168, 169, 171, 174]),
            (.payment, [192, 194, 196]),
            (.returned, [108, 109, 159, 181, 184]),
            (.charge, [806, 807, 808, 809, 810]),
            (.interest, [814]),
            (.transfer, [820, 833, 834]),
            // A closing of the account mixes interest and fees: a person has to look.
            (.unclassified, [805, 899]),
        ]
        return Dictionary(
            uniqueKeysWithValues: codes.flatMap { kind, numbers in numbers.map { ($0, kind) } })
    }()

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, "Textschlüsselergänzungen" of
    /// returned SEPA payments.
    private static let returnReasons = [
        "901": "AC01", "902": "AC04", "903": "AC06", "904": "AG01", "906": "AM04",
        "909": "MD01", "912": "MD06", "913": "MD07", "914": "MS03", "915": "RC01",
    ]
}
