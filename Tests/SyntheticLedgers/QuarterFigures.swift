package import Reporting
import Values

/// What the quarter's indicators are, in hundredths; the whole days and shares were computed by
/// hand from the events.
package let expectedQuarterFigures: [String: Int128] = [
    "dso_simple": 3947, "dso_countback": 6520, "best_possible_dso": 1421,
    "average_days_delinquent": 2526, "cei": 7460, "ar_turnover": 285, "past_due_share": 6400,
    "first_pass_count": 6667, "first_pass_amount": 9252,
    "aging due 1-30": 90_000, "aging due 31-60": 70_000, "aging due not due": 90_000,
    "aging document 0-30": 90_000, "aging document 31-60": 90_000, "aging document 61-90": 70_000,
    "opening 2026-01": 150_000, "closing 2026-01": 400_000, "closing 2026-02": 305_000,
    "closing 2026-03": 250_000, "sales": 570_000, "unapplied": 0,
]

/// The same figures as a pack shows them; what it does not show is missing.
package func quarterFigures(_ pack: ReportPack) -> [String: Int128] {
    var figures: [String: Int128] = [:]
    if let table = pack.table("rp11_kpis") {
        for key in expectedQuarterFigures.keys {
            guard
                case .ratio(let numerator, let denominator)? = table.cell(
                    "value", where: ["kpi": key])
            else { continue }
            // Rounded here in a way of its own: double, add half, floor.
            figures[key] =
                (Int128(numerator) * 200 + Int128(denominator)) / (Int128(denominator) * 2)
        }
        if case .money(let sales)? = table.cell("denominator", where: ["kpi": "dso_simple"]) {
            figures["sales"] = Int128(sales.minorUnits)
        }
    }
    func add(_ name: String, _ table: String, _ column: String, _ key: [String: String]) {
        figures[name] = pack.table(table)?.minor(column, where: key).map { Int128($0) }
    }
    let due = ["basis": "due_date"]
    let document = ["basis": "document_date"]
    add("aging due not due", "rp01_aging_total", "not_due", due)
    add("aging due 1-30", "rp01_aging_total", "b1_30", due)
    add("aging due 31-60", "rp01_aging_total", "b31_60", due)
    add("aging document 0-30", "rp01_aging_total", "b1_30", document)
    add("aging document 31-60", "rp01_aging_total", "b31_60", document)
    add("aging document 61-90", "rp01_aging_total", "b61_90", document)
    add("opening 2026-01", "rp02_rollforward", "opening", ["period": "2026-01"])
    for month in ["2026-01", "2026-02", "2026-03"] {
        add("closing \(month)", "rp02_rollforward", "closing", ["period": month])
    }
    add("unapplied", "rp05_movement", "closing", ["class": "unapplied"])
    return figures
}
