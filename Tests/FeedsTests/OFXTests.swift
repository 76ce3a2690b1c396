import Feeds
import Testing
import Values

struct OFXTests {
    @Test func `the format stands what files go through`() throws {
        try FormatConformance(format: OFX(), sample: Array(OFXFixture.american.utf8)).check()
    }

    @Test func `every account of a file is a statement with its balance`() throws {
        let statements = try decode(OFXFixture.american).map(\.statement)

        #expect(statements.map(\.account) == ["021000021/4408127", "4111"])
        #expect(statements.map(\.currency.code) == ["USD", "CAD"])
        #expect(statements.map(\.kind) == [.listing, .listing])
        #expect(statements[0].opening == nil)
        #expect(statements[0].closing?.amountMinor == 216_800)
        #expect(statements[0].closing?.on.description == "2026-03-05")
        #expect(statements[0].creditMinor == 125_050)
        #expect(statements[0].debitMinor == 8_250)
        #expect(statements[1].creditMinor == 7_500)
        #expect(statements.flatMap(\.findings) == [])
    }

    @Test func `a transaction has its dates, kind, references and texts`() throws {
        let batch = try #require(try decode(OFXFixture.american).first).batch
        let (entry, texts) = (batch.entries[0], batch.texts(of: batch.details[0]))

        #expect(entry.line == 17)
        #expect(entry.bookedOn.description == "2026-03-02")
        #expect(entry.valueOn.description == "2026-03-03")
        #expect(entry.kind == .payment)
        #expect(batch.text.string(entry.bankReference) == "F-1")
        #expect(batch.text.string(entry.code) == "CREDIT")
        #expect(
            texts == [
                "party": "Baker & Sons", "transaction": "R-9",
                "text": "Baker & Sons\nInvoice 4711\nand 4712",
            ])
    }

    @Test func `the payee, his account and the cheque are kept apart`() throws {
        let batch = try #require(try decode(OFXFixture.american).first).batch

        #expect(batch.text.string(batch.entries[1].ownReference) == "1001")
        #expect(batch.entries[1].kind == .unclassified)
        #expect(
            batch.texts(of: batch.details[1])
                == ["party": "City of Springfield", "account": "111000025/99"])
        #expect(batch.entries[2].kind == .charge)
    }

    @Test func `what is pending or on hold is no money yet`() throws {
        let batch = try #require(try decode(OFXFixture.american).first).batch
        let held = try only(OFXFixture.statement(OFXFixture.transaction(type: "HOLD")))

        #expect(batch.entries.map(\.status) == [.booked, .booked, .booked, .pending])
        #expect(held.batch.entries.map(\.status) == [.pending])
        #expect(held.statement.creditCount == 0)
    }

    @Test(arguments: [
        ("12.34", 1_234), ("+12,34", 1_234), ("-12", -1_200), (".5", 50), ("-,05", -5),
        ("1,234.56", 123_456), ("-1.234.567,80", -123_456_780), ("0012.3400", 1_234), ("7.", 700),
    ])
    func `an amount has a comma or a point`(_ written: String, minorUnits: Int64) throws {
        let decoded = try only(OFXFixture.statement(OFXFixture.transaction(amount: written)))

        #expect(decoded.batch.entries.map(\.amountMinor) == [minorUnits])
    }

    @Test(arguments: [
        "$120", "", "1,234", "12.345", "1,23.45", "1.234,567.89", "12,345,678", "1 200.00", "12-",
        "--1", "1e3", "99999999999999999999",
    ])
    func `an amount that can be read in two ways is refused`(_ written: String) {
        expectRefusal(
            OFXFixture.statement(OFXFixture.transaction(amount: written)), .badAmount)
    }

    @Test(arguments: [
        "20260302", "20260302120000", "20260302120000.000[-5:EST]", "202603021200[0:GMT]",
        "2026-03-02", "20260302093914:014", "20260302 ",
    ])
    func `a date is the day as written`(_ written: String) throws {
        let decoded = try only(OFXFixture.statement(OFXFixture.transaction(date: written)))

        #expect(decoded.statement.firstBookedOn?.description == "2026-03-02")
    }

    @Test(arguments: ["", "2026030", "202603021", "20260231", "03/02/2026", "20260302x"])
    func `a date that no calendar has is refused`(_ written: String) {
        expectRefusal(OFXFixture.statement(OFXFixture.transaction(date: written)), .badDate)
    }

    @Test(arguments: [
        ("<NAME>A &lt;B&gt; &#233;&#x20AC; R&D &unknown; &amp;lt;", "A <B> é€ R&D &unknown; &lt;"),
        ("<NAME><![CDATA[ A & B <C> &amp; ]]></NAME>", "A & B <C> &amp;"),
        ("<NAME>A < B</NAME>", "A < B"),
        ("<name >  two   blanks <!-- remark --></name>", "two blanks"),
        ("<NAME>Short<EXTDNAME>Short and long", "Short and long"),
        ("<MEMO/><NAME></NAME><NAME>second", "second"),
    ])
    func `a text is what it means`(_ written: String, text: String) throws {
        let decoded = try only(OFXFixture.statement(OFXFixture.transaction(more: written)))

        #expect(
            decoded.batch.texts(of: decoded.batch.details[0]) == ["party": text, "text": text])
    }

    @Test func `a name that the memo repeats is said once`() throws {
        let more = "<NAME>ACME INV<MEMO>ACME INVOICE 7"
        let decoded = try only(OFXFixture.statement(OFXFixture.transaction(more: more)))

        #expect(
            decoded.batch.texts(of: decoded.batch.details[0])["text"] == "ACME INVOICE 7")
    }

    @Test func `a correction names what it corrects, and a deletion is no money`() throws {
        let more = "<CORRECTFITID>77<CORRECTACTION>"
        let decoded = try only(
            OFXFixture.statement(
                OFXFixture.transaction(more: more + "REPLACE")
                    + OFXFixture.transaction(more: more + "DELETE")))

        #expect(decoded.batch.entries.map(\.status) == [.booked, .information])
        #expect(decoded.batch.texts(of: decoded.batch.details[0])["original"] == "77")
        #expect(decoded.statement.findings.map(\.code) == ["corrects_earlier", "corrects_earlier"])
    }

    @Test(arguments: [
        ("CREDIT", "1", EntryKind.payment), ("CREDIT", "-1", .unclassified),
        ("INT", "1", .interest),
        ("DIV", "1", .interest), ("FEE", "-1", .charge), ("XFER", "1", .unclassified),
        ("DIRECTDEP", "1", .payment), ("OTHER", "1", .unclassified), ("", "1", .unclassified),
    ])
    func `the type decides the kind`(_ type: String, _ amount: String, kind: EntryKind) throws {
        let decoded = try only(
            OFXFixture.statement(OFXFixture.transaction(amount: amount, type: type)))

        #expect(decoded.batch.entries.map(\.kind) == [kind])
    }

    private func only(_ text: String) throws -> DecodedStatement {
        try #require(try decode(text).first)
    }

    private func decode(_ text: String) throws(FeedError) -> [DecodedStatement] {
        try FormatConformance<OFX>.statements(OFX(), Array(text.utf8))
    }

    private func expectRefusal(_ text: String, _ reason: FeedError.Reason) {
        let error = #expect(throws: FeedError.self) { try decode(text) }
        #expect(error?.reason == reason, "\(text)")
    }
}
