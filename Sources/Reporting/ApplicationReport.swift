import Ledger
import Values

/// RP04: what came in per bank account and format, whether it was complete, and how it was matched.
func applicationReport(_ facts: ReportFacts, _ directory: Directory) -> Report {
    let lines = recordedLines(facts)
    let rows = lines.sorted { $0.key < $1.key }.map { key, line in
        line.cells(facts.period, key, key.ownAccount.flatMap(directory.account))
    }
    return Report(
        id: "RP04", title: "Application and reconciliation",
        note: """
            A file belongs to the period of its statement's last day. Stated is closing less \
            opening balance, counted is what was kept of the file. Payments count once, by where \
            they stood at the period's end: full, short (applied whole, document not settled), \
            over, partly, unmatched, returned. First-pass: applied whole at the first decision \
            and without a person, by number of payments. How many files were expected is not \
            known yet.
            """,
        tables: [
            Table(name: "rp04_recon", title: "By format and account", columns: columns, rows: rows)
        ])
}

private struct Key: Hashable, Comparable {
    var format: String
    var ownAccount: Int32?

    static func < (left: Key, right: Key) -> Bool {
        (left.format, left.ownAccount ?? .max) < (right.format, right.ownAccount ?? .max)
    }
}

/// Files, control totals and matched payments of one account and format.
private struct Line {
    var received: Int64 = 0
    var duplicates: Int64 = 0
    var rejected: Int64 = 0
    var statedCount: Int64 = 0
    var countedCount: Int64 = 0
    var statedMinor: Int64 = 0
    var countedMinor: Int64 = 0
    var counts: [MatchResult: Int64] = [:]
    var amounts: [MatchResult: Int64] = [:]
    var automatic: Int64 = 0
    var manual: Int64 = 0
    var firstPass: Int64 = 0

    mutating func add(_ receipt: ReceiptFact) {
        counts[receipt.matchResult, default: 0] += 1
        amounts[receipt.matchResult, default: 0] += receipt.amountMinor
        automatic += receipt.hasAutomatic && !receipt.hasManual ? 1 : 0
        manual += receipt.hasManual ? 1 : 0
        firstPass += receipt.isFirstPass ? 1 : 0
    }

    func cells(_ period: AccountingPeriod, _ key: Key, _ account: OwnAccountFact?) -> [Cell] {
        func money(_ minorUnits: Int64) -> Cell {
            account.map { .money(minorUnits, $0.currency) } ?? .empty
        }
        func pair(_ result: MatchResult) -> [Cell] {
            [.integer(counts[result] ?? 0), money(amounts[result] ?? 0)]
        }
        let payments = counts.values.reduce(0, +)
        return [
            .text(period.description), .textOrEmpty(key.format),
            .textOrEmpty(account.map { masked($0.identifier) } ?? ""), .empty,
            .integer(received), .integer(duplicates), .integer(rejected), .integer(countedCount),
            money(statedMinor), money(countedMinor),
        ] + pair(.full) + pair(.short) + pair(.over) + pair(.partly) + pair(.unmatched) + [
            .integer(automatic), .integer(manual),
            Cell(Ratio(Int128(firstPass) * 100, over: Int128(payments))),
        ] + pair(.returned) + [
            .integer(statedCount), .textOrEmpty(account?.currency.code ?? ""),
        ]
    }
}

private func recordedLines(_ facts: ReportFacts) -> [Key: Line] {
    var lines: [Key: Line] = [:]
    for arrival in facts.arrivals {
        let key = Key(format: arrival.format, ownAccount: arrival.ownAccount)
        lines[key, default: Line()].received += arrival.received
        lines[key, default: Line()].duplicates += arrival.duplicates
        lines[key, default: Line()].rejected += arrival.rejected
    }
    for statement in facts.statements {
        let key = Key(format: statement.format, ownAccount: statement.ownAccount)
        var line = lines[key] ?? Line()
        line.statedCount += statement.statedCount
        line.countedCount += statement.countedCount
        line.statedMinor += statement.statedMinor
        line.countedMinor += statement.countedMinor
        lines[key] = line
    }
    for receipt in facts.receipts {
        let key = Key(format: receipt.format, ownAccount: receipt.ownAccount)
        lines[key, default: Line()].add(receipt)
    }
    return lines
}

private let columns =
    [
        Column("period", "Period", .left, weight: 0),
        Column("feed", "Format", .left, weight: 1.1),
        Column("bank_account_masked", "Account", .left, weight: 1.2),
        Column("files_expected", "Expected", .right, weight: 0),
        Column("files_received", "Files", .right, weight: 0.6),
        Column("files_dup", "Twice", .right, weight: 0.6),
        Column("files_rejected", "Refused", .right, weight: 0.7),
        Column("records", "Records", .right, weight: 0.7),
        Column("amount_stated", "Stated", .right, weight: 1.2),
        Column("amount_counted", "Counted", .right, weight: 1.2),
    ] + pair("matched_full", "Full") + pair("short", "Short") + pair("over", "Over")
    + pair("partial", "Partly") + pair("unmatched", "Unmatched") + [
        Column("auto_n", "By rule", .right, weight: 0.7),
        Column("manual_n", "By hand", .right, weight: 0.7),
        Column("first_pass_pct", "First-pass %", .right, weight: 0.9),
    ] + pair("returned", "Returned") + [
        Column("records_stated", "Records stated", .right, weight: 0),
        Column("currency", "Currency", .left, weight: 0.7),
    ]

private func pair(_ key: String, _ heading: String) -> [Column] {
    [
        Column(key + "_n", heading, .right, weight: 0.7),
        Column(key + "_amt", heading + ", amount", .right, weight: 0),
    ]
}
