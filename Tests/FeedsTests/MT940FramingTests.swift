import Feeds
import Testing
import Values

/// What lies around and between messages, and what makes a file unusable.
struct MT940FramingTests {
    private static let message = MT940Fixture.statement()

    @Test(arguments: [
        "{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXN}{4:\r\n\(message)-}{5:}\r\n",
        "\u{1}{1:F01BANKNL2AXXXX}{4:\r\n\(message)-}\u{3}\u{1}",
        "0000 01BANKNL2AXXXX00001\r\n940 00\r\n\(message)-XXX\r\n",
        "BANKNL2A\r\n940\r\nBANKNL2A\r\n\(message)",
        ":940:\r\n\(message)\u{1A}",
        "\r\n\r\n\(message)\r\n\r\n",
        "\(message):86:of the statement as a whole\r\nwith two lines\r\n",
        message.replacing("\r\n", with: "\n"),
        message.replacing("\r\n", with: "\r"),
        message.replacing(":61:", with: ":\r\n61:"),
        message.replacing(":61:", with: ":NS:22Firma\r\n:61:"),
        message.replacing(
            "1,00\r\n-", with: "1,00\r\n:64:C260303EUR1,00\r\n:65:C260304EUR1,00\r\n-"),
        message.replacing(":61:", with: "-\r\n:61:"),
        message.replacing("\r\n-\r\n", with: ""),
    ])
    func `a message is found in any envelope`(_ file: String) throws {
        let decoded = try decode(file)

        #expect(decoded.map(\.statement.creditMinor) == [100])
        #expect(decoded.flatMap(\.statement.findings) == [])
        let bytes = Array(file.utf8)
        let isRecognised = MT940.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: [
        ("NL54 INGB 0001 2345 00 EUR", "NL54INGB0001234500"), ("1017.490.554EUR", "1017.490.554"),
        ("BANK/0123ABCDEF002/EUR", "BANK/0123ABCDEF002"), ("12345678/99   ", "12345678/99"),
        ("MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"),
    ])
    func `the account is what stands there, without blanks and currency`(
        _ written: String, _ account: String
    ) throws {
        let file = Self.message.replacing(":25:123", with: ":25:\(written)")

        #expect(try decode(file).map(\.statement.account) == [account])
    }

    @Test(
        arguments: [
            (":28C:00035/001", 35, 1), (":28:7", 7, nil), (":28C:0", nil, nil),
            (":28C: /1", nil, 1),
            (":28:1810118101", 1_810_118_101, nil), (":28C:00000/00", nil, nil),
        ] as [(String, Int64?, Int64?)])
    func `statement number and page`(_ field: String, _ number: Int64?, _ page: Int64?) throws {
        let decoded = try decode(Self.message.replacing(":28C:1/1", with: field))

        #expect(decoded.map(\.statement.sequence) == [number])
        #expect(decoded.map(\.statement.page) == [page])
    }

    @Test func `pages stay apart and are checked against each other`() throws {
        let first = Self.message.replacing(":62F:", with: ":62M:")
        let second = Self.message.replacing("1/1", with: "1/2").replacing(
            ":60F:C260302EUR0,", with: ":60M:C260302EUR1,")
        let whole = try decode(first + second.replacing("EUR1,00", with: "EUR2,00"))
        let broken = try decode(first + second.replacing("EUR1,\r\n", with: "EUR1,50\r\n"))
        let halves = try decode(first) + decode(second)

        #expect(whole.map(\.statement.page) == [1, 2])
        #expect(whole.flatMap(\.statement.findings) == [])
        #expect(codes(broken).last == ["page_chain", "balance_equation"])
        #expect(codes(halves).map(\.first) == ["pages_missing", "pages_missing"])
    }

    @Test(arguments: [
        (":61:2602300301C1,00NTRFNONREF", "impossible_date"),
        (":61:260303C1NTRFNONREF", "no_decimal_comma"),
        (":61:260303C2,00NTRFNONREF", "balance_equation"),
    ])
    func `what is odd but clear is a finding`(_ line: String, _ code: String) throws {
        let file = Self.message.replacing(":61:2603030303C1,00NTRFNONREF", with: line)

        #expect(codes(try decode(file)) == [[code]])
    }

    @Test func `a 30th of February is the end of February`() throws {
        let decoded = try decode(MT940Fixture.statement(line: "2602300301C1,00NTRFNONREF"))

        let entry = try #require(decoded.first?.batch.entries.first)
        #expect(entry.valueOn.description == "2026-02-28")
        #expect(entry.bookedOn.description == "2026-03-01")
    }

    @Test func `both figures stand in a broken balance equation`() throws {
        let decoded = try decode(MT940Fixture.statement(line: "260303D2,00NTRFNONREF"))

        let sentence = decoded.first?.statement.findings.first?.sentence ?? ""
        #expect(sentence.contains("1.00 EUR") && sentence.contains("-2.00 EUR"))
    }

    @Test func `a missing closing balance is a finding if the file shows that it is complete`()
        throws
    {
        let open = Self.message.replacing(":62F:C260303EUR1,00\r\n", with: "")

        #expect(codes(try decode(open)) == [["no_closing_balance"]])
        #expect(codes(try decode(open.dropLast(2) + Self.message)) == [["no_closing_balance"], []])
        let error = #expect(throws: FeedError.self) { try decode(String(open.dropLast(2))) }
        #expect(error?.reason == .truncated)
    }

    @Test func `an entry behind the closing balance is a finding`() throws {
        let decoded = try decode(Self.message + ":61:260303C1,00NTRFNONREF\r\n")

        #expect(codes(decoded) == [["entry_after_closing", "balance_equation"]])
        #expect(decoded.first?.statement.creditMinor == 200)
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty, 1),
        ("anything\r\n", .malformed, 2),
        (":20:A\r\n:25:1\r\n", .truncated, 3),
        (message.replacing(":25:123\r\n", with: ""), .malformed, 3),
        (message.replacing("EUR0,", with: "EURO,"), .badAmount, 4),
        (message.replacing("EUR0,", with: "eur0,"), .badCurrency, 4),
        (message.replacing("EUR0,", with: "0,"), .badCurrency, 4),
        (message.replacing("C260302", with: "X260302"), .malformed, 4),
        (message.replacing("C260302", with: "C261302"), .badDate, 4),
        (message.replacing("260303EUR1", with: "260303USD1"), .badCurrency, 6),
        (message.replacing("2603030303C", with: "2613030303C"), .badDate, 5),
        (message.replacing("2603030303C", with: "2603031399C"), .badDate, 5),
        (message.replacing("2603030303C", with: "2603030303X"), .malformed, 5),
        (message.replacing("C1,00N", with: "C1.000,00N"), .badAmount, 5),
        (message.replacing("C1,00N", with: "C1'000,00N"), .badAmount, 5),
        (message.replacing("C1,00N", with: "C1,005N"), .badAmount, 5),
        (message.replacing("C1,00N", with: "CN"), .badAmount, 5),
        (message.replacing("C1,00N", with: "C9000000000000000,01N"), .badAmount, 5),
        (message.replacing(":60F:C260302EUR0,\r\n", with: ""), .malformed, 4),
        (message.replacing(":61:", with: ":60F:C260302EUR0,\r\n:61:"), .malformed, 5),
        (message.replacing(":61:", with: ":34F:EUR0,\r\n:60F:"), .malformed, 6),
        (":20:A\r\n:25:1\r\n:28C:1\r\n:34F:EUR0,\r\n", .unknownFormat, 4),
        (message.replacing("NONREF", with: "NON\u{0}REF"), .badEncoding, 5),
        (
            message.replacing("NONREF", with: "NONREF\r\n" + String(repeating: "x", count: 65_537)),
            .tooLarge, 5
        ),
        (
            message.replacing("C1,00N", with: "C12,00N").replacing(
                "EUR1,00\r\n-\r\n", with: "EUR1"), .truncated, 6
        ),
        (message.replacing("EUR1,00\r\n-\r\n", with: "EU"), .truncated, 6),
    ])
    func `an unusable file is refused with its place`(
        _ file: String, _ reason: FeedError.Reason, _ line: Int
    ) {
        let error = #expect(throws: FeedError.self) { try decode(file) }

        #expect(error?.reason == reason, "\(error?.description ?? "")")
        #expect(error?.line == line, "\(error?.description ?? "")")
    }

    @Test func `Latin-1 becomes UTF-8 and nothing is lost`() throws {
        var bytes = Array(MT940Fixture.statement(remittance: "M\u{1}ller # 7").utf8)
        let place = try #require(bytes.firstIndex(of: 1))
        bytes[place] = 0xFC
        let euro = try #require(bytes.firstIndex(of: UInt8(ascii: "#")))
        bytes[euro] = 0x80

        let decoded = try FormatConformance<MT940>.statements(MT940(), bytes)

        let first = try #require(decoded.first)
        #expect(Described(first, entry: 0).text == "Müller € 7")
    }

    @Test(arguments: [
        ":20:A\r\n:25:1\r\n:28C:1\r\n:34F:EUR0,\r\n:61:260303C1,NMSC\r\n",
        ":20:A\r\n:25:1\r\n:28C:1\r\n:13D:2603031200+0100\r\n:61:260303C1,NMSC\r\n",
        "ISO;4217\n", "<Document/>", "",
    ])
    func `other content is not taken for it`(_ file: String) {
        let bytes = Array(file.utf8)
        let isRecognised = MT940.recognises(bytes.span)

        #expect(!isRecognised)
    }

    @Test func `it stands what every format has to stand`() throws {
        try FormatConformance(format: MT940(), sample: Array(MT940Fixture.german.utf8)).check()
    }

    private func codes(_ decoded: [DecodedStatement]) -> [[String]] {
        decoded.map { $0.statement.findings.map(\.code) }
    }

    private func decode(_ file: some StringProtocol) throws -> [DecodedStatement] {
        try FormatConformance<MT940>.statements(MT940(), Array(file.utf8))
    }
}
