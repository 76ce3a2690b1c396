import CashApplication
import EmbeddedSQL
import Postgres
import Reporting
import Values

extension Connection {
    /// Receipts, returns, what is not applied, and how payments were matched.
    mutating func readCash(into facts: inout ReportFacts) throws(PostgresError) {
        facts.receipts = try query(
            SQL.reportReceipts, facts.batch, facts.period.firstDay, facts.asOf
        ).map(receipt)
        facts.returns = try query(
            SQL.reportReturns, facts.batch, facts.period.firstDay, facts.asOf
        ).map { row throws(PostgresError) in
            let (id, account, code, bookedOn, payment, reason, amount) = try row.columns(
                Int64.self, Int32.self, String.self, CalendarDate.self, Int64?.self, String.self,
                Int64.self)
            return ReturnFact(
                id: id, ownAccount: account, currency: try Currency(column: code),
                bookedOn: bookedOn,
                payment: payment, reasonCode: reason, amountMinor: amount)
        }
        facts.residuals = try query(
            SQL.reportResiduals, facts.batch, facts.asOf, facts.priorDay
        ).map(residual)
        facts.matching = try query(
            SQL.reportMatching, facts.batch, facts.firstDay(monthsBefore: 15), facts.asOf
        ).map { row throws(PostgresError) in
            let (month, code, count, amount, firstCount, firstAmount) = try row.columns(
                CalendarDate.self, String.self, Int64.self, Int64.self, Int64.self, Int64.self)
            return MatchingFact(
                month: month, currency: try Currency(column: code), count: count,
                amountMinor: amount,
                firstPassCount: firstCount, firstPassMinor: firstAmount)
        }
    }

    /// Files and statements, and the banks' bookings beside the ledger's.
    mutating func readFeeds(into facts: inout ReportFacts) throws(PostgresError) {
        facts.statements = try query(
            SQL.reportStatements, facts.batch, facts.period.firstDay, facts.asOf
        ).map(statement)
        facts.arrivals = try query(
            SQL.reportArrivals, facts.period.firstDay, facts.asOf
        ).map { row throws(PostgresError) in
            let (format, account, received, duplicates, rejected) = try row.columns(
                String.self, Int32?.self, Int64.self, Int64.self, Int64.self)
            return ArrivalFact(
                format: format, ownAccount: account, received: received, duplicates: duplicates,
                rejected: rejected)
        }
        facts.bankDays = try query(
            SQL.reportBankDays, facts.batch, facts.period.firstDay, facts.asOf
        ).map { row throws(PostgresError) in
            let (account, bookedOn, count, amount, elsewhere, other, booked) = try row.columns(
                Int32.self, CalendarDate.self, Int64.self, Int64.self, Int64.self, Int64.self,
                Int64.self)
            return BankDayFact(
                ownAccount: account, bookedOn: bookedOn, receiptCount: count,
                receiptMinor: amount, postedElsewhereMinor: elsewhere, otherMinor: other,
                statementMinor: booked)
        }
        facts.bankBalances = try query(
            SQL.reportBankBalances, facts.batch, facts.asOf
        ).map { row throws(PostgresError) in
            let (account, closingOn, stated, ledger) = try row.columns(
                Int32.self, CalendarDate.self, Int64.self, Int64.self)
            return BankBalanceFact(
                ownAccount: account, closingOn: closingOn, statedMinor: stated,
                ledgerMinor: ledger)
        }
    }
}

private func receipt(_ row: borrowing Row) throws(PostgresError) -> ReceiptFact {
    let (
        payment, account, code, postedOn, bookedOn, valueOn, customer, format, feed, entry,
        bankReference, method, payerAccount, amount, unapplied, unidentified, returned, firstRest,
        isAutomatic, lastGrade, byEngine, byPerson
    ) = try row.columns(
        Int64.self, Int32.self, String.self, CalendarDate.self, CalendarDate.self,
        CalendarDate.self, Int64?.self, String.self, Int64?.self, Int64.self, String.self,
        String.self, String.self, Int64.self, Int64.self, Int64.self, Int64.self, Int64?.self,
        Bool?.self, Int16.self, Bool.self, Bool.self)
    var fact = ReceiptFact(
        payment: payment, ownAccount: account, currency: try Currency(column: code),
        postedOn: postedOn,
        bookedOn: bookedOn, valueOn: valueOn, amountMinor: amount)
    fact.customer = customer
    fact.format = format
    fact.feed = feed
    fact.entry = entry
    fact.bankReference = bankReference
    fact.method = method
    fact.payerAccount = payerAccount
    fact.unappliedMinor = unapplied
    fact.unidentifiedMinor = unidentified
    fact.returnedMinor = returned
    if let firstRest, let isAutomatic {
        fact.first = ReceiptFact.FirstDecision(restMinor: firstRest, isAutomatic: isAutomatic)
    }
    fact.amountMatch = AmountMatch(grade: lastGrade)
    fact.hasAutomatic = byEngine
    fact.hasManual = byPerson
    return fact
}

extension AmountMatch {
    /// From the amount grade of a decision; a payment nobody decided about has none.
    fileprivate init(grade: Int16) {
        self =
            switch UInt8(exactly: grade).flatMap(AmountGrade.init) {
            case .equal, .equalLessDeduction, .uniqueCombination: .full
            case .short: .short
            case .over: .over
            case .ambiguous, .undecided, .some(.none), nil: .unknown
            }
    }
}

private func residual(_ row: borrowing Row) throws(PostgresError) -> ResidualFact {
    let (
        payment, customer, code, receivedOn, amount, unapplied, unidentified, priorUnapplied,
        priorUnidentified, reason, sentence
    ) = try row.columns(
        Int64?.self, Int64?.self, String.self, CalendarDate.self, Int64.self, Int64.self,
        Int64.self, Int64.self, Int64.self, String.self, String.self)
    return ResidualFact(
        payment: payment, customer: customer, currency: try Currency(column: code),
        receivedOn: receivedOn, amountMinor: amount, unappliedMinor: unapplied,
        unidentifiedMinor: unidentified, priorUnappliedMinor: priorUnapplied,
        priorUnidentifiedMinor: priorUnidentified, reasonCode: reason, sentence: sentence)
}

private func statement(_ row: borrowing Row) throws(PostgresError) -> StatementFact {
    let (
        id, feed, account, format, code, opening, closing, stated, credit, debit, counted,
        countedAmount
    ) = try row.columns(
        Int64.self, Int64.self, Int32.self, String.self, String.self, Int64?.self, Int64?.self,
        Int64.self, Int64.self, Int64.self, Int64.self, Int64.self)
    return StatementFact(
        id: id, feed: feed, ownAccount: account, format: format,
        currency: try Currency(column: code),
        openingMinor: opening, closingMinor: closing, statedCount: stated, creditMinor: credit,
        debitMinor: debit, countedCount: counted, countedMinor: countedAmount)
}
