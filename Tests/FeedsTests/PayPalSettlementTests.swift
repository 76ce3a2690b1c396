import Feeds
import Testing
import Values

/// PayPal's settlement report with its sections, counts and totals.
struct PayPalSettlementTests {
    @Test func `the format stands what files go through`() throws {
        let sample = Array(ProcessorFixture.settlement().utf8)

        try FormatConformance(format: PayPalSettlement(), sample: sample).check()
    }

    @Test func `a section is a listing with balances`() throws {
        let decoded = try only(ProcessorFixture.settlement())

        #expect(decoded.statement.account == "ACCOUNT1")
        #expect(decoded.statement.opening?.amountMinor == 10_000)
        #expect(decoded.statement.closing?.amountMinor == 23_380)
        #expect(decoded.statement.closing?.on.description == "2026-03-02")
        #expect(decoded.statement.findings == [])
        #expect(
            summary(decoded) == [
                "payment | 12000 | PAYER1 | RE-1001", "charge | -450",
                "refund | -2000 | RE-0900 | of TX0", "payment | 4000 | PAYER2 | RE-1002",
                "charge | -170",
            ])
    }

    @Test func `wrong sums and balances are found`() throws {
        let wrongSum = ProcessorFixture.settlement(
            footer: "16001,2000,0,620,\"CR\",10000,\"CR\",23380")
        let wrongBalance = ProcessorFixture.settlement(
            footer: "16000,2000,0,620,\"CR\",10000,\"CR\",23381")

        #expect(try only(wrongSum).statement.findings.map(\.code) == ["control_total"])
        #expect(try only(wrongBalance).statement.findings.map(\.code) == ["balance_equation"])
    }

    @Test func `a section without rows still has its balances`() throws {
        let file = ProcessorFixture.settlement(
            rows: "", count: "0", footer: "0,0,0,0,\"DR\",500,\"DR\",500")

        let decoded = try only(file)

        #expect(decoded.batch.isEmpty)
        #expect(decoded.statement.opening?.amountMinor == -500)
    }

    @Test(arguments: [
        ("\"SC\",3", "\"SC\",4", FeedError.Reason.controlTotal),
        ("\"RC\",3", "\"RC\",2", .controlTotal),
        ("\"FF\",1\n", "", .truncated),
        ("12000,\"EUR\"", "120.00,\"EUR\"", .badAmount),
        ("12000,\"EUR\"", "12000,\"HUF\"", .badCurrency),
        ("450,\"EUR\"", "450,\"USD\"", .badCurrency),
        ("\"CR\",12000", "\"XX\",12000", .malformed),
        ("\"Fee Currency\"", "\"Fee Money\"", .malformed),
        ("\"Custom Field\"", "\"Transactional Status\"", .unknownFormat),
        ("2026/03/02 10:00:01 +0100", "yesterday", .badDate),
        ("\"SB\",\"TX3\"", "\"SX\",\"TX3\"", .malformed),
        ("\"SF\",\"EUR\"", "\"SF\",\"EU\"", .badCurrency),
        ("\"FF\",1", "\"FF\",1\n\"FF\",1", .malformed),
    ])
    func `what is refused`(
        _ part: String, _ other: String, _ reason: FeedError.Reason
    ) throws {
        let file = ProcessorFixture.settlement()
        try #require(file.contains(part))

        let error = #expect(throws: FeedError.self) {
            try only(file.replacing(part, with: other))
        }
        #expect(error?.reason == reason)
    }

    @Test func `an empty footer of a currency of unclear unit is passed over`() throws {
        let zeros = "0,0,0,0,\"CR\",0,\"CR\",0,\"CR\",0,\"CR\",0,\"CR\",0,\"CR\",0,0"
        let file = ProcessorFixture.settlement()
            .replacing("\"SC\",3", with: "\"SF\",\"HUF\",\(zeros)\n\"SC\",3")

        #expect(try only(file).statement.currency.code == "EUR")
        #expect(throws: FeedError.self) {
            try only(file.replacing("\"HUF\",0", with: "\"HUF\",7"))
        }
    }

    @Test func `sections of several accounts and currencies are statements of their own`() throws {
        let one = ProcessorFixture.settlement()
        let section = one.split(separator: "\n")[2..<9].joined(separator: "\n")
        let second = section.replacing("ACCOUNT1", with: "ACCOUNT2")
            .replacing("\"EUR\"", with: "\"JPY\"")
        let file = one.replacing("\"RF\"", with: second + "\n\"RF\"")
            .replacing("\"RC\",3", with: "\"RC\",6")

        let decoded = try FormatConformance<PayPalSettlement>.statements(
            PayPalSettlement(), Array(file.utf8))

        #expect(decoded.map(\.statement.account) == ["ACCOUNT1", "ACCOUNT2"])
        #expect(decoded.map(\.statement.currency.code) == ["EUR", "JPY"])
        #expect(decoded.allSatisfy { $0.statement.findings.isEmpty && $0.batch.entries.count == 5 })
    }

    @Test func `an event code says what a row is`() throws {
        for (code, kind) in [
            ("T0006", EntryKind.payment), ("T0106", .charge), ("T0200", .transfer),
            ("T0400", .transfer), ("T1106", .returned), ("T1107", .refund), ("T1201", .returned),
            ("T1503", .transfer), ("T2101", .transfer), ("T7777", .unclassified),
        ] {
            let amount = kind == .payment ? "\"CR\",12000" : "\"DR\",12000"
            let file = ProcessorFixture.settlement().replacing("T0006", with: code)
                .replacing("\"CR\",12000", with: amount)

            #expect(try only(file).batch.entries.first?.kind == kind, "\(code)")
        }
    }

    private func only(_ file: String) throws -> DecodedStatement {
        let decoded = try FormatConformance<PayPalSettlement>.statements(
            PayPalSettlement(), Array(file.utf8))
        try #require(decoded.count == 1)
        return decoded[0]
    }
}
