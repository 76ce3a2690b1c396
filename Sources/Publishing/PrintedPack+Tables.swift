import Documents
import Reporting
import Values

extension PrintedPack {
    mutating func drawHeading(of layout: TableLayout, isContinued: Bool, _ area: Rectangle) {
        let title = SafeText.of(layout.table.title) + (isContinued ? ", continued" : "")
        canvas.draw(
            title, at: Point(area.x, area.y), width: area.width * 0.65, Font(10, bold: true),
            Self.ink, lines: 1)
        let count = Figures.grouped(Int128(layout.table.rows.count), digits: 0)
        let rows = layout.table.rows.count == 1 ? "1 row" : "\(count) rows"
        let remark = layout.currencies.sole.map { "\(rows) · amounts in \($0)" } ?? rows
        canvas.draw(
            remark, at: Point(area.x + area.width * 0.65, area.y + 2.5), width: area.width * 0.35,
            Font(7.5), Self.quiet, .right, lines: 1)
    }

    mutating func drawColumnHeadings(of layout: TableLayout, _ area: Rectangle) {
        canvas.fill(area, Colour(Palette.headGround))
        let font = layout.font(bold: true)
        let hang = canvas.width(of: ")", layout.font(bold: false))
        for column in layout.columns {
            let isFigure = column.isRight
            canvas.draw(
                SafeText.of(layout.table.columns[column.index].heading),
                at: Point(column.x + TableLayout.padding, area.y + 2),
                width: column.width - 2 * TableLayout.padding - (isFigure ? hang : 0), font,
                Self.ink, column.isRight ? .right : .left, lines: TableLayout.linesPerHeading)
        }
    }

    mutating func draw(_ rows: Range<Int>, of layout: TableLayout, _ area: Rectangle) {
        var y = area.y
        for index in rows {
            draw(layout.table.rows[index], of: layout, y: y, bold: false)
            y += Double(layout.rowHeights[index])
            canvas.line([Point(area.x, y), Point(area.right, y)], Self.rule, width: 0.3)
        }
    }

    mutating func drawTotals(of layout: TableLayout, _ area: Rectangle) {
        canvas.line([Point(area.x, area.y), Point(area.right, area.y)], Self.ink, width: 0.8)
        var y = area.y
        for (row, height) in zip(layout.table.totals, layout.totalHeights) {
            draw(row, of: layout, y: y, bold: true)
            y += Double(height)
        }
    }

    private mutating func draw(_ row: [Cell], of layout: TableLayout, y: Double, bold: Bool) {
        let font = layout.font(bold: bold)
        let hang = canvas.width(of: ")", font)
        for column in layout.columns {
            let text = layout.text(row, column.index)
            guard !text.isEmpty else { continue }
            // Digits stand under digits: the closing parenthesis hangs outside of them.
            let isHung = column.isRight && !text.hasSuffix(")")
            let isText = if case .text = row[column.index] { true } else { false }
            canvas.draw(
                text, at: Point(column.x + TableLayout.padding, y + TableLayout.rowGap / 2),
                width: column.width - 2 * TableLayout.padding - (isHung ? hang : 0), font,
                Self.ink, column.isRight ? .right : .left,
                lines: isText ? TableLayout.linesPerCell : nil, onBaseline: true)
        }
    }
}
