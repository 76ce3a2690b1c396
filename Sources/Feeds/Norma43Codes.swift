import Values

/// The common concepts, the two digits that say what a movement is.
enum Norma43Codes {
    /// The kind of a movement.
    ///
    /// - Parameters:
    ///   - concept: columns 23 and 24.
    ///   - isMoneyIn: a payment is a customer's; the same concept on a debit is our own.
    static func kind(concept: Int, isMoneyIn: Bool) -> EntryKind {
        switch kinds[concept] {
        case .payment: isMoneyIn ? .payment : .unclassified
        // One concept for interest and fees: only what is taken is surely a charge.
        case .charge: isMoneyIn ? .unclassified : .charge
        case .some(let kind): kind
        case .none: .unclassified
        }
    }

    /// Whether the concept is that of a corrected movement.
    static func isCorrection(concept: Int) -> Bool { concept == 98 }

    /// 01 cheques and withdrawals, 05 loans, 07 to 09 securities, 10 petrol cheques, 11 cash
    /// machines, 15 wages and social insurance, 98 corrections and 99 anything else say nothing
    /// certain.
    ///
    /// Source: AEB, CECA and UNACC, "Serie normas y procedimientos bancarios nº 43", June 2012,
    /// annex 2, "Conceptos comunes".
    private static let kinds: [Int: EntryKind] = [
        // Deposits; direct debits, bills and payments; transfers and cheques; bills of exchange.
        2: .payment, 3: .payment, 4: .payment, 6: .payment,
        // Cards; foreign business.
        12: .payment, 13: .payment,
        // Returned and unpaid.
        14: .returned,
        // Stamps and brokerage; interest, commission, custody, costs and taxes.
        16: .charge, 17: .charge,
    ]
}
