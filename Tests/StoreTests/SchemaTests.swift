import DatabaseSupport
import EmbeddedSQL
import Postgres
import Store
import Testing

/// The migrations and queries against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct SchemaTests {
    @Test func `migrations run once`() throws {
        var scratch = try ScratchDatabase()
        #expect(try scratch.db.migrate() == [])
        let difference = try scratch.db.schemaDifference()
        #expect(difference.missing == [])
        #expect(difference.unknown == [])
    }

    @Test(arguments: [
        "batch", "batch_sum", "payment", "allocation", "adjustment", "correction", "entry",
        "invoice_line", "decision", "discrepancy_event",
    ])
    func `history is final, for the owner too`(_ table: String) throws {
        var scratch = try ScratchDatabase()
        #expect(throws: PostgresError.self) { try scratch.db.execute("delete from \(table)") }
        #expect(throws: PostgresError.self) { try scratch.db.execute("truncate \(table) cascade") }
    }

    @Test func `an event is of a discrepancy that exists`() throws {
        var scratch = try ScratchDatabase()
        let error = #expect(throws: PostgresError.self) {
            try scratch.db.execute(
                """
                insert into discrepancy_event (
                    discrepancy_id, kind, happened_on, made_by, batch_id, note)
                values (4711, 'opened', '2026-03-02', 'reconciled', null, '')
                """)
        }
        #expect("\(String(describing: error))".contains("discrepancy 4711 has an event"))
    }

    /// What a small feed asks for is cut by these lengths: one that is missing hides a document.
    @Test func `a new document teaches the length of its reference`() throws {
        var scratch = try ScratchDatabase()
        try scratch.db.execute(
            """
            insert into invoice (
                id, number, number_key, kind, customer_id, document_on, due_on, currency,
                gross_minor, reference, batch_id)
            values (1, 'A-1', 'A1', 'invoice', 1, '2026-03-02', '2026-03-09', 'EUR', 100, '', 1),
                (2, 'A-2', 'A2', 'invoice', 1, '2026-03-02', '2026-03-09', 'EUR', 100, '1234561', 1),
                (3, 'A-3', 'A3', 'invoice', 1, '2026-03-02', '2026-03-09', 'EUR', 100,
                    'RF18539007547034', 1),
                (4, 'A-4', 'A4', 'invoice', 1, '2026-03-02', '2026-03-09', 'EUR', 100, '7654329', 1)
            """)

        let lengths = try scratch.db.query(
            "select length from number_pattern where entity = 'reference' order by length"
        ).map { row throws(PostgresError) in try row.columns(Int32.self) }

        #expect(lengths == [7, 16])
    }

    /// A statement that no longer fits the schema fails here, not at month-end.
    ///
    /// Statements named `stage_…` make the temporary tables that others work on; like those
    /// tables, they live for one transaction.
    @Test func `every query can be prepared`() throws {
        var scratch = try ScratchDatabase()
        try scratch.db.execute("begin")
        for (name, sql) in SQL.queries where name.hasPrefix("stage_") {
            try scratch.db.runScript(sql)
        }
        for (name, sql) in SQL.queries
        where !name.hasPrefix("stage_") && !name.hasPrefix("drop_")
            && !sql.contains("(format binary)")
        {
            try scratch.db.execute("savepoint before")
            do throws(PostgresError) {
                try scratch.db.execute("prepare \(name) as \(sql)")
            } catch {
                Issue.record("\(name): \(error)")
                try scratch.db.execute("rollback to savepoint before")
            }
        }
    }
}
