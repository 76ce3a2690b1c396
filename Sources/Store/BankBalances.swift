import EmbeddedSQL
import Ledger
package import Postgres
package import Values

extension Connection {
    /// Posts what is missing of the balance an account had before its earliest statement.
    package mutating func postOpeningBalance(
        of account: BankAccount, batch: Int64
    ) throws(PostgresError) {
        let missing = try query(SQL.openingDifference, Int64(account.id))
            .map { row throws(PostgresError) in
                try row.columns(Int64.self, CalendarDate.self, String.self, Int64.self)
            }
        guard let (statement, day, currency, amount) = missing.first else { return }
        let (bank, equity) = (account.ledgerAccount, LedgerAccount.openingBalance)
        try execute(
            SQL.insertOpeningBalance, batch, day, account.id, statement,
            amount > 0 ? bank : equity, amount > 0 ? equity : bank, currency, abs(amount))
    }

    /// Compares each statement's opening balance with the closing balance before it, and the
    /// ledger with the bank's last closing balance; opens and resolves discrepancies accordingly.
    ///
    /// - Parameters:
    ///   - account: the own account concerned.
    ///   - today: the business day of the events.
    ///   - batch: the batch the rows belong to.
    /// - Throws: `PostgresError`.
    package mutating func checkBalances(
        of account: BankAccount, on today: CalendarDate, batch: Int64?
    ) throws(PostgresError) {
        let gaps = try query(SQL.statementGaps, Int64(account.id)).map(ChainedStatement.init)
        try register(gaps.compactMap { $0.gap(of: account) }, foundOn: today, batch: batch)
        try resolveDiscrepancies(
            ["statement_gap"], entity: .statement,
            ids: gaps.filter { $0.opening == $0.previous }.map(\.id), on: today,
            madeBy: "reconciled", batch: batch, note: "The statement in between has arrived.")

        let balances = try query(SQL.bankBalance, Int64(account.id)).map(LedgerAndBank.init)
        guard let balance = balances.first else { return }
        if balance.bank == balance.ledger {
            try resolveDiscrepancies(
                ["bank_balance"], entity: .ownAccount, ids: [Int64(account.id)], on: today,
                madeBy: "reconciled", batch: batch, note: "Ledger and bank agree again.")
        } else {
            try register([balance.discrepancy(of: account)], foundOn: today, batch: batch)
        }
    }
}

private struct ChainedStatement {
    let id: Int64
    let identifier: String
    let opening: Money
    let previous: Money
    let previousName: String

    init(_ row: borrowing Row) throws(PostgresError) {
        let (id, identifier, code, opening, previous, name) = try row.columns(
            Int64.self, String.self, String.self, Int64.self, Int64.self, String.self)
        let currency = try storedCurrency(code)
        self.id = id
        self.identifier = identifier
        self.opening = Money(minorUnits: opening, currency: currency)
        self.previous = Money(minorUnits: previous, currency: currency)
        previousName = name
    }

    func gap(of account: BankAccount) -> Discrepancy? {
        guard opening != previous else { return nil }
        return Discrepancy(
            code: "statement_gap", entity: .statement, entityID: id, severity: .high,
            amount: opening - previous,
            sentence: "Statement \(identifier) of \(account.name) begins with \(opening), but "
                + "statement \(previousName) before it ended with \(previous). A statement is "
                + "missing in between: ask the bank for it.")
    }
}

private struct LedgerAndBank {
    let statement: String
    let closingOn: CalendarDate
    let bank: Money
    let ledger: Money

    init(_ row: borrowing Row) throws(PostgresError) {
        let (_, identifier, code, closing, day, ledger) = try row.columns(
            Int64.self, String.self, String.self, Int64.self, CalendarDate.self, Int64.self)
        let currency = try storedCurrency(code)
        statement = identifier
        closingOn = day
        bank = Money(minorUnits: closing, currency: currency)
        self.ledger = Money(minorUnits: ledger, currency: currency)
    }

    func discrepancy(of account: BankAccount) -> Discrepancy {
        Discrepancy(
            code: "bank_balance", entity: .ownAccount, entityID: Int64(account.id), severity: .high,
            amount: ledger - bank,
            sentence: "The bank says \(account.name) held \(bank) at the end of \(closingOn) "
                + "(statement \(statement)); the ledger says \(ledger). Look for a missing "
                + "statement or one that does not add up.")
    }
}
