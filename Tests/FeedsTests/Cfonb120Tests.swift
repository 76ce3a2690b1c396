import Feeds
import Testing
import Values

struct Cfonb120Tests {
    private static let movement = Cfonb120Fixture.movement(100, code: "05", "X")

    @Test func `the format stands what files go through`() throws {
        let sample = Array(Cfonb120Fixture.french.utf8)

        try FormatConformance(format: Cfonb120(), sample: sample).check()
    }

    @Test func `a statement has its account, balances and sums`() throws {
        let statement = try only(Cfonb120Fixture.french).statement

        #expect(statement.account == "155890000198765432100")
        #expect(statement.currency.code == "EUR")
        #expect(statement.kind == .endOfDay)
        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.opening?.on.description == "2026-03-02")
        #expect(statement.closing?.amountMinor == 107_224)
        #expect(statement.creditMinor == 12_345)
        #expect(statement.debitMinor == 5_121)
        #expect(statement.findings == [])
    }

    @Test func `the details say who paid what`() throws {
        let batch = try only(Cfonb120Fixture.french).batch
        let entry = batch.entries[0]

        #expect(entry.line == 2)
        #expect(entry.kind == .payment)
        #expect(entry.bookedOn.description == "2026-03-03")
        #expect(entry.valueOn.description == "2026-03-04")
        #expect(batch.text.string(entry.code) == "05/9162")
        #expect(batch.text.string(entry.bankReference) == "0000012")
        #expect(batch.text.string(entry.ownReference) == "MYREF")
        #expect(
            batch.texts(of: batch.details[0]) == [
                "party": "MARTIN SARL", "endToEnd": "E2E-1", "transaction": "BANK-9",
                "account": "FR7630006000011234567890189",
                "text": "VIR SEPA RECU /DE MARTIN\nFACTURE 4711\nREGLEMENT FACTURES 4711 ET 4712",
            ])
    }

    @Test func `what came back names its reason and original`() throws {
        let batch = try only(Cfonb120Fixture.french).batch

        #expect(batch.entries.map(\.kind) == [.payment, .returned, .charge])
        #expect(
            batch.texts(of: batch.details[1]) == [
                "reason": "AC04", "endToEnd": "E2E-2", "original": "E2E-2", "mandate": "MANDAT-7",
                "text": "PRLV SEPA REJETE\nCOMPTE CLOS",
            ])
    }

    @Test(arguments: [
        ("0000000000010{", 100), ("0000000000010A", 101), ("0000000000010I", 109),
        ("0000000000010}", -100), ("0000000000010J", -101), ("0000000000010R", -109),
        ("0000000000010é", 100), ("0000000000010è", -100),
    ])
    func `the last digit carries the sign`(_ written: String, amount: Int64) throws {
        let text = Cfonb120Fixture.file(
            [Cfonb120Fixture.row("04", [33: "05", 35: "030326", 91: written])],
            closing: 100_000 + Int(amount))
        let latin = text.unicodeScalars.map { UInt8($0.value) }

        for bytes in [Array(text.utf8), latin] {
            let decoded = try FormatConformance<Cfonb120>.statements(Cfonb120(), bytes)
            #expect(decoded.flatMap(\.batch.entries).map(\.amountMinor) == [amount])
            #expect(decoded.flatMap(\.statement.findings) == [])
        }
    }

    @Test(arguments: [
        ("EUR", "3", 10), ("EUR", "1", 1_000), ("EUR", "0", 10_000), ("JPY", "0", 100),
    ])
    func `the decimals are in column 20`(
        _ currency: String, _ decimals: String, amount: Int64
    ) throws {
        func row(_ record: String) -> String {
            Cfonb120Fixture.row(
                record, [17: currency, 20: decimals, 33: "05", 35: "030326", 91: "0000000000010{"])
        }
        let text = [row("01"), row("04"), row("07")].joined(separator: "\n")

        #expect(try only(text).batch.entries.map(\.amountMinor) == [amount])
    }

    @Test func `records without line ends and with blanks cut off are read alike`() throws {
        let rows = Cfonb120Fixture.french.split(separator: "\r\n")
        let whole = try only(Cfonb120Fixture.french)
        let trimmed = rows.map { row in
            String(row.reversed().drop { $0 == " " }.reversed())
        }

        for text in [rows.joined(), trimmed.joined(separator: "\n")] {
            let bytes = Array(text.utf8)
            let isRecognised = Cfonb120.recognises(bytes.span)
            #expect(isRecognised)
            #expect(try only(text).batch == whole.batch)
        }
    }

    @Test func `statements of an account are chained by their balances`() throws {
        let text = Cfonb120Fixture.file([Self.movement]) + Cfonb120Fixture.file([], opening: 7)

        let decoded = try FormatConformance<Cfonb120>.statements(Cfonb120(), Array(text.utf8))

        #expect(decoded.map { $0.statement.findings.map(\.code) } == [[], ["balance_chain"]])
    }

    @Test func `a balance that the movements do not explain is a finding`() throws {
        let statement = try only(Cfonb120Fixture.file([Self.movement], closing: 1)).statement

        #expect(statement.findings.map(\.code) == ["balance_equation"])
    }

    @Test func `fees are charges where they are in the statement's currency`() throws {
        func decoded(_ fees: String) throws -> DecodedStatement {
            try only(
                Cfonb120Fixture.file([Self.movement, Cfonb120Fixture.detail("05", "FEE", fees)]))
        }

        #expect(try decoded("EUR200000000000150").batch.details[0].chargesMinor == 150)
        #expect(
            try decoded("USD200000000000150").statement.findings.map(\.code) == ["charges_unread"])
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        ("\r\n", .truncated),
        (Cfonb120Fixture.balance("01", 1), .truncated),
        (Cfonb120Fixture.balance("07", 1), .malformed),
        (movement, .malformed),
        (Cfonb120Fixture.balance("01", 1) + "\n" + Cfonb120Fixture.file([]), .malformed),
        (Cfonb120Fixture.file([Cfonb120Fixture.detail("05", "LIB", "X")]), .malformed),
        (Cfonb120Fixture.file([Cfonb120Fixture.row("06", [:])]), .malformed),
        (
            Cfonb120Fixture.file([movement.replacing("98765432100", with: "98765432101")]),
            .malformed
        ),
        (Cfonb120Fixture.file([movement.replacing("EUR", with: "USD")]), .malformed),
        (Cfonb120Fixture.file([movement.replacing("030326", with: "310226")]), .badDate),
        (Cfonb120Fixture.file([movement.replacing("040326", with: "  CART")]), .badDate),
        (Cfonb120Fixture.file([movement.replacing("00010{", with: "000100")]), .badAmount),
        (Cfonb120Fixture.file([movement.replacing("00010{", with: "0O010{")]), .badAmount),
        (Cfonb120Fixture.file([movement.replacing("EUR2", with: "EUR ")]), .badAmount),
        (Cfonb120Fixture.balance("01", 1, currency: "XYZ"), .badCurrency),
        (Cfonb120Fixture.row("01", [22: "           ", 35: "030326"]), .malformed),
        (Cfonb120Fixture.file([movement.replacing("MYREF", with: "A\0B  ")]), .badEncoding),
        // A record of 240 columns.
        (Cfonb120Fixture.balance("01", 1) + String(repeating: "3", count: 120), .malformed),
    ])
    func `what cannot be used is refused with its reason`(
        _ text: String, reason: FeedError.Reason
    ) {
        let error = #expect(throws: FeedError.self) {
            try FormatConformance<Cfonb120>.statements(Cfonb120(), Array(text.utf8))
        }

        #expect(error?.reason == reason, "\(String(describing: error))")
    }

    private func only(_ text: String) throws -> DecodedStatement {
        try #require(
            try FormatConformance<Cfonb120>.statements(Cfonb120(), Array(text.utf8)).first)
    }
}
