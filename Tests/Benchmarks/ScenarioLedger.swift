import CashApplication
import DatabaseSupport
import Digests
import Feeds
import Foundation
import Postgres
import Reconciliation
import Store
import Values

/// The ledger a scenario is played on: master data and payments go in by the program's own intake.
struct ScenarioLedger: ~Copyable {
    private var scratch: ScratchDatabase
    private var statements = ScenarioStatements()
    private var terms: IntakeTerms
    private(set) var discrepancies: Int64 = 0
    private(set) var settledLater = 0

    /// Makes the ledger with the bank accounts that payments came to, and its customers.
    init(_ scenario: Scenario, policy: Policy, on day: CalendarDate) throws {
        var scratch = try ScratchDatabase()
        let accounts = Set(
            scenario.payments.map { payment in
                StoredOwnAccount(
                    identifier: payment.account, currency: payment.amount.currency.code,
                    name: payment.account)
            })
        _ = try scratch.db.setUpLedger(
            LedgerFacts(name: "Scenario", baseCurrency: "USD", timeZone: "UTC"),
            ownAccounts: accounts.sorted { $0.identifier < $1.identifier })
        let file = try CustomerFile(csv: Array(scenario.customers.utf8).span)
        let summary = try scratch.db.posting { db throws(PostgresError) in
            try db.loadCustomers(file, feed: nil, changedBy: "scenario")
        }
        guard summary.rejections.isEmpty else { throw ScenarioError.rejected(summary.rejections) }
        self.scratch = scratch
        terms = IntakeTerms(policy: policy, today: day)
    }

    /// Books the documents issued up to a day, and looks once more at cash that waits for one.
    mutating func issue(_ invoices: some Sequence<ScenarioInvoice>, on day: CalendarDate) throws {
        terms.today = day
        let csv = ScenarioInvoice.header + invoices.map(\.row).joined()
        let file = try InvoiceFile(csv: Array(csv.utf8).span)
        let summary = try scratch.db.posting { db throws(PostgresError) in
            try db.post(
                .invoices, madeBy: "scenario", businessOn: day, feed: nil
            ) { db, batch throws(PostgresError) in
                try db.loadInvoices(file, batch: batch, feed: nil, changedBy: "scenario")
            }
        }
        guard summary.rejections.isEmpty else { throw ScenarioError.rejected(summary.rejections) }
        settledLater += try reapply(terms: terms, in: &scratch.db).settled
    }

    /// Takes in what came, as one statement for each bank account.
    mutating func receive(
        _ payments: some Sequence<ScenarioPayment>, on day: CalendarDate
    ) throws {
        terms.today = day
        for decoded in statements.next(payments) {
            let name = decoded.statement.identifier
            let arrival = Arrival(
                claim: UUID().uuidString, source: "bank", originalName: name,
                sha256: SHA256.digest(Array(name.utf8)), byteCount: 1)
            let outcome = try ingest(
                arrival, format: "camt053", [decoded], terms: terms, into: &scratch.db)
            guard case .ingested(let summary) = outcome else {
                throw ScenarioError.refused("\(outcome)")
            }
            discrepancies += summary.discrepancies
        }
    }

    /// Does what the server would find time for in the days that pass here in a moment.
    mutating func rest() throws {
        try scratch.db.execute("vacuum analyze")
    }

    /// Works on the ledger beside the intake.
    mutating func with<Value>(_ body: (inout Connection) throws -> Value) rethrows -> Value {
        try body(&scratch.db)
    }
}
