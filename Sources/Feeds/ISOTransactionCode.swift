/// What a bank transaction code says an entry is.
///
/// The sub-family is the most telling part, then the family, then the domain; a code that is in no
/// table says nothing, and that is an answer.
///
/// Source: ISO 20022 External Code Sets, bank transaction codes (domain, family,
/// sub-family).
struct ISOTransactionCode {
    var domain: ShortCode
    var family: ShortCode
    var subFamily: ShortCode

    /// Whether the code alone says that a payment came back.
    var isReturn: Bool { subFamily != "" && Self.subFamilies[subFamily] == .returned }

    /// What the entry is.
    ///
    /// - Parameters:
    ///   - isCredit: whether money came in.
    ///   - isReversal: whether the entry undoes an earlier one, and so is nobody's payment.
    ///   - hasReturnInformation: whether a transaction gives the reason of a return.
    /// - Returns: unclassified where the code says nothing we use.
    func kind(isCredit: Bool, isReversal: Bool, hasReturnInformation: Bool) -> EntryKind {
        let kind = Self.subFamilies[subFamily]
        // A fee for a return is booked with the return's details, so these come first.
        if kind == .charge || kind == .interest { return kind ?? .unclassified }
        if hasReturnInformation { return .returned }
        if let kind { return kind }
        switch Self.families[family] {
        case .transfer: return .transfer
        case .payment where isCredit && !isReversal && domain == "PMNT": return .payment
        default: return .unclassified
        }
    }

    private static let subFamilies = table([
        // Returned transfers (RRTN return, RPCR cancellation request, ARET and AREV of an ACH),
        // direct debits (UPDD unpaid, PRDD reversed, RCDD cancelled), cheques (UPCQ unpaid, CQRV
        // reversed, XPCQ foreign unpaid, UPTC traveller's), cards (UPCT), drafts (UDFT).
        (.returned, "RRTN RPCR ARET AREV UPDD PRDD RCDD UPCQ CQRV XPCQ UPTC UPCT UDFT"),
        // Charges and fees; commissions with (COMI), without (COME), not subject to (COMT) tax.
        (.charge, "CHRG FEES COMM COMI COME COMT"),
        (.interest, "INTR"),
        // Sweeping, topping, zero balancing, transfers between accounts of an owner or group.
        (.transfer, "SWEP TOPG ZABA FIOA ICCT"),
    ])

    private static let families = table([
        // Transfers and instant ones received, direct debits issued, cheques received, lockbox,
        // card acceptance, the counter, drafts and bills of exchange.
        (.payment, "RCDT RRCT IDDT RCHQ LBOX MCRD CNTR DRFT"),
        // Cash concentration in and out, cash pooling, account balancing.
        (.transfer, "RCCN ICCN CAPL ACCB"),
    ])

    private static func table(_ rows: [(EntryKind, String)]) -> [ShortCode: EntryKind] {
        Dictionary(
            uniqueKeysWithValues: rows.flatMap { kind, codes in
                codes.split(separator: " ").map { (ShortCode(Array($0.utf8).span), kind) }
            })
    }
}
