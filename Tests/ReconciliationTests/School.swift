import CashApplication
import DatabaseSupport
import Feeds
import Ledger
import Postgres
import Reconciliation
import Store
import Testing
import Values

/// An office of two customers without accounts on file, for tests of what is learned.
///
/// C1, Abel GmbH, owes INV-1001 over 100.01 to INV-1006 over 100.06; C2, Berger AG, INV-2001 and
/// INV-2002 over 200.01 and 200.02. Every file is a statement of a day of its own.
struct School: ~Copyable {
    var office: Office
    private let ids: [String: Int64]
    private var day = 0
    private var balance: Int64 = 0

    init() throws {
        var office = try Office()
        let abel = try office.customer("C1", "Abel GmbH")
        let berger = try office.customer("C2", "Berger AG")
        for number in 1...6 {
            try office.invoice(
                "INV-100\(number)", of: abel, cents: 10_000 + Int64(number), day: 0, due: 30)
        }
        for number in 1...2 {
            try office.invoice(
                "INV-200\(number)", of: berger, cents: 20_000 + Int64(number), day: 0, due: 30)
        }
        self.office = office
        ids = ["C1": abel, "C2": berger]
    }

    mutating func owe(_ number: String, _ customer: String, _ cents: Int64) throws {
        try office.invoice(number, of: ids[customer] ?? 0, cents: cents, day: 0, due: 30)
    }

    /// Takes one payment in, from the account X1.
    @discardableResult
    mutating func receive(
        _ cents: Int64, _ text: String = "", name: String = ""
    ) throws -> IntakeSummary {
        try receive([("X1", cents, text)], name: name)
    }

    /// Takes a day's payments in.
    @discardableResult
    mutating func receive(
        _ payments: [(account: String, cents: Int64, text: String)], name: String = "",
        mandate: String = ""
    ) throws -> IntakeSummary {
        let outcome = try office.ingest(statement(payments, name: name, mandate: mandate))
        guard case .ingested(let summary) = outcome else {
            throw Office.OfficeError.notIngested(outcome)
        }
        return summary
    }

    mutating func statement(
        _ payments: [(account: String, cents: Int64, text: String)], name: String = "",
        mandate: String = ""
    ) -> DecodedStatement {
        day += 1
        var builder = StatementBuilder(
            office.currency, opening: balance, day: day, sequence: Int64(day))
        for (account, cents, text) in payments {
            builder.add(cents, from: name, account: account, text: text, mandate: mandate)
            balance += cents
        }
        return builder.statement
    }

    /// Makes X1 known for C1 by three exact references.
    mutating func teach() throws {
        for number in 1...3 { try receive(10_000 + Int64(number), "INV-100\(number)") }
    }

    mutating func takeBack(_ cents: Int64, account: String) throws {
        day += 1
        var builder = StatementBuilder(
            office.currency, opening: balance, day: day, sequence: Int64(day))
        builder.add(-cents, account: account, kind: .returned)
        balance -= cents
        _ = try office.ingest(builder.statement)
    }

    mutating func lookAgain() throws -> ReapplicationSummary {
        try reapply(
            terms: IntakeTerms(policy: Policy(), today: Office.today), in: &office.scratch.db)
    }

    /// A person sets waiting payments of these documents' amounts against them.
    mutating func decide(_ customer: String, _ numbers: String...) throws {
        let (payer, currency) = (ids[customer] ?? 0, office.currency)
        try office.scratch.db.posting { db throws(PostgresError) in
            try db.post(
                .person, madeBy: "Ada", businessOn: Office.today, feed: nil
            ) { db, batch throws(PostgresError) in
                let set = try decisions(payer, numbers, in: &db)
                try db.identify(
                    set.decisions.map { ($0.payment, payer) }, on: Office.today, batch: batch)
                let decided = DecidedPayment(
                    currency: currency, cashAccount: LedgerAccount.unappliedCash,
                    postedOn: Office.today)
                try db.postDecisions(
                    set, set.decisions.map { _ in decided }, batch: batch, isAutomatic: false)
                try db.reduceWaitingCash(batch: batch)
            }
        }
    }

    /// Puts an account on file.
    mutating func file(_ customer: String, account: String) throws {
        try office.scratch.db.execute(
            """
            insert into payer_identity (customer_id, kind, value, value_key)
            values ($1, 'account', $2, $2)
            """, ids[customer] ?? 0, account)
    }

    /// Loads a list of customers.
    mutating func load(_ text: String) throws {
        let file = try CustomerFile(csv: Array(text.utf8).span)
        #expect(file.rejections == [])
        _ = try office.scratch.db.transaction(
            isolation: .readCommitted
        ) { db throws(PostgresError) in
            try db.loadCustomers(file, feed: nil, changedBy: "office")
        }
    }

    mutating func execute(_ sql: String) throws { try office.scratch.db.execute(sql) }

    /// Accounts and mandates: customer, value, state, confirmations.
    mutating func identities() throws -> [String] {
        try texts(
            """
            select concat_ws(' ', number, value, state, confirmations,
                case when is_contradicted then 'contradicted' end)
            from payer_identity
            join customer on customer.id = customer_id
            where kind in ('account', 'mandate')
            order by number, kind, value
            """)
    }

    /// What was recorded: customer, field, before and after, by whom.
    mutating func changes() throws -> [String] {
        try texts(
            """
            select concat(number, ' ', field, ' ', before, '-', after, ' ',
                regexp_replace(changed_by, 'batch [0-9]+', 'batch N'))
            from master_change
            join customer on customer.id = entity_id
            where field <> 'payer_name'
            order by number, master_change.id
            """)
    }

    mutating func openOf(_ customer: String) throws -> [String] {
        try texts(
            """
            select open_item.number
            from open_item
            join customer on customer.id = customer_id
            where customer.number = '\(customer)'
            order by 1
            """)
    }

    private mutating func texts(_ sql: String) throws -> [String] {
        try office.scratch.db.query(sql).map { row throws(PostgresError) in
            try row.columns(String.self)
        }
    }
}

private func decisions(
    _ payer: Int64, _ numbers: [String], in db: inout Connection
) throws(PostgresError) -> DecisionSet {
    var set = DecisionSet()
    let rows = try db.query(
        """
        select payment_id, invoice_id, open_item.customer_id, open_minor
        from open_item
        join open_cash on rest_minor = open_minor
        where number = any ($1::text[])
        order by payment_id
        """, PostgresArray(numbers)
    ).map { row throws(PostgresError) in
        try row.columns(Int64.self, Int64.self, Int64.self, Int64.self)
    }
    for (payment, item, customer, minor) in rows {
        var decision = Decision(
            payment: payment, outcome: .applied, gate: .advised, payer: .known,
            reference: .advised, amount: .equal)
        decision.customer = payer
        decision.firstAllocation = Int32(set.allocations.count)
        decision.allocationCount = 1
        set.decisions.append(decision)
        set.allocations.append(
            Allocation(
                payment: payment, item: item, customer: customer, amountMinor: minor,
                settles: true))
    }
    return set
}
