import Ledger
import TestSupport
import Testing
import Values

struct AgingTests {
    /// Ages are counted at 2026-03-31.
    @Test(arguments: [
        ("2026-04-01", AgingBucket.notDue), ("2026-03-31", .notDue), ("2026-03-30", .days1To30),
        ("2026-03-01", .days1To30), ("2026-02-28", .days31To60), ("2026-01-30", .days31To60),
        ("2026-01-29", .days61To90), ("2025-12-31", .days61To90), ("2025-12-30", .over90),
        ("2024-02-29", .over90),
    ])
    func `an item is as old as its due date makes it`(_ due: String, _ bucket: AgingBucket) throws {
        let due = try #require(CalendarDate(due))
        let day = try #require(CalendarDate("2026-03-31"))

        #expect(AgingBasis.dueDate.bucket(on: day, since: due) == bucket)
    }

    @Test func `the leap day is a day`() throws {
        let day = try #require(CalendarDate("2024-03-01"))
        let due = try #require(CalendarDate("2024-01-31"))
        let leapDay = try #require(CalendarDate("2024-02-29"))

        #expect(day.days(since: due) == 30)
        #expect(AgingBasis.dueDate.bucket(on: day, since: due) == .days1To30)
        #expect(AgingBasis.dueDate.bucket(on: leapDay, since: leapDay) == .notDue)
    }

    @Test(arguments: [
        (-5, AgingBucket.days1To30), (0, .days1To30), (30, .days1To30), (31, .days31To60),
    ])
    func `by document date nothing is not due`(_ days: Int, _ bucket: AgingBucket) throws {
        let day = try #require(CalendarDate("2026-03-31"))

        #expect(AgingBasis.documentDate.bucket(on: day, since: day.adding(days: -days)) == bucket)
    }

    @Test func `aging at a month's end follows from postings by due date`() throws {
        let january = try #require(CalendarDate("2026-01-01"))
        let february = try #require(CalendarDate("2026-02-01"))
        let due = try #require(CalendarDate("2026-02-10"))
        let euro = try #require(Currency(code: "EUR"))
        let movements = [
            DueMovement(month: january, dueOn: due, currency: euro, amountMinor: 500),
            DueMovement(month: february, dueOn: due, currency: euro, amountMinor: -200),
        ]

        let atJanuary = movements.aging(of: euro, on: february.adding(days: -1))
        let atMarch = movements.aging(of: euro, on: due.adding(days: 40))

        #expect(atJanuary[.notDue] == 500)
        #expect(atMarch[.days31To60] == 300)
        #expect(atMarch.total == 300)
        #expect(atMarch.pastDue == 300)
    }
}

struct RatioTests {
    @Test(arguments: [
        (1, 8, 13), (-1, 8, -13), (1, 200, 1), (-1, 200, -1), (149, 30_000, 0), (2, 3, 67),
        (0, 5, 0), (5, -2, -250),
    ])
    func `halves are rounded away from zero`(
        _ numerator: Int, _ denominator: Int, _ hundredths: Int
    )
        throws
    {
        let ratio = try #require(Ratio(Int128(numerator), over: Int128(denominator)))

        #expect(ratio.rounded(to: 100) == Int128(hundredths))
    }

    @Test func `nothing is divided by zero`() {
        #expect(Ratio(1, over: 0) == nil)
        #expect(Ratio(0, over: 0) == nil)
    }

    @Test func `rounding agrees with long division`() throws {
        for seed in UInt64(1)...200 {
            var generator = Seeded(seed)
            let numerator = Int128(
                Int64.random(in: -1_000_000_000...1_000_000_000, using: &generator))
            let denominator = Int128(Int64.random(in: 1...1_000_000, using: &generator))

            let rounded = try #require(Ratio(numerator, over: denominator)).rounded(to: 100)

            // The nearest hundredth is at most half a hundredth away.
            let distance = (rounded * denominator - numerator * 100).magnitude * 2
            #expect(distance <= denominator.magnitude, "seed \(seed)")
        }
    }
}

/// Published examples; amounts as printed there.
struct IndicatorTests {
    @Test(
        arguments: [
            (150_000, 1_800_000, 365, 3042), (328_800, 4_192_200, 365, 2863),
            (15_000, 10_000, 30, 4500),
        ] as [(Int64, Int64, Int, Int128)])
    func `days sales outstanding`(_ closing: Int64, _ sales: Int64, _ days: Int, _ expected: Int128)
    {
        let figures = CollectionFigures(
            opening: 0, closing: closing, current: 0, sales: sales, dayCount: days)

        #expect(figures.daysSalesOutstanding?.rounded(to: 100) == expected)
    }

    @Test func `best possible days and how late customers are`() {
        let first = CollectionFigures(
            opening: 0, closing: 15_000, current: 4000, sales: 10_000, dayCount: 30)
        let second = CollectionFigures(
            opening: 0, closing: 25_000, current: 6000, sales: 15_000, dayCount: 30)

        #expect(first.bestPossibleDays == Ratio(12))
        #expect(first.averageDaysDelinquent == Ratio(33))
        #expect(second.averageDaysDelinquent == Ratio(38))
    }

    @Test func `collection effectiveness, with all sales and with the average month`() {
        let year = CollectionFigures(
            opening: 100_000, closing: 120_000, current: 100_000, sales: 1_000_000, dayCount: 365)
        let average = CollectionFigures(
            opening: 6200, closing: 6340, current: 3590, sales: 10_890 / 3, dayCount: 92)

        #expect(year.collectionEffectiveness == Ratio(98, over: 100))
        #expect(average.collectionEffectiveness?.rounded(to: 1000) == 559)
    }

    @Test func `turnover`() {
        let first = CollectionFigures(
            opening: 360_000, closing: 360_000, current: 0, sales: 3_600_000, dayCount: 365)
        let second = CollectionFigures(
            opening: 35_000, closing: 40_000, current: 0, sales: 150_000, dayCount: 365)

        #expect(first.turnover == Ratio(10))
        #expect(second.turnover == Ratio(4))
    }

    @Test func `without sales or receivables a figure does not exist`() {
        let nothing = CollectionFigures(opening: 0, closing: 0, current: 0, sales: 0, dayCount: 31)
        let credits = CollectionFigures(
            opening: 0, closing: 500, current: 500, sales: -200, dayCount: 31)

        #expect(nothing.daysSalesOutstanding == nil)
        #expect(nothing.collectionEffectiveness == nil)
        #expect(nothing.turnover == nil)
        #expect(nothing.pastDueShare == nil)
        #expect(credits.daysSalesOutstanding == nil)
        #expect(credits.collectionEffectiveness == nil)
    }
}

struct CountbackTests {
    private static func months(_ sales: (Int64, Int)...) -> [MonthlySales] {
        sales.map { MonthlySales(netMinor: $0, dayCount: $1) }
    }

    @Test(
        arguments: [
            (212_000, months((100_000, 30), (80_000, 30), (70_000, 30)), 7371),
            (2_100_000, months((900_000, 31), (800_000, 28), (700_000, 31)), 7671),
            (250_000, months((90_000, 31), (80_000, 28), (400_000, 31)), 6520),
            (0, months((90_000, 31)), 0),
            (90_000, months((90_000, 31)), 3100),
            // February's credits take nothing off and add no days.
            (100_000, months((50_000, 31), (-30_000, 28), (100_000, 31)), 4650),
        ] as [(Int64, [MonthlySales], Int128)])
    func `days are counted back month by month`(
        _ receivables: Int64, _ sales: [MonthlySales], _ hundredths: Int128
    ) throws {
        guard case .days(let days) = Countback(receivables: receivables, sales: sales) else {
            Issue.record("did not come to an end")
            return
        }
        #expect(days.rounded(to: 100) == hundredths)
    }

    @Test func `receivables older than all sales say so`() {
        #expect(
            Countback(receivables: 90_001, sales: Self.months((90_000, 31))) == .moreThan(days: 31))
        #expect(Countback(receivables: 1, sales: []) == .moreThan(days: 0))
    }

    @Test func `a balance in the customers' favour has no days`() {
        #expect(Countback(receivables: -1, sales: Self.months((90_000, 31))) == nil)
    }
}

struct FlowTests {
    private static func movement(
        _ kind: TransferKind?, _ debit: Int32, _ credit: Int32
    )
        -> Movement?
    {
        guard let month = CalendarDate("2026-01-01"), let euro = Currency(code: "EUR") else {
            return nil
        }
        return Movement(
            month: month, kind: kind, debit: debit, credit: credit, currency: euro, count: 1,
            amountMinor: 100)
    }

    @Test func `an adjustment taken back is on the line of the adjustment`() {
        let undone = Self.movement(
            .undoneAdjustment, LedgerAccount.receivables, LedgerAccount.badDebt)

        #expect(undone?.receivableFlow == .writeOffs)
        #expect(undone?.receivableChange == 100)
    }

    @Test func `what has no business on receivables belongs to no line`() {
        #expect(
            Self.movement(nil, LedgerAccount.receivables, LedgerAccount.revenue)?.receivableFlow
                == nil)
        #expect(
            Self.movement(.bankInterest, LedgerAccount.receivables, LedgerAccount.bankCharges)?
                .receivableFlow == nil)
        #expect(
            Self.movement(.bankInterest, LedgerAccount.unappliedCash, LedgerAccount.bankClearing)?
                .cashFlow == nil)
        #expect(
            Self.movement(.creditTransfer, LedgerAccount.receivables, LedgerAccount.receivables)?
                .receivableFlow == nil)
    }

    @Test func `a charge deducted from a payment settles, a bank's own charge does not`() {
        let deducted = Self.movement(
            .chargeDeduction, LedgerAccount.bankCharges, LedgerAccount.receivables)
        let taken = Self.movement(.bankCharge, LedgerAccount.bankCharges, LedgerAccount.bank(1))

        #expect(deducted?.receivableFlow == .adjustments)
        #expect(taken?.receivableFlow == nil)
        #expect(taken?.cashFlow == nil)
    }

    @Test func `a payment named later moves between the two classes of cash`() {
        let named = Self.movement(
            .identification, LedgerAccount.unidentifiedCash, LedgerAccount.unappliedCash)

        #expect(named?.cashFlow == .identified)
        #expect(named?.cashChange == 0)
    }
}
