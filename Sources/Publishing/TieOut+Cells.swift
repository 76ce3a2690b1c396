import Reporting
import Values

extension TieOut {
    /// Id, statement, both figures, their difference and the verdict in a word.
    var cells: [Cell] {
        [
            .text(id), .text(statement), .money(left), .money(right), differenceCell,
            .text(holds ? "holds" : "FAILS"),
        ]
    }

    private var differenceCell: Cell {
        guard let difference = difference, let units = Int64(exactly: difference.units) else {
            return .notAvailable
        }
        return .money(Money(minorUnits: units, currency: difference.currency))
    }
}

extension ReportPack {
    var failingTieOuts: [TieOut] { tieOuts.filter { !$0.holds } }

    /// "8/8 tie-outs hold", or how many do not.
    var badge: String {
        let failing = failingTieOuts.count
        if tieOuts.isEmpty { return "No tie-outs were made" }
        if failing == 0 { return "\(tieOuts.count)/\(tieOuts.count) tie-outs hold" }
        return "\(failing) of \(tieOuts.count) tie-outs FAIL: do not rely on these figures"
    }
}
