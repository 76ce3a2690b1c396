import Values

/// What the transaction types of OFX mean for the posting.
enum OFXCodes {
    /// The kind of a transaction; unclassified where the type says too little.
    ///
    /// A payment is a customer's credit; the same type on a debit is our own payment.
    static func kind(of type: String, isMoneyIn: Bool) -> EntryKind {
        let kind = kinds[type] ?? .unclassified
        return kind == .payment && !isMoneyIn ? .unclassified : kind
    }

    /// Announced only; the bank holds the amount and has not booked it.
    static let hold = "HOLD"

    /// The types that are certain.
    ///
    /// `XFER` is not here: banks write it on wires of customers too, and money moved between own
    /// accounts is never matched with a document. A dividend `DIV` is a credit union's interest.
    ///
    /// Source: Open Financial Exchange Specification 2.2, section 11.4.4.3, values of TRNTYPE.
    private static let kinds: [String: EntryKind] = [
        "CREDIT": .payment, "DEP": .payment, "DIRECTDEP": .payment, "CHECK": .payment,
        "PAYMENT": .payment, "REPEATPMT": .payment, "DIRECTDEBIT": .payment, "POS": .payment,
        "CASH": .payment,
        "INT": .interest, "DIV": .interest,
        "FEE": .charge, "SRVCHG": .charge,
    ]
}
