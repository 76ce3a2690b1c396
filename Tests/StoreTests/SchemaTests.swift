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
