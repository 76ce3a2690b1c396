import Feeds
import Foundation
import Testing
import Values

struct Cnab400Tests {
    @Test func `the format stands what files go through`() throws {
        let sample = Array(Cnab400Fixture.brazilian.utf8)

        try FormatConformance(format: Cnab400(), sample: sample).check()
    }

    @Test func `only what was paid is money`() throws {
        let decoded = try only(Cnab400Fixture.brazilian)

        #expect(decoded.statement.account == "341/073000035110")
        #expect(decoded.statement.currency.code == "BRL")
        #expect(decoded.statement.kind == .notification)
        #expect(decoded.statement.creditCount == 2)
        #expect(decoded.statement.creditMinor == 14_078)
        #expect(decoded.statement.findings == [])
        #expect(
            decoded.batch.entries.map(\.status)
                == [.booked, .booked, .information, .information, .information])
        #expect(decoded.batch.entries.map(\.amountMinor) == [9_790, 4_288, 5_000, 5_000, 4_000])
        #expect(decoded.batch.texts(of: decoded.batch.details[3])["reason"] == "08")
    }

    @Test func `a paid title has its numbers, dates, payer and fee`() throws {
        let batch = try only(Cnab400Fixture.brazilian).batch
        let entry = batch.entries[1]

        #expect(entry.line == 3)
        #expect(entry.kind == .payment)
        #expect(entry.bookedOn.description == "2026-05-20")
        #expect(entry.valueOn.description == "2026-05-21")
        #expect(batch.text.string(entry.code) == "06")
        #expect(batch.text.string(entry.bankReference) == "27615123")
        #expect(batch.text.string(entry.ownReference) == "PEDIDO 77")
        #expect(
            batch.text.string(entry.information)
                == "nominal 44.00 BRL, fee 2.10 BRL, interest and fine 0.98 BRL")
        #expect(batch.details[1].chargesMinor == 210)
        #expect(
            batch.texts(of: batch.details[1])
                == ["party": "JOÃO DA SILVA", "references": "NF-1089\nPEDIDO77\n27615123"])
    }

    @Test(arguments: [
        (1, "06", true), (1, "05", true), (1, "07", true), (1, "15", true), (1, "17", false),
        (33, "06", true), (33, "17", true), (33, "15", false), (104, "21", true),
        (104, "06", false), (237, "15", true), (237, "09", false), (341, "08", true),
        (341, "10", false), (748, "17", true), (41, "06", true), (41, "02", false),
    ])
    func `the bank's occurrence decides whether it is money`(
        _ bank: Int, _ occurrence: String, isPaid: Bool
    ) throws {
        let title = Cnab400Fixture.title(occurrence, received: 100, nominal: 100)
            .merging([176: String(repeating: " ", count: 13)]) { $1 }

        let decoded = try only(Cnab400Fixture.file(bank: bank, [title]))

        #expect(decoded.batch.entries.map { $0.status == .booked } == [isPaid])
    }

    @Test func `a fee is a charge only where it was taken out of the amount`() throws {
        func detail(_ received: Int) throws -> DecodedStatement {
            try only(
                Cnab400Fixture.file(
                    bank: 237,
                    [
                        Cnab400Fixture.title("06", received: received, nominal: 1_000)
                            .merging([176: padded(50, 13)]) { $1 }
                    ]))
        }

        #expect(try detail(950).batch.details[0].chargesMinor == 50)
        #expect(try detail(1_000).batch.details[0].chargesMinor == 0)
        #expect(try detail(1_000).statement.findings == [])
        #expect(try detail(990).statement.findings.map(\.code) == ["amounts_differ"])
    }

    @Test func `banks have columns of their own`() throws {
        let brazil = [
            1: "7", 39: "OWN", 64: "16224200000000003", 109: "06", 111: "200526",
            153: padded(9_064, 13), 176: "220526", 182: "0000500", 254: padded(9_064, 13),
        ]
        let brasilia = [
            1: "1", 71: "123", 109: "06", 111: "20052026", 119: "NF1", 157: padded(100, 13),
            258: padded(100, 13), 300: "21052026",
        ]
        let credisis = [
            1: "1", 63: "00005005001", 176: "150526", 254: padded(44_400, 13), 267: "X",
        ]

        for (bank, title, amount, day, number) in [
            (1, brazil, Int64(9_064), "2026-05-20", "16224200000000003"),
            (70, brasilia, 100, "2026-05-20", "123"),
            (97, credisis, 44_400, "2026-05-15", "00005005001"),
        ] {
            let decoded = try only(Cnab400Fixture.file(bank: bank, [title]))
            let entry = decoded.batch.entries[0]

            #expect(entry.amountMinor == amount)
            #expect(entry.status == .booked)
            #expect(entry.bookedOn.description == day)
            #expect(decoded.batch.text.string(entry.bankReference) == number)
        }
    }

    @Test func `Itaú's trailer counts the file`() throws {
        let text = Cnab400Fixture.file(bank: 341, [], trailer: [221: padded(7, 14)])

        #expect(try only(text).statement.findings.map(\.code) == ["control_total"])
    }

    @Test(arguments: [
        ("", FeedError.Reason.empty),
        ("\n", .truncated),
        (String(Cnab400Fixture.brazilian.prefix(402 * 3)), .truncated),
        (String(Cnab400Fixture.brazilian.dropFirst(402)), .malformed),
        (
            String(Cnab400Fixture.brazilian.prefix(402))
                + Cnab400Fixture.brazilian.dropFirst(402 * 2), .controlTotal
        ),
        (Cnab400Fixture.brazilian.replacing("02RETORNO01", with: "02RETORNO02"), .malformed),
        (Cnab400Fixture.file(bank: 341, [], account: ""), .malformed),
        (Cnab400Fixture.file(bank: 341, [[1: "6"]]), .malformed),
        (Cnab400Fixture.file(bank: 341, [title([109: "AB"])]), .malformed),
        (Cnab400Fixture.file(bank: 341, [title([111: "310226"])]), .badDate),
        (Cnab400Fixture.file(bank: 341, [title([111: "000000"])]), .badDate),
        (Cnab400Fixture.file(bank: 341, [title([296: "310226"])]), .badDate),
        (Cnab400Fixture.file(bank: 341, [title([254: "000000000X100"])]), .badAmount),
        (Cnab400Fixture.file(bank: 341, [title([153: "000000000X100"])]), .badAmount),
        (Cnab400Fixture.file(bank: 341, [title([117: "A\0B"])]), .badEncoding),
    ])
    func `what cannot be used is refused with its reason`(
        _ text: String, reason: FeedError.Reason
    ) {
        let error = #expect(throws: FeedError.self) {
            try FormatConformance<Cnab400>.statements(Cnab400(), Array(text.utf8))
        }

        #expect(error?.reason == reason, "\(String(describing: error))")
    }

    private static func title(_ fields: [Int: String]) -> [Int: String] {
        Cnab400Fixture.title("06", received: 100, nominal: 100).merging(fields) { $1 }
    }

    private func only(_ text: String) throws -> DecodedStatement {
        try #require(
            try FormatConformance<Cnab400>.statements(Cnab400(), Array(text.utf8)).first)
    }
}
