import Reporting
import Values

/// A table for programs.
///
/// UTF-8 without a byte order mark, commas, lines ending in CR LF, decimal points, no grouping,
/// ISO dates, `n/a` for a figure that does not exist. The first line has the columns' keys. The
/// last is `#rows=N,total=column:sum CUR;…`: how many rows there are, and for each amount column
/// and currency the sum of its rows, so that a cut file shows. Where a table mixes currencies and
/// no column says which, each amount column is followed by `key_currency`.
///
/// Source: RFC 4180, section 2; the guard: OWASP, "CSV Injection".
func csvFile(_ table: Table) -> [UInt8] {
    let currencies = TableCurrencies(table)
    let written = currencies.mustBeWritten ? Set(currencies.columns) : []
    var bytes: [UInt8] = []
    bytes.reserveCapacity(table.rows.count * table.columns.count * 12)
    var header: [String] = []
    for (index, column) in table.columns.enumerated() {
        header.append(CSVField.quoted(column.key))
        if written.contains(index) { header.append(CSVField.quoted(column.key + "_currency")) }
    }
    appendLine(header, to: &bytes)
    for row in table.rows {
        var fields: [String] = []
        fields.reserveCapacity(header.count)
        for (index, cell) in row.enumerated() {
            fields.append(CSVField.field(cell))
            if written.contains(index) { fields.append(cell.currency?.code ?? "") }
        }
        appendLine(fields, to: &bytes)
    }
    appendLine([lastLine(table, currencies.columns)], to: &bytes)
    return bytes
}

private func appendLine(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: field.utf8)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
}

private func lastLine(_ table: Table, _ columns: [Int]) -> String {
    let sums = columns.flatMap { column in
        var sums: [Currency: Int128] = [:]
        for row in table.rows {
            guard case .money(let money) = row[column] else { continue }
            sums[money.currency, default: 0] += Int128(money.minorUnits)
        }
        return sums.sorted { $0.key < $1.key }.map { currency, sum in
            "\(table.columns[column].key):"
                + Figures.plain(sum, digits: currency.minorDigits) + " \(currency)"
        }
    }
    // Not quoted, although it has a comma: it is no record.
    return "#rows=\(table.rows.count),total=" + sums.joined(separator: ";")
}

/// One field of a CSV file.
enum CSVField {
    static func field(_ cell: Cell) -> String {
        guard case .text = cell else { return cell.plain }
        return quoted(guarded(cell.plain))
    }

    /// Text that no spreadsheet takes for a formula: an apostrophe goes before what looks like one.
    ///
    /// Whoever wants the text back removes one apostrophe where `'=`, `'+`, … begins a field; for
    /// that, a text that already begins so gets one more.
    static func guarded(_ text: String) -> String {
        let start = text.unicodeScalars.drop { $0 == "'" }
        guard let first = start.first(where: { !isSkipped($0) }) else { return text }
        let isFormula = "=+-@＝＋－＠".unicodeScalars.contains(first) || start.first == "\n"
        return isFormula ? "'" + text : text
    }

    /// Quoted where RFC 4180 asks for it, and where a program might trim or take it for a comment.
    static func quoted(_ text: String) -> String {
        let isSpecial = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
        let edges = [text.utf8.first, text.utf8.last]
        guard isSpecial || edges.contains(0x20) || edges[0] == 0x23 || edges[0] == 0x27 else {
            return text
        }
        // By bytes: a quote with a combining accent is another character than a quote.
        let doubled = text.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    /// What a spreadsheet may drop before it looks for a formula.
    private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
    }
}
