/// What a bank transaction code says an entry is.
///
/// The sub-family is the most telling part, then the family, then the domain; a code that is in no
/// table says nothing, and that is an answer. Proprietary codes are each bank's own and not read.
///
/// Source: ISO 20022 External Code Sets, bank transaction codes (domain, family, sub-family).
struct Camt053TransactionCode {
    var domain: Camt053Code
    var family: Camt053Code
    var subFamily: Camt053Code

    /// Whether the code alone says that a payment came back.
    var isReturn: Bool { Self.returns.contains(subFamily) }

    /// What the entry is.
    ///
    /// - Parameters:
    ///   - isCredit: whether money came in.
    ///   - isReversal: whether the entry undoes an earlier one, and so is nobody's payment.
    ///   - hasReturnInformation: whether a transaction gives the reason of a return.
    /// - Returns: unclassified where the code says nothing we use.
    func kind(isCredit: Bool, isReversal: Bool, hasReturnInformation: Bool) -> EntryKind {
        // A fee for a return is booked with the return's details, so these two come first.
        if Self.charges.contains(subFamily) { return .charge }
        if Self.interest.contains(subFamily) { return .interest }
        if isReturn || hasReturnInformation { return .returned }
        if Self.transferFamilies.contains(family) || Self.transfers.contains(subFamily) {
            return .transfer
        }
        if isCredit, !isReversal, domain == "PMNT", Self.paymentFamilies.contains(family) {
            return .payment
        }
        return .unclassified
    }

    /// Returns of transfers (RRTN, RPCR, ARET, AREV), of direct debits (UPDD unpaid, PRDD reversed,
    /// RCDD cancelled), of cheques (UPCQ unpaid, CQRV reversed, XPCQ foreign, UPTC traveller's) and
    /// of cards (UPCT).
    private static let returns: Set<Camt053Code> = [
        "RRTN", "RPCR", "ARET", "AREV", "UPDD", "PRDD", "RCDD", "UPCQ", "CQRV", "XPCQ", "UPTC",
        "UPCT",
    ]

    /// Charges and commissions, with (COMI), without (COME) and not subject to (COMT) tax.
    private static let charges: Set<Camt053Code> = [
        "CHRG", "FEES", "COMM", "COMI", "COME", "COMT",
    ]

    private static let interest: Set<Camt053Code> = ["INTR"]

    /// Cash concentration in and out, cash pooling, account balancing.
    private static let transferFamilies: Set<Camt053Code> = ["RCCN", "ICCN", "CAPL", "ACCB"]

    /// Sweeping, topping, zero balancing, transfers between accounts of one owner or group.
    private static let transfers: Set<Camt053Code> = ["SWEP", "TOPG", "ZABA", "FIOA", "ICCT"]

    /// Transfers and instant transfers received, direct debits issued, cheques received, lockbox,
    /// card acceptance, the counter.
    private static let paymentFamilies: Set<Camt053Code> = [
        "RCDT", "RRCT", "IDDT", "RCHQ", "LBOX", "MCRD", "CNTR",
    ]
}
