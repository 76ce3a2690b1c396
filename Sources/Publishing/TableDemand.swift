import Documents
import Reporting
import Values

/// How much room the columns of a table want, measured once, before the page is chosen.
struct TableDemand {
    let table: Table
    let currencies: TableCurrencies
    private let columns: [Demand]

    private struct Demand {
        var index: Int
        var weight: Double
        /// What it must have at ``measuredSize``: all of a figure, the longest word of a heading.
        var least: Double
        /// What it would fill without breaking a line.
        var natural: Double
        var isFigure: Bool
    }

    private static let measuredSize = 8.0
    /// Text beyond these rows does not change the columns, only the height of its row.
    private static let rowsOfText = 500

    init(_ table: Table, _ canvas: inout PDFCanvas) {
        self.table = table
        let currencies = TableCurrencies(table)
        self.currencies = currencies
        let printed = table.columns.indices.filter {
            table.columns[$0].weight > 0 && table.columns[$0].weight.isFinite
        }
        columns = printed.map { index in
            Self.measure(index, of: table, printed, currencies, &canvas)
        }
    }

    private static func measure(
        _ index: Int, of table: Table, _ printed: [Int], _ currencies: TableCurrencies,
        _ canvas: inout PDFCanvas
    ) -> Demand {
        let font = Font(measuredSize)
        let bold = Font(measuredSize, bold: true)
        let heading = SafeText.of(table.columns[index].heading)
        var demand = Demand(
            index: index, weight: table.columns[index].weight, least: 0,
            natural: canvas.width(of: heading, bold), isFigure: false)
        for word in heading.split(separator: " ") {
            demand.least = max(demand.least, canvas.width(of: String(word), bold))
        }
        // A currency in the row's own column is not added to the amount; the widest is assumed.
        let code = currencies.sole == nil ? canvas.width(of: " MMM", bold) : 0
        let rows = table.rows.prefix(TableLayout.rowsPrinted)
        for (number, row) in (rows + table.totals).enumerated() {
            let isTotal = number >= rows.count
            switch row[index] {
            case .text(let text):
                guard number < rowsOfText || isTotal else { continue }
                let width = canvas.width(of: SafeText.of(text), isTotal ? bold : font)
                demand.natural = max(demand.natural, width)
                demand.least = max(demand.least, min(width, 48))
            case .empty: continue
            case let cell:
                demand.isFigure = demand.isFigure || cell.isFigure
                let width =
                    canvas.width(of: cell.printed, isTotal ? bold : font)
                    + (cell.currency == nil ? 0 : code)
                demand.natural = max(demand.natural, width)
                demand.least = max(demand.least, width)
            }
        }
        demand.least += 2 * TableLayout.padding + 0.5
        demand.natural += 2 * TableLayout.padding + 0.5
        // A closing parenthesis hangs right of the figures.
        if demand.isFigure {
            demand.least += 2.5
            demand.natural += 2.5
        }
        return demand
    }

    func isRight(_ index: Int) -> Bool {
        table.columns[index].alignment == .right
            || columns.contains { $0.index == index && $0.isFigure }
    }

    /// "Open" or, where all amounts are of one currency, still "Open": the title says which.
    func heading(_ index: Int) -> String { SafeText.of(table.columns[index].heading) }

    /// Whether every figure fits at a size people read without glasses.
    func fits(_ width: Double) -> Bool { leastWidth(TableLayout.sizes[1]) <= width }

    /// The largest size at which every figure fits; the smallest there is, if none does.
    func size(for width: Double) -> Double {
        TableLayout.sizes.first { leastWidth($0) <= width } ?? TableLayout.sizes.last ?? 5
    }

    private func leastWidth(_ size: Double) -> Double {
        columns.reduce(0) { $0 + $1.least } * size / Self.measuredSize
    }

    /// Shares a width out: by weight, but nobody below what it must have, and nobody beyond what it
    /// fills while others break lines.
    func widths(for total: Double, size: Double) -> [(index: Int, width: Double)] {
        let ratio = size / Self.measuredSize
        let isRoomy = columns.reduce(0) { $0 + $1.natural } * ratio <= total
        func width(_ demand: Demand, _ level: Double) -> Double {
            let wish = level * demand.weight
            return isRoomy
                ? max(demand.natural * ratio, wish)
                : max(demand.least * ratio, min(demand.natural * ratio, wish))
        }
        // The sum grows with the level; halving finds where it fills the page.
        var (low, high) = (0.0, total / (columns.map(\.weight).min() ?? 1))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if columns.reduce(0, { $0 + width($1, middle) }) > total {
                high = middle
            } else {
                low = middle
            }
        }
        // Only a table that does not fit at the smallest size is squeezed, and breaks its figures.
        let sum = columns.reduce(0) { $0 + width($1, low) }
        let squeeze = sum > total ? total / sum : 1
        return columns.map { ($0.index, width($0, low) * squeeze) }
    }
}
