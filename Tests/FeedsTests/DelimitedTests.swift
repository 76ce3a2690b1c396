import Feeds
import Testing
import Values

struct DelimitedTests {
    /// A profile over `Date;Text;Amount;Balance`, to be bent by each test.
    static func profile(
        _ pattern: String = "dd.MM.yyyy", change: (inout DelimitedProfile) -> Void = { _ in }
    ) throws -> DelimitedProfile {
        var profile = DelimitedProfile(
            name: "bank", header: .names(["Date", "Text", "Amount", "Balance"]),
            datePattern: try #require(DatePattern(pattern)), booked: .name("Date"),
            amount: .signed(.name("Amount"), isMoneyOutPositive: false), currency: .fixed("EUR"),
            account: .fixed("DE02 1203 0000 0000 2020 51"))
        profile.thousandsMarks = ["."]
        profile.texts = [.name("Text")]
        profile.balance = .name("Balance")
        change(&profile)
        return profile
    }

    private static let file = """
        Date;Text;Amount;Balance
        02.03.2026;Miete;-700,00;300,00
        03.03.2026;"Rechnung 4711; ""bar""
        und 4712";1.234,50;1.534,50
        03.03.2026;Rest;-34,50;1.500,00

        """

    @Test func `rows become entries, balances and sums`() throws {
        let decoded = try only(decode(Self.file, try Self.profile()))

        let statement = decoded.statement
        #expect(statement.kind == .listing)
        #expect(statement.account == "DE02120300000000202051")
        #expect(decoded.batch.entries.map(\.amountMinor) == [-70_000, 123_450, -3_450])
        #expect(decoded.batch.entries.map(\.line) == [2, 3, 5])
        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.closing?.amountMinor == 150_000)
        #expect(statement.closing?.on.description == "2026-03-03")
        #expect(statement.isBalanced == true)
        #expect(statement.findings == [])
        #expect(Described(decoded, entry: 1).text == "Rechnung 4711; \"bar\"\nund 4712")
    }

    @Test func `the newest row may come first`() throws {
        let rows = Self.file.split(separator: "\n")
        let upwards = [rows[0], rows[4], rows[2] + "\n" + rows[3], rows[1]].joined(separator: "\n")

        let statement = try only(decode(upwards, try Self.profile())).statement

        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.closing?.amountMinor == 150_000)
        #expect(statement.findings == [])
    }

    @Test func `a balance only on the last row of a day is enough`() throws {
        let file = Self.file.replacing("300,00\n", with: "\n").replacing("1.534,50\n", with: "\n")

        let statement = try only(decode(file, try Self.profile())).statement

        #expect(statement.opening?.amountMinor == 100_000)
        #expect(statement.closing?.amountMinor == 150_000)
    }

    @Test func `a break of the running balance is a finding with both figures`() throws {
        let file = Self.file.replacing("1.534,50", with: "1.534,51")

        let finding = try only(decode(file, try Self.profile())).statement.findings.first

        #expect(finding?.code == "running_balance")
        #expect(finding?.line == 3)
        #expect(finding?.sentence.contains("1534.51 EUR") == true)
        #expect(finding?.sentence.contains("1534.50 EUR") == true)
    }

    @Test(arguments: [
        ("1.234,50", 123_450), ("1234,50", 123_450), ("-18,00", -1_800), ("+412,41", 41_241),
        ("12,00-", -1_200), ("(12,00)", -1_200), ("\u{2212}5", -500), ("5", 500), ("0,5", 50),
        ("1'234'567,8", 123_456_780), ("1\u{2019}234,00", 123_400), ("1\u{A0}234,00", 123_400),
        ("1 234,00", 123_400), ("=\"7,00\"", 700), ("\"=\"\"7,00\"\"\"", 700), (" 7,00\u{A0}", 700),
        (",50", 50), ("7,000", 700),
    ])
    func `an amount is read as the profile says`(_ written: String, _ minor: Int64) throws {
        let profile = try Self.profile { profile in
            profile.thousandsMarks = [".", "'", "\u{2019}", "\u{A0}", " "]
        }

        let decoded = try only(decode(header + "02.03.2026;x;\(written);\n", profile))

        #expect(decoded.batch.entries.map(\.amountMinor) == [minor])
    }

    @Test(arguments: [
        "1.23", "12.34,5", "1234.567,00", "1.2345", "1,234.50", "1e5", "NaN", "0x10", "--5", "+ 5",
        "",
        "5,", "€5", "１２", "12,345", "1..234", ".234", "5-6", "(5", "9999999999999999,00", "-",
        "-5-",
    ])
    func `an amount that can be read two ways, or none, is refused`(_ written: String) throws {
        let error = try refusal(header + "02.03.2026;x;\(written);\n", try Self.profile())

        #expect(error.reason == .badAmount)
        #expect(error.line == 2)
        #expect(error.field == "Amount")
    }

    @Test(arguments: [
        ("yyyy-MM-dd", "2026-03-02"), ("MM/dd/yyyy", "03/02/2026"), ("M/d/yyyy", "3/2/2026"),
        ("dd.MM.yy", "02.03.26"), ("yyyyMMdd", "20260302"), ("dd.MM.yyyy*", "02.03.2026 12:00"),
    ])
    func `a date is read by its pattern alone`(_ pattern: String, _ written: String) throws {
        let decoded = try only(decode(header + "\(written);x;1;\n", try Self.profile(pattern)))

        #expect(decoded.batch.entries.map(\.bookedOn.description) == ["2026-03-02"])
    }

    @Test(arguments: ["30.02.2026", "2026-03-02", "2.3.2026", "02.03.26", "02.03.2026 12:00", "x"])
    func `another date is refused`(_ written: String) throws {
        let error = try refusal(header + "\(written);x;1;\n", try Self.profile())

        #expect(error.reason == .badDate)
        #expect(error.field == "Date")
        #expect(error.expected == "a date dd.MM.yyyy")
    }

    @Test(arguments: ["dd.MM", "dd.MM.yyy", "dd.dd.yyyy", "DD.MM.YYYY", "", "d.M.yyyy.d"])
    func `a pattern that does not name one day is none`(_ pattern: String) {
        #expect(DatePattern(pattern) == nil)
    }

    @Test(
        arguments: [
            ("", FeedError.Reason.empty, nil),
            ("A;B\n1;2\n", .unknownFormat, 1),
            ("Date;Text;Amount;Balance;Text\n", .malformed, 1),
            ("Date;Text;Amount;Balance\n02.03.2026;x;1\n", .malformed, 2),
            ("Date;Text;Amount;Balance\n02.03.2026;x;1;;y\n", .malformed, 2),
            ("Date;Text;Amount;Balance\n;x;1;\n", .badDate, 2),
            ("Date;Text;Amount;Balance\n02.03.2026;\"x;1;\n", .truncated, 2),
            ("Date;Text;Amount;Balance\n02.03.2026;x\"y;1;\n", .malformed, 2),
            ("Date;Text;Amount;Balance\n02.03.2026;x;1;abc\n", .badAmount, 2),
        ] as [(String, FeedError.Reason, Int?)])
    func `a row that does not fit refuses the file`(
        _ file: String, _ reason: FeedError.Reason, _ line: Int?
    ) throws {
        let error = try refusal(file, try Self.profile())

        #expect(error.reason == reason)
        #expect(error.line == line)
    }

    @Test func `an amount at the very end of a file must be written in full`() throws {
        let profile = try Self.profile { profile in
            profile.header = .names(["Date", "Amount"])
            profile.texts = []
            profile.balance = nil
        }
        let file = "Date;Amount\n02.03.2026;1.234,50"

        let amounts = try decode(file, profile).flatMap(\.batch.entries).map(\.amountMinor)
        #expect(amounts == [123_450])
        for cut in 1...6 {
            let error = try refusal(String(file.dropLast(cut)), profile)
            #expect(error.reason == .truncated)
        }
    }

    @Test func `a header alone is a listing without entries`() throws {
        let decoded = try only(decode(header, try Self.profile()))

        #expect(decoded.batch.isEmpty)
        #expect(decoded.statement.creditCount == 0)
    }

    @Test func `columns are found by name in any order, and new ones do no harm`() throws {
        let file = "New;balance;AMOUNT; Date ;Text;\n?;1,00;1,00;02.03.2026;x;\n"

        let decoded = try only(decode(file, try Self.profile()))

        #expect(decoded.batch.entries.map(\.amountMinor) == [100])
    }

    @Test func `it stands what every format has to stand`() throws {
        let format = Delimited(profile: try Self.profile())

        try FormatConformance(format: format, sample: Array(Self.file.utf8)).check()
    }

    private let header = "Date;Text;Amount;Balance\n"

    private func decode(
        _ file: String, _ profile: DelimitedProfile
    ) throws -> [DecodedStatement] {
        try FormatConformance<Delimited>.statements(
            Delimited(profile: profile), Array(file.utf8))
    }

    private func refusal(_ file: String, _ profile: DelimitedProfile) throws -> FeedError {
        try #require(throws: FeedError.self) { try decode(file, profile) }
    }

    private func only(_ decoded: [DecodedStatement]) throws -> DecodedStatement {
        #expect(decoded.count == 1)
        return try #require(decoded.first)
    }
}
