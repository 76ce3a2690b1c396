/// What the codes of banks mean for the posting.
///
/// Only codes whose meaning is certain are here; everything else stays unclassified.
enum MT940Codes {
    /// The kind of an entry from its two codes; the German one is the finer and goes first.
    ///
    /// - Parameters:
    ///   - typeCode: `TRF` and so on, from `:61:`, its letters packed in one word.
    ///   - germanCode: the three digits that begin a German `:86:`; nil without.
    ///   - isMoneyIn: a payment is a customer's credit; the same code on a debit is our own
    ///     payment, of no interest to receivables.
    /// - Returns: unclassified where neither code is certain.
    static func kind(typeCode: UInt32, germanCode: Int?, isMoneyIn: Bool) -> EntryKind {
        if let germanCode,
            let kind = GermanTransactionCodes.kind(germanCode, isMoneyIn: isMoneyIn)
        {
            return kind
        }
        let kind = typeKinds[typeCode] ?? .unclassified
        return kind == .payment && !isMoneyIn ? .unclassified : kind
    }

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
}
