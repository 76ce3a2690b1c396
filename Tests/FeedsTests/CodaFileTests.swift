import Feeds
import Testing
import Values

/// What a CODA file proves of itself, and what is refused.
struct CodaFileTests {
    private static let movement = CodaFixture.movement(1, amount: 1_000, code: "00150000")

    @Test(arguments: [
        (CodaFixture.file([movement], closing: 10), ["balance_equation"]),
        (CodaFixture.file([movement], count: 9), ["control_total"]),
        (
            CodaFixture.file([movement])
                .replacing("000000000001000" + " ", with: "000000000002000" + " "),
            ["control_total"]
        ),
        (
            CodaFixture.file([CodaFixture.movement(2, amount: 1_000, code: "00150000")]),
            ["sequence_gap"]
        ),
        (
            CodaFixture.file([movement]).replacing("8017BE68", with: "8017BE69"),
            ["account_differs"]
        ),
        (
            CodaFixture.file([movement]).replacing("68505 ", with: "68505D"), ["duplicate_file"]
        ),
    ])
    func `what disagrees is a finding`(_ text: String, codes: [String]) throws {
        let decoded = try FormatConformance<Coda>.statements(Coda(), Array(text.utf8))

        #expect(decoded.flatMap(\.statement.findings).map(\.code) == codes)
    }

    @Test func `statements of several groups are chained by their balances`() throws {
        let files = [
            CodaFixture.file([Self.movement]), CodaFixture.file([], opening: 1_001_000),
            CodaFixture.file([], opening: 5_000),
            CodaFixture.file([], account: "BE43068999999501                  USD"),
        ]

        let decoded = try FormatConformance<Coda>.statements(Coda(), Array(files.joined().utf8))

        #expect(decoded.map(\.statement.currency.code) == ["EUR", "EUR", "EUR", "USD"])
        #expect(
            decoded.map { $0.statement.findings.map(\.code) } == [[], [], ["balance_chain"], []])
    }

    @Test func `letters are read in either encoding, trailing blanks may be cut`() throws {
        let text = CodaFixture.file([
            Self.movement, CodaFixture.third(1, account: "BE43068999999501", name: "Société~"),
        ])
        let trimmed = text.split(separator: "\r\n").dropFirst().map { line in
            line.reversed().drop { $0 == " " }.reversed().map(String.init).joined()
        }
        let latin = Array(
            (CodaFixture.header + "\n" + trimmed.joined(separator: "\n")).unicodeScalars
        )
        .map { UInt8($0.value) }

        for bytes in [Array(text.utf8), latin] {
            let decoded = try FormatConformance<Coda>.statements(Coda(), bytes)
            #expect(
                decoded[0].batch.texts(of: decoded[0].batch.details[0])
                    == ["party": "Société~", "account": "BE43068999999501"])
        }
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        (CodaFixture.header, .truncated),
        (CodaFixture.file([]).replacing("\r\n8017", with: "\r\n1017"), .malformed),
        (CodaFixture.file([CodaFixture.second(1)]), .malformed),
        (CodaFixture.file([movement, CodaFixture.second(2)]), .malformed),
        (CodaFixture.file([movement, CodaFixture.second(1, 1)]), .malformed),
        (
            CodaFixture.file([movement, CodaFixture.movement(2, 1, amount: 10, code: "50150000")]),
            .malformed
        ),
        (CodaFixture.file([movement.replacing("020326", with: "310226")]), .badDate),
        (CodaFixture.file([movement.replacing("030326", with: "310226")]), .badDate),
        (CodaFixture.file([movement.replacing("00150000", with: "0015000X")]), .malformed),
        (
            CodaFixture.file([movement.replacing("0000000000001000", with: "00000000000010X0")]),
            .badAmount
        ),
        (CodaFixture.file([CodaFixture.movement(1, amount: 1_001, code: "00150000")]), .badAmount),
        (
            CodaFixture.file([movement.replacing("0000000000001000", with: "2000000000001000")]),
            .malformed
        ),
        (CodaFixture.file([], account: "BE68539007547034                  EUX"), .badCurrency),
        (CodaFixture.file([], account: "                                  EUR"), .malformed),
        (CodaFixture.header + "\n" + CodaFixture.file([]), .malformed),
        (CodaFixture.file([]) + "8", .malformed),
        (CodaFixture.file(["7"]), .malformed),
        (
            CodaFixture.file([movement, CodaFixture.third(1, account: "", name: "A\0B")]),
            .badEncoding
        ),
        (String(CodaFixture.header.dropLast()) + "1\n", .malformed),
    ])
    func `what cannot be used is refused with its reason`(
        _ text: String, reason: FeedError.Reason
    ) {
        let error = #expect(throws: FeedError.self) {
            try FormatConformance<Coda>.statements(Coda(), Array(text.utf8))
        }

        #expect(error?.reason == reason, "\(String(describing: error))")
    }
}
