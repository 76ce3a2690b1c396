import Ledger
import Values

/// RP05: customers' money that is set against no document, and why.
func unappliedCashReport(_ facts: ReportFacts, _ directory: Directory) -> Report {
    Report(
        id: "RP05", title: "Unapplied and unidentified cash",
        note: """
            On account: the payer is known, the document is not. Unidentified: the payer is not \
            known; nobody's balance. Age counts from the bank's booking day. The movement is \
            opening + new - cleared = closing; the check column is the difference.
            """,
        tables: [residualTable(facts, directory), ageing(facts), movement(facts)])
}

/// Age of cash in days, as a clerk's backlog is looked at.
private enum CashAge: Int, CaseIterable {
    case days0To7
    case days8To30
    case days31To60
    case over60

    init(days: Int) {
        switch days {
        case ...7: self = .days0To7
        case ...30: self = .days8To30
        case ...60: self = .days31To60
        default: self = .over60
        }
    }

    var name: String {
        switch self {
        case .days0To7: "0-7"
        case .days8To30: "8-30"
        case .days31To60: "31-60"
        case .over60: ">60"
        }
    }
}

/// The two classes of cash, which are never merged.
private enum CashClass: String, CaseIterable {
    case unapplied
    case unidentified

    var account: Int32 {
        self == .unapplied ? LedgerAccount.unappliedCash : LedgerAccount.unidentifiedCash
    }

    func rest(_ residual: ResidualFact) -> Int64 {
        self == .unapplied ? residual.unappliedMinor : residual.unidentifiedMinor
    }

    func priorRest(_ residual: ResidualFact) -> Int64 {
        self == .unapplied ? residual.priorUnappliedMinor : residual.priorUnidentifiedMinor
    }
}

private func residualTable(_ facts: ReportFacts, _ directory: Directory) -> Table {
    let open = facts.residuals.filter { $0.unappliedMinor != 0 || $0.unidentifiedMinor != 0 }
        .sorted { ($0.payment ?? .max, $0.customer ?? 0) < ($1.payment ?? .max, $1.customer ?? 0) }
    let rows = open.map { residual -> [Cell] in
        let age = facts.asOf.days(since: residual.receivedOn)
        let isKnown = residual.unidentifiedMinor == 0
        return [
            residual.payment.map { .text(String($0)) } ?? .text("credit"),
            .date(residual.receivedOn), .integer(Int64(age)), .text(CashAge(days: age).name),
            .text(residual.customer.map(directory.customerNumber) ?? "unknown"),
            .money(residual.amountMinor, residual.currency),
            .money(residual.restMinor, residual.currency), .textOrEmpty(residual.reasonCode),
            .empty, .text(isKnown ? "Name the documents or pay back" : "Name the payer"), .empty,
            .text(residual.currency.code), .text(isKnown ? "unapplied" : "unidentified"),
            .textOrEmpty(residual.sentence),
        ]
    }
    let columns = [
        Column("receipt_no", "Payment", .left, weight: 0.8),
        Column("received", "Received", .left),
        Column("age_days", "Days", .right, weight: 0.5),
        Column("bucket", "Age", .left, weight: 0.6),
        Column("payer_or_unknown", "Payer", .left),
        Column("amount", "Payment of", .right, weight: 1.1),
        Column("residual", "Left", .right, weight: 1.1),
        Column("reason_code", "Reason", .left, weight: 1.5),
        Column("owner", "Owner", .left, weight: 0),
        Column("next_action", "Next", .left, weight: 1.7),
        Column("next_date", "By", .left, weight: 0),
        Column("currency", "Currency", .left, weight: 0.6),
        Column("class", "Class", .left, weight: 0),
        Column("explanation", "What was found", .left, weight: 4),
    ]
    let totals = Set(open.map(\.currency)).sorted().map { currency -> [Cell] in
        var cells = [Cell](repeating: .empty, count: columns.count)
        cells[0] = .text("Total")
        cells[6] = .money(
            open.filter { $0.currency == currency }.sum(\.restMinor), currency)
        cells[11] = .text(currency.code)
        return cells
    }
    return Table(
        name: "rp05_unapplied", title: "What is left", columns: columns, rows: rows,
        totals: totals)
}

private func ageing(_ facts: ReportFacts) -> Table {
    var rows: [[Cell]] = []
    for currency in facts.currencies {
        for kind in CashClass.allCases {
            var amounts = [Int64](repeating: 0, count: CashAge.allCases.count)
            for residual in facts.residuals where residual.currency == currency {
                let age = CashAge(days: facts.asOf.days(since: residual.receivedOn))
                amounts[age.rawValue] += kind.rest(residual)
            }
            rows.append(
                [.text(currency.code), .text(kind.rawValue)]
                    + (amounts + [amounts.reduce(0, +)]).map { .money($0, currency) })
        }
    }
    return Table(
        name: "rp05_ageing", title: "By age",
        columns: [
            Column("currency", "Currency", .left, weight: 0.7),
            Column("class", "Class", .left),
            Column("d0_7", "0-7", .right),
            Column("d8_30", "8-30", .right),
            Column("d31_60", "31-60", .right),
            Column("d60p", ">60", .right),
            Column("total", "Total", .right),
        ],
        rows: rows)
}

private func movement(_ facts: ReportFacts) -> Table {
    var rows: [[Cell]] = []
    for currency in facts.currencies {
        for kind in CashClass.allCases {
            let residuals = facts.residuals.filter { $0.currency == currency }
            let movements = facts.movements.filter {
                $0.currency == currency && $0.cashFlow != nil
            }
            let opening = residuals.sum(kind.priorRest)
            let added = movements.filter { $0.credit == kind.account }.sum(\.amountMinor)
            let cleared = movements.filter { $0.debit == kind.account }.sum(\.amountMinor)
            let closing = residuals.sum(kind.rest)
            let check = opening + added - cleared - closing
            rows.append(
                [.text(currency.code), .text(kind.rawValue)]
                    + [opening, added, cleared, closing, check].map { .money($0, currency) })
        }
    }
    return Table(
        name: "rp05_movement", title: "Movement",
        columns: [
            Column("currency", "Currency", .left, weight: 0.7),
            Column("class", "Class", .left),
            Column("opening", "Opening", .right),
            Column("new", "New", .right),
            Column("cleared", "Cleared", .right),
            Column("closing", "Closing", .right),
            Column("check", "Check", .right),
        ],
        rows: rows)
}
