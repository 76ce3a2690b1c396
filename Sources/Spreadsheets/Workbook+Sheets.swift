import Cxlsxwriter

extension Workbook {
    /// What a sheet is given besides its rows.
    package struct Layout: Sendable {
        /// In characters of the standard font, from the left.
        package var widths: [Double]
        /// Rows that stay on screen and are printed on top of each page.
        package var frozenRows: Int
        package var tab: UInt32?
        package var header: String
        package var paper: Paper
        /// In per cent, with ``Workbook/breakPages(of:before:)``; nil makes a page as wide as the
        /// sheet, which spreadsheets only do where pages are not broken by hand.
        package var scale: UInt16?

        package init(
            widths: [Double], frozenRows: Int = 0, tab: UInt32? = nil, header: String,
            paper: Paper, scale: UInt16? = nil
        ) {
            self.widths = widths
            self.frozenRows = frozenRows
            self.tab = tab
            self.header = header
            self.paper = paper
            self.scale = scale
        }
    }

    /// The library's numbers of paper sizes.
    package enum Paper: UInt8, Sendable {
        case letter = 1
        case a4 = 9
    }

    /// How many rows a sheet has in Excel.
    package static let rowLimit = 1_048_576

    /// Adds a sheet after the others.
    package mutating func addSheet(
        _ name: String, _ layout: Layout
    ) throws(SpreadsheetError) -> Sheet {
        guard workbook_validate_sheet_name(file, name) == LXW_NO_ERROR,
            let worksheet = workbook_add_worksheet(file, name)
        else { throw .badSheetName(name) }
        for (column, width) in layout.widths.enumerated() {
            let column = lxw_col_t(clamping: column)
            try check(worksheet_set_column(worksheet, column, column, width, nil))
        }
        if layout.frozenRows > 0 {
            worksheet_freeze_panes(worksheet, lxw_row_t(layout.frozenRows), 0)
            try check(worksheet_repeat_rows(worksheet, 0, lxw_row_t(layout.frozenRows - 1)))
        }
        if let tab = layout.tab { worksheet_set_tab_color(worksheet, tab) }
        worksheet_set_paper(worksheet, layout.paper.rawValue)
        worksheet_set_landscape(worksheet)
        if let scale = layout.scale {
            worksheet_set_print_scale(worksheet, scale)
        } else {
            // One page wide, as many as it takes high.
            worksheet_fit_to_pages(worksheet, 1, 0)
        }
        worksheet_set_margins(worksheet, 0.5, 0.5, 0.75, 0.6)
        try check(worksheet_set_header(worksheet, "&L&8" + Self.headerText(layout.header)))
        try check(worksheet_set_footer(worksheet, "&L&8&A&R&8Page &P of &N"))
        sheets.append(Contents(name: name, worksheet: worksheet))
        return Sheet(index: sheets.count - 1)
    }

    /// Appends a row and returns its number, counted from 0.
    @discardableResult
    package mutating func append(
        _ cells: [SheetCell], to sheet: Sheet, height: Double? = nil
    ) throws(SpreadsheetError) -> Int {
        let row = sheets[sheet.index].rowCount
        guard row < Self.rowLimit else { throw .sheetFull(sheets[sheet.index].name) }
        let worksheet = sheets[sheet.index].worksheet
        if let height = height {
            try check(worksheet_set_row(worksheet, lxw_row_t(row), height, nil))
        }
        for (column, cell) in cells.enumerated() {
            try write(cell, to: worksheet, lxw_row_t(row), lxw_col_t(clamping: column))
        }
        sheets[sheet.index].rowCount += 1
        return row
    }

    /// Gives readers filters on the columns of these rows, the first of which is the heading.
    ///
    /// To be called before the rows are written, because the library no longer knows them then.
    package mutating func addFilter(
        _ sheet: Sheet, rows: ClosedRange<Int>, columnCount: Int
    ) throws(SpreadsheetError) {
        guard columnCount > 0 else { return }
        try check(
            worksheet_autofilter(
                sheets[sheet.index].worksheet, lxw_row_t(rows.lowerBound), 0,
                lxw_row_t(rows.upperBound), lxw_col_t(columnCount - 1)))
    }

    /// Begins a new printed page before each of these rows.
    package mutating func breakPages(
        of sheet: Sheet, before rows: [Int]
    ) throws(SpreadsheetError) {
        guard !rows.isEmpty else { return }
        // The list ends with 0, and Excel takes at most 1,023.
        var list = rows.prefix(1000).map { lxw_row_t($0) } + [0]
        try check(worksheet_set_h_pagebreaks(sheets[sheet.index].worksheet, &list))
    }

    /// What cannot be mistaken for a code of headers, at most 255 units with what is around it.
    private static func headerText(_ text: String) -> String {
        CellText.label(text).unicodeScalars.prefix(160).map { $0 == "&" ? "&&" : String($0) }
            .joined()
    }
}
