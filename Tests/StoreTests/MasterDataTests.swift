import CashApplication
import DatabaseSupport
import Feeds
import Postgres
import Store
import Testing
import Values

/// Customers and their identities against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct MasterDataTests {
    private static let list = """
        number,name,country,accounts,mandates,aliases
        C-1,Praxis Weiß,DE,DE89370400440532013000,M-1,Weiss Medizin
        C-2,東京医科器械株式会社,JP,,,

        """

    @Test func `new customers come on file with their identities`() throws {
        var scratch = try ScratchDatabase()

        let summary = try load(Self.list, &scratch.db)

        #expect(summary.accepted == 2)
        #expect(summary.changed == 0)
        let identities = try texts(
            """
            select concat_ws('|', number, kind, value, nullif(value_key, ''), state)
            from payer_identity join customer on customer.id = customer_id
            order by number, kind, value
            """, &scratch.db)
        #expect(
            identities == [
                "C-1|account|DE89370400440532013000|DE89370400440532013000|on_file",
                "C-1|customer_number|C-1|C1|on_file", "C-1|mandate|M-1|M1|on_file",
                "C-1|name|Praxis Weiß|\(nameKey("Praxis Weiß"))|on_file",
                "C-1|name|Weiss Medizin|\(nameKey("Weiss Medizin"))|on_file",
                "C-2|customer_number|C-2|C2|on_file",
                "C-2|name|東京医科器械株式会社|\(nameKey("東京医科器械株式会社"))|on_file",
            ])
        #expect(try changes(&scratch.db) == [])
    }

    @Test func `the same list twice changes nothing`() throws {
        var scratch = try ScratchDatabase()
        _ = try load(Self.list, &scratch.db)
        let before = try fingerprint(&scratch.db)

        let summary = try load(Self.list, &scratch.db)

        #expect(summary.accepted == 0)
        #expect(summary.changed == 0)
        #expect(summary.unchanged == 2)
        #expect(try fingerprint(&scratch.db) == before)
        #expect(try changes(&scratch.db) == [])
    }

    @Test func `every changed field is recorded`() throws {
        var scratch = try ScratchDatabase()
        _ = try load(Self.list, &scratch.db)

        let summary = try load(
            """
            number,name,country,email,payment_terms_days,active
            C-1,Praxis Dr. Weiß,,post@example.org,14,no

            """, &scratch.db)

        #expect(summary.changed == 1)
        #expect(
            try changes(&scratch.db) == [
                "active|true|false|office", "country|DE||office",
                "email||post@example.org|office",
                "name|Praxis Weiß|Praxis Dr. Weiß|office", "payer_name||Praxis Dr. Weiß|office",
                "payer_name|Praxis Weiß||office", "payment_terms_days|30|14|office",
            ])
        let customer = try texts(
            """
            select concat_ws('|', name, coalesce(country, '-'), email, payment_terms_days, is_active)
            from customer where number = 'C-1'
            """, &scratch.db)
        #expect(customer == ["Praxis Dr. Weiß|-|post@example.org|14|f"])
    }

    @Test func `what a list has no column for stays as it is`() throws {
        var scratch = try ScratchDatabase()
        _ = try load(Self.list, &scratch.db)

        let summary = try load("number,name\nC-1,Praxis Weiß\n", &scratch.db)

        #expect(summary.unchanged == 1)
        #expect(try states("C-1", &scratch.db) == ["on_file"])
        #expect(try changes(&scratch.db) == [])
    }

    @Test func `a removed account is retired and comes back with the list`() throws {
        var scratch = try ScratchDatabase()
        _ = try load(Self.list, &scratch.db)
        let accounts = "select state from payer_identity where kind = 'account'"

        let removal = try load("number,name,accounts\nC-1,Praxis Weiß,\n", &scratch.db)
        let afterRemoval = try texts(accounts, &scratch.db)
        let again = try load(Self.list, &scratch.db)

        #expect(removal.changed == 1)
        #expect(afterRemoval == ["retired"])
        #expect(again.changed == 1)
        #expect(try texts(accounts, &scratch.db) == ["on_file"])
        #expect(
            try changes(&scratch.db) == [
                "payer_account||DE89370400440532013000|office",
                "payer_account|DE89370400440532013000||office",
            ])
    }

    @Test func `what was retired and nobody recorded does not come back with the same list`() throws
    {
        var scratch = try ScratchDatabase()
        _ = try load(Self.list, &scratch.db)
        try scratch.db.execute(
            "update payer_identity set state = 'retired' where kind = 'account'")

        let summary = try load(Self.list, &scratch.db)

        #expect(summary.unchanged == 2)
        #expect(
            try texts("select state from payer_identity where kind = 'account'", &scratch.db)
                == ["retired"])
    }

    @Test func `what people confirmed stays, what was learned is put on file`() throws {
        var scratch = try ScratchDatabase()
        _ = try load(Self.list, &scratch.db)
        try scratch.db.execute(
            """
            update payer_identity
            set state = case kind when 'account' then 'confirmed' else 'learned' end
            where kind in ('account', 'mandate')
            """)

        _ = try load("number,name,accounts,mandates\nC-1,Praxis Weiß,,M-1\n", &scratch.db)

        let found = try texts(
            """
            select kind || ' ' || state from payer_identity
            where kind in ('account', 'mandate') order by kind
            """, &scratch.db)
        #expect(found == ["account confirmed", "mandate on_file"])
    }

    @Test func `two lists fit into one transaction, and nothing of it stays without commit`() throws
    {
        var scratch = try ScratchDatabase()
        let other = try file("number,name\nC-3,Other\n")
        let first = try file(Self.list)

        try scratch.db.execute("begin")
        _ = try scratch.db.loadCustomers(first, feed: nil, changedBy: "office")
        _ = try scratch.db.loadCustomers(other, feed: nil, changedBy: "office")
        try scratch.db.execute("rollback")

        #expect(try texts("select number from customer", &scratch.db) == [])
    }

    @Test func `the daemon's role may load`() throws {
        var scratch = try ScratchDatabase()
        try scratch.db.execute("set role reconciled_daemon")

        #expect(try load(Self.list, &scratch.db).accepted == 2)
        #expect(try load("number,name,accounts\nC-1,New,\n", &scratch.db).changed == 1)
    }

    private func file(_ text: String) throws(FeedError) -> CustomerFile {
        try CustomerFile(csv: Array(text.utf8).span)
    }

    private func load(_ text: String, _ db: inout Connection) throws -> MasterSummary {
        let file = try file(text)
        #expect(file.rejections == [])
        return try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.loadCustomers(file, feed: nil, changedBy: "office")
        }
    }

    private func texts(_ sql: String, _ db: inout Connection) throws -> [String] {
        try db.query(sql).map { row throws(PostgresError) in try row.columns(String.self) }
    }

    private func changes(_ db: inout Connection) throws -> [String] {
        try texts(
            """
            select concat(field, '|', before, '|', after, '|', changed_by) from master_change
            order by field, before nulls first, after
            """, &db)
    }

    private func states(_ customer: String, _ db: inout Connection) throws -> [String] {
        try texts(
            """
            select distinct state from payer_identity
            where customer_id = (select id from customer where number = '\(customer)')
            """, &db)
    }

    private func fingerprint(_ db: inout Connection) throws -> [String] {
        try texts(
            """
            select customer::text from customer
            union all select payer_identity::text from payer_identity order by 1
            """, &db)
    }
}
