import Feeds
import Testing
import Values

@testable import demonstration

/// The decoders against files whose content is known because we made it up.
struct DemonstrationTests {
    private static let seeds: [UInt64] = [2026, 1, 2, 3]

    @Test func `the same seed makes the same bytes, another one others`() {
        let first = Demonstration(seed: 7).files.contents
        let second = Demonstration(seed: 7).files.contents
        let other = Demonstration(seed: 8).files.contents

        #expect(first.map(\.path) == second.map(\.path))
        #expect(first.map(\.bytes) == second.map(\.bytes))
        #expect(first.map(\.bytes) != other.map(\.bytes))
    }

    @Test(arguments: seeds)
    func `every customer and document is read as it was made`(_ seed: UInt64) throws {
        let made = Demonstration(seed: seed)
        let list = Array(bytes(.customers, of: made).joined())
        let customers = try CustomerFile(csv: list.span)
        #expect(customers.rejections == [])
        #expect(customers.customers.map(\.name) == made.customers.map(\.name))

        var totals: [String: Int64] = [:]
        var count = 0
        for file in bytes(.invoices, of: made) {
            let list = try InvoiceFile(csv: file.span)
            #expect(list.rejections == [])
            count += list.documents.count
            for document in list.documents where document.kind == .invoice {
                totals[document.currency.code, default: 0] += document.grossMinor
            }
        }
        #expect(count == made.documents.count)
        #expect(totals == made.truth.documents.mapValues(\.invoices.sumMinor))
    }

    @Test(arguments: seeds)
    func `statements chain, add up, and hold every payment once`(_ seed: UInt64) throws {
        let made = Demonstration(seed: seed)
        for account in made.truth.accounts {
            var balance = account.openingMinor
            var payments = Truth.Total()
            for file in bytes(.statement, of: made, in: account.folder) {
                for decoded in try statements(file) {
                    #expect(decoded.statement.account == account.identifier)
                    #expect(decoded.statement.findings == [])
                    // A listing need not say its balances.
                    #expect((decoded.statement.opening?.amountMinor ?? balance) == balance)
                    balance += decoded.batch.entries.reduce(0) { $0 + $1.amountMinor }
                    #expect((decoded.statement.closing?.amountMinor ?? balance) == balance)
                    for entry in decoded.batch.entries where isPayment(entry) {
                        for detail in decoded.batch.details[entry.detailRange] {
                            payments.add(detail.amountMinor)
                        }
                    }
                }
            }
            #expect(balance == account.closingMinor)
            #expect(payments.count == made.truth.payments[account.currency]?.count)
            #expect(payments.sumMinor == made.truth.payments[account.currency]?.sumMinor)
        }
    }

    @Test(arguments: seeds)
    func `a resend has the same bookings as its original`(_ seed: UInt64) throws {
        let made = Demonstration(seed: seed)
        let resend = try #require(made.truth.files.first { $0.role == .resend })
        let original = try #require(made.files.contents.first { $0.path == resend.of })
        let copy = try #require(made.files.contents.first { $0.path == resend.path })

        let left = try statements(original.bytes).flatMap(\.batch.entries)
        let right = try statements(copy.bytes).flatMap(\.batch.entries)

        #expect(left.map(\.bookedOn) == right.map(\.bookedOn))
        #expect(left.map(\.amountMinor) == right.map(\.amountMinor))
    }

    @Test(arguments: seeds)
    func `what must not be read is not`(_ seed: UInt64) throws {
        let made = Demonstration(seed: seed)

        for file in bytes(.truncated, of: made) {
            let error = #expect(throws: FeedError.self) { try statements(file) }
            #expect(error?.reason == .truncated)
        }
        for file in bytes(.garbage, of: made) {
            let isKnown = Camt053.recognises(file.span) || MT940.recognises(file.span)
            #expect(!isKnown)
        }
        let list = Array(bytes(.corrections, of: made).joined())
        let corrections = try InvoiceFile(csv: list.span)
        #expect(corrections.rejections.map(\.reason) == [.badDate])
    }

    private func isPayment(_ entry: Entry) -> Bool {
        entry.amountMinor > 0 && (entry.kind == .payment || entry.kind == .unclassified)
    }

    private func bytes(
        _ role: Truth.Role, of made: Demonstration, in folder: String = ""
    ) -> [[UInt8]] {
        let paths = Set(made.truth.files.filter { $0.role == role }.map(\.path))
        return made.files.contents.filter { paths.contains($0.path) && $0.path.hasPrefix(folder) }
            .map(\.bytes)
    }

    private func statements(_ bytes: [UInt8]) throws -> [DecodedStatement] {
        if Camt053.recognises(bytes.span) { return try decode(Camt053(), bytes) }
        guard MT940.recognises(bytes.span) else {
            let dollars = OwnAccount.all.first { $0.currency == "USD" }
            let profile = DelimitedProfile.shipped(
                account: dollars?.identifier ?? "", currency: "USD"
            ).first { $0.name == "american-listing" }
            return try decode(Delimited(profile: #require(profile)), bytes)
        }
        return try decode(MT940(), bytes)
    }

    private func decode(
        _ format: some FeedFormat, _ bytes: [UInt8]
    ) throws(FeedError) -> [DecodedStatement] {
        try format.contents(of: bytes.span).statements
    }
}
