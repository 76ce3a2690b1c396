import DatabaseSupport
import Postgres
import Reporting
import Store
import SyntheticLedgers
import TestSupport
import Testing
import Values

/// The report queries against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct ReportFactsTests {
    private static func facts(
        _ scratch: inout ScratchDatabase, _ period: String, knownAt batch: Int64? = nil
    ) throws -> ReportFacts {
        let period = try #require(AccountingPeriod(period))
        return try scratch.db.reportFacts(
            period: period, asOf: period.lastDay, version: 1, knownAt: batch)
    }

    /// What the queries read must be what plain Swift gathers, in whatever order.
    private static func expectSame(
        _ read: ReportFacts, _ expected: ReportFacts, _ place: String
    ) {
        #expect(Set(read.customers) == Set(expected.customers), "\(place)")
        #expect(Set(read.ownAccounts) == Set(expected.ownAccounts), "\(place)")
        #expect(Set(read.openItems) == Set(expected.openItems), "\(place)")
        #expect(Set(read.dueMovements) == Set(expected.dueMovements), "\(place)")
        #expect(Set(read.movements) == Set(expected.movements), "\(place)")
        #expect(Set(read.sealed) == Set(expected.sealed), "\(place)")
        #expect(Set(read.receipts) == Set(expected.receipts), "\(place)")
        #expect(Set(read.returns) == Set(expected.returns), "\(place)")
        #expect(Set(read.residuals) == Set(expected.residuals), "\(place)")
        #expect(Set(read.matching) == Set(expected.matching), "\(place)")
        #expect(Set(read.statements) == Set(expected.statements), "\(place)")
        #expect(Set(read.arrivals) == Set(expected.arrivals), "\(place)")
        #expect(Set(read.bankDays) == Set(expected.bankDays), "\(place)")
        #expect(Set(read.bankBalances) == Set(expected.bankBalances), "\(place)")
    }

    @Test func `the quarter's reports come out of the database to the cent`() throws {
        let ledger = SyntheticLedger.quarter(of: try #require(Currency(code: "EUR")))
        var scratch = try ScratchDatabase()
        try scratch.db.insert(ledger)

        for period in ["2026-01", "2026-02", "2026-03", "2026-Q1"] {
            let pack = reportPack(try Self.facts(&scratch, period))

            #expect(disagreements(pack, ledger) == [], "\(period)")
            #expect(pack.tiesOut, "\(period)")
        }
        let quarter = reportPack(try Self.facts(&scratch, "2026-Q1"))
        #expect(quarterFigures(quarter) == expectedQuarterFigures)
    }

    @Test(arguments: UInt64(1)...20)
    func `any ledger's reports agree with its events`(_ seed: UInt64) throws {
        var generator = Seeded(seed)
        let currencies = ["EUR", "JPY", "KWD"].compactMap { Currency(code: $0) }
        let first = try #require(CalendarDate("2025-11-01"))
        let ledger = SyntheticLedger.random(
            &generator, currencies: currencies, from: first, events: 90)
        var scratch = try ScratchDatabase()
        try scratch.db.insert(ledger)

        for name in ["2025-11", "2026-02", "2026-Q1"] {
            let facts = try Self.facts(&scratch, name)
            let period = try #require(AccountingPeriod(name))

            Self.expectSame(facts, ledger.facts(for: period), "seed \(seed), \(name)")
            #expect(disagreements(reportPack(facts), ledger) == [], "seed \(seed), \(name)")
        }
    }

    @Test func `a report made again as known then leaves later batches out`() throws {
        let ledger = SyntheticLedger.quarter(of: try #require(Currency(code: "EUR")))
        var scratch = try ScratchDatabase()
        try scratch.db.insert(ledger)
        var earlier = ledger
        // Before anybody knew of the write-off and the waived fee.
        earlier.events.removeLast(2)

        let facts = try Self.facts(&scratch, "2026-03", knownAt: Int64(earlier.events.count))

        #expect(facts.batch == Int64(earlier.events.count))
        #expect(disagreements(reportPack(facts), earlier) == [])
    }

    @Test func `an empty ledger has reports`() throws {
        var scratch = try ScratchDatabase()
        try scratch.db.execute(
            "insert into ledger (name, base_currency, time_zone) values ('New', 'EUR', 'UTC')")

        let pack = reportPack(try Self.facts(&scratch, "2026-Q1"))

        #expect(pack.tiesOut)
        #expect(pack.heading.batch == 0)
    }
}
