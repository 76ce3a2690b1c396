import Ledger
import Values

/// RP01: what customers owe, by how long it has been due.
func agingReport(_ facts: ReportFacts, _ directory: Directory) -> Report {
    Report(
        id: "RP01", title: "Receivables by age",
        note: """
            Gross receivables at \(facts.asOf): cash on account stands in its own column and is \
            not deducted. An item due on the day itself is not late. By document date nothing is \
            "not due" and the first bucket is 0-30 days. Credit notes are negative in the bucket \
            of their own date. What is disputed is as known when the report was made.
            """,
        tables: [
            agingTotals(facts),
            agingSummary(facts, directory, by: .dueDate),
            agingSummary(facts, directory, by: .documentDate),
            agingDetail(facts, directory),
        ],
        charts: facts.currencies.map { agingChart(facts, $0) })
}

/// Receivables by bucket at this period's end and the one before, from due dates and postings.
func agingChart(_ facts: ReportFacts, _ currency: Currency) -> Chart {
    let days = [facts.dayBefore, facts.asOf]
    let aged = days.map { facts.dueMovements.aging(of: currency, on: $0) }
    return Chart(
        kind: .stackedBars, title: "Receivables by days past due",
        labels: days.map(\.description),
        series: AgingBucket.allCases.map { bucket in
            Chart.Series(name: bucket.name, values: aged.map { $0[bucket] })
        },
        currency: currency)
}

private func bucketColumns(_ basis: AgingBasis) -> [Column] {
    [
        Column("not_due", "Not due", .right, weight: basis == .dueDate ? 1.2 : 0),
        Column("b1_30", basis == .dueDate ? "1-30" : "0-30", .right, weight: 1.2),
        Column("b31_60", "31-60", .right, weight: 1.2),
        Column("b61_90", "61-90", .right, weight: 1.2),
        Column("b90p", ">90", .right, weight: 1.2),
    ]
}

private func bucketCells(_ aged: AgedAmounts, _ currency: Currency) -> [Cell] {
    AgingBucket.allCases.map { .money(aged[$0], currency) }
}

/// One line a currency and basis, for the reader in a hurry.
private func agingTotals(_ facts: ReportFacts) -> Table {
    var rows: [[Cell]] = []
    for currency in facts.currencies {
        for basis in AgingBasis.allCases {
            var aged = AgedAmounts()
            for item in facts.openItems where item.currency == currency {
                aged[item.bucket(by: basis, on: facts.asOf)] += item.openMinor
            }
            let late = Ratio(Int128(aged.pastDue) * 100, over: Int128(aged.total))
            rows.append(
                [.date(facts.asOf), .text(basis.rawValue), .text(currency.code)]
                    + bucketCells(aged, currency)
                    + [.money(aged.total, currency), basis == .dueDate ? Cell(late) : .empty])
        }
    }
    return Table(
        name: "rp01_aging_total", title: "All customers",
        columns: [
            Column("as_of", "As of", .left, weight: 0),
            Column("basis", "Counted from", .left),
            Column("currency", "Currency", .left, weight: 0.7),
        ] + bucketColumns(.dueDate) + [
            Column("open_total", "Receivables", .right, weight: 1.3),
            Column("past_due_pct", "Past due %", .right, weight: 0.8),
        ],
        rows: rows)
}

/// What a line of the summary adds up.
private struct CustomerAging {
    var aged = AgedAmounts()
    var unapplied: Int64 = 0
    var disputed: Int64 = 0
    var prior: Int64 = 0

    mutating func add(_ item: OpenItemFact, by basis: AgingBasis, on day: CalendarDate) {
        aged[item.bucket(by: basis, on: day)] += item.openMinor
        disputed += item.isHeld ? item.openMinor : 0
        prior += item.priorOpenMinor
    }

    static func += (left: inout CustomerAging, right: CustomerAging) {
        left.aged += right.aged
        left.unapplied += right.unapplied
        left.disputed += right.disputed
        left.prior += right.prior
    }

    func cells(of currency: Currency, shareOf total: Int64) -> [Cell] {
        bucketCells(aged, currency) + [
            .money(aged.total, currency), .money(unapplied, currency), .money(disputed, currency),
            Cell(Ratio(Int128(aged.total) * 100, over: Int128(total))), .money(prior, currency),
        ]
    }
}

/// One line a customer and currency.
///
/// Whoever has only cash on account has a line too.
private func agingSummary(
    _ facts: ReportFacts, _ directory: Directory, by basis: AgingBasis
) -> Table {
    struct Key: Hashable {
        var customer: Int64
        var currency: Currency
    }
    var lines: [Key: CustomerAging] = [:]
    for item in facts.openItems {
        let key = Key(customer: item.customer, currency: item.currency)
        lines[key, default: CustomerAging()].add(item, by: basis, on: facts.asOf)
    }
    for residual in facts.residuals where residual.unappliedMinor != 0 {
        guard let customer = residual.customer else { continue }
        let key = Key(customer: customer, currency: residual.currency)
        lines[key, default: CustomerAging()].unapplied += residual.unappliedMinor
    }
    var sums: [Currency: CustomerAging] = [:]
    for (key, line) in lines { sums[key.currency, default: CustomerAging()] += line }

    let named = lines.map { (directory.customerNumber($0.key.customer), $0.key.currency, $0.value) }
    let rows = named.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { number, currency, line in
        [.date(facts.asOf), .text(basis.rawValue), .text(number), .text(currency.code)]
            + line.cells(of: currency, shareOf: sums[currency]?.aged.total ?? 0)
    }
    let totals = sums.sorted { $0.key < $1.key }.map { currency, sum in
        [.empty, .empty, .text("Total"), .text(currency.code)]
            + sum.cells(of: currency, shareOf: sum.aged.total)
    }
    return Table(
        name: basis == .dueDate ? "rp01_aging_summary" : "rp01_aging_summary_document",
        title: basis == .dueDate ? "By due date" : "By document date",
        columns: summaryColumns(basis), rows: rows, totals: totals)
}

private func summaryColumns(_ basis: AgingBasis) -> [Column] {
    [
        Column("as_of", "As of", .left, weight: 0),
        Column("basis", "Counted from", .left, weight: 0),
        Column("customer_id", "Customer", .left, weight: 1.2),
        Column("currency", "Currency", .left, weight: 0.7),
    ] + bucketColumns(basis) + [
        Column("open_total", "Receivables", .right, weight: 1.3),
        Column("unapplied", "On account", .right, weight: 1.1),
        Column("disputed", "Disputed", .right, weight: 1.1),
        Column("pct_of_ar", "% of all", .right, weight: 0.7),
        Column("prior_open_total", "Before", .right, weight: 1.2),
    ]
}

/// Every open item with its age by due date.
private func agingDetail(_ facts: ReportFacts, _ directory: Directory) -> Table {
    let open = facts.openItems.filter { $0.openMinor != 0 }
        .map { (directory.customer($0.customer), directory.customerNumber($0.customer), $0) }
        .sorted { ($0.1, $0.2.number) < ($1.1, $1.2.number) }
    let rows = open.map { customer, number, item -> [Cell] in
        [
            .date(facts.asOf), .text(AgingBasis.dueDate.rawValue), .text(number),
            .textOrEmpty(customer?.name ?? ""), .text(item.number), .text(item.kind),
            .date(item.documentOn), .date(item.dueOn),
            .integer(Int64(facts.asOf.days(since: item.dueOn))),
            .text(item.bucket(by: .dueDate, on: facts.asOf).name), .text(item.currency.code),
            .money(item.originalMinor, item.currency), .money(item.openMinor, item.currency),
            .money(item.isHeld ? item.openMinor : 0, item.currency),
            item.isHeld ? .text("held") : .empty, .empty, .optionalDate(item.lastPaidOn), .empty,
        ]
    }
    let totals = facts.currencies.map { currency -> [Cell] in
        let sum = open.filter { $0.2.currency == currency }.sum(\.2.openMinor)
        var cells = [Cell](repeating: .empty, count: detailColumns.count)
        cells[2] = .text("Total")
        cells[10] = .text(currency.code)
        cells[12] = .money(sum, currency)
        return cells
    }
    return Table(
        name: "rp01_aging_detail", title: "Open items", columns: detailColumns, rows: rows,
        totals: open.isEmpty ? [] : totals)
}

private let detailColumns = [
    Column("as_of", "As of", .left, weight: 0),
    Column("basis", "Counted from", .left, weight: 0),
    Column("customer_id", "Customer", .left),
    Column("customer_name", "Name", .left, weight: 2),
    Column("document_no", "Document", .left, weight: 1.3),
    Column("doc_type", "Kind", .left, weight: 0),
    Column("document_date", "Dated", .left),
    Column("due_date", "Due", .left),
    Column("days", "Days", .right, weight: 0.5),
    Column("bucket", "Bucket", .left, weight: 0.7),
    Column("currency", "Currency", .left, weight: 0.6),
    Column("original", "Original", .right, weight: 1.2),
    Column("open", "Open", .right, weight: 1.2),
    Column("disputed", "Disputed", .right, weight: 0),
    Column("hold_reason", "Held", .left, weight: 0.6),
    Column("dunning_level", "Reminder", .left, weight: 0),
    Column("last_payment_date", "Last paid", .left),
    Column("owner", "Owner", .left, weight: 0),
]

extension OpenItemFact {
    func bucket(by basis: AgingBasis, on day: CalendarDate) -> AgingBucket {
        basis.bucket(on: day, since: basis == .dueDate ? dueOn : documentOn)
    }
}
