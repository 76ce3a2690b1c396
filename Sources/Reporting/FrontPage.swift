import Ledger
import Values

/// How many months a tile remembers.
private let monthsRemembered = 13

/// The six figures of page one, in the leading currency.
func tiles(_ history: ReceivableHistory, _ period: AccountingPeriod) -> [Tile] {
    let figures = history.figures(for: period)
    let matched = history.matched(in: period)
    let months = history.monthsBefore(monthsRemembered)
    let past = months.map { history.figures(for: $0) }
    func money(_ minorUnits: Int64) -> String {
        Money(minorUnits: minorUnits, currency: history.currency).grouped
    }
    let collectable = figures.opening + figures.sales
    return [
        Tile(
            title: "Receivables", value: .money(figures.closing, history.currency),
            unit: history.currency.code, history: past.map(\.closing),
            derivation: "\(money(figures.current)) not due, "
                + "\(money(figures.closing - figures.current)) past due"),
        Tile(
            title: "Past due", value: Cell(figures.pastDueShare.map { $0 * 100 }), unit: "%",
            history: hundredths(past.map { $0.pastDueShare.map { $0 * 100 } }),
            derivation: "\(money(figures.closing - figures.current)) / \(money(figures.closing))"),
        Tile(
            title: "Days sales outstanding", value: Cell(figures.daysSalesOutstanding),
            unit: "days", history: hundredths(past.map(\.daysSalesOutstanding)),
            derivation: "\(money(figures.closing)) / \(money(figures.sales)) x "
                + "\(figures.dayCount)"),
        Tile(
            title: "Days by counting back", value: figures.countback.cell, unit: "days",
            history: hundredths(past.map { $0.countback?.wholeAnswer }),
            derivation: "\(money(figures.closing)) taken off the sales of the latest months"),
        Tile(
            title: "Collection effectiveness",
            value: Cell(figures.collectionEffectiveness.map { $0 * 100 }), unit: "%",
            history: hundredths(past.map { $0.collectionEffectiveness.map { $0 * 100 } }),
            derivation: "\(money(collectable - figures.closing)) / "
                + "\(money(collectable - figures.current))"),
        Tile(
            title: "Applied at first pass", value: Cell(matched.share), unit: "%",
            history: hundredths(months.map { history.matched(in: $0).share }),
            derivation: "\(matched.firstPassCount) of \(matched.count) payments; "
                + "\(money(matched.firstPassMinor)) of \(money(matched.amountMinor))"),
    ]
}

/// Receivables and what of them is past due, month by month up to the end of the period.
func historyChart(_ history: ReceivableHistory, _ asOf: CalendarDate) -> Chart {
    let months = history.monthsBefore(monthsRemembered - 1) + [.month(of: asOf)]
    let aged = months.map { history.aging(on: min($0.lastDay, asOf)) }
    return Chart(
        kind: .lines, title: "Receivables month by month", labels: months.map(\.description),
        series: [
            Chart.Series(name: "Receivables", values: aged.map(\.total)),
            Chart.Series(name: "Past due", values: aged.map(\.pastDue)),
        ],
        currency: history.currency)
}

extension MatchingFact {
    /// Payments applied whole at their first decision, per cent.
    fileprivate var share: Ratio? {
        Ratio(Int128(firstPassCount) * 100, over: Int128(count))
    }
}

extension Countback {
    /// The days where counting back came to an end.
    fileprivate var wholeAnswer: Ratio? {
        switch self {
        case .days(let days): days
        case .moreThan: nil
        }
    }
}

/// The latest unbroken run of figures in hundredths: a month without one ends what can be drawn.
private func hundredths(_ series: [Ratio?]) -> [Int64] {
    var run: [Int64] = []
    for figure in series.reversed() {
        guard let figure, let value = Int64(exactly: figure.rounded(to: 100)) else { break }
        run.append(value)
    }
    return run.reversed()
}
