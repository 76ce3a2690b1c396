import Ledger
import Reporting
import SyntheticLedgers
import TestSupport
import Testing
import Values

/// The quarter of `SyntheticLedger.quarter`, to the cent.
struct QuarterTests {
    private static func pack(_ period: String) throws -> (SyntheticLedger, ReportPack) {
        let ledger = SyntheticLedger.quarter(of: try #require(Currency(code: "EUR")))
        let facts = ledger.facts(for: try #require(AccountingPeriod(period)))
        return (ledger, reportPack(facts))
    }

    @Test(arguments: ["2026-01", "2026-02", "2026-03", "2026-Q1"])
    func `reports agree with the events and with each other`(_ period: String) throws {
        let (ledger, pack) = try Self.pack(period)

        #expect(disagreements(pack, ledger) == [])
        #expect(pack.tiesOut)
    }

    @Test func `the quarter shows its known figures`() throws {
        let (_, pack) = try Self.pack("2026-Q1")

        #expect(quarterFigures(pack) == expectedQuarterFigures)
    }

    @Test func `page one has six figures, three pictures and the proofs`() throws {
        let (_, pack) = try Self.pack("2026-Q1")

        #expect(pack.tiles.count == 6)
        #expect(pack.frontCharts.map(\.kind) == [.stackedBars, .waterfall, .lines])
        #expect(Set(pack.tieOuts.map(\.id)) == ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"])
        #expect(pack.tiles[2].derivation == "2 500.00 EUR / 5 700.00 EUR x 90")
        // November to February; March is the figure itself.
        #expect(pack.tiles[0].history == [100_000, 150_000, 400_000, 305_000])
        for chart in pack.frontCharts + pack.reports.flatMap(\.charts) {
            #expect(chart.series.allSatisfy { $0.values.count == chart.labels.count })
        }
    }

    @Test(arguments: ["2026-02", "2026-Q1"])
    func `every row is as long as its header`(_ period: String) throws {
        let (_, pack) = try Self.pack(period)

        for table in pack.reports.flatMap(\.tables) {
            let lengths = (table.rows + table.totals).map(\.count)
            #expect(lengths.allSatisfy { $0 == table.columns.count }, "\(table.name)")
            #expect(Set(table.columns.map(\.key)).count == table.columns.count, "\(table.name)")
        }
    }
}

struct ReportLawTests {
    @Test(arguments: UInt64(1)...200)
    func `any ledger's reports agree with its events`(_ seed: UInt64) throws {
        var generator = Seeded(seed)
        let currencies = ["EUR", "JPY", "KWD"].compactMap { Currency(code: $0) }
        let first = try #require(CalendarDate("2025-11-01"))
        let ledger = SyntheticLedger.random(
            &generator, currencies: currencies, from: first, events: 70)

        for period in ["2025-11", "2026-02", "2026-Q1"].compactMap({ AccountingPeriod($0) }) {
            let pack = reportPack(ledger.facts(for: period))

            #expect(disagreements(pack, ledger) == [], "seed \(seed), \(period)")
        }
    }

    @Test func `a ledger in which nothing happened has reports`() throws {
        let euro = try #require(Currency(code: "EUR"))
        let period = try #require(AccountingPeriod("2024-02"))
        let facts = ReportFacts(
            entity: "Nobody", baseCurrency: euro, period: period, asOf: period.lastDay,
            version: 1, batch: 0, ledgerDigest: "")

        let pack = reportPack(facts)

        #expect(pack.tiesOut)
        #expect(pack.reports.map(\.id) == ["RP01", "RP02", "RP03", "RP04", "RP05", "RP06", "RP11"])
        #expect(pack.table("rp01_aging_detail")?.rows == [])
        #expect(pack.tiles[2].value == .notAvailable)
        #expect(pack.tiles[5].value == .notAvailable)
        #expect(pack.openDiscrepancies == [])
    }

    @Test func `a day outside the period is brought inside`() throws {
        let euro = try #require(Currency(code: "EUR"))
        let period = try #require(AccountingPeriod("2024-02"))
        func asOf(_ day: CalendarDate) -> CalendarDate {
            ReportFacts(
                entity: "", baseCurrency: euro, period: period, asOf: day, version: 1, batch: 0,
                ledgerDigest: ""
            ).asOf
        }

        #expect(asOf(period.lastDay.adding(days: 9)).description == "2024-02-29")
        #expect(asOf(period.firstDay.adding(days: -9)) == period.firstDay)
        #expect(asOf(period.firstDay.adding(days: 9)).description == "2024-02-10")
    }
}

/// Facts that contradict each other must show, each in the tie-out made for it.
struct BrokenTieOutTests {
    private static func broken(
        in period: String = "2026-Q1", _ damage: (inout ReportFacts) -> Void
    ) throws -> Set<String> {
        let ledger = SyntheticLedger.quarter(of: try #require(Currency(code: "EUR")))
        var facts = ledger.facts(for: try #require(AccountingPeriod(period)))
        damage(&facts)
        let pack = reportPack(facts)
        let ids = Set(pack.tieOuts.filter { !$0.holds }.map(\.id))
        #expect(pack.tiesOut == ids.isEmpty)
        return ids
    }

    @Test func `whole facts tie out`() throws {
        #expect(try Self.broken { _ in } == [])
    }

    @Test func `an item that is a cent off breaks T1`() throws {
        #expect(try Self.broken { $0.openItems[0].openMinor += 1 } == ["T1"])
    }

    @Test func `a prior item that is a cent off breaks T2`() throws {
        #expect(try Self.broken { $0.openItems[0].priorOpenMinor += 1 } == ["T2"])
    }

    @Test func `a booking the ledger does not have breaks T3`() throws {
        #expect(try Self.broken { $0.bankDays[0].statementMinor += 1 } == ["T3"])
    }

    @Test func `a bank balance that differs breaks T3`() throws {
        #expect(try Self.broken { $0.bankBalances[0].statedMinor += 1 } == ["T3"])
    }

    @Test func `a receipt that is missing breaks T3 and T4`() throws {
        #expect(try Self.broken { $0.receipts.removeLast() } == ["T3", "T4"])
    }

    @Test func `two files wrong by the same amount break T5`() throws {
        let broken = try Self.broken { facts in
            facts.statements[0].countedMinor += 1
            facts.statements[1].countedMinor -= 1
        }
        #expect(broken == ["T5"])
    }

    @Test func `cash rests that are off break T4 and T6`() throws {
        let broken = try Self.broken(in: "2026-02") { $0.residuals[0].unappliedMinor += 1 }
        #expect(broken == ["T4", "T6"])
    }

    @Test func `a money row that no seal covers breaks the proofs against the seals`() throws {
        let broken = try Self.broken { facts in
            facts.sealed.removeAll { $0.kind == .writeOff }
        }
        #expect(broken == ["T1", "T7", "T8"])
    }

    @Test func `a kind of movement nobody knows breaks T1`() throws {
        let broken = try Self.broken { facts in
            for index in facts.movements.indices where facts.movements[index].kind == .writeOff {
                facts.movements[index].kind = nil
            }
        }
        #expect(broken == ["T1", "T7"])
    }
}

struct SyntheticLedgerTests {
    @Test func `random ledgers hold everything that can happen`() throws {
        let first = try #require(CalendarDate("2025-11-01"))
        let currencies = ["EUR", "JPY", "KWD"].compactMap { Currency(code: $0) }
        var kinds: [String: Int] = [:]
        for seed in UInt64(1)...200 {
            var generator = Seeded(seed)
            let ledger = SyntheticLedger.random(
                &generator, currencies: currencies, from: first, events: 70)
            for row in ledger.rows { kinds[row.kind, default: 0] += 1 }
        }

        let expected = [
            "revenue", "tax", "fee", "payment", "allocation", "tolerance", "charge_deduction",
            "discount", "write_off", "waiver", "identification", "credit_transfer",
            "undone_allocation", "undone_adjustment", "bank_return",
        ]
        for kind in expected { #expect(kinds[kind, default: 0] >= 50, "\(kind)") }
        #expect(kinds.count == expected.count)
    }
}

struct CellTests {
    @Test func `account numbers are masked in every table`() throws {
        let euro = try #require(Currency(code: "EUR"))
        let ledger = SyntheticLedger.quarter(of: euro)
        var facts = ledger.facts(for: try #require(AccountingPeriod("2026-Q1")))
        let secrets = ["GB29NWBK60161331926819", "00123456"]
        facts.receipts[0].payerAccount = secrets[0]
        facts.receipts[1].payerAccount = secrets[1]

        let pack = reportPack(facts)

        let texts = pack.reports.flatMap(\.tables).flatMap { $0.rows + $0.totals }.joined()
            .compactMap { cell -> String? in
                guard case .text(let text) = cell else { return nil }
                return text
            }
        for secret in secrets + ledger.accounts.map(\.identifier) {
            #expect(!texts.contains { $0.contains(secret) })
        }
        #expect(texts.contains("GB29…6819"))
        #expect(texts.contains("…56"))
    }

    @Test func `amounts too large for a 64-bit fraction are still shown`() throws {
        let euro = try #require(Currency(code: "EUR"))
        let ledger = SyntheticLedger.quarter(of: euro)
        var facts = ledger.facts(for: try #require(AccountingPeriod("2026-03")))
        for index in facts.dueMovements.indices {
            facts.dueMovements[index].amountMinor *= 10_000_000_000_007
        }
        for index in facts.sealed.indices { facts.sealed[index].amountMinor *= 10_000_000_000_009 }

        let days = reportPack(facts).tiles[2].value

        // 2 500 / 900 x 31 days = 86.11, whatever both are multiplied by.
        guard case .ratio(let numerator, let denominator) = days else {
            Issue.record("\(days)")
            return
        }
        #expect((numerator * 100 + denominator / 2) / denominator == 8611)
    }
}
