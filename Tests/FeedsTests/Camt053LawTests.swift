import Feeds
import TestSupport
import Testing
import Values

/// What holds for every statement, shown on made-up ones.
struct Camt053LawTests {
    private typealias Fixture = Camt053Fixture

    @Test func `the format stands what files go through`() throws {
        try FormatConformance(
            format: Camt053(), sample: Array(Fixture.whole.utf8), seeds: 0..<250
        ).check()
    }

    @Test func `a file cut anywhere before its last tag is refused`() {
        let bytes = Array(Fixture.whole.utf8)
        let whole = bytes.count - 1

        for length in 0..<whole {
            #expect(throws: FeedError.self, "cut at \(length)") {
                try FormatConformance<Camt053>.statements(Camt053(), Array(bytes[..<length]))
            }
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no cent is lost, whatever the layout`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let entries = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
            Model(using: &random)
        }
        let text = Fixture.message(
            Fixture.statement(entries.map { $0.text(using: &random) }.joined(separator: "\n")))

        let one = try #require(try decodeCamt053(text).first)

        #expect(one.batch.entries.map(\.amountMinor) == entries.map(\.amountMinor))
        #expect(one.batch.entries.map(\.status) == entries.map(\.status))
        for (entry, model) in zip(one.batch.entries, entries) {
            let details = one.batch.details[entry.detailRange]
            #expect(details.map(\.amountMinor) == model.details)
            #expect(details.reduce(0) { $0 + $1.amountMinor } == entry.amountMinor)
            #expect(details.allSatisfy { $0.amountMinor.signum() == entry.amountMinor.signum() })
        }
        let booked = entries.filter { $0.status == .booked }.map(\.amountMinor)
        #expect(one.statement.creditMinor == booked.filter { $0 > 0 }.reduce(0, +))
        #expect(one.statement.debitMinor == -booked.filter { $0 < 0 }.reduce(0, +))
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `where the parser's pieces end changes nothing`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let expected = try decodeCamt053(Fixture.whole)
        // A comment moves the message over the end of a piece.
        let padding = String(
            repeating: "x", count: 64 * 1024 - Int.random(in: 0..<3000, using: &random))

        let found = try decodeCamt053(
            Fixture.whole.replacing("<Document", with: "<!--\(padding)--><Document"))

        #expect(found == expected)
    }

    /// An entry as it is meant, to be written in one of the ways banks write it.
    private struct Model {
        let amountMinor: Int64
        let details: [Int64]
        let status: EntryStatus

        init(using random: inout Seeded) {
            let sign: Int64 = .random(in: 0...1, using: &random) * 2 - 1
            let parts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                sign * Int64.random(in: 1...5_000_000, using: &random)
            }
            amountMinor = parts.reduce(0, +)
            details = Bool.random(using: &random) ? parts : [amountMinor]
            status =
                [.booked, .booked, .pending, .information].randomElement(using: &random)
                ?? .booked
        }

        func text(using random: inout Seeded) -> String {
            let marks: [EntryStatus: String] = [
                .booked: "BOOK", .pending: "PDNG", .information: "INFO",
            ]
            let mark = marks[status] ?? ""
            let isWrapped = Bool.random(using: &random)
            let transactions = details.map { part in
                let amount = Fixture.amount(decimal(part, using: &random))
                return [
                    amount, "<AmtDtls><TxAmt>\(amount)</TxAmt></AmtDtls>",
                    "<AmtDtls><InstdAmt>\(amount)</InstdAmt></AmtDtls>",
                ].randomElement(using: &random) ?? amount
            }
            let split = Int.random(in: 0...transactions.count, using: &random)
            let groups = [transactions[..<split], transactions[split...]].map { group in
                "<NtryDtls>" + group.map { "<TxDtls>\($0)</TxDtls>" }.joined() + "</NtryDtls>"
            }
            return Fixture.entry(
                decimal(amountMinor, using: &random), amountMinor > 0 ? "CRDT" : "DBIT",
                before: isWrapped ? "<Sts><Cd>\(mark)</Cd></Sts>" : "<Sts>\(mark)</Sts>",
                with: groups.joined())
        }

        private func decimal(_ minor: Int64, using random: inout Seeded) -> String {
            let (whole, cents) = minor.magnitude.quotientAndRemainder(dividingBy: 100)
            let fraction = cents < 10 ? "0\(cents)" : "\(cents)"
            if cents == 0, Bool.random(using: &random) { return "\(whole)" }
            return "\(whole).\(fraction)"
                + String(repeating: "0", count: Int.random(in: 0...3, using: &random))
        }
    }
}
