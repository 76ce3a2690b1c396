import DatabaseSupport
import Feeds
import Postgres
import Store
import Testing
import Values

/// Master data that an office keeps in a PostgreSQL of its own.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct OutsideMasterTests {
    private static let office = """
        create table patient (
            id integer, full_name text, iban text, terms integer, since date, active boolean);
        insert into patient values
            (1, 'Weiß, "Doctor"', 'DE89370400440532013000', 14, '2020-01-01', true),
            (2, 'شركة النور', null, null, '2020-01-01', false);
        create table bill (no text, patient integer, made date, due date, net numeric(12,2));
        insert into bill values
            ('R-1', 1, '2026-02-03', '2026-03-05', 100), ('R-2', 2, '2026-02-03', null, 0.5),
            ('R-3', 3, '2026-02-03', null, 7);
        """
    private static let customers = """
        select 'P-' || id as number, full_name as name, iban as accounts,
            terms as payment_terms_days, active from patient order by id -- a comment
        """
    private static let invoices = """
        select no as number, 'P-' || patient as customer, made as document_date, due as due_date,
            'EUR' as currency, net as amount from bill order by no;

        """

    @Test func `another database's rows pass the same checks and load the same way`() throws {
        var scratch = try ScratchDatabase()
        var outside = try ScratchDatabase()
        try outside.db.runScript(Self.office)
        try outside.db.runScript("set datestyle to german")

        let list = try CustomerFile(outside.db.outsideTable(query: Self.customers))
        let bills = try InvoiceFile(outside.db.outsideTable(query: Self.invoices))
        let loaded = try scratch.db.transaction(isolation: .readCommitted) {
            db throws(PostgresError) in
            let customers = try db.loadCustomers(list, feed: nil, changedBy: "office")
            return (
                customers, try db.loadInvoices(bills, batch: 1, feed: nil, changedBy: "office")
            )
        }

        #expect(list.rejections == [])
        #expect(list.customers.map(\.name) == ["Weiß, \"Doctor\"", "شركة النور"])
        #expect(list.customers.map(\.isActive) == [true, false])
        #expect(loaded.0.accepted == 2)
        #expect(bills.documents.map(\.gross.description) == ["100.00 EUR", "0.50 EUR", "7.00 EUR"])
        #expect(loaded.1.accepted == 2)
        #expect(loaded.1.rejections.map(\.reason) == [.unknownCustomer])
        #expect(loaded.1.rejections.map(\.line) == [4])
    }

    @Test func `a query cannot change the other database`() throws {
        var outside = try ScratchDatabase()
        try outside.db.runScript(Self.office)

        #expect(throws: OutsideMasterError.self) {
            try outside.db.outsideTable(
                query: "delete from patient returning id as number, full_name as name")
        }

        let count = try outside.db.query("select count(*) from patient").one(Int64.self)
        #expect(count == 2)
    }

    @Test func `an answer beyond the limit is refused and the session stays usable`() throws {
        var outside = try ScratchDatabase()

        let error = #expect(throws: OutsideMasterError.self) {
            try outside.db.outsideTable(
                query:
                    "select n as number, repeat('x', 100) as name from generate_series(1, 1e5) n",
                byteLimit: 10_000)
        }

        #expect(error?.isTransient == false)
        #expect(error?.remedy.hasPrefix("Narrow") == true)
        let answer = try outside.db.query("select 1").one(Int32.self)
        #expect(answer == 1)
    }

    @Test func `a wrong column is named`() throws {
        var outside = try ScratchDatabase()
        let table = try outside.db.outsideTable(query: "select 'a' as number, 'b' as nam")

        let error = #expect(throws: FeedError.self) { try CustomerFile(table) }

        #expect(error?.found == "nam")
        #expect(error?.expected == "name")
    }
}
