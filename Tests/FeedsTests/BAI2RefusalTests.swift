import Feeds
import Testing
import Values

struct BAI2RefusalTests {
    @Test(arguments: [
        ("49,356500,7/", "49,356501,7/", "49"),
        ("98,356300,2", "98,356301,2", "98"),
        ("99,356300,1", "99,356301,1", "99"),
        ("100,50000,2", "100,50001,2", "49 03"),
        ("400/\n88,6500", "400/\n88,6501", "49 03"),
    ])
    func `a wrong total is a finding`(_ right: String, _ wrong: String, _ names: String) throws {
        let file = BAI2Fixture.whole.replacing(right, with: wrong)
        let findings = try statements(file).flatMap(\.statement.findings)

        #expect(findings.map(\.code).allSatisfy { $0 == "control_total" })
        for name in names.split(separator: " ") {
            #expect(findings.contains { $0.sentence.hasPrefix(name) }, "\(findings)")
        }
    }

    @Test func `a wrong total without a statement to note it in refuses the file`() throws {
        let file = "01,BANK,OFFICE,100215,1459,1,80,,2/\n99,143764,0,2/\n"

        let error = #expect(throws: FeedError.self) { try statements(file) }
        #expect(error?.reason == .controlTotal)
        #expect(error?.field == "99 control total")
        #expect(error?.expected == "the sum of the amounts")
    }

    @Test(arguments: [
        ("49,356500,7/", "49,356500,8/", "49 number of records"),
        ("49,356500,7/", "49,356500,6/", "49 number of records"),
        ("98,356300,2,11", "98,356300,3,11", "98 number of accounts"),
        ("98,356300,2,11", "98,356300,2,12", "98 number of records"),
        ("99,356300,1,13", "99,356300,2,13", "99 number of groups"),
        ("99,356300,1,13", "99,356300,1,14", "99 number of records"),
    ])
    func `a wrong count refuses the file`(
        _ right: String, _ wrong: String, _ field: String
    ) throws {
        let file = BAI2Fixture.whole.replacing(right, with: wrong)

        let error = #expect(throws: FeedError.self) { try statements(file) }
        #expect(error?.reason == .controlTotal)
        #expect(error?.field == field)
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        ("00,1/", .malformed),
        ("02,ME,BANK,1,260302,2359,USD,2/\n", .malformed),
        ("01,B,M,260303,0600,1,,,2/\n", .truncated),
        ("01,B,M,260303,0600,1,,,1/\n99,,0,2/\n", .malformed),
        ("01,B,M,260303,0600,1,,,2/\n03,1,/\n", .malformed),
        ("01,B,M,269903,0600,1,,,2/\n", .badDate),
        ("01,B,M,260303,0600,1,,,2/\n99,0,0,2/\ntext\n", .malformed),
        ("01,B,M,260303,0600,1,,,2/\ntext\n99,0,0,2/\n", .malformed),
        ("01,B,M,260303,0600,1,,,2/\n99,7,0,2/\n", .controlTotal),
        (BAI2Fixture.file(["16,142,1.00,,,,/"]), .badAmount),
        (BAI2Fixture.file(["16,142,,,,,/"]), .badAmount),
        (BAI2Fixture.file(["16,142,9999999999999999999,,,,/"]), .badAmount),
        (BAI2Fixture.file(["16,1X2,100,,,,/"]), .malformed),
        (BAI2Fixture.file(["16,142,100,Q,,,/"]), .malformed),
        (BAI2Fixture.file(["16,142,100,,,,a\u{0}b/"]), .badEncoding),
        (BAI2Fixture.file([], account: "03,,USD/"), .malformed),
        (BAI2Fixture.file([], account: "03,1,XYZ/"), .badCurrency),
        (BAI2Fixture.file([], group: "02,M,B,5,260302,,USD,2/"), .malformed),
        (BAI2Fixture.file([], group: "02,M,B,1,260230,,USD,2/"), .badDate),
        (BAI2Fixture.file([], group: "02,M,B,4,260302,,USD,2/"), .testFile),
    ])
    func `what cannot be read is refused`(_ file: String, _ reason: FeedError.Reason) throws {
        let error = #expect(throws: FeedError.self) { try statements(file) }
        #expect(error?.reason == reason, "\(file)")
    }

    @Test func `a record of more than the largest field is refused`() throws {
        let line = "16,142,1,,,," + String(repeating: "x", count: 1 << 20)

        let error = #expect(throws: FeedError.self) { try statements(BAI2Fixture.file([line])) }
        #expect(error?.reason == .tooLarge)
    }

    @Test func `a record of more than 9999 lines is refused`() throws {
        let lines = ["16,142,1,,,,"] + [String](repeating: "88,", count: 9_999)

        let error = #expect(throws: FeedError.self) { try statements(BAI2Fixture.file(lines)) }
        #expect(error?.reason == .tooLarge)
    }

    @Test func `entries that do not explain the balances are a finding`() throws {
        let decoded = try statements(BAI2Fixture.file(["16,142,100,,,,/"]))

        #expect(decoded.flatMap(\.statement.findings).map(\.code) == ["balance_equation"])
    }

    @Test func `4097 entries come in two batches`() throws {
        let lines = [String](repeating: "16,142,1,Z,,,/", count: entriesPerBatch + 1)
        let decoded = try statements(BAI2Fixture.file(lines, account: "03,1,USD/"))

        #expect(decoded.map(\.batch.entries.count) == [4_097])
    }

    private func statements(_ file: String) throws -> [DecodedStatement] {
        try FormatConformance<BAI2>.statements(BAI2(), Array(file.utf8))
    }
}
