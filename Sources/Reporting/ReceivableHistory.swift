import Ledger
import Values

/// Receivables and sales of one currency month by month, for indicators and their history.
struct ReceivableHistory {
    let currency: Currency
    private let facts: ReportFacts
    /// By first day of the month; from the sealed sums.
    private let sales: [CalendarDate: Int64]
    private let firstMonth: CalendarDate
    private let matching: [MatchingFact]
    private let dueMovements: [DueMovement]

    init(_ facts: ReportFacts, _ currency: Currency) {
        self.currency = currency
        self.facts = facts
        matching = facts.matching.filter { $0.currency == currency }
        dueMovements = facts.dueMovements.filter { $0.currency == currency }
        var sales: [CalendarDate: Int64] = [:]
        for movement in facts.sealed where movement.currency == currency {
            switch movement.receivableFlow {
            case .billed, .creditNotes:
                sales[movement.month, default: 0] += movement.receivableChange
            default: break
            }
        }
        self.sales = sales
        firstMonth = sales.keys.min() ?? facts.period.firstDay
    }

    /// What the indicators of a period are made from.
    ///
    /// A period that has not ended counts to today.
    func figures(for period: AccountingPeriod) -> CollectionFigures {
        let last = min(period.lastDay, facts.asOf)
        let closing = dueMovements.aging(of: currency, on: last)
        return CollectionFigures(
            opening: aging(on: period.firstDay.adding(days: -1)).total, closing: closing.total,
            current: closing[.notDue],
            sales: period.months.reduce(0) { $0 + (sales[$1.firstDay] ?? 0) },
            dayCount: last.days(since: period.firstDay) + 1, history: monthsBack(from: last))
    }

    func aging(on day: CalendarDate) -> AgedAmounts {
        dueMovements.aging(of: currency, on: day)
    }

    /// First-pass figures of the payments posted in a period, added up.
    func matched(in period: AccountingPeriod) -> MatchingFact {
        var sum = MatchingFact(
            month: period.firstDay, currency: currency, count: 0, amountMinor: 0,
            firstPassCount: 0, firstPassMinor: 0)
        for fact in matching where period.contains(fact.month) {
            sum.count += fact.count
            sum.amountMinor += fact.amountMinor
            sum.firstPassCount += fact.firstPassCount
            sum.firstPassMinor += fact.firstPassMinor
        }
        return sum
    }

    /// The months before the last month of the period, oldest first, so many at most.
    func monthsBefore(_ count: Int) -> [AccountingPeriod] {
        var month = AccountingPeriod.month(of: facts.asOf)
        var months: [AccountingPeriod] = []
        for _ in 0..<count {
            month = month.previous
            guard month.firstDay >= firstMonth else { break }
            months.insert(month, at: 0)
        }
        return months
    }

    private func monthsBack(from last: CalendarDate) -> [MonthlySales] {
        var month = AccountingPeriod.month(of: last)
        var months = [
            MonthlySales(
                netMinor: sales[month.firstDay] ?? 0,
                dayCount: last.days(since: month.firstDay) + 1)
        ]
        while month.firstDay > firstMonth {
            month = month.previous
            months.append(
                MonthlySales(netMinor: sales[month.firstDay] ?? 0, dayCount: month.dayCount))
        }
        return months
    }
}
