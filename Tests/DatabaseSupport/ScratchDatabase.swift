import Foundation
package import Postgres
import Store

/// Connection string of the throw-away server; set by `Tests/with-postgres.sh`.
package let conninfo = ProcessInfo.processInfo.environment["TEST_CONNINFO"]

/// The schema of the ledger in a ``ScratchDatabase``.
package let scratchSchema = "ledger_under_test"

/// A migrated ledger in a database of its own, dropped when the test ends.
package struct ScratchDatabase: ~Copyable {
    package var db: Connection
    package let name: String

    /// For a second session or a program under test: the database, not yet the schema.
    package var conninfo: String { "\(DatabaseSupport.conninfo ?? "") dbname=\(name)" }

    package init() throws(PostgresError) {
        let server = DatabaseSupport.conninfo ?? ""
        let name = "test_\(UInt64.random(in: 0 ..< .max))"
        var admin = try Connection(server)
        try admin.execute("create database \(name)")
        var db = try Connection("\(server) dbname=\(name)")
        try db.prepareLedger(schema: scratchSchema)
        _ = try db.migrate()
        // A noncopyable value with a deinit is filled in one step, after all that can throw.
        self.db = db
        self.name = name
    }

    /// Another session on the same ledger.
    package func session() throws(PostgresError) -> Connection {
        var session = try Connection(conninfo)
        try session.useLedger(schema: scratchSchema)
        return session
    }

    deinit {
        // `force` ends our own session, which is still open here.
        if var admin = try? Connection(DatabaseSupport.conninfo ?? "") {
            _ = try? admin.execute("drop database \(name) with (force)")
        }
    }
}
