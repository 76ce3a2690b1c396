package import CashApplication
import EmbeddedSQL
package import Postgres
package import Values

extension Connection {
    /// Finds the payment that each of the book's debits takes back.
    ///
    /// - Returns: one for each debit; nil for debits that are no returns.
    package mutating func returnMatches(
        for book: CashBook
    ) throws(PostgresError) -> [ReturnMatch?] {
        let returns = book.debits.enumerated().filter { $0.element.isReturn }
        guard !returns.isEmpty else { return book.debits.map { _ in nil } }
        let text = book.payments.text
        let debits = returns.map(\.element)
        let answer = try query(
            SQL.returnCandidates, PostgresArray(debits.map { Int64($0.source.bank) }),
            PostgresArray(debits.map { -$0.amountMinor }),
            PostgresArray(debits.map { $0.source.currency.code }),
            PostgresArray(debits.map { $0.source.bookedOn.description }),
            PostgresArray(debits.map { text.string($0.endToEndID) }),
            PostgresArray(debits.map { text.string($0.partyAccount) }),
            PostgresArray(debits.map { text.string($0.originalReferences) }))
        let candidates = try answer.map { row throws(PostgresError) in
            let (index, payment, day, reference, account) = try row.columns(
                Int64.self, Int64.self, CalendarDate.self, Bool.self, Bool.self)
            return ReturnCandidate(
                index: Int(index), payment: payment, receivedOn: day, sharesReference: reference,
                sharesAccount: account)
        }
        var matches = [ReturnMatch?](repeating: nil, count: book.debits.count)
        for (position, match) in matchReturns(debits.count, candidates).enumerated() {
            matches[returns[position].offset] = match
        }
        return matches
    }

    /// Undoes the applications of payments that were taken back: their documents are open again.
    ///
    /// - Parameters:
    ///   - payments: the payments, with the day and the reason of each return.
    ///   - batch: the batch the rows belong to.
    /// - Returns: the cash account each payment then lies on, for the debit that takes it.
    /// - Throws: `PostgresError`.
    package mutating func undo(
        _ payments: [(id: Int64, postedOn: CalendarDate, reason: String)], batch: Int64
    ) throws(PostgresError) -> [Int64: ReturnedPayment] {
        guard !payments.isEmpty else { return [:] }
        let ids = PostgresArray(payments.map(\.id))
        try execute(
            SQL.undoPayments, ids, PostgresArray(payments.map(\.postedOn.description)),
            PostgresArray(payments.map(\.reason)), batch)
        try execute(SQL.reopenItems, ids, batch)
        try execute(SQL.dropReturnedCash, ids)
        let accounts = try query(SQL.cashAccounts, ids).map { row throws(PostgresError) in
            let (id, account) = try row.columns(Int64.self, Int32.self)
            return ReturnedPayment(id: id, account: account)
        }
        return Dictionary(uniqueKeysWithValues: accounts.map { ($0.id, $0) })
    }
}
