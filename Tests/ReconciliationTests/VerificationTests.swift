import DatabaseSupport
import Postgres
import Store
import Testing
import Values

/// What `verify` must find, whoever did it.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct VerificationTests {
    /// Tampering as a superuser can do it: with the triggers off.
    private static let tampering = [
        "update payment set amount_minor = amount_minor + 1 where id = 1",
        "update payment set posted_on = posted_on - 40 where id = 1",
        "delete from allocation",
        "delete from batch where id = (select max(id) from batch)",
        "update batch_sum set amount_minor = amount_minor + 1 where kind = 'payment'",
        "update batch set digest = sha256('x') where id = 1",
        "update open_item set open_minor = open_minor - 1",
        "delete from open_cash",
        "update invoice_line set credit_account = 4100",
        """
        insert into payment
        select (jsonb_populate_record(payment, '{"id": 4711}')).*
        from payment
        where id = 1
        """,
    ]

    @Test(arguments: tampering)
    func `tampering is found`(_ sql: String) throws {
        var office = try Office()
        try fill(&office)
        #expect(try office.scratch.db.verify().faults == [])

        try office.scratch.db.runScript(
            "set session_replication_role = replica; \(sql); set session_replication_role = origin")

        let result = try office.scratch.db.verify()
        #expect(!result.faults.isEmpty)
    }

    @Test func `a batch that does not add up cannot be committed`() throws {
        var office = try Office()
        try fill(&office)
        #expect(throws: PostgresError.self) {
            try office.scratch.db.posting { db throws(PostgresError) in
                try db.post(
                    .person, madeBy: "test", businessOn: Office.today, feed: nil
                ) { db, batch throws(PostgresError) in
                    // A receivable is credited, and no document says so.
                    try db.execute(
                        """
                        insert into adjustment (
                            batch_id, posted_on, kind, debit_account, credit_account, currency,
                            amount_minor, reason)
                        values ($1, current_date, 'write_off', 6300, 1200, 'EUR', 5, '')
                        """, batch)
                }
            }
        }
        #expect(try office.scratch.db.verify().faults == [])
    }

    private func fill(_ office: inout Office) throws {
        let customer = try office.customer("C1", "Hartmann GmbH", account: "DE1")
        try office.invoice("INV-1001", of: customer, cents: 15_000, day: 0, due: 30)
        try office.invoice("INV-1002", of: customer, cents: 7000, day: 1, due: 31)
        var day = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        day.add(15_000, from: "Hartmann GmbH", account: "DE1", text: "INV-1001")
        day.add(4321, from: "Nobody")
        _ = try office.ingest(day.statement)
    }
}
