import Documents
import Reporting
import Values

/// A table measured for a page: which columns it prints, how wide, and how high each row is.
struct TableLayout {
    let table: Table
    let currencies: TableCurrencies
    let fontSize: Double
    /// The columns printed, and their places.
    let columns: [PrintedColumn]
    let headHeight: Double
    /// A number a row; four bytes, because there may be a million.
    private(set) var rowHeights: [Float] = []
    private(set) var totalHeights: [Float] = []

    struct PrintedColumn {
        var index: Int
        var x: Double
        var width: Double
        var isRight: Bool
    }

    /// Left and right of each cell.
    static let padding = 3.0
    /// Above and below the text of a row together.
    static let rowGap = 3.2
    /// Longer texts end in an ellipsis; the other files have all of it.
    static let linesPerCell = 3
    static let linesPerHeading = 4
    /// How many rows of a table are printed; the other files have them all, and the PDF says so.
    ///
    /// More would be hundreds of pages that nobody turns, at half a minute for each 50,000 rows.
    static let rowsPrinted = 20_000

    static let sizes = [8.0, 7.5, 7, 6.5, 6, 5.5, 5]

    init(
        _ demand: TableDemand, width: Double, at left: Double, _ canvas: inout PDFCanvas
    ) {
        table = demand.table
        currencies = demand.currencies
        let size = demand.size(for: width)
        fontSize = size
        var x = left
        columns = demand.widths(for: width, size: size).map { index, width in
            defer { x += width }
            return PrintedColumn(
                index: index, x: x, width: width, isRight: demand.isRight(index))
        }
        let font = Font(size, bold: true)
        headHeight =
            columns.reduce(0) { height, column in
                max(
                    height,
                    canvas.height(
                        of: demand.heading(column.index), width: column.width - 2 * Self.padding,
                        font))
            } + 5
        rowHeights = table.rows.prefix(Self.rowsPrinted).map {
            height(of: $0, bold: false, &canvas)
        }
        totalHeights = table.totals.map { height(of: $0, bold: true, &canvas) }
    }

    /// Where the rows are that are not printed; nil when all are.
    var remarkOnRest: String? {
        guard table.rows.count > rowHeights.count else { return nil }
        let (first, last) = (Int128(rowHeights.count + 1), Int128(table.rows.count))
        return "Rows \(Figures.grouped(first, digits: 0)) to \(Figures.grouped(last, digits: 0)) "
            + "are only in \(table.name).csv and in the workbook. Totals are of all rows."
    }

    func font(bold: Bool) -> Font { Font(fontSize, bold: bold) }

    /// What is printed in a cell.
    func text(_ row: [Cell], _ index: Int) -> String {
        let cell = row[index]
        guard let currency = cell.currency, currencies.sole == nil,
            !isNamed(currency, in: row)
        else { return cell.printed }
        return cell.printed + " \(currency)"
    }

    /// Whether the row prints the currency's code in a cell of its own.
    private func isNamed(_ currency: Currency, in row: [Cell]) -> Bool {
        columns.contains { row[$0.index] == .text(currency.code) }
    }

    private func height(of row: [Cell], bold: Bool, _ canvas: inout PDFCanvas) -> Float {
        let font = font(bold: bold)
        // Noto's line; one with other scripts is higher, and is measured.
        var height = fontSize * 1.362
        for column in columns {
            guard case .text(let text) = row[column.index], !text.isEmpty else { continue }
            let safe = SafeText.of(text)
            let width = column.width - 2 * Self.padding
            if safe.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0A }),
                canvas.width(of: safe, font) <= width
            {
                continue
            }
            height = max(
                height, canvas.height(of: safe, width: width, font, lines: Self.linesPerCell))
        }
        return Float(height + Self.rowGap)
    }
}
