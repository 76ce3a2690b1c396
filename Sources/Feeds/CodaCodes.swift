import Values

/// A transaction code of CODA: type, family, transaction and category.
struct CodaCode: Equatable {
    /// 0 a simple amount, 1 and 2 totals of several, 3 an amount with its calculation; 5 to 9 are
    /// details of these.
    let type: Int
    let family: Int
    let transaction: Int
    let category: Int

    init(_ digits: Int64) {
        type = Int(digits / 10_000_000 % 10)
        family = Int(digits / 100_000 % 100)
        transaction = Int(digits / 1000 % 100)
        category = Int(digits % 1000)
    }

    /// Whether its details say how one amount came about, and not which payments it is.
    var isCalculated: Bool { type == 3 }

    /// Whether it is a detail of a detail.
    var isSubDetail: Bool { type == 9 }

    /// "Cancellation or correction", in every family.
    var isCorrection: Bool { transaction == 49 || transaction == 99 }

    /// The kind of a movement; unclassified where the code says too little.
    ///
    /// A payment is a customer's credit, the same code on a debit our own payment.
    func kind(isMoneyIn: Bool) -> EntryKind {
        let isCost = family == Self.costs || Self.costTransactions.contains(transaction)
        let kind = isCost ? .charge : Self.kinds[family * 100 + transaction] ?? .unclassified
        return kind == .payment && !isMoneyIn ? .unclassified : kind
    }

    /// "Separately charged costs and provisions".
    private static let costs = 80
    /// "Costs" and "Reimbursement of costs", in every family.
    private static let costTransactions = [37, 87]

    /// By family and transaction.
    ///
    /// A closing (family 35) mixes interest and fees: a person has to
    /// look.
    ///
    /// Source: Febelfin, Coded statement of account (CODA) 2.6, annex 2 "Transaction codes".
    private static let kinds: [Int: EntryKind] = {
        let codes: [(EntryKind, family: Int, [Int])] = [
            // Transfers, instant transfers, international ones: in our favour; not executable;
            // financial centralisation.
            (.payment, 1, [50, 51, 52]), (.payment, 2, [50, 51, 52]), (.payment, 41, [50]),
            (.returned, 1, [54]), (.returned, 2, [54]),
            (.transfer, 1, [17, 66]), (.transfer, 2, [17, 66]), (.transfer, 41, [17, 66]),
            // Cheques credited; unpaid, provisionally unpaid.
            (.payment, 3, [50, 51, 52, 58]), (.returned, 3, [9, 38]),
            // Card payments at terminals.
            (.payment, 4, [50, 55, 68]),
            // Direct debits collected; unpaid, reimbursed to the debtor, reversed.
            (.payment, 5, [50]), (.returned, 5, [3, 5, 58]),
            // Commercial paper collected; cash paid in at the counter.
            (.payment, 7, [50]), (.payment, 9, [50, 52]),
        ]
        var table: [Int: EntryKind] = [:]
        for (kind, family, transactions) in codes {
            for transaction in transactions { table[family * 100 + transaction] = kind }
        }
        return table
    }()
}
