import Reporting
import Spreadsheets
import Values

/// The workbook of a pack: a summary that leads to a sheet a table, and the charts.
func packWorkbook(
    _ pack: ReportPack, paper: Paper, scratch: String
) throws(PublishingError) -> [UInt8] {
    do throws(SpreadsheetError) {
        var writer = try PackWorkbook(pack, paper: paper, scratch: scratch)
        try writer.addSummary()
        try writer.addTables()
        try writer.addCharts()
        return try writer.finish()
    } catch {
        throw .spreadsheet(error)
    }
}

/// Writes the sheets in their order.
struct PackWorkbook: ~Copyable {
    let pack: ReportPack
    let paper: Workbook.Paper
    var book: Workbook
    /// Planned before anything is written, because the summary comes first and links to all.
    let parts: [SheetPart]
    let chartSheetName: String

    init(_ pack: ReportPack, paper: Paper, scratch: String) throws(SpreadsheetError) {
        let properties = Workbook.Properties(
            title: "Receivables report, \(pack.heading.periodInWords)",
            author: SafeText.of(pack.heading.entity),
            createdOnDaysSince2000: pack.heading.asOf.daysSince2000)
        var names = SheetNames()
        _ = names.name(for: Self.summaryName)
        // Excel keeps this name for itself.
        _ = names.name(for: "History")
        let chartSheetName = names.name(for: "Charts")
        var parts: [SheetPart] = []
        for (report, table) in pack.reports.flatMap({ report in
            report.tables.map { (report, $0) }
        }) {
            parts += SheetPart.parts(of: table, report, names: &names)
        }
        book = try Workbook(properties, scratch: scratch)
        self.pack = pack
        self.paper = paper == .a4 ? .a4 : .letter
        self.parts = parts
        self.chartSheetName = chartSheetName
    }

    static let summaryName = "Summary"

    var charts: [Chart] { pack.frontCharts + pack.reports.flatMap(\.charts) }

    /// What stands on top of each printed page.
    func header(_ title: String) -> String {
        "\(SafeText.of(pack.heading.entity)) · \(SafeText.of(title)) · \(pack.heading.period) · "
            + "\(pack.heading.provenance)"
    }

    consuming func finish() throws(SpreadsheetError) -> [UInt8] {
        try book.finish()
    }
}

/// As many rows of a table as one sheet takes: all of them, below a million.
struct SheetPart {
    var sheetName: String
    var report: Report
    var table: Table
    var rows: Range<Int>

    var isLast: Bool { rows.upperBound == table.rows.count }

    /// Room is left for the heading and the totals.
    private static let rowsPerSheet = 1_000_000

    static func parts(
        of table: Table, _ report: Report, names: inout SheetNames
    ) -> [SheetPart] {
        stride(from: 0, through: max(0, table.rows.count - 1), by: rowsPerSheet).map { start in
            SheetPart(
                sheetName: names.name(for: table.name), report: report, table: table,
                rows: start..<min(start + rowsPerSheet, table.rows.count))
        }
    }
}
