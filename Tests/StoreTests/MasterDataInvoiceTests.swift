import DatabaseSupport
import Feeds
import Postgres
import Store
import Testing
import Values

/// Invoices, credit notes and debit notes against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct MasterDataInvoiceTests {
    private static let header =
        "number,kind,customer,document_date,due_date,currency,amount,tax,reference,refers_to\n"
    private static let list =
        header + "INV-1,,C-1,2026-02-03,2026-03-05,EUR,100.00,19.00,RF18539007547034,\n"
        + "CN-1,credit_note,C-1,2026-02-04,,EUR,11.90,,,INV-1\n"
        + "DN-1,debit_note,C-1,2026-02-05,,USD,40.00,,,\n"

    @Test func `a document is posted line by line and opened`() throws {
        var scratch = try ledger()

        let summary = try load(Self.list, &scratch.db)

        #expect(summary.accepted == 3)
        #expect(summary.rejections == [])
        #expect(
            try texts(
                """
                select concat_ws(' ', number, line.kind, debit_account, credit_account,
                    line.currency, amount_minor, posted_on)
                from invoice_line as line join invoice on invoice.id = invoice_id
                order by invoice_id, line
                """, &scratch.db) == [
                    "INV-1 revenue 1200 4000 EUR 10000 2026-02-03",
                    "INV-1 tax 1200 2300 EUR 1900 2026-02-03",
                    "DN-1 revenue 1200 4000 USD 4000 2026-02-05",
                    "CN-1 revenue 4000 1200 EUR 1190 2026-02-04",
                ])
        #expect(
            try texts(
                """
                select concat_ws(' ', number, open_minor, original_minor, due_on, reference)
                from open_item order by number
                """, &scratch.db) == [
                    "CN-1 -1190 -1190 2026-02-04 ", "DN-1 4000 4000 2026-03-07 ",
                    "INV-1 11900 11900 2026-03-05 RF18539007547034",
                ])
        #expect(
            try texts(
                """
                select credit.number || '>' || document.number from invoice as credit
                join invoice as document on document.id = credit.refers_to
                """, &scratch.db) == ["CN-1>INV-1"])
    }

    @Test func `the same list twice changes nothing`() throws {
        var scratch = try ledger()
        _ = try load(Self.list, &scratch.db)
        let before = try fingerprint(&scratch.db)

        let summary = try load(Self.list, &scratch.db)
        let shorter = try load(
            "number,customer,document_date,currency,amount,tax\n"
                + "INV-1,C-1,2026-02-03,EUR,100.00,19.00\n", &scratch.db)

        #expect(summary.unchanged == 3)
        #expect(summary.accepted + summary.changed + summary.rejections.count == 0)
        #expect(shorter.unchanged == 1)
        #expect(try fingerprint(&scratch.db) == before)
    }

    @Test(arguments: [
        (
            "INV-1,,C-1,2026-02-03,2026-03-05,EUR,100.01,19.00,RF18539007547034,", "amount",
            "119.01 EUR", "119.00 EUR, as booked"
        ),
        (
            "INV-1,,C-1,2026-02-03,2026-03-05,USD,100.00,19.00,RF18539007547034,", "amount",
            "119.00 USD", "119.00 EUR, as booked"
        ),
        (
            "INV-1,,C-2,2026-02-03,2026-03-05,EUR,100.00,19.00,RF18539007547034,", "customer",
            "C-2", "C-1, as booked"
        ),
        (
            "INV-1,debit_note,C-1,2026-02-03,2026-03-05,EUR,100.00,19.00,RF18539007547034,", "kind",
            "debit_note", "invoice, as booked"
        ),
        (
            "INV-1,,C-1,2026-02-02,2026-03-05,EUR,100.00,19.00,RF18539007547034,", "document_date",
            "2026-02-02", "2026-02-03, as booked"
        ),
        (
            "INV-1,,C-1,2026-02-03,2026-03-05,EUR,119.00,,RF18539007547034,", "line", "1 lines",
            "2 lines, as booked"
        ),
        (
            "INV-1,,C-1,2026-02-03,2026-03-05,EUR,99.00,20.00,RF18539007547034,", "line",
            "other lines or reference to a document", "what is booked"
        ),
    ])
    func `booked money is never overwritten`(
        _ row: String, _ field: String, _ found: String, _ expected: String
    ) throws {
        var scratch = try ledger()
        _ = try load(Self.list, &scratch.db)
        let before = try fingerprint(&scratch.db)

        let summary = try load(Self.header + row + "\n", &scratch.db)

        let rejection = try #require(summary.rejections.first)
        #expect(rejection.reason == .documentChanged)
        #expect(rejection.field == field)
        #expect(rejection.found == found)
        #expect(rejection.expected == expected)
        #expect(rejection.remedy.contains("credit note"))
        #expect(try fingerprint(&scratch.db) == before)
    }

    @Test func `a new due date or reference is a recorded change`() throws {
        var scratch = try ledger()
        _ = try load(Self.list, &scratch.db)
        let changed = "INV-1,,C-1,2026-02-03,2026-04-01,EUR,100.00,19.00,,\n"

        let first = try load(Self.header + changed, &scratch.db)
        let second = try load(Self.header + changed, &scratch.db)

        #expect(first.changed == 1)
        #expect(second.unchanged == 1)
        #expect(
            try texts(
                "select concat_ws('|', field, before, after) from master_change order by field",
                &scratch.db) == ["due_date|2026-03-05|2026-04-01", "reference|RF18539007547034|"])
        #expect(
            try texts(
                """
                select concat_ws('|', open_item.due_on, open_item.reference, terms.due_on,
                    terms.reference, invoice.due_on, invoice.reference)
                from open_item join invoice on invoice.id = open_item.invoice_id
                join invoice_terms as terms using (invoice_id) where open_item.number = 'INV-1'
                """, &scratch.db) == ["2026-04-01||2026-04-01||2026-03-05|RF18539007547034"])
    }

    @Test func `a discount is kept with the document and may change`() throws {
        var scratch = try ledger()
        func list(_ percent: String, _ until: String) -> String {
            "number,customer,document_date,currency,amount,discount_percent,discount_until\n"
                + "D-1,C-1,2026-02-03,EUR,100.00,\(percent),\(until)\n"
        }

        let first = try load(list("2.00", "2026-02-13"), &scratch.db)
        let same = try load(list("2", "2026-02-13"), &scratch.db)
        let silent = try load(
            "number,customer,document_date,currency,amount\nD-1,C-1,2026-02-03,EUR,100.00\n",
            &scratch.db)
        #expect(first.accepted == 1)
        #expect((same.unchanged, silent.unchanged) == (1, 1))
        #expect(try discounts(&scratch.db) == ["200 2026-02-13|200 2026-02-13|200 2026-02-13"])

        let longer = try load(list("2.50", "2026-02-20"), &scratch.db)
        #expect(longer.changed == 1)
        #expect(try discounts(&scratch.db) == ["250 2026-02-20|250 2026-02-20|200 2026-02-13"])

        let none = try load(list("", ""), &scratch.db)
        let noneAgain = try load(list("", ""), &scratch.db)
        #expect((none.changed, noneAgain.unchanged) == (1, 1))
        #expect(try discounts(&scratch.db) == ["||200 2026-02-13"])
        #expect(
            try texts(
                "select concat_ws('|', field, before, after) from master_change order by id",
                &scratch.db) == [
                    "discount|2.00 % until 2026-02-13|2.50 % until 2026-02-20",
                    "discount|2.50 % until 2026-02-20|",
                ])
    }

    /// Of the open item, of the view, and as issued.
    private func discounts(_ db: inout Connection) throws -> [String] {
        try texts(
            """
            select concat_ws(' ', item.discount_basis_points, item.discount_until) || '|'
                || concat_ws(' ', now.discount_basis_points, now.discount_until) || '|'
                || concat_ws(' ', invoice.discount_basis_points, invoice.discount_until)
            from open_item as item join invoice on invoice.id = item.invoice_id
            join invoice_discount as now on now.invoice_id = invoice.id
            """, &db)
    }

    @Test(arguments: [
        ("X-1,,C-9,2026-02-03,,EUR,1.00,,,", MasterRejection.Reason.unknownCustomer, "customer"),
        ("X-1,credit_note,C-1,2026-02-03,,EUR,1.00,,,INV-9", .unknownDocument, "refers_to"),
        ("X-1,credit_note,C-2,2026-02-03,,EUR,1.00,,,INV-1", .wrongDocument, "refers_to"),
        ("X-1,credit_note,C-1,2026-02-03,,USD,1.00,,,INV-1", .wrongDocument, "refers_to"),
        ("X-1,credit_note,C-1,2026-02-03,,EUR,1.00,,,CN-1", .wrongDocument, "refers_to"),
        ("inv 1,,C-1,2026-02-03,,EUR,1.00,,,", .numberCollides, "number"),
        ("X-1,credit_note,C-1,2026-02-03,,EUR,1.00,,,BAD", .unknownDocument, "refers_to"),
    ])
    func `what the ledger cannot take is set aside and the others kept`(
        _ row: String, _ reason: MasterRejection.Reason, _ field: String
    ) throws {
        var scratch = try ledger()
        _ = try load(Self.list, &scratch.db)

        let summary = try load(
            Self.header + "A-1,,C-1,2026-02-03,,EUR,1.00,,,\n" + row
                + "\nA-2,,C-2,2026-02-03,,EUR,1.00,,,\nBAD,,C-9,2026-02-03,,EUR,1.00,,,\n",
            &scratch.db)

        #expect(summary.accepted == 2)
        #expect(summary.rejections.map(\.line) == [3, 5])
        #expect(summary.rejections.map(\.reason) == [reason, .unknownCustomer])
        #expect(summary.rejections.first?.field == field)
    }

    @Test func `all rows of a refused document are reported`() throws {
        var scratch = try ledger()

        let summary = try load(
            "number,customer,document_date,currency,line,amount\n"
                + "X-1,C-9,2026-02-03,EUR,1,1.00\nX-1,,,,2,1.00\n", &scratch.db)

        #expect(summary.rejections.map(\.reason) == [.unknownCustomer, .incompleteDocument])
        #expect(
            summary.rejections.map(\.row) == [
                ["X-1", "C-9", "2026-02-03", "EUR", "1", "1.00"], ["X-1", "", "", "", "2", "1.00"],
            ])
    }

    @Test func `a document of a closed month is posted in the next open one`() throws {
        var scratch = try ledger()
        try scratch.db.execute(
            """
            insert into period_event (first_day, kind, made_by, reason)
            values ('2026-02-01', 'closed', 'test', '')
            """)

        _ = try load(Self.header + "INV-1,,C-1,2026-02-03,,EUR,1.00,,,\n", &scratch.db)

        #expect(
            try texts("select posted_on::text from invoice_line", &scratch.db) == ["2026-03-01"])
    }

    @Test func `the daemon's role may load, and money balances`() throws {
        var scratch = try ledger()
        try scratch.db.execute("set role reconciled_daemon")

        _ = try load(Self.list, &scratch.db)
        _ = try load(
            Self.header + "INV-1,,C-1,2026-02-03,2026-05-05,EUR,100.00,19.00,,\n", &scratch.db)

        #expect(
            try texts(
                """
                select sum(case when debit_account = 1200 then amount_minor else -amount_minor end)
                    || ' ' || currency
                from transfer group by currency order by currency
                """, &scratch.db)
                == texts(
                    """
                    select sum(open_minor) || ' ' || currency from open_item
                    group by currency order by currency
                    """, &scratch.db))
    }

    private func ledger() throws -> ScratchDatabase {
        var scratch = try ScratchDatabase()
        let customers = try CustomerFile(csv: Array("number,name\nC-1,A\nC-2,B\n".utf8).span)
        try scratch.db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            _ = try db.loadCustomers(customers, feed: nil, changedBy: "office")
        }
        return scratch
    }

    private func load(_ text: String, _ db: inout Connection) throws -> MasterSummary {
        let file = try InvoiceFile(csv: Array(text.utf8).span)
        return try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            let batch = try db.query("select nextval('batch_id')").one(Int64.self)
            return try db.loadInvoices(file, batch: batch, feed: nil, changedBy: "office")
        }
    }

    private func texts(_ sql: String, _ db: inout Connection) throws -> [String] {
        try db.query(sql).map { row throws(PostgresError) in try row.columns(String.self) }
    }

    private func fingerprint(_ db: inout Connection) throws -> [String] {
        try texts(
            """
            select invoice::text from invoice union all select invoice_line::text from invoice_line
            union all select open_item::text from open_item
            union all select master_change::text from master_change order by 1
            """, &db)
    }
}
