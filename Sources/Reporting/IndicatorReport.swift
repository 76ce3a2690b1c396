import Ledger
import Values

/// RP11: the indicators, each with what it is made from so that a reader can compute it again.
func indicatorReport(_ facts: ReportFacts) -> Report {
    var rows: [[Cell]] = []
    for currency in facts.currencies {
        let history = ReceivableHistory(facts, currency)
        let now = indicators(history, facts.period)
        let prior = indicators(history, facts.period.previous)
        let yearAgo = indicators(history, facts.period.aYearBefore)
        for (index, indicator) in now.enumerated() {
            rows.append(
                [
                    .text(facts.period.description), .text(indicator.key), indicator.value,
                    .text(indicator.unit), indicator.numerator, indicator.denominator,
                    indicator.days.map { .integer(Int64($0)) } ?? .empty,
                    .text(indicator.variant), prior[index].value, yearAgo[index].value, .empty,
                    .empty, .text(currency.code),
                ])
        }
    }
    return Report(
        id: "RP11", title: "Indicators",
        note: """
            Receivables are gross, sales are invoices less credit notes with tax and without fees \
            and interest. A figure that does not exist is n/a, never zero. Targets are not set \
            yet.
            """,
        tables: [Table(name: "rp11_kpis", title: "Indicators", columns: columns, rows: rows)])
}

/// A figure with its derivation.
struct Indicator {
    var key: String
    var value: Cell
    var unit: String
    var numerator: Cell
    var denominator: Cell
    var days: Int?
    var variant: String
}

/// The indicators of a currency and period, in the order they are printed.
func indicators(_ history: ReceivableHistory, _ period: AccountingPeriod) -> [Indicator] {
    let figures = history.figures(for: period)
    return collectionIndicators(figures, history.currency)
        + matchingIndicators(history.matched(in: period), history.currency)
}

private func collectionIndicators(
    _ figures: CollectionFigures, _ currency: Currency
) -> [Indicator] {
    func money(_ minorUnits: Int64) -> Cell { .money(minorUnits, currency) }
    func perSales(_ key: String, _ value: Ratio?, _ amount: Int64, _ variant: String) -> Indicator {
        Indicator(
            key: key, value: Cell(value), unit: "days", numerator: money(amount),
            denominator: money(figures.sales), days: figures.dayCount, variant: variant)
    }
    let collectable = figures.opening + figures.sales
    return [
        perSales(
            "dso_simple", figures.daysSalesOutstanding, figures.closing,
            "receivables / net credit sales x calendar days"),
        Indicator(
            key: "dso_countback", value: figures.countback.cell, unit: "days",
            numerator: money(figures.closing), denominator: .empty, days: nil,
            variant: "month by month from the newest; months of net credits count nothing"),
        perSales(
            "best_possible_dso", figures.bestPossibleDays, figures.current,
            "receivables not due / net credit sales x calendar days"),
        perSales(
            "average_days_delinquent", figures.averageDaysDelinquent,
            figures.closing - figures.current, "DSO less best possible DSO, same window"),
        Indicator(
            key: "cei", value: Cell(figures.collectionEffectiveness.map { $0 * 100 }), unit: "%",
            numerator: money(collectable - figures.closing),
            denominator: money(collectable - figures.current), days: figures.dayCount,
            variant: "sales of the whole window; current is not past due"),
        Indicator(
            key: "ar_turnover", value: Cell(figures.turnover), unit: "times",
            numerator: money(2 * figures.sales),
            denominator: money(figures.opening + figures.closing), days: figures.dayCount,
            variant: "sales / mean of opening and closing"),
        Indicator(
            key: "past_due_share", value: Cell(figures.pastDueShare.map { $0 * 100 }), unit: "%",
            numerator: money(figures.closing - figures.current),
            denominator: money(figures.closing), days: nil, variant: "past due / receivables"),
    ]
}

private func matchingIndicators(_ matched: MatchingFact, _ currency: Currency) -> [Indicator] {
    [
        Indicator(
            key: "first_pass_count",
            value: Cell(Ratio(Int128(matched.firstPassCount) * 100, over: Int128(matched.count))),
            unit: "%", numerator: .integer(matched.firstPassCount),
            denominator: .integer(matched.count), days: nil,
            variant: "payments applied whole at the first decision / payments"),
        Indicator(
            key: "first_pass_amount",
            value: Cell(
                Ratio(Int128(matched.firstPassMinor) * 100, over: Int128(matched.amountMinor))),
            unit: "%", numerator: .money(matched.firstPassMinor, currency),
            denominator: .money(matched.amountMinor, currency), days: nil,
            variant: "amount applied at the first decision, in part too / amount received"),
    ]
}

extension Countback? {
    var cell: Cell {
        switch self {
        case .days(let days): Cell(days)
        case .moreThan(let days): .text(">\(days)")
        case nil: .notAvailable
        }
    }
}

extension AccountingPeriod {
    /// The period of the same name in the year before.
    var aYearBefore: AccountingPeriod {
        var period = self
        for _ in 0..<(12 / length.rawValue) { period = period.previous }
        return period
    }
}

private let columns = [
    Column("period", "Period", .left, weight: 0),
    Column("kpi", "Indicator", .left, weight: 1.8),
    Column("value", "Value", .right, weight: 0.8),
    Column("unit", "Unit", .left, weight: 0.6),
    Column("numerator", "Numerator", .right, weight: 1.4),
    Column("denominator", "Denominator", .right, weight: 1.4),
    Column("days", "Days", .right, weight: 0.5),
    Column("variant", "How", .left, weight: 3.5),
    Column("prior", "Before", .right, weight: 0.8),
    Column("prior_year", "Year ago", .right, weight: 0.8),
    Column("target", "Target", .right, weight: 0),
    Column("status", "Status", .left, weight: 0),
    Column("currency", "Currency", .left, weight: 0.7),
]
