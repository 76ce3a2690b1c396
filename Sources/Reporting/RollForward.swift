import Ledger
import Values

/// The way of receivables of one currency from one day to another.
struct RollForward {
    var currency: Currency
    var period: AccountingPeriod
    /// From due dates and postings, not from the flows.
    var opening: Int64
    var flows: [ReceivableFlow: Int64]
    var closing: Int64

    /// The amount of a line, positive in its usual case.
    subscript(flow: ReceivableFlow) -> Int64 { flows[flow] ?? 0 }

    /// Opening and flows together: what closing has to be.
    var rolled: Int64 {
        opening + ReceivableFlow.allCases.sum { $0.sign * self[$0] }
    }

    /// Zero, or the roll-forward does not explain the balance.
    var check: Int64 { rolled - closing }

    var sales: Int64 { self[.billed] - self[.creditNotes] }
}

extension ReportFacts {
    /// One a month of the period.
    func rollForwards(of currency: Currency) -> [RollForward] {
        months.map { month in
            RollForward(
                currency: currency, period: month,
                opening: receivables(of: currency, on: month.firstDay.adding(days: -1)),
                flows: receivableFlows(movements, of: currency, in: month),
                closing: receivables(of: currency, on: lastDay(of: month)))
        }
    }

    /// The months of the period put end to end: nothing is computed for a quarter by itself.
    func rollForward(of currency: Currency) -> RollForward {
        let months = rollForwards(of: currency)
        var flows: [ReceivableFlow: Int64] = [:]
        for month in months { flows.merge(month.flows) { $0 + $1 } }
        return RollForward(
            currency: currency, period: period, opening: months.first?.opening ?? 0, flows: flows,
            closing: months.last?.closing ?? 0)
    }

    private func receivables(of currency: Currency, on day: CalendarDate) -> Int64 {
        dueMovements.aging(of: currency, on: day).total
    }
}

/// Movements of receivables by line of the roll-forward, each with the sign it is printed with.
func receivableFlows(
    _ movements: [Movement], of currency: Currency, in period: AccountingPeriod
) -> [ReceivableFlow: Int64] {
    var flows: [ReceivableFlow: Int64] = [:]
    for movement in movements
    where movement.currency == currency && period.contains(movement.month) {
        guard let flow = movement.receivableFlow else { continue }
        flows[flow, default: 0] += flow.sign * movement.receivableChange
    }
    return flows
}
