import Feeds
import Testing
import Values

struct BAILockboxTests {
    private typealias Cheque = BAILockboxFixture.Cheque

    @Test func `the format stands what files go through`() throws {
        try FormatConformance(
            format: BAILockbox(), sample: Array(BAILockboxFixture.whole.utf8)
        ).check()
    }

    @Test func `each cheque is an entry with its payer and number`() throws {
        let contents = try decode(BAILockboxFixture.whole)

        let decoded = try #require(contents.statements.first)
        #expect(decoded.statement.account == "22222")
        #expect(decoded.statement.kind == .notification)
        #expect(decoded.statement.creditMinor == 13_200)
        #expect(decoded.statement.findings == [])
        let first = Described(decoded, entry: 0)
        #expect(first.kind == .payment)
        #expect(first.name == "JANE ROE")
        #expect(first.information == "THE OFFICE")
        #expect(first.account == "021000021/12345555")
        #expect(first.endToEndID == "180")
        #expect(first.bankReference == "001/001")
        #expect(first.entry.bookedOn.description == "2026-02-28")
        #expect(first.entry.valueOn.description == "2026-03-02")
        #expect(first.text == "INV-1001 0000010000INV-1002 0000002500")
        let second = Described(decoded, entry: 1)
        #expect(second.endToEndID == "181")
        #expect(second.entry.bookedOn.description == "2026-03-02")
        #expect(second.text == "ACCT 77\nrent\nmarch")
    }

    @Test func `documents that add up to the cheque are advice`() throws {
        let advice = try decode(BAILockboxFixture.whole).advice

        #expect(advice.count == 1)
        #expect(advice.first?.traceNumber == "180")
        #expect(advice.first?.payerAccount == "021000021/12345555")
        #expect(advice.first?.payerName == "JANE ROE")
        #expect(advice.first?.method == .cheque)
        #expect(advice.first?.amountMinor == 12_500)
        #expect(advice.first?.lines.map(\.document) == ["INV-1001", "INV-1002"])
        #expect(advice.first?.lines.map(\.paidMinor) == [10_000, 2_500])
    }

    @Test(arguments: [
        (["INV-1001  0000010000", "INV-1002  0000002500"], ["INV-1001", "INV-1002"]),
        (["000000100100000100000000001002" + "0000002500"], ["0000001001", "0000001002"]),
        (["INV-1    0000012500         0000000000"], ["INV-1"]),
        (["INV-1001  0000010000INV-1002  0000002501"], nil),
        (["CE554"], nil),
        ([], nil),
    ])
    func `only an exact sum proves a layout`(
        _ overflows: [String], _ documents: [String]?
    ) throws {
        let file = BAILockboxFixture.file([Cheque(cents: 12_500, overflows: overflows)])
        let contents = try decode(file)

        #expect(contents.advice.first?.lines.map(\.document) == documents)
        #expect(contents.statements.first?.statement.creditMinor == 12_500)
    }

    @Test func `an empty lockbox is a statement without entries`() throws {
        let contents = try decode(BAILockboxFixture.file([]))

        #expect(contents.statements.map(\.statement.account) == ["22222"])
        #expect(contents.statements.map(\.batch) == [EntryBatch()])
        #expect(contents.advice == [])
    }

    @Test func `a lockbox of ten digits moves the deposit date`() throws {
        let file = BAILockboxFixture.file([Cheque(cents: 1)]).replacing(
            "50010000022222260302", with: "50010000000022222260302")
        let contents = try decode(file)

        #expect(contents.statements.map(\.statement.account) == ["22222"])
        #expect(
            contents.statements.first?.batch.entries.map(\.valueOn.description) == ["2026-03-02"])
    }

    @Test func `a wrong check digit and wrong sums are said`() throws {
        let cheque = Cheque(cents: 5, routing: "021000022")
        let codes = try codes(BAILockboxFixture.file([cheque], total: 6))

        #expect(codes == ["check_digit", "control_total", "control_total"])
    }

    @Test(arguments: [
        ("6010a", "6010a", [String]()), ("6010a", "6019a", ["overflow"]),
        ("6029b", "6039b", ["overflow"]), ("6029b", "6020b", ["overflow"]),
    ])
    func `overflow records are counted`(
        _ right: String, _ wrong: String, _ expected: [String]
    ) throws {
        let file = BAILockboxFixture.file([Cheque(cents: 5, overflows: ["a", "b"])])
        let codes = try codes(file.replacing(right, with: wrong))

        #expect(codes == expected)
    }

    @Test func `correspondence without a cheque is information`() throws {
        let contents = try decode(BAILockboxFixture.file([Cheque(cents: 0)]))

        #expect(contents.statements.first?.batch.entries.map(\.status) == [.information])
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        ("2X\n", .malformed),
        ("100RECEIVER  00999999912603031800\n", .truncated),
        (BAILockboxFixture.file([Cheque(cents: 5)], count: 2), .controlTotal),
        (BAILockboxFixture.file([Cheque(cents: 5)], records: 9), .controlTotal),
        (BAILockboxFixture.whole.replacing("0000012500021", with: "00000X2500021"), .malformed),
        (BAILockboxFixture.whole.replacing("\r\n5", with: "\r\n3"), .malformed),
        (
            BAILockboxFixture.whole.replacing("rent", with: String(repeating: "x", count: 1_025)),
            .tooLarge
        ),
        (
            BAILockboxFixture.file([
                Cheque(cents: 1, overflows: [String](repeating: "x", count: 1_000))
            ]), .malformed
        ),
        (BAILockboxFixture.whole.replacing("JANE", with: "J\u{0}NE"), .badEncoding),
        (
            BAILockboxFixture.file([]).replacing("260302", with: "269902").replacing(
                "260303", with: "269903"), .badDate
        ),
    ])
    func `what cannot be read is refused`(_ file: String, _ reason: FeedError.Reason) throws {
        let error = #expect(throws: FeedError.self) { try decode(file) }
        #expect(error?.reason == reason)
    }

    private func decode(_ file: String) throws -> FeedContents {
        try FormatConformance<BAILockbox>.contents(BAILockbox(), Array(file.utf8))
    }

    private func codes(_ file: String) throws -> [String] {
        try decode(file).statements.flatMap(\.statement.findings).map(\.code)
    }
}
