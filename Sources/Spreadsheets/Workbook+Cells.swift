import Cxlsxwriter

extension Workbook {
    /// Spreadsheets compute in binary with 15 significant digits; more would be rounded in silence.
    private static let largestExact: UInt64 = 999_999_999_999_999

    func isExact(_ units: Int64) -> Bool { units.magnitude <= Self.largestExact }

    mutating func write(
        _ cell: SheetCell, to sheet: UnsafeMutablePointer<lxw_worksheet>,
        _ row: lxw_row_t, _ column: lxw_col_t
    ) throws(SpreadsheetError) {
        let format = try format(cell.style)
        switch cell.value {
        case .empty:
            try check(worksheet_write_blank(sheet, row, column, format))
        case .text(let text) where text.isEmpty:
            try check(worksheet_write_blank(sheet, row, column, format))
        case .text(let text):
            try check(
                worksheet_write_string(sheet, row, column, CellText.storable(text), format))
        case .decimal(let units, let digits) where isExact(units):
            try check(
                worksheet_write_number(sheet, row, column, number(units, digits), format))
        case .decimal(let units, let digits):
            // As text it is right to the last digit, and a sum over it is visibly not one.
            try check(
                worksheet_write_string(sheet, row, column, plain(units, digits), format))
        case .date(let days):
            // Source: ECMA-376 part 1, 18.17.4.1: days after 30 December 1899.
            try check(
                worksheet_write_number(sheet, row, column, Double(days) + 36_526, format))
        case .quotient(let numerator, let denominator, let result):
            let value = number(result, 2)
            guard isExact(numerator), isExact(denominator), denominator != 0 else {
                try check(worksheet_write_number(sheet, row, column, value, format))
                return
            }
            try check(
                worksheet_write_formula_num(
                    sheet, row, column, "=ROUND(\(numerator)/\(denominator),2)", format, value))
        case .link(let text, let target):
            try check(
                worksheet_write_url_opt(
                    sheet, row, column, "internal:'\(target)'!A1", format,
                    CellText.storable(text), nil))
        }
    }

    /// The closest binary number; of at most 15 digits, it prints as it was.
    private func number(_ units: Int64, _ digits: Int) -> Double {
        // A power of ten up to 22 is exact, so the division rounds once.
        let powers: [Double] = [1, 10, 100, 1000, 10_000]
        return Double(units) / (powers.indices.contains(digits) ? powers[digits] : 1)
    }

    private func plain(_ units: Int64, _ digits: Int) -> String {
        let text = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return (units < 0 ? "-" : "") + padded.dropLast(digits)
            + (digits == 0 ? "" : "." + padded.suffix(digits))
    }

    private mutating func format(
        _ style: SheetStyle
    ) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_format> {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(file) else { throw .notWritten("no memory") }
        format_set_font_size(format, style.fontSize)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        if !style.numberFormat.isEmpty { format_set_num_format(format, style.numberFormat) }
        if style.isBold { format_set_bold(format) }
        if style.isWrapped { format_set_text_wrap(format) }
        if let colour = style.colour { format_set_font_color(format, colour) }
        if let background = style.background {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_bg_color(format, background)
        }
        if style.hasLineAbove { format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if style.indentation > 0 { format_set_indent(format, style.indentation) }
        switch style.alignment {
        case .natural: break
        case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        formats[style] = format
        return format
    }
}
