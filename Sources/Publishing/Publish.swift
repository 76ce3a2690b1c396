import Documents
package import Reporting
import Spreadsheets

/// One finished file of a pack.
package struct PublishedFile: Sendable, Equatable {
    /// `2026-03-report.pdf`; a plain name, without a directory.
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// The sheets a supervisor's printer holds.
package enum Paper: String, Sendable {
    case a4
    case letter
}

/// Makes all files of a month or quarter: the PDF, the workbook, a CSV file a table, and last
/// `manifest.json` with the digest of each.
///
/// The same pack gives the same bytes, on any day, in any locale and zone.
///
/// - Parameters:
///   - pack: the figures.
///   - paper: what the PDF and the sheets are laid out for.
///   - scratch: a directory for the workbook's temporary files, which are gone afterwards.
/// - Returns: the files in the order above.
/// - Throws: ``PublishingError``; then nothing is to be delivered.
package func publish(
    _ pack: ReportPack, paper: Paper, scratch: String
) throws(PublishingError) -> [PublishedFile] {
    try check(pack)
    let stem = "\(pack.heading.period)-report"
    var files = [
        PublishedFile(name: stem + ".pdf", bytes: try printedPack(pack, paper: paper)),
        PublishedFile(
            name: stem + ".xlsx",
            bytes: try packWorkbook(pack, paper: paper, scratch: scratch)),
    ]
    for table in pack.reports.flatMap(\.tables) {
        files.append(PublishedFile(name: table.name + ".csv", bytes: csvFile(table)))
    }
    files.append(PublishedFile(name: "manifest.json", bytes: manifest(of: files, for: pack)))
    return files
}
