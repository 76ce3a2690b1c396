import Feeds
import Testing
import Values

struct Cnab240Tests {
    @Test func `the format stands what files go through`() throws {
        let sample = Array(Cnab240Fixture.brazilian.utf8)

        try FormatConformance(format: Cnab240(), sample: sample).check()
    }

    @Test func `only what was paid is money`() throws {
        let decoded = try only(Cnab240Fixture.brazilian)

        #expect(decoded.statement.account == "001/01234/0000000054321")
        #expect(decoded.statement.kind == .notification)
        #expect(decoded.statement.sequence == 2_108)
        #expect(decoded.statement.creditMinor == 54_400)
        #expect(decoded.statement.findings == [])
        #expect(decoded.batch.entries.map(\.status) == [.booked, .booked, .information])
        #expect(decoded.batch.entries.map(\.amountMinor) == [34_400, 20_000, 5_000])
    }

    @Test func `a paid title has its numbers, dates, payer and amounts`() throws {
        let batch = try only(Cnab240Fixture.brazilian).batch
        let entry = batch.entries[0]

        #expect(entry.line == 3)
        #expect(entry.kind == .payment)
        #expect(entry.bookedOn.description == "2026-05-20")
        #expect(entry.valueOn.description == "2026-05-21")
        #expect(batch.text.string(entry.code) == "06")
        #expect(
            batch.text.string(entry.information)
                == "nominal 350.00 BRL, fee 1.03 BRL, discount 6.00 BRL, credited 342.97 BRL")
        #expect(
            batch.texts(of: batch.details[0]) == [
                "party": "JOÃO DA SILVA", "references": "NF-4711\nPEDIDO77\n14499570000020673",
            ])
        #expect(batch.texts(of: batch.details[2])["reason"] == "0100000000")
    }

    @Test func `Santander's segment T begins with a shorter account`() throws {
        var segments = Cnab240Fixture.pair("06", received: 100, nominal: 100)
        segments[0] = [14: "T", 16: "06", 41: "0000000000123", 55: "NF-1", 78: padded(100, 15)]

        let batch = try only(Cnab240Fixture.file(bank: 33, segments)).batch

        #expect(batch.texts(of: batch.details[0])["references"] == "NF-1\n0000000000123")
    }

    @Test func `trailing blanks may be cut, other segments stand between the pairs`() throws {
        let pair = Cnab240Fixture.pair("06", received: 100, nominal: 100)
        let text = Cnab240Fixture.file(bank: 1, pair + [[14: "Y"]] + pair)
            .split(separator: "\r\n")
            .map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")

        #expect(try only(text).statement.creditMinor == 200)
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        ("\n", .truncated),
        (String(Cnab240Fixture.brazilian.prefix(242 * 4)), .truncated),
        (String(Cnab240Fixture.brazilian.dropFirst(242)), .malformed),
        (
            String(Cnab240Fixture.brazilian.prefix(242 * 2))
                + Cnab240Fixture.brazilian.dropFirst(242 * 4), .controlTotal
        ),
        (Cnab240Fixture.file(bank: 1, [], lotTrailer: [18: "000003"]), .controlTotal),
        (Cnab240Fixture.file(bank: 1, [], trailer: [18: "000002"]), .controlTotal),
        (Cnab240Fixture.file(bank: 1, [], trailer: [24: "000009"]), .controlTotal),
        (Cnab240Fixture.file(bank: 1, [], service: "E04"), .malformed),
        (Cnab240Fixture.file(bank: 1, [pair[0]]), .malformed),
        (Cnab240Fixture.file(bank: 1, [pair[1]]), .malformed),
        (Cnab240Fixture.file(bank: 1, [pair[0], pair[0]]), .malformed),
        (Cnab240Fixture.file(bank: 1, [[14: "P"]]), .malformed),
        (Cnab240Fixture.file(bank: 1, [pair[0], with([16: "09"])]), .malformed),
        (Cnab240Fixture.file(bank: 1, [pair[0], with([138: "31022026"])]), .badDate),
        (Cnab240Fixture.file(bank: 1, [pair[0], with([138: "00000000"])]), .badDate),
        (Cnab240Fixture.file(bank: 1, [pair[0], with([78: "00000000000010X"])]), .badAmount),
        (Cnab240Fixture.brazilian.replacing("221052026", with: "231022026"), .badDate),
    ])
    func `what cannot be used is refused with its reason`(
        _ text: String, reason: FeedError.Reason
    ) {
        let error = #expect(throws: FeedError.self) {
            try FormatConformance<Cnab240>.statements(Cnab240(), Array(text.utf8))
        }

        #expect(error?.reason == reason, "\(String(describing: error))")
    }

    @Test func `a day without a lot is an empty file`() {
        let lines = Cnab240Fixture.file(bank: 1, []).split(separator: "\r\n")
        let text = lines[0] + "\n" + lines[3].replacing("000001000004", with: "000000000002")
        let bytes = Array(text.utf8)
        let isRecognised = Cnab240.recognises(bytes.span)

        let error = #expect(throws: FeedError.self) {
            try FormatConformance<Cnab240>.statements(Cnab240(), bytes)
        }

        #expect(isRecognised)
        #expect(error?.reason == .empty)
    }

    private static let pair = Cnab240Fixture.pair("06", received: 100, nominal: 100)

    private static func with(_ fields: [Int: String]) -> [Int: String] {
        pair[1].merging(fields) { $1 }
    }

    private func only(_ text: String) throws -> DecodedStatement {
        try #require(
            try FormatConformance<Cnab240>.statements(Cnab240(), Array(text.utf8)).first)
    }
}
