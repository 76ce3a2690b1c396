import Ledger
import Values

/// RP02: how receivables came from the opening to the closing balance.
func rollForwardReport(_ facts: ReportFacts) -> Report {
    var rows: [[Cell]] = []
    var totals: [[Cell]] = []
    for currency in facts.currencies {
        rows += facts.rollForwards(of: currency).map(cells)
        if facts.period.length == .quarter {
            totals.append(cells(facts.rollForward(of: currency)))
        }
    }
    return Report(
        id: "RP02", title: "Receivables roll-forward",
        note: """
            Opening + billed + fees and interest + re-opened - cash applied - credit notes - \
            discounts - write-offs - adjustments = closing; the check column is the difference \
            and must be zero. Each currency stands by itself; nothing is converted, so there is \
            no exchange difference. Billed and credit notes are with tax. A quarter is its three \
            months put end to end.
            """,
        tables: [
            Table(
                name: "rp02_rollforward", title: "By currency and month", columns: columns,
                rows: rows, totals: totals)
        ],
        charts: facts.currencies.map { rollForwardChart(facts, $0) })
}

/// Opening, movements, closing.
func rollForwardChart(_ facts: ReportFacts, _ currency: Currency) -> Chart {
    let whole = facts.rollForward(of: currency)
    return Chart(
        kind: .waterfall, title: "From opening to closing receivables",
        labels: ["Opening"] + ReceivableFlow.allCases.map(\.name) + ["Closing"],
        series: [
            Chart.Series(
                name: "Receivables",
                values: [whole.opening] + ReceivableFlow.allCases.map { $0.sign * whole[$0] }
                    + [whole.closing])
        ],
        currency: currency)
}

extension ReceivableFlow {
    /// What a reader sees.
    var name: String {
        switch self {
        case .billed: "Billed"
        case .feesAndInterest: "Fees, interest"
        case .reopened: "Re-opened"
        case .cashApplied: "Cash applied"
        case .creditNotes: "Credit notes"
        case .discounts: "Discounts"
        case .writeOffs: "Write-offs"
        case .adjustments: "Adjustments"
        }
    }
}

private func cells(_ line: RollForward) -> [Cell] {
    let flows = ReceivableFlow.allCases.map { Cell.money(line[$0], line.currency) }
    return [
        .text(line.period.description), .text("all"), .text(line.currency.code),
        .money(line.opening, line.currency),
    ] + flows + [
        .money(0, line.currency), .money(line.closing, line.currency),
        .money(line.check, line.currency),
    ]
}

private let columns = [
    Column("period", "Period", .left, weight: 0.9),
    Column("segment", "Segment", .left, weight: 0),
    Column("currency", "Currency", .left, weight: 0.7),
    Column("opening", "Opening", .right, weight: 1.2),
    Column("billed", "Billed", .right, weight: 1.2),
    Column("fees_interest", "Fees", .right),
    Column("returns_reopened", "Re-opened", .right),
    Column("cash_applied", "Applied", .right, weight: 1.2),
    Column("credit_notes", "Credits", .right),
    Column("discounts", "Discounts", .right),
    Column("writeoffs", "Write-offs", .right),
    Column("adjustments", "Adjusted", .right),
    Column("fx", "Exchange", .right, weight: 0),
    Column("closing", "Closing", .right, weight: 1.2),
    Column("check", "Check", .right, weight: 0.8),
]
