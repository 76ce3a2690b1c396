package import Reporting
import Values

extension ReportPack {
    /// The table of a name; nil where no report has it.
    package func table(_ name: String) -> Table? {
        reports.lazy.flatMap(\.tables).first { $0.name == name }
    }
}

extension Table {
    /// The cell of a column in the first row, or row of totals, that has these texts.
    package func cell(_ column: String, where texts: [String: String]) -> Cell? {
        guard let place = columns.firstIndex(where: { $0.key == column }) else { return nil }
        let row = (rows + totals).first { row in
            texts.allSatisfy { key, text in
                columns.firstIndex { $0.key == key }.map { row[$0] } == .text(text)
            }
        }
        return row.map { $0[place] }
    }

    /// The amount in that cell, in minor units; nil where there is none.
    package func minor(_ column: String, where texts: [String: String]) -> Int64? {
        guard case .money(let money) = cell(column, where: texts) else { return nil }
        return money.minorUnits
    }
}

/// Where the reports of a period differ from what the events say, one sentence each; empty is
/// right.
package func disagreements(_ pack: ReportPack, _ ledger: SyntheticLedger) -> [String] {
    var found = pack.tieOuts.filter { !$0.holds }
        .map { "\($0.id) \($0.statement): \($0.left) and \($0.right)" }
    let period = pack.heading.period
    for currency in Set(ledger.accounts.map(\.currency)).sorted() {
        for month in period.months {
            found += rollForward(pack, ledger, currency, month)
        }
        if period.length == .quarter { found += rollForward(pack, ledger, currency, period) }
        found += aging(pack, ledger, currency, byDocumentDate: false)
        found += aging(pack, ledger, currency, byDocumentDate: true)
        found += cash(pack, ledger, currency)
    }
    return found
}

private func rollForward(
    _ pack: ReportPack, _ ledger: SyntheticLedger, _ currency: Currency, _ period: AccountingPeriod
) -> [String] {
    let before = Recomputation(
        ledger, from: period.firstDay, through: period.firstDay.adding(days: -1))
    let after = Recomputation(ledger, from: period.firstDay, through: period.lastDay)
    var expected = [
        "opening": before.receivables(currency), "closing": after.receivables(currency), "check": 0,
    ]
    for line in [
        "billed", "fees_interest", "returns_reopened", "cash_applied", "credit_notes",
        "discounts", "writeoffs", "adjustments",
    ] {
        expected[line] = after.flows[currency]?[line] ?? 0
    }
    let table = pack.table("rp02_rollforward")
    return expected.sorted { $0.key < $1.key }.compactMap { column, amount in
        let shown = table?.minor(
            column, where: ["period": period.description, "currency": currency.code])
        // A ledger in which a currency never appears has no line for it.
        if shown == nil && amount == 0 { return nil }
        return shown == amount
            ? nil : "\(period) \(currency) \(column): \(shown ?? -1), not \(amount)"
    }
}

private func aging(
    _ pack: ReportPack, _ ledger: SyntheticLedger, _ currency: Currency, byDocumentDate: Bool
) -> [String] {
    let day = pack.heading.asOf
    let now = Recomputation(ledger, from: day, through: day)
    let table = pack.table(byDocumentDate ? "rp01_aging_summary_document" : "rp01_aging_summary")
    let columns = ["not_due", "b1_30", "b31_60", "b61_90", "b90p"]
    return ledger.customers.enumerated().flatMap { index, customer in
        let expected = now.aged(
            Int64(index) + 1, currency, on: day, byDocumentDate: byDocumentDate)
        let shown = columns.map {
            table?.minor($0, where: ["customer_id": customer.number, "currency": currency.code])
                ?? 0
        }
        return shown == expected
            ? [] : ["\(customer.number) \(currency): \(shown), not \(expected)"]
    }
}

private func cash(
    _ pack: ReportPack, _ ledger: SyntheticLedger, _ currency: Currency
) -> [String] {
    let day = pack.heading.asOf
    let now = Recomputation(ledger, from: day, through: day)
    let table = pack.table("rp05_movement")
    return [("unapplied", false), ("unidentified", true)].compactMap { kind, unidentified in
        let key = ["currency": currency.code, "class": kind]
        let shown = table?.minor("closing", where: key) ?? 0
        let check = table?.minor("check", where: key) ?? 0
        let expected = now.rest(currency, unidentified: unidentified)
        return shown == expected && check == 0
            ? nil : "\(kind) \(currency): \(shown), not \(expected); check \(check)"
    }
}
