import Feeds
import Testing
import Values

struct CodaTests {
    @Test func `the format stands what files go through`() throws {
        try FormatConformance(format: Coda(), sample: Array(CodaFixture.belgian.utf8)).check()
    }

    @Test func `a statement has its account, number, balances and sums`() throws {
        let statement = try only(CodaFixture.belgian).statement

        #expect(statement.account == "BE68539007547034")
        #expect(statement.currency.code == "EUR")
        #expect(statement.kind == .endOfDay)
        #expect(statement.sequence == 21)
        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.opening?.on.description == "2026-03-01")
        #expect(statement.closing?.amountMinor == 124_300)
        #expect(statement.creditMinor == 27_300)
        #expect(statement.debitMinor == 3_000)
        #expect(statement.findings == [])
    }

    @Test func `a transfer has its parties, references and texts`() throws {
        let batch = try only(CodaFixture.belgian).batch
        let entry = batch.entries[0]

        #expect(entry.line == 3)
        #expect(entry.kind == .payment)
        #expect(entry.bookedOn.description == "2026-03-02")
        #expect(entry.valueOn.description == "2026-03-03")
        #expect(batch.text.string(entry.code) == "00150000")
        #expect(batch.text.string(entry.bankReference) == "REF1")
        #expect(
            batch.texts(of: batch.details[0]) == [
                "party": "KLANT EEN MET EEN LANGE NAAM", "account": "BE43068999999501",
                "endToEnd": "E2E-1", "references": "090933755493",
                "text": "FACTUUR 4711 EN 4712",
            ])
    }

    @Test func `details are parts of their movement and never counted twice`() throws {
        let batch = try only(CodaFixture.belgian).batch
        let entry = batch.entries[1]

        #expect(batch.entries.map(\.amountMinor) == [10_000, 7_500, -3_000, 9_800])
        #expect(entry.detailRange.map { batch.details[$0].amountMinor } == [5_000, 2_500])
        #expect(batch.text.string(entry.information) == "BATCH")
        #expect(batch.texts(of: batch.details[1]) == ["party": "KLANT TWEE", "text": "DEEL 1"])
    }

    @Test func `a returned direct debit names its mandate, reason and original`() throws {
        let batch = try only(CodaFixture.belgian).batch

        #expect(batch.entries[2].kind == .returned)
        #expect(
            batch.texts(of: batch.details[3]) == [
                "mandate": "MANDAAT-7", "reason": "AC04", "endToEnd": "E2E-9",
                "original": "E2E-9", "text": "ABO",
            ])
    }

    @Test func `the calculation of an amount tells its charges`() throws {
        let batch = try only(CodaFixture.belgian).batch

        #expect(batch.entries[3].detailCount == 1)
        #expect(batch.details[4].amountMinor == 9_800)
        #expect(batch.details[4].chargesMinor == 200)
        #expect(batch.texts(of: batch.details[4])["text"] == "CHEQUE\nBRUTO\nKOSTEN")
    }

    @Test func `details of details are no parts of the movement`() throws {
        let decoded = try only(
            CodaFixture.file([
                CodaFixture.movement(1, amount: 9_000, code: "10150000", globalisation: 1),
                CodaFixture.movement(1, 1, amount: 6_000, code: "70150000", globalisation: 2),
                CodaFixture.movement(1, 2, amount: 7_000, code: "90150100"),
                CodaFixture.movement(1, 3, amount: -1_000, code: "90137006", globalisation: 2),
                CodaFixture.movement(1, 4, amount: 3_000, code: "50150000", globalisation: 1),
            ]))

        #expect(decoded.batch.details.map(\.amountMinor) == [600, 300])
        #expect(decoded.statement.findings == [])
    }

    @Test func `details that do not add up divide nothing`() throws {
        let decoded = try only(
            CodaFixture.file([
                CodaFixture.movement(1, amount: 9_000, code: "10150000", globalisation: 1),
                CodaFixture.movement(1, 1, amount: 6_000, code: "50150000", "X"),
            ]))

        #expect(decoded.batch.details.map(\.amountMinor) == [900])
        #expect(decoded.batch.texts(of: decoded.batch.details[0])["text"] == "X")
        #expect(decoded.statement.findings.map(\.code) == ["details_differ"])
    }

    @Test(arguments: [
        ("0", "539007547034 EUR0BE", "539007547034"),
        ("1", "GB12X 99                          EUR", "GB12X99"),
        ("2", "BE68539007547034                  EUR", "BE68539007547034"),
        ("3", "NL02ABNA0123456789                EUR", "NL02ABNA0123456789"),
    ])
    func `an account has one of four structures`(
        _ structure: String, _ written: String, account: String
    ) throws {
        let text = CodaFixture.file([], account: written, structure: structure)
        let bytes = Array(text.utf8)
        let isRecognised = Coda.recognises(bytes.span)

        #expect(isRecognised)
        #expect(try only(text).statement.account == account)
    }

    @Test(arguments: [
        ("101090933755493", ["references": "090933755493"], 0),
        ("101090933755494", ["text": "090933755494"], 1),
        ("102000000000097", ["references": "000000000097"], 0),
        ("100RF18539007547034", ["references": "RF18539007547034"], 0),
        ("107123456789002020326ABO", ["mandate": "123456789002", "text": "ABO"], 0),
        ("10500000000123", ["text": "00000000123"], 0),
    ])
    func `a structured communication is what its code says`(
        _ written: String, texts: [String: String], wrong: Int
    ) throws {
        let decoded = try only(
            CodaFixture.file([CodaFixture.movement(1, amount: 10, code: "00150000", written)]))

        #expect(decoded.batch.texts(of: decoded.batch.details[0]) == texts)
        #expect(decoded.statement.findings.count { $0.code == "check_digits" } == wrong)
    }

    @Test(arguments: [
        ("00150000", 10, EntryKind.payment), ("00150000", -10, .unclassified),
        ("00101000", -10, .unclassified), ("00503000", -10, .returned),
        ("00505000", -10, .returned), ("00137000", -10, .charge), ("08001000", -10, .charge),
        ("03501000", -10, .unclassified), ("00166000", 10, .transfer), ("04150000", 10, .payment),
        ("00387000", 10, .charge), ("00154000", 10, .returned),
    ])
    func `the code decides the kind`(_ code: String, _ amount: Int, kind: EntryKind) throws {
        let decoded = try only(
            CodaFixture.file([CodaFixture.movement(1, amount: amount, code: code)]))

        #expect(decoded.batch.entries.map(\.kind) == [kind])
    }

    @Test func `a text continues where its record ends`() throws {
        let decoded = try only(
            CodaFixture.file([
                CodaFixture.movement(
                    1, amount: 10, code: "00150000", String(repeating: "X", count: 50) + "FAC"),
                CodaFixture.second(1, communication: "TUUR 4711"),
                CodaFixture.third(1, account: "", name: "", communication: "RÉF é"),
            ]))

        #expect(
            decoded.batch.texts(of: decoded.batch.details[0])["text"]
                == String(repeating: "X", count: 50) + "FACTUUR 4711 RÉF é")
    }

    private func only(_ text: String) throws -> DecodedStatement {
        try #require(
            try FormatConformance<Coda>.statements(Coda(), Array(text.utf8)).first)
    }
}
