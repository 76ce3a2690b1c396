import Feeds
import Testing
import Values

struct BAI2Tests {
    @Test func `the format stands what files go through`() throws {
        try FormatConformance(format: BAI2(), sample: Array(BAI2Fixture.whole.utf8)).check()
    }

    @Test func `an account has its balances, sums and no findings`() throws {
        let decoded = try decode(BAI2Fixture.whole)

        #expect(decoded.map(\.statement.account) == ["123456", "777"])
        #expect(decoded.map(\.statement.currency.code) == ["USD", "EUR"])
        let first = decoded[0].statement
        #expect(first.kind == .endOfDay)
        #expect(first.opening?.amountMinor == 100_000)
        #expect(first.closing?.amountMinor == 143_500)
        #expect(first.closing?.on.description == "2026-03-02")
        #expect(first.creditCount == 2)
        #expect(first.creditMinor == 50_000)
        #expect(first.debitMinor == 6_500)
        #expect(decoded.flatMap(\.statement.findings) == [])
    }

    @Test func `a transaction has references, text, value date and kind`() throws {
        let decoded = try decode(BAI2Fixture.whole)[0]

        let lockbox = Described(decoded, entry: 0)
        #expect(lockbox.code == "115")
        #expect(lockbox.kind == .payment)
        #expect(lockbox.bankReference == "B1")
        #expect(lockbox.ownReference == "77")
        #expect(lockbox.text == "LOCKBOX 4711")
        let transfer = Described(decoded, entry: 1)
        #expect(transfer.entry.valueOn.description == "2026-03-03")
        #expect(transfer.text == "MÜLLER INC\nINVOICE 12/26, 13")
        let returned = Described(decoded, entry: 2)
        #expect(returned.kind == .returned)
        #expect(returned.entry.amountMinor == -6_500)
        #expect(returned.returnReason == "R02")
        #expect(returned.originalReferences == "1002")
    }

    @Test(arguments: [
        (["16,142,100,Z,B,C,a/b, c/"], "B", "C", "a/b, c"),
        (["16,142,100,,B/X,C/Y,text / more/  "], "B/X", "C/Y", "text / more"),
        (["16,142,100,,,/", "88,one", "88,two/"], "", "", "one\ntwo"),
        (["16,142,100,Z/", "88,TO: SOMEBODY"], "", "", "TO: SOMEBODY"),
        (["16,142,100/", "88,,B,C,text"], "B", "C", "text"),
        (["16,142,100,D,2,0,40,1,60,B,C,t/"], "B", "C", "t"),
        (["16,142,100,S,,60,40,B,C,t/"], "B", "C", "t"),
        (["16,142,100,S,10/", "88,60,30,B,C/"], "B", "C", ""),
        (["16,142,100,V,260303,2400,B,C,t/"], "B", "C", "t"),
        (["16,142,+00100,1,0,0,t/"], "", "", "t"),
        (["16,142,100,2,B,C,t/", "88:EREF: 7"], "B", "C", "t\nEREF: 7"),
        (
            ["16,142,100,0,B,C," + String(repeating: "x", count: 60) + "INV", "88,OICE 9/"],
            "B", "C", String(repeating: "x", count: 60) + "INVOICE 9"
        ),
    ])
    func `a detail record is read as its bank meant it`(
        _ lines: [String], _ bank: String, _ own: String, _ text: String
    ) throws {
        let entry = Described(try only(BAI2Fixture.file(lines)), entry: 0)

        #expect(entry.entry.amountMinor == 100)
        #expect(entry.bankReference == bank)
        #expect(entry.ownReference == own)
        #expect(entry.text == text)
    }

    @Test func `a line without a code continues the text`() throws {
        let lines = ["16,142,100,Z,,,one", "two 3/", "16,475,1,Z,,,x/"]
        let decoded = try only(BAI2Fixture.file(lines, bareLines: 1))

        #expect(decoded.batch.entries.map(\.amountMinor) == [100, -1])
        #expect(Described(decoded, entry: 0).text == "one\ntwo 3")
    }

    @Test(arguments: [" ", "", "\n", "\r"])
    func `several records may share a line`(_ separator: String) throws {
        let records = [
            "01,BANK,ME,260303,0600,1,,,2/", BAI2Fixture.group, "03,1,,010,0,,,015,1,,/",
            "16,142,1,Z,,,a/b/", "88,c/", "49,2,4/", "98,2,1,6/", "99,2,1,8/",
        ]
        let decoded = try only(records.joined(separator: separator))

        #expect(decoded.batch.entries.map(\.amountMinor) == [1])
        #expect(Described(decoded, entry: 0).text == "a/b\nc")
        #expect(decoded.statement.findings == [])
    }

    @Test(arguments: [
        ("142", 100, EntryKind.payment), ("165", 100, .payment), ("195", 100, .payment),
        ("201", 100, .transfer), ("275", 100, .transfer), ("277", 100, .transfer),
        ("575", -100, .transfer), ("577", -100, .transfer), ("354", 100, .interest),
        ("555", -100, .returned), ("557", -100, .returned), ("257", 100, .returned),
        ("698", -100, .charge), ("661", -100, .charge), ("399", 100, .unclassified),
        ("699", -100, .unclassified), ("925", 100, .unclassified), ("965", -100, .unclassified),
        ("721", 100, .unclassified), ("760", -100, .unclassified),
    ])
    func `the type code decides direction and kind`(
        _ type: String, _ amount: Int64, _ kind: EntryKind
    ) throws {
        let decoded = try only(BAI2Fixture.file(["16,\(type),100,Z,,,/"]))

        #expect(decoded.batch.entries.map(\.amountMinor) == [amount])
        #expect(decoded.batch.entries.map(\.kind) == [kind])
        #expect(decoded.batch.entries.map(\.status) == [.booked])
    }

    @Test(arguments: [
        ("16,890,,,,,a note/", EntryStatus.information, 0, [String]()),
        ("16,900,100,,,,/", .information, 100, ["unknown_direction"]),
        ("16,110,100,,,,/", .booked, 100, ["summary_code"]),
        ("16,142,-100,,,,/", .booked, -100, []),
        ("16,142,100,V,269999,,,/", .booked, 100, ["impossible_date"]),
    ])
    func `odd details are said`(
        _ line: String, _ status: EntryStatus, _ amount: Int64, _ codes: [String]
    ) throws {
        let decoded = try only(BAI2Fixture.file([line], account: "03,1,USD/"))

        #expect(decoded.batch.entries.map(\.status) == [status])
        #expect(decoded.batch.entries.map(\.amountMinor) == [amount])
        #expect(decoded.statement.findings.map(\.code) == codes)
    }

    @Test(arguments: [
        ("02,ME,BANK,1,260302,2359,,/", StatementKind.endOfDay, "USD", [String]()),
        ("02,ME,BANK,1,260302,9999,CAD,1/", .endOfDay, "CAD", []),
        ("02,ME,BANK,1,260302,2400,JPY,2/", .endOfDay, "JPY", []),
        ("02,ME,BANK,1,20260302,,USD,3/", .intraday, "USD", []),
        ("02,ME,BANK,1,260302,,USD,4/", .intraday, "USD", []),
        ("02,ME,BANK,2,260302,,USD,2/", .notification, "USD", ["group_deleted"]),
        ("02,ME,BANK,3,260302,,USD,2/", .endOfDay, "USD", ["group_corrected"]),
        ("02,ME,BANK,1,/", .endOfDay, "USD", []),
    ])
    func `the group decides day, currency and authority`(
        _ group: String, _ kind: StatementKind, _ currency: String, _ codes: [String]
    ) throws {
        let decoded = try only(
            BAI2Fixture.file(["16,142,100,,,,/"], group: group, account: "03,1,/"))

        #expect(decoded.statement.kind == kind)
        #expect(decoded.statement.currency.code == currency)
        #expect(decoded.statement.findings.map(\.code) == codes)
    }

    @Test(arguments: [
        ["03,1,USD,010,100,,,015,200,,/"],
        ["03,1,USD,,,,,010,100,,/", "88,015,200,,/"],
        ["03,1,USD,010,100,,,040,,,,015/", "88,200,,/"],
        ["03,1,USD,010,+100,3,D,2,0,50,1,50,015,200,,V,260302,1200/"],
        ["03,1,USD,010,100,,S,1,2,3,015,200,,/"],
        ["03,1,USD,010,100,,,", "88,015,200,,/"],
        ["03,1,USD,010,100,,015,200,,/"],
    ])
    func `balances are found among the totals of an account`(_ lines: [String]) throws {
        let file = BAI2Fixture.file(Array(lines.dropFirst()), account: lines[0])
        let decoded = try only(file)

        #expect(decoded.statement.opening?.amountMinor == 100)
        #expect(decoded.statement.closing?.amountMinor == 200)
        #expect(decoded.batch.isEmpty)
    }

    private func decode(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<BAI2>.statements(BAI2(), Array(file.utf8))
    }

    private func only(_ file: String) throws -> DecodedStatement {
        let decoded = try decode(file)
        #expect(decoded.count == 1)
        return try #require(decoded.first)
    }
}
