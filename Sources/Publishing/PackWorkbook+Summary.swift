import Reporting
import Spreadsheets
import Values

extension PackWorkbook {
    private static let titleStyle = SheetStyle().with {
        $0.isBold = true
        $0.fontSize = 16
    }
    private static let sectionStyle = SheetStyle().with {
        $0.isBold = true
        $0.fontSize = 12
    }
    private static let linkStyle = SheetStyle().with { $0.colour = Palette.series[0] }
    private static let wrapped = SheetStyle().with { $0.isWrapped = true }
    private static let indented = SheetStyle().with { $0.indentation = 1 }
    /// Of the column with texts, in characters.
    private static let textWidth = 56

    mutating func addSummary() throws(SpreadsheetError) {
        let holds = pack.tieOuts.allSatisfy(\.holds)
        let sheet = try book.addSheet(
            Self.summaryName,
            Workbook.Layout(
                widths: [12, Double(Self.textWidth), 24, 24, 22, 14],
                tab: holds ? Palette.good : Palette.bad,
                header: header("Summary"), paper: paper))
        try addHeading(sheet)
        try addTieOuts(sheet, holds)
        try addTiles(sheet)
        try addDiscrepancies(sheet)
        try addContents(sheet)
    }

    private mutating func addHeading(_ sheet: Workbook.Sheet) throws(SpreadsheetError) {
        let heading = pack.heading
        try book.append(
            [SheetCell(.text("Receivables report, \(heading.periodInWords)"), Self.titleStyle)],
            to: sheet, height: 24)
        try book.append(
            [SheetCell(.text(SafeText.of(heading.entity)), Self.sectionStyle)], to: sheet)
        let facts: [(String, Cell)] = [
            ("As of", .date(heading.asOf)), ("Version", .integer(Int64(heading.version))),
            ("Last batch", .integer(heading.batch)), ("Ledger digest", .text(heading.ledgerDigest)),
        ]
        for (name, value) in facts {
            try appendRow([.text(name), value], to: sheet) { column in
                column == 1 ? SheetStyle().aligned(.left) : SheetStyle()
            }
        }
        try book.append([], to: sheet)
    }

    private mutating func addTieOuts(
        _ sheet: Workbook.Sheet, _ holds: Bool
    ) throws(SpreadsheetError) {
        let badge = SheetStyle().with {
            $0.isBold = true
            $0.fontSize = 12
            $0.colour = 0xFF_FFFF
            $0.background = holds ? Palette.good : Palette.bad
        }
        try book.append(
            [SheetCell(.empty, badge), SheetCell(.text(pack.badge), badge)]
                + (2..<6).map { _ in SheetCell(.empty, badge) },
            to: sheet, height: 20)
        try appendHead(
            ["Tie-out", "Statement", "Left", "Right", "Difference", "Result"], right: 2...4,
            to: sheet)
        for tieOut in pack.tieOuts {
            try appendRow(tieOut.cells, to: sheet) { column in
                (column == 1 ? Self.wrapped : column == 5 ? Self.indented : SheetStyle()).with {
                    guard !tieOut.holds else { return }
                    $0.isBold = true
                    $0.colour = Palette.bad
                }
            }
        }
        try book.append([], to: sheet)
    }

    private mutating func addTiles(_ sheet: Workbook.Sheet) throws(SpreadsheetError) {
        guard !pack.tiles.isEmpty else { return }
        try appendHead(["", "Figure", "Value", "Unit", "From", ""], right: 2...2, to: sheet)
        for tile in pack.tiles {
            try appendRow(
                [
                    .empty, .text(tile.title), tile.value, .text(tile.unit),
                    .text(tile.derivation),
                ], to: sheet
            ) { column in column == 1 ? Self.wrapped : column == 3 ? Self.indented : SheetStyle() }
        }
        try book.append([], to: sheet)
    }

    private mutating func addDiscrepancies(_ sheet: Workbook.Sheet) throws(SpreadsheetError) {
        try appendHead(["", "Open discrepancies, largest first", "", "", "", ""], to: sheet)
        for (index, text) in pack.openDiscrepancies.enumerated() {
            try appendRow([.integer(Int64(index + 1)), .text(text)], to: sheet) { column in
                column == 1 ? Self.wrapped : SheetStyle()
            }
        }
        if pack.openDiscrepancies.isEmpty {
            try appendRow([.empty, .text("No items.")], to: sheet) { _ in SheetStyle() }
        }
        try book.append([], to: sheet)
    }

    private mutating func addContents(_ sheet: Workbook.Sheet) throws(SpreadsheetError) {
        try appendHead(["Report", "Sheet", "Rows", "Name", "", ""], right: 2...2, to: sheet)
        for part in parts {
            let title = SafeText.of(part.table.title)
            try book.append(
                [
                    SheetCell(.text(SafeText.of(part.report.id))),
                    SheetCell(.link(title, sheet: part.sheetName), Self.linkStyle),
                    SheetCell(
                        .decimal(units: Int64(part.rows.count), digits: 0),
                        SheetStyle("#,##0_)")),
                    SheetCell(.text(part.sheetName), Self.indented),
                ], to: sheet)
        }
        if !charts.isEmpty {
            try book.append(
                [
                    SheetCell(.empty),
                    SheetCell(.link("Charts", sheet: chartSheetName), Self.linkStyle),
                ], to: sheet)
        }
    }

    private mutating func appendHead(
        _ texts: [String], right: ClosedRange<Int>? = nil, to sheet: Workbook.Sheet
    ) throws(SpreadsheetError) {
        let cells = texts.enumerated().map { index, text in
            let isRight = right?.contains(index) ?? false
            return SheetCell(
                .text(text), isRight ? Self.headStyle.aligned(.right) : indentedHead(index, right))
        }
        try book.append(cells, to: sheet)
    }

    /// Text right of a column of figures keeps away from it.
    private func indentedHead(_ index: Int, _ right: ClosedRange<Int>?) -> SheetStyle {
        index - 1 == right?.upperBound
            ? Self.headStyle.with { $0.indentation = 1 } : Self.headStyle
    }

    /// Amounts of the summary are of any currency, and say which.
    private mutating func appendRow(
        _ cells: [Cell], to sheet: Workbook.Sheet, style: (Int) -> SheetStyle
    ) throws(SpreadsheetError) {
        let currencies = TableCurrencies.mixed
        let row = cells.enumerated().map { index, cell in
            cell.sheetCell(currencies, style(index))
        }
        // Programs differ in whether they fit rows to wrapped text, so it is done here.
        var lines = 1
        if cells.count > 1, case .text(let text) = cells[1], style(1).isWrapped {
            lines = text.unicodeScalars.count / (Self.textWidth - 6) + 1
        }
        try book.append(row, to: sheet, height: lines > 1 ? Double(lines) * 13.5 : nil)
    }
}
