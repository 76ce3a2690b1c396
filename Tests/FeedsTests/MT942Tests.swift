import Feeds
import Testing
import Values

struct MT942Tests {
    static let report = """
        :20:STARTDISPE
        :25:12345678/1020304050
        :28C:00027/001
        :34F:EURD0,00
        :34F:EURC0,00
        :13D:2603031215+0100
        :61:2603030303C118,00NTRFNONREF//2026030300001
        :86:166?00GUTSCHRIFT?20EREF+RE-7?21SVWZ+Rechnung 4711?32Erika Muster
        :61:2603030303D5,50NCHGNONREF
        :86:808?00ENTGELT
        :61:2603030303RC2,00NTRFNONREF
        :86:899?00STORNO
        :61:260304EC7,25NTRFNONREF
        :86:166?00ERWARTET?20SVWZ+Rechnung 4712
        :90D:2EUR7,50
        :90C:1EUR118,00
        -

        """

    @Test func `a report is provisional and has no balances`() throws {
        let decoded = try only(Self.report)

        let statement = decoded.statement
        #expect(statement.kind == .intraday)
        #expect(statement.account == "12345678/1020304050")
        #expect(statement.currency.code == "EUR")
        #expect(statement.identifier == "STARTDISPE")
        #expect(statement.sequence == 27)
        #expect(statement.page == 1)
        #expect(statement.opening == nil && statement.closing == nil)
        #expect(statement.creditMinor == 11_800)
        #expect(statement.debitMinor == 750)
        #expect(statement.findings == [])
        #expect(Described(decoded, entry: 0).text == "Rechnung 4711")
        #expect(Described(decoded, entry: 0).endToEndID == "RE-7")
    }

    @Test func `what is expected is pending and not counted`() throws {
        let decoded = try only(Self.report)

        #expect(decoded.batch.entries.map(\.amountMinor) == [11_800, -550, -200, 725])
        #expect(decoded.batch.entries.map(\.status) == [.booked, .booked, .booked, .pending])
        #expect(decoded.batch.entries.map(\.isReversal) == [false, false, true, false])
        #expect(decoded.statement.creditCount == 1)
        #expect(decoded.statement.debitCount == 2)
    }

    @Test(arguments: [
        (":90C:1EUR118,00", ":90C:2EUR125,25", [] as [String]),
        (":90C:1EUR118,00", ":90C:2EUR118,00", ["control_total"]),
        (":90D:2EUR7,50", ":90D:2EUR7,51", ["control_total"]),
        (":90D:2EUR7,50\n", "", []),
        (":90D:2EUR7,50\n:90C:1EUR118,00\n", "", []),
        (":90D:2EUR7,50", ":90D:00002 EUR 7,5", []),
        (":34F:EURD0,00\n", "", []),
        (":34F:EURD0,00", ":34F:EUR 0,", []),
        (":13D:2603031215+0100", ":13:2603031215", []),
        (":13D:2603031215+0100\n", "", []),
        (":34F:EURC0,00\n:13D:2603031215+0100", ":13D:2603031215+0100\n:34F:EURC0,00", []),
        (":28C:00027/001", ":28:27/1", []),
        ("-\n", ":86:of the report as a whole\n-\n", []),
        (":61:2603030303D5,50", ":61:2602300303D5,50", ["impossible_date"]),
    ])
    func `dialects of a report`(_ old: String, _ new: String, _ findings: [String]) throws {
        let decoded = try only(Self.report.replacing(old, with: new))

        #expect(decoded.statement.creditMinor == 11_800)
        #expect(decoded.statement.debitMinor == 750)
        #expect(decoded.statement.sequence == 27)
        #expect(decoded.statement.findings.map(\.code) == findings)
    }

    @Test func `a differing total names both figures`() throws {
        let decoded = try only(Self.report.replacing("EUR7,50", with: "EUR9,00"))

        #expect(
            decoded.statement.findings.first?.sentence
                == ":90D: declares 2 entries of 9.00 EUR, listed are 2 of 7.50 EUR.")
    }

    @Test func `several reports in one file, the empty ones too`() throws {
        let empty = ":20:B\n:25:1\n:28C:0\n:34F:EUR0,\n:13D:2603031215+0100\n:90D:0EUR0,\n-\n"

        let decoded = try decode(empty + Self.report + empty.replacing("-\n", with: ""))

        #expect(decoded.map(\.statement.creditCount) == [0, 1, 0])
        #expect(decoded.map(\.batch.entries.count) == [0, 4, 0])
        #expect(decoded.flatMap(\.statement.findings) == [])
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty, 1),
        ("anything\n", .malformed, 2),
        (":20:A\n:25:1\n", .truncated, 3),
        (report.replacing("34F:EURD", with: "34F:XXXD"), .badCurrency, 4),
        (report.replacing("34F:EURC", with: "34F:USDC"), .badCurrency, 5),
        (report.replacing("34F:EURD0", with: "34F:EURDx"), .badAmount, 4),
        (report.replacing("90C:1EUR", with: "90C:1USD"), .badCurrency, 16),
        (report.replacing("90C:1", with: "90C:1111111111"), .tooLarge, 16),
        (report.replacing(":34F:EURD0,00\n:34F:EURC0,00\n", with: ""), .badCurrency, 5),
        (report.replacing(":25:12345678/1020304050\n", with: ""), .malformed, 3),
        (report.replacing("303C118", with: "303X118"), .malformed, 7),
        (report.replacing("303C118", with: "303C1'118"), .badAmount, 7),
        (report.replacing(":13D:", with: ":60F:C260302EUR0,\n:13D:"), .unknownFormat, 6),
        (report.replacing("-\n", with: ":20:B\n:20:C\n"), .malformed, 18),
        (report.replacing("EUR118,00\n-\n", with: "EUR11"), .truncated, 16),
        (String(report.prefix { $0 != "?" }), .truncated, 8),
    ])
    func `an unusable file is refused with its place`(
        _ file: String, _ reason: FeedError.Reason, _ line: Int
    ) {
        let error = #expect(throws: FeedError.self) { try decode(file) }

        #expect(error?.reason == reason, "\(error?.description ?? "")")
        #expect(error?.line == line, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        (report, true),
        ("\u{1}\n" + report, true),
        (report.replacing(":13D:2603031215+0100\n", with: ""), true),
        (":20:A\n:25:1\n:28C:1\n:13D:2603031215+0100\n:61:260303C1,NMSC\n", true),
        // A balance report MT941 has the same totals.
        (
            ":20:A\n:25:1\n:28:1\n:13D:2603031215+0100\n:60F:C260303EUR0,\n:90D:0EUR0,\n"
                + ":62F:C260303EUR0,\n",
            false
        ),
        (MT940Fixture.german, false), ("", false), ("hello", false),
    ])
    func `content decides what is a report`(_ file: String, _ expected: Bool) {
        let bytes = Array(file.utf8)
        let isRecognised = MT942.recognises(bytes.span)
        let isStatement = MT940.recognises(bytes.span)

        #expect(isRecognised == expected)
        #expect(!isStatement || file == MT940Fixture.german)
    }

    @Test func `it stands what every format has to stand`() throws {
        try FormatConformance(format: MT942(), sample: Array(Self.report.utf8)).check()
    }

    private func only(_ file: String) throws -> DecodedStatement {
        let decoded = try decode(file)
        #expect(decoded.count == 1)
        return try #require(decoded.first)
    }

    private func decode(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<MT942>.statements(MT942(), Array(file.utf8))
    }
}
