import Values

/// What the interbank operation codes of French statements mean for the posting.
enum Cfonb120Codes {
    /// The kind of a movement; unclassified where the code is not certain.
    ///
    /// A payment is a customer's credit, the same code on a debit our own payment.
    static func kind(of code: String, isMoneyIn: Bool) -> EntryKind {
        let kind = kinds[code] ?? .unclassified
        return kind == .payment && !isMoneyIn ? .unclassified : kind
    }

    /// Only codes that mean the same with every bank.
    ///
    /// What came back is known by its reason, in
    /// the movement itself or in its detail `RET`.
    ///
    /// Source: CFONB, Relevé de compte sur support informatique, annex "Codes opérations".
    private static let kinds: [String: EntryKind] = [
        // Cheques remitted, transfers received, direct debits remitted.
        "02": .payment, "05": .payment, "09": .payment,
        // Commissions and fees.
        "62": .charge,
    ]
}
