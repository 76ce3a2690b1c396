import Feeds
import Testing
import Values

/// Balances, control totals and what is found odd about them.
struct Camt053BalanceTests {
    private typealias Fixture = Camt053Fixture

    /// A statement of 100.00 with these balances and this summary.
    private func statement(
        _ balances: String, summary: String = "", entry: String = Fixture.entry()
    ) throws -> Statement {
        let text = Fixture.message(
            """
            <Stmt><Id>1</Id><Acct><Id><IBAN>DE1</IBAN></Id></Acct>\(balances)\
            \(summary)\(entry)</Stmt>
            """)
        return try #require(try decodeCamt053(text).first?.statement)
    }

    private let closing = Fixture.balance("CLBD", "150.00", on: "2026-03-31")

    @Test func `the previous closing balance opens where no opening one does`() throws {
        let previous = Fixture.balance("PRCD", "50.00", on: "2026-03-30")
        let opening = Fixture.balance("OPBD", "51.00", on: "2026-03-31")

        #expect(try statement(previous + closing).opening?.amountMinor == 5_000)
        #expect(try statement(previous + opening + closing).opening?.amountMinor == 5_100)
        #expect(try statement(closing).opening == nil)
    }

    @Test func `an overdraft is negative`() throws {
        let opening = Fixture.balance("OPBD", "50.00", on: "2026-03-30", direction: "DBIT")
        let closing = Fixture.balance("CLBD", "50.00", on: "2026-03-31")

        let found = try statement(opening + closing)

        #expect(found.opening?.amountMinor == -5_000)
        #expect(found.findings.isEmpty)
    }

    @Test func `a statement of several days spans their balances`() throws {
        let days = [("50.00", "2026-03-29"), ("70.00", "2026-03-30")]
            .map { Fixture.balance("OPBD", $0.0, on: $0.1) }
        let ends = [("70.00", "2026-03-29"), ("150.00", "2026-03-30")]
            .map { Fixture.balance("CLBD", $0.0, on: $0.1) }

        let found = try statement(days[1] + ends[1] + days[0] + ends[0])

        #expect(found.opening?.amountMinor == 5_000)
        #expect(found.closing?.amountMinor == 15_000)
        #expect(found.closing?.on.description == "2026-03-30")
    }

    @Test func `a balance without a mark is money, and that is said`() throws {
        let opening = Fixture.balance("OPBD", "50.00", on: "2026-03-30", direction: nil)

        let found = try statement(opening + closing)

        #expect(found.opening?.amountMinor == 5_000)
        #expect(found.findings.map(\.code) == ["balance_sign"])
    }

    @Test func `a balance in another currency proves nothing`() throws {
        let foreign = Fixture.balance("OPBD", "50.00", on: "2026-03-30", currency: "SEK")

        let found = try statement(closing + foreign)

        #expect(found.currency.code == "EUR")
        #expect(found.opening == nil)
        #expect(found.findings.map(\.code) == ["balance_currency"])
    }

    @Test func `balances we do not use may be as odd as they like`() throws {
        let odd = Fixture.balance("CLAV", "-1", on: "yesterday", currency: "???")

        #expect(try statement(odd + closing).findings.isEmpty)
    }

    @Test func `a time of a balance is its day`() throws {
        let opening = Fixture.balance("OPBD", "50.00", on: "2026-03-30")
            .replacing("<Dt>2026-03-30</Dt>", with: "<DtTm>2026-03-30T23:59:59.999-05:00</DtTm>")

        #expect(try statement(opening + closing).opening?.on.description == "2026-03-30")
    }

    @Test func `balances that do not match the entries are a finding`() throws {
        let opening = Fixture.balance("OPBD", "49.99", on: "2026-03-30")

        let findings = try statement(opening + closing).findings

        #expect(findings.map(\.code) == ["balance_equation"])
        #expect(findings.first?.line == 3)
        #expect(findings.first?.sentence.contains("100.01 EUR") == true)
        #expect(findings.first?.sentence.contains("100.00 EUR") == true)
    }

    @Test(arguments: [
        ("<TtlNtries><NbOfNtries>1</NbOfNtries><Sum>100.00</Sum></TtlNtries>", 0),
        ("<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>100</Sum></TtlNtries>", 0),
        ("<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>100.000</Sum></TtlCdtNtries>", 0),
        ("<TtlDbtNtries><NbOfNtries>0</NbOfNtries><Sum>0</Sum></TtlDbtNtries>", 0),
        ("<TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries>", 1),
        ("<TtlCdtNtries><Sum>100.01</Sum></TtlCdtNtries>", 1),
        ("<TtlCdtNtries><NbOfNtries>one</NbOfNtries><Sum>1e2</Sum></TtlCdtNtries>", 2),
        ("<TtlDbtNtries><NbOfNtries>2</NbOfNtries><Sum>-1</Sum></TtlDbtNtries>", 2),
    ])
    func `control totals count the booked entries, or all of them`(
        _ summary: String, _ findings: Int
    ) throws {
        let pending = Fixture.entry("20.00", "DBIT", before: "<Sts>PDNG</Sts>")

        let found = try statement(
            closing, summary: "<TxsSummry>\(summary)</TxsSummry>", entry: Fixture.entry() + pending)

        #expect(found.findings.map(\.code) == Array(repeating: "control_total", count: findings))
    }

    @Test(arguments: [("DUPL", 1), ("CODU", 1), ("COPY", 0)])
    func `a duplicate is said to be one`(_ mark: String, _ findings: Int) throws {
        let text = Fixture.message(
            Fixture.statement(extra: "<CpyDplctInd>\(mark)</CpyDplctInd>"))

        let found = try #require(try decodeCamt053(text).first?.statement.findings)

        #expect(found.map(\.code) == Array(repeating: "duplicate", count: findings))
    }

    @Test func `a number that is none is a finding`() throws {
        let text = Fixture.whole.replacing("<ElctrncSeqNb>31<", with: "<ElctrncSeqNb>XII<")

        let statement = try #require(try decodeCamt053(text).first?.statement)

        #expect(statement.sequence == nil)
        #expect(statement.findings.map(\.code) == ["sequence_unreadable"])
    }

    @Test func `a thousand odd entries are not a thousand findings`() throws {
        let odd = Fixture.entry(with: Fixture.details(Fixture.amount("1.00")))

        let one = try decodeCamt053Entries(String(repeating: odd, count: 1000))

        #expect(one.batch.entries.count == 1000)
        #expect((1...30).contains(one.statement.findings.count))
    }
}
