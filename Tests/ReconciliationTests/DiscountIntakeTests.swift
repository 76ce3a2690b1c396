import DatabaseSupport
import Feeds
import Ledger
import Postgres
import Store
import Testing
import Values

/// Cash discounts from the list of invoices to the books, against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct DiscountIntakeTests {
    /// Two invoices with a discount until day 20, and as many others as asked for.
    private func office(others: Int = 0) throws -> Office {
        var office = try Office()
        _ = try office.customer("C1", "Hartmann GmbH", account: "DE1")
        _ = try office.customer("C2", "Nobody concerned", account: "DE2")
        let (issued, until) = (Office.day(0).description, Office.day(20).description)
        var csv = "number,customer,document_date,currency,amount,discount_percent,discount_until\n"
        csv += "INV-1001,C1,\(issued),EUR,1000.00,2,\(until)\n"
        csv += "INV-1002,C1,\(issued),EUR,10.25,3.00,\(until)\n"
        for number in 0..<others { csv += "INV-\(2000 + number),C2,\(issued),EUR,7.00,,\n" }
        let file = try InvoiceFile(csv: Array(csv.utf8).span)
        let summary = try office.scratch.db.posting { db throws(PostgresError) in
            try db.post(
                .invoices, madeBy: "test", businessOn: Office.day(0), feed: nil
            ) { db, batch throws(PostgresError) in
                try db.loadInvoices(file, batch: batch, feed: nil, changedBy: "test")
            }
        }
        #expect(summary.accepted == others + 2)
        return office
    }

    private func pay(
        _ cents: Int64, _ text: String, on day: Int, _ office: inout Office
    ) throws {
        var statement = StatementBuilder(office.currency, opening: 0, day: day, sequence: 1)
        statement.add(cents, from: "Hartmann GmbH", account: "DE1", text: text, endToEndID: "E1")
        _ = try office.ingest(statement.statement)
    }

    /// With many others on file the documents are looked up one by one, else all are copied out.
    @Test(arguments: [0, 60])
    func `a discount closes its document and is booked as one`(others: Int) throws {
        var office = try office(others: others)
        try office.scratch.db.execute("analyze open_item")

        // 20.00 and 0.31 (3 % of 10.25 is 0.3075), and two cents beside them.
        try pay(98_992, "INV-1001, INV-1002", on: 23, &office)

        #expect(try office.openItems().filter { $0.key < "INV-2" } == [:])
        #expect(
            try rows(
                """
                select concat_ws(' ', number, adjustment.kind, debit_account, credit_account,
                    amount_minor)
                from adjustment join invoice on invoice.id = invoice_id
                order by number, adjustment.kind
                """, &office) == [
                    "INV-1001 discount 6100 1200 2000", "INV-1001 tolerance 6200 1200 2",
                    "INV-1002 discount 6100 1200 31",
                ])
        #expect(
            try rows(
                """
                select number || ' ' || amount_minor from allocation
                join invoice on invoice.id = invoice_id order by number
                """, &office) == ["INV-1001 97998", "INV-1002 994"])
        #expect(try office.openDiscrepancies() == [])
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test(arguments: [0, 60])
    func `a discount taken too late leaves its document open`(others: Int) throws {
        var office = try office(others: others)
        try office.scratch.db.execute("analyze open_item")

        try pay(98_000, "INV-1001", on: 24, &office)

        #expect(try office.openItems()["INV-1001"] == 2_000)
        #expect(try office.openDiscrepancies() == ["short_payment"])
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `a return gives the discount back, and it may be taken again`() throws {
        var office = try office()
        try pay(98_000, "INV-1001", on: 10, &office)
        var later = StatementBuilder(office.currency, opening: 98_000, day: 12, sequence: 2)
        later.add(-98_000, account: "DE1", endToEndID: "E1", kind: .returned, reason: "AC04")
        _ = try office.ingest(later.statement)
        #expect(try office.openItems()["INV-1001"] == 100_000)
        #expect(try office.balances()["discounts"] == nil)

        var again = StatementBuilder(office.currency, opening: 0, day: 15, sequence: 3)
        again.add(98_000, from: "Hartmann GmbH", account: "DE1", text: "INV-1001")
        _ = try office.ingest(again.statement)

        #expect(try office.openItems()["INV-1001"] == nil)
        #expect(try office.balances()["discounts"] == 2_000)
        #expect(try office.scratch.db.verify().faults == [])
    }

    private func rows(_ sql: String, _ office: inout Office) throws -> [String] {
        try office.scratch.db.query(sql).map { row throws(PostgresError) in
            try row.columns(String.self)
        }
    }
}
