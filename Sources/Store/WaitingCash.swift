package import CashApplication
import EmbeddedSQL
import Ledger
package import Postgres
package import Values

/// Payments whose cash waits, whole, for an explanation.
package struct WaitingCash: Sendable {
    package var payments = PaymentBatch()
    /// For each payment, the cash account it lies on.
    package var accounts: [Int32] = []
    package var bookedOn: [CalendarDate] = []

    package init() {}
}

/// What was last decided about a payment, as far as a repetition has to be told from news.
package struct LastDecision: Sendable, Equatable {
    package let outcome: UInt8
    package let gate: UInt8
    package let customer: Int64
    package let sentence: String
    package let alternatives: String
}

extension Connection {
    /// The oldest payments of which nothing was applied yet.
    package mutating func waitingCash(limit: Int) throws(PostgresError) -> WaitingCash {
        var waiting = WaitingCash()
        let answer = try query(SQL.waitingPayments, Int64(limit))
        _ = try answer.map { row throws(PostgresError) in try waiting.add(row) }
        return waiting
    }

    /// The last decision about each of these payments.
    package mutating func lastDecisions(
        about payments: [Int64]
    ) throws(PostgresError) -> [Int64: LastDecision] {
        let rows = try query(SQL.lastDecisions, PostgresArray(payments))
            .map { row throws(PostgresError) in
                let (id, outcome, gate, customer, sentence, alternatives) = try row.columns(
                    Int64.self, Int16.self, Int16.self, Int64.self, String.self, String.self)
                return (
                    id,
                    LastDecision(
                        outcome: UInt8(truncatingIfNeeded: outcome),
                        gate: UInt8(truncatingIfNeeded: gate), customer: customer,
                        sentence: sentence, alternatives: alternatives)
                )
            }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Moves unidentified payments to the payers that were found.
    package mutating func identify(
        _ payments: [(id: Int64, customer: Int64)], on day: CalendarDate, batch: Int64
    ) throws(PostgresError) {
        guard !payments.isEmpty else { return }
        try execute(
            SQL.identifyCash, batch, PostgresArray(payments.map(\.id)),
            PostgresArray(payments.map(\.customer)), day)
    }

    /// Takes a batch's applications off the cash that was waiting.
    package mutating func reduceWaitingCash(batch: Int64) throws(PostgresError) {
        let (payments, reduced) = try query(SQL.reduceOpenCash, batch).one(Int64.self, Int64.self)
        guard payments == reduced else {
            throw .unexpectedAnswer(
                "\(payments) payments were applied, \(reduced) of them were waiting")
        }
    }
}

extension WaitingCash {
    fileprivate mutating func add(_ row: borrowing Row) throws(PostgresError) {
        let (
            id, amount, code, valueOn, name, payerAccount, mandate, endToEnd, references, text,
            account, booked, customer
        ) = try row.columns(
            Int64.self, Int64.self, String.self, CalendarDate.self, String.self, String.self,
            String.self, String.self, String.self, String.self, Int32.self, CalendarDate.self,
            Int64.self)
        var payment = Payment(
            id: id, amount: Money(minorUnits: amount, currency: try storedCurrency(code)),
            valueOn: valueOn)
        payment.payerName = payments.text.appendText(name)
        payment.payerAccount = payments.text.appendText(payerAccount)
        payment.mandate = payments.text.appendText(mandate)
        payment.endToEndID = payments.text.appendText(endToEnd)
        payment.structuredReferences = payments.text.appendText(references)
        payment.text = payments.text.appendText(text)
        payment.settledCustomer = customer
        payments.payments.append(payment)
        accounts.append(account)
        bookedOn.append(booked)
    }
}
