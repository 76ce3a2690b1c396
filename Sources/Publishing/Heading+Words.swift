import Reporting
import Values

extension ReportPack.Heading {
    /// "March 2026" or "First quarter of 2026, January to March".
    var periodInWords: String {
        let (year, month, _) = period.firstDay.numbers
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ]
        switch period.length {
        case .month: return "\(names[month - 1]) \(year)"
        case .quarter:
            let ordinal = ["First", "Second", "Third", "Fourth"][(month - 1) / 3]
            return "\(ordinal) quarter of \(year), \(names[month - 1]) to \(names[month + 1])"
        }
    }

    /// Enough of the digest to tell two ledgers apart by eye; the whole is in the manifest.
    var shortDigest: String { String(SafeText.of(ledgerDigest).prefix(12)) }

    /// Where the figures come from, for the top of each page.
    var provenance: String {
        "as of \(asOf) · version \(version) · ledger \(shortDigest)"
    }

    /// The moment files carry as theirs: the start of the day the figures are of.
    var created: String { "\(asOf)T00:00:00Z" }
}
