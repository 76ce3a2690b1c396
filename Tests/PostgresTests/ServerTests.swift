import Foundation
import Postgres
import Synchronization
import Testing

/// Connection string of the throw-away server; set by `with-postgres.sh`.
let conninfo = ProcessInfo.processInfo.environment["TEST_CONNINFO"]

/// What the driver does against a real server.
@Suite(.enabled(if: conninfo != nil, "run under with-postgres.sh"))
struct ServerTests {
    private func connect() throws(PostgresError) -> Connection {
        try Connection(conninfo ?? "")
    }

    /// The error `body` must throw.
    private func failure(
        of body: () throws(PostgresError) -> Void, at location: SourceLocation = #_sourceLocation
    ) throws -> PostgresError {
        do throws(PostgresError) {
            try body()
        } catch {
            return error
        }
        throw Unexpected("the command succeeded", location)
    }

    /// The server's words in `error`.
    private func refusal(_ error: PostgresError) throws -> ServerMessage {
        guard case .server(let message) = error else { throw Unexpected("\(error)") }
        return message
    }

    @Test func `every value type survives a round trip`() throws {
        var connection = try connect()
        let (small, big, flag, text, bytes, nothing) = try connection.query(
            "select $1::int4, $2::int8, $3::bool, $4::text, $5::bytea, $6::int8",
            Int32.min, Int64.max, true, "Zürich \u{1F4B6}", [0x00, 0xFF] as [UInt8], Int64?.none
        ).one(Int32.self, Int64.self, Bool.self, String.self, [UInt8].self, Int64?.self)
        #expect(small == .min)
        #expect(big == .max)
        #expect(flag)
        #expect(text == "Zürich \u{1F4B6}")
        #expect(bytes == [0x00, 0xFF])
        #expect(nothing == nil)
    }

    @Test(arguments: ["", "'", "a\nb", "\\.", "$1", "null"])
    func `text parameters are data, never syntax`(_ text: String) throws {
        var connection = try connect()
        let answer = try connection.query("select $1", text).one(String.self)
        #expect(answer == text)
    }

    @Test func `rows become values through an initializer`() throws {
        struct OpenInvoice: Equatable {
            let id: Int64
            let currency: String

            init(_ row: borrowing Row) throws(PostgresError) {
                (id, currency) = try row.columns(Int64.self, String.self)
            }
        }
        var connection = try connect()
        let invoices = try connection.query(
            "select i::int8, 'EUR' from generate_series(1, 3) as i"
        ).map(OpenInvoice.init)
        #expect(invoices.map(\.id) == [1, 2, 3])
    }

    @Test func `a wrong column type is refused by name`() throws {
        var connection = try connect()
        let result = try connection.query("select 1::int4 as cents")
        let error = try failure { () throws(PostgresError) in
            _ = try result.one(Int64.self)
        }
        #expect(error.description == "column cents has type oid 23, expected 20")
    }

    @Test func `a null where none is allowed is refused`() throws {
        var connection = try connect()
        let result = try connection.query("select null::int8 as cents")
        #expect(throws: PostgresError.self) {
            _ = try result.one(Int64.self)
        }
    }

    @Test func `a refused command keeps the server's words and the session`() throws {
        var connection = try connect()
        try connection.runScript("create temp table t (id int8 primary key)")
        try connection.execute("insert into t values ($1)", Int64(1))
        let error = try failure { () throws(PostgresError) in
            try connection.execute("insert into t values ($1)", Int64(1))
        }
        #expect(try refusal(error).sqlState == .uniqueViolation)
        #expect(try refusal(error).constraint == "t_pkey")
        #expect(!error.isTransient)
        #expect(try connection.execute("insert into t values ($1)", Int64(2)) == 1)
    }

    @Test func `a transaction that throws leaves nothing behind`() throws {
        var connection = try connect()
        try connection.runScript("create temp table t (id int8)")
        try? connection.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.execute("insert into t values (1)")
            try db.execute("select 1/0")
        }
        #expect(try connection.execute("delete from t") == 0)
    }

    @Test func `binary copy carries nulls and counts rows`() throws {
        var connection = try connect()
        try connection.runScript("create temp table t (id int8, note text)")
        let copied = try connection.copyIn("copy t from stdin (format binary)") {
            writer throws(PostgresError) in
            for id in 0..<Int64(20_000) {
                try writer.row(id, id.isMultiple(of: 2) ? "n\(id)" : nil)
            }
        }
        #expect(copied == 20_000)
        let (rows, notes) = try connection.query("select count(*), count(note) from t")
            .one(Int64.self, Int64.self)
        #expect((rows, notes) == (20_000, 10_000))
    }

    @Test func `a copy with the wrong columns is refused and the session survives`() throws {
        var connection = try connect()
        try connection.runScript("create temp table t (id int8)")
        #expect(throws: PostgresError.self) {
            _ = try connection.copyIn("copy t from stdin (format binary)") {
                writer throws(PostgresError) in try writer.row(Int64(1), "one too many")
            }
        }
        #expect(try connection.execute("select 1") == 1)
    }

    @Test func `leaving a copy out early drops the rest`() throws {
        var connection = try connect()
        var lines = 0
        #expect(throws: PostgresError.self) {
            try connection.copyOut("copy (select generate_series(1, 1000000)) to stdout") {
                _ throws(PostgresError) in
                lines += 1
                if lines == 10 { throw PostgresError.unexpectedAnswer("seen enough") }
            }
        }
        #expect(lines == 10)
        #expect(try connection.execute("select 1") == 1)
    }

    @Test func `another thread can cancel a running command`() throws {
        var connection = try connect()
        let handle = try connection.cancelHandle()
        let watchdog = Thread {
            Thread.sleep(forTimeInterval: 0.2)
            handle.cancel()
        }
        watchdog.start()
        let error = try failure { () throws(PostgresError) in
            try connection.execute("select pg_sleep(20)")
        }
        #expect(try refusal(error).sqlState == .queryCanceled)
    }

    @Test func `notifications arrive on the listening session`() throws {
        var listener = try connect()
        var sender = try connect()
        try listener.execute("listen feed_arrived")
        try sender.execute("select pg_notify('feed_arrived', '42')")
        #expect(
            try listener.notification(within: 2000)
                == Notification(channel: "feed_arrived", payload: "42"))
        #expect(try listener.notification(within: 10) == nil)
    }

    @Test func `notices reach the handler`() throws {
        let seen = Mutex<[ServerMessage]>([])
        var connection = try Connection(conninfo ?? "") { notice in
            seen.withLock { $0.append(notice) }
        }
        try connection.runScript(
            "do $$ begin raise warning 'late feed' using hint = 'look'; end $$")
        #expect(seen.withLock { $0.map(\.message) } == ["late feed"])
        #expect(seen.withLock { $0.map(\.hint) } == ["look"])
    }

    @Test func `a killed session is reported as lost and transient`() throws {
        var victim = try connect()
        var killer = try connect()
        let pid = try victim.query("select pg_backend_pid()").one(Int32.self)
        try killer.execute("select pg_terminate_backend($1)", pid)
        let error = try failure { () throws(PostgresError) in try victim.execute("select 1") }
        #expect(error.isTransient)
    }

    @Test func `a server that is not there says so`() throws {
        let error = try failure { () throws(PostgresError) in
            _ = try Connection("host=/nonexistent dbname=x")
        }
        #expect(error.isTransient)
        #expect(error.description.hasPrefix("cannot connect:"))
    }
}

/// A test saw something it cannot go on from.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ what: String, _ location: SourceLocation? = nil) {
        description = location.map { "\(what) at \($0)" } ?? what
    }
}
