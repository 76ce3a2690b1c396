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
    /// Copies decisions with their applications and differences, and takes them off the open
    /// items.
    ///
    /// - Parameters:
    ///   - set: what was decided.
    ///   - payments: one a decision, in its order.
    ///   - batch: the batch the rows belong to.
    ///   - isAutomatic: false when a person decided.
    /// - Throws: `PostgresError`; also when an application names a document that is not open, or
    ///   takes more than is open on it.
    package mutating func postDecisions(
        _ set: DecisionSet, _ payments: [DecidedPayment], batch: Int64, isAutomatic: Bool
    ) throws(PostgresError) {
        try copyDecisions(set, batch: batch)
        try copyAllocations(set, payments, batch: batch, isAutomatic: isAutomatic)
        try copyDifferences(set, payments, batch: batch)
        guard !set.allocations.isEmpty || !set.differences.isEmpty else { return }
        let (documents, reduced) = try query(SQL.reduceOpenItems, batch)
            .one(Int64.self, Int64.self)
        guard documents == reduced else {
            throw .unexpectedAnswer(
                "\(documents) documents were applied to, \(reduced) of them were open")
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

    private mutating func copyAllocations(
        _ set: DecisionSet, _ payments: [DecidedPayment], batch: Int64, isAutomatic: Bool
    ) throws(PostgresError) {
        guard !set.allocations.isEmpty else { return }
        var rows: [(allocation: Allocation, payment: Int)] = []
        rows.reserveCapacity(set.allocations.count)
        for (index, decision) in set.decisions.enumerated() {
            let first = Int(decision.firstAllocation)
            for allocation in set.allocations[first..<first + Int(decision.allocationCount)] {
                rows.append((allocation, index))
            }
        }
        // The order of the key: documents first.
        rows.sort { left, right in
            (left.allocation.item, left.allocation.payment)
                < (right.allocation.item, right.allocation.payment)
        }
        let first = try reserve(Int64(rows.count), of: "allocation_id")
        _ = try copyIn(SQL.copyAllocations) { writer throws(PostgresError) in
            for (offset, row) in rows.enumerated() {
                let (allocation, payment) = (row.allocation, payments[row.payment])
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
                writer.write(payment.currency.code)
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
