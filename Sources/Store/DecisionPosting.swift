package import CashApplication
import EmbeddedSQL
import Ledger
package import Postgres
package import Values

/// What posting decisions needs to know of each payment, in the order of the decisions.
package struct DecidedPayment: Sendable, Equatable, BitwiseCopyable {
    package var currency: Currency
    /// Where the cash lies before it is applied.
    package var cashAccount: Int32
    package var postedOn: CalendarDate

    package init(currency: Currency, cashAccount: Int32, postedOn: CalendarDate) {
        self.currency = currency
        self.cashAccount = cashAccount
        self.postedOn = postedOn
    }
}

extension Connection {
    /// Copies decisions with their applications and differences, takes them off the open items,
    /// and learns from them.
    ///
    /// The payments themselves are in the ledger already.
    ///
    /// - Parameters:
    ///   - set: what was decided.
    ///   - payments: one a decision, in its order.
    ///   - batch: the batch the rows belong to.
    ///   - isAutomatic: false when a person decided.
    ///   - policy: whose monthly budget the differences must keep to; nil where a person decided.
    /// - Throws: `PostgresError`; also when differences go beyond a budget, and when an application
    ///   names a document that is not open, or takes more than is open on it.
    package mutating func postDecisions(
        _ set: DecisionSet, _ payments: [DecidedPayment], batch: Int64, isAutomatic: Bool,
        policy: Policy? = nil
    ) throws(PostgresError) {
        let postings = try meanwhile {
            Postings(of: set)
        } do: { () throws(PostgresError) in
            try copyDecisions(set, batch: batch)
        }
        try copy(postings.rows, payments, batch: batch, isAutomatic: isAutomatic)
        try copyDifferences(set, payments, batch: batch)
        if let policy, policy.hasMonthlyBudget, !set.differences.isEmpty {
            try proveBudgets(of: batch, policy.monthlyDifferenceMinor)
        }
        try reduceOpenItems(postings.applied)
        if isAutomatic {
            try learnFromReferences(in: set, batch: batch)
        } else {
            try learnFromPeople(in: set, batch: batch)
        }
    }

    /// Proves that nobody the batch lets something off goes beyond the month's budget.
    private mutating func proveBudgets(
        of batch: Int64, _ limitMinor: Int64
    ) throws(PostgresError) {
        let faults = try query(SQL.exceededBudgets, batch, limitMinor)
            .map { row throws(PostgresError) in try row.columns(String.self) }
        guard faults.isEmpty else { throw .unexpectedAnswer(faults.joined(separator: "; ")) }
    }

    /// Takes what was applied off the open items.
    private mutating func reduceOpenItems(
        _ applied: AppliedDocuments
    ) throws(PostgresError) {
        guard applied.count > 0 else { return }
        // Joining a million documents in memory beats spilling them; small feeds never take it.
        try execute("set local work_mem = '256MB'")
        // Closing leaves rows behind that looking for the others would have to pass.
        let reduced = try execute(
            SQL.reduceOpenItems, PostgresArray(applied.reduced), PostgresArray(applied.reducing))
        let closed = try execute(
            SQL.closeOpenItems, PostgresArray(applied.settled), PostgresArray(applied.settling))
        guard closed + reduced == applied.count else {
            throw .unexpectedAnswer(
                "\(applied.count) documents were applied to, \(closed + reduced) of them were "
                    + "open as decided")
        }
    }

    private mutating func copyDecisions(
        _ set: DecisionSet, batch: Int64
    ) throws(PostgresError) {
        _ = try copyIn(SQL.copyDecisions) { writer throws(PostgresError) in
            for decision in set.decisions {
                try writer.beginRow(columns: 12)
                writer.write(decision.payment)
                writer.write(batch)
                writer.write(Int16(decision.outcome.rawValue))
                writer.write(Int16(decision.gate.rawValue))
                writer.write(Int16(decision.payer.rawValue))
                writer.write(Int16(decision.reference.rawValue))
                writer.write(Int16(decision.amount.rawValue))
                writer.write(decision.customer == 0 ? nil : decision.customer)
                writer.write(decision.restMinor)
                writer.write(engineVersion)
                writer.write(utf8: set.text, decision.sentence.range)
                writer.write(utf8: set.text, decision.alternatives.range)
            }
        }
    }

    private mutating func copy(
        _ rows: [Posting], _ payments: [DecidedPayment], batch: Int64, isAutomatic: Bool
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        let first = try reserve(Int64(rows.count), of: "allocation_id")
        _ = try copyIn(SQL.copyAllocations) { writer throws(PostgresError) in
            for (offset, row) in rows.enumerated() {
                let (allocation, payment) = (row.allocation, payments[row.decision])
                let isCredit = allocation.amountMinor < 0
                let receivables = LedgerAccount.receivables
                try writer.beginRow(columns: 12)
                writer.write(allocation.payment)
                writer.write(allocation.item)
                writer.write(Int32(1))
                writer.write(first + Int64(offset))
                writer.write(batch)
                writer.write(payment.postedOn)
                writer.write(allocation.customer)
                writer.write(isCredit ? receivables : payment.cashAccount)
                writer.write(isCredit ? payment.cashAccount : receivables)
                writer.write(payment.currency)
                writer.write(abs(allocation.amountMinor))
                writer.write(isAutomatic)
            }
        }
    }

    private mutating func copyDifferences(
        _ set: DecisionSet, _ payments: [DecidedPayment], batch: Int64
    ) throws(PostgresError) {
        guard !set.differences.isEmpty else { return }
        _ = try copyIn(SQL.copyAdjustments) { writer throws(PostgresError) in
            for (index, decision) in set.decisions.enumerated() {
                let first = Int(decision.firstDifference)
                for item in set.differences[first..<first + Int(decision.differenceCount)] {
                    try writer.row(
                        batch, payments[index].postedOn, item.reason.adjustmentKind,
                        item.reason.account, LedgerAccount.receivables,
                        payments[index].currency.code, item.amountMinor, item.customer, item.item,
                        item.payment, "within the limits of the policy")
                }
            }
        }
    }
}

/// An application of one of the decisions.
private struct Posting: BitwiseCopyable {
    let allocation: Allocation
    /// Index of its decision.
    let decision: Int
}

/// The applications of a set of decisions, and what they come to.
private struct Postings {
    /// In the order of the table's key: documents first.
    let rows: [Posting]
    let applied: AppliedDocuments

    init(of set: DecisionSet) {
        var rows: [Posting] = []
        rows.reserveCapacity(set.allocations.count)
        for (index, decision) in set.decisions.enumerated() {
            let first = Int(decision.firstAllocation)
            for allocation in set.allocations[first..<first + Int(decision.allocationCount)] {
                rows.append(Posting(allocation: allocation, decision: index))
            }
        }
        rows.sort { left, right in
            (left.allocation.item, left.allocation.payment)
                < (right.allocation.item, right.allocation.payment)
        }
        self.rows = rows
        applied = AppliedDocuments(rows, set.differences)
    }
}

/// What a set of decisions takes off each document.
private struct AppliedDocuments {
    private(set) var settled: [Int64] = []
    /// What was applied to each of ``settled``.
    private(set) var settling: [Int64] = []
    private(set) var reduced: [Int64] = []
    /// What was applied to each of ``reduced``.
    private(set) var reducing: [Int64] = []

    var count: Int { settled.count + reduced.count }

    /// Adds up per document.
    ///
    /// A difference is given together with an application that settles its document.
    init(_ rows: [Posting], _ differences: [Difference]) {
        let letOff = Dictionary(differences.map { ($0.item, $0.amountMinor) }, uniquingKeysWith: +)
        var start = 0
        while start < rows.count {
            let item = rows[start].allocation.item
            var applied = letOff.isEmpty ? 0 : letOff[item, default: 0]
            var isSettled = false
            while start < rows.count, rows[start].allocation.item == item {
                applied += rows[start].allocation.amountMinor
                isSettled = isSettled || rows[start].allocation.settles
                start += 1
            }
            add(item, applied, isSettled)
        }
    }

    private mutating func add(_ item: Int64, _ applied: Int64, _ isSettled: Bool) {
        if isSettled {
            settled.append(item)
            settling.append(applied)
        } else {
            reduced.append(item)
            reducing.append(applied)
        }
    }
}

extension DifferenceReason {
    fileprivate var adjustmentKind: String {
        switch self {
        case .tolerance: "tolerance"
        case .bankCharge: "charge_deduction"
        case .discount: "discount"
        }
    }

    fileprivate var account: Int32 {
        switch self {
        case .tolerance: LedgerAccount.tolerance
        case .bankCharge: LedgerAccount.bankCharges
        case .discount: LedgerAccount.discounts
        }
    }
}
