import Documents
import Reporting
import Values

extension PrintedPack {
    mutating func drawTiles(_ range: Range<Int>, _ area: Rectangle) {
        let gap = 8.0
        let width = (area.width - 2 * gap) / 3
        for (place, index) in range.enumerated() {
            let box = Rectangle(
                x: area.x + Double(place) * (width + gap), y: area.y, width: width,
                height: area.height - gap)
            draw(pack.tiles[index], box)
        }
    }

    private mutating func draw(_ tile: Tile, _ box: Rectangle) {
        canvas.stroke(box, Self.rule, width: 0.7)
        let inner = box.inset(7, 5)
        canvas.draw(
            SafeText.of(tile.title), at: Point(inner.x, inner.y), width: inner.width, Font(7.5),
            Self.quiet, lines: 1)
        let unit = unit(of: tile)
        let value = tile.value.printed
        // The figure is never cut: what is too wide is set smaller, down to where it breaks.
        let size = [17.0, 14, 12, 10, 8, 6].first { size in
            canvas.width(of: value, Font(size, bold: true)) + canvas.width(of: unit, Font(8)) + 4
                <= inner.width
        }
        let font = Font(size ?? 5, bold: true)
        let width = canvas.width(of: value, font)
        canvas.draw(
            value, at: Point(inner.x, inner.y + 11 + (17 - font.size) * 0.9),
            width: inner.width, font, Self.ink)
        canvas.draw(
            unit, at: Point(inner.x + width + 4, inner.y + 21.5),
            width: max(10, inner.right - inner.x - width - 4), Font(8), Self.quiet, lines: 1)
        canvas.draw(
            SafeText.of(tile.derivation), at: Point(inner.x, inner.bottom - 9),
            width: inner.width, Font(6), Self.quiet, lines: 1)
        drawHistory(of: tile, inner)
    }

    /// The months before as a line that ends in the figure, and what changed since the last.
    private mutating func drawHistory(of tile: Tile, _ inner: Rectangle) {
        guard let current = tile.value.hundredths, let before = tile.history.last else { return }
        let values = tile.history + [current]
        let line = Rectangle(
            x: inner.right - 62, y: inner.y + 34, width: 60, height: 10)
        let low = Double(values.min() ?? 0)
        let range = max(1, Double(values.max() ?? 0) - low)
        let points = values.enumerated().map { index, value in
            Point(
                line.x + line.width * Double(index) / Double(values.count - 1),
                line.bottom - line.height * (Double(value) - low) / range)
        }
        canvas.line(points, Colour(Palette.series[0]), width: 1)
        if let end = points.last { canvas.dot(end, radius: 1.7, Colour(Palette.series[0])) }
        let change = Int128(current) - Int128(before)
        let text = (change > 0 ? "+" : "") + Figures.grouped(change, digits: 2)
        canvas.draw(
            "\(text) in a month", at: Point(inner.x, inner.y + 35.5),
            width: inner.width - 66, Font(6), Self.quiet, lines: 1)
    }

    /// The unit, and the currency where neither says it.
    private func unit(of tile: Tile) -> String {
        let unit = SafeText.of(tile.unit)
        guard let code = tile.value.currency?.code, !unit.contains(code) else { return unit }
        return unit.isEmpty ? code : "\(code) \(unit)"
    }
}

extension Cell {
    /// The figure in hundredths, as the history of a tile counts; nil where there is none.
    var hundredths: Int64? {
        switch self {
        case .integer(let number): return Int64(exactly: Int128(number) * 100)
        case .ratio(let numerator, let denominator):
            return Figures.hundredths(numerator, denominator).flatMap { Int64(exactly: $0) }
        case .money(let money):
            let unit = (0..<money.currency.minorDigits).reduce(Int128(1)) { unit, _ in unit * 10 }
            return Int64(exactly: Int128(money.minorUnits) * 100 / unit)
        case .empty, .text, .date, .notAvailable: return nil
        }
    }
}
