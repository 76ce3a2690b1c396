import Reporting
import Spreadsheets
import Values

extension PackWorkbook {
    static let headStyle = SheetStyle().with {
        $0.isBold = true
        $0.isWrapped = true
        $0.colour = 0xFF_FFFF
        $0.background = Palette.total
    }

    /// A sheet a table: the heading is row 1, so that filters, pivots and programs find it.
    mutating func addTables() throws(SpreadsheetError) {
        for part in parts { try addTable(part) }
    }

    private mutating func addTable(_ part: SheetPart) throws(SpreadsheetError) {
        let table = part.table
        let currencies = TableCurrencies(table)
        let sheet = try book.addSheet(
            part.sheetName,
            Workbook.Layout(
                widths: table.columns.indices.map { width(ofColumn: $0, table, currencies) },
                frozenRows: 1, header: header("\(part.report.id) \(table.title)"), paper: paper))
        try book.addFilter(sheet, rows: 0...part.rows.count, columnCount: table.columns.count)
        let heading = table.columns.map { column in
            SheetCell(
                .text(self.heading(column, currencies, table)),
                Self.headStyle.aligned(column.alignment == .right ? .right : .left))
        }
        try book.append(heading, to: sheet, height: 30)
        for row in table.rows[part.rows] {
            try book.append(row.map { $0.sheetCell(currencies, SheetStyle()) }, to: sheet)
        }
        if part.rows.isEmpty {
            try book.append([SheetCell(.text("No items."))], to: sheet)
        }
        guard part.isLast else { return }
        let style = SheetStyle().with {
            $0.isBold = true
            $0.hasLineAbove = true
        }
        for row in table.totals {
            try book.append(row.map { $0.sheetCell(currencies, style) }, to: sheet)
        }
    }

    /// "Open, EUR" where all amounts are euros.
    private func heading(_ column: Column, _ currencies: TableCurrencies, _ table: Table) -> String
    {
        guard let sole = currencies.sole,
            let index = table.columns.firstIndex(where: { $0.key == column.key }),
            currencies.columns.contains(index)
        else { return SafeText.of(column.heading) }
        return SafeText.of(column.heading) + ", \(sole)"
    }

    /// Wide enough for every figure, which would show as `####` otherwise; text gets up to 48.
    private func width(ofColumn index: Int, _ table: Table, _ currencies: TableCurrencies) -> Double
    {
        let longestWord = table.columns[index].heading.split(separator: " ").map(\.count).max() ?? 0
        // The filter's button takes three characters.
        var width = longestWord + 3
        for (number, row) in (table.rows + table.totals).enumerated() {
            switch row[index] {
            case .text(let text) where number < 1000:
                width = max(width, min(48, text.unicodeScalars.reduce(0) { $0 + cells($1) }))
            case .text, .empty: break
            case let cell:
                width = max(width, cell.printed.utf8.count + (currencies.mustBeWritten ? 4 : 0))
            }
        }
        return Double(width + 2)
    }

    /// Chinese, Japanese and Korean characters are twice as wide.
    private func cells(_ scalar: Unicode.Scalar) -> Int { scalar.value >= 0x2E80 ? 2 : 1 }
}
