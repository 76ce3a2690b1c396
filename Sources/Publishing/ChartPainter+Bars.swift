import Documents
import Reporting

extension ChartPainter {
    /// Positive parts upwards from zero, negative ones downwards, and the sum on top.
    func drawStacks(on canvas: inout PDFCanvas) {
        let width = min(46, slot * 0.68)
        var names: [SeriesName] = []
        for index in chart.labels.indices {
            var (above, below, total) = (0.0, 0.0, Int128(0))
            for (number, series) in chart.series.enumerated() {
                let value = series.values[index]
                let start = value < 0 ? below : above
                let end = start + Double(value)
                if value < 0 { below = end } else { above = end }
                total += Int128(value)
                let bar = bar(centre(index), width: width, from: start, to: end)
                let colour = Colour(Palette.series(number))
                canvas.fill(bar, colour)
                drawInside(bar, scale.label(value), colour, on: &canvas)
                if index == chart.labels.count - 1 {
                    names.append(SeriesName(series.name, colour, y: bar.y + bar.height / 2))
                }
            }
            drawAbove(
                centre(index), y(above), scale.label(Int64(clamping: total)), on: &canvas)
        }
        draw(chart.series.count > 1 ? names : [], on: &canvas)
    }

    /// The series side by side, their names in a row on top.
    func drawGroups(on canvas: inout PDFCanvas) {
        let count = Double(chart.series.count)
        let width = min(30, slot * 0.78 / count)
        for index in chart.labels.indices {
            for (number, series) in chart.series.enumerated() {
                let value = series.values[index]
                let x = centre(index) + (Double(number) - (count - 1) / 2) * width
                let bar = bar(x, width: width - 0.8, from: 0, to: Double(value))
                canvas.fill(bar, Colour(Palette.series(number)))
                drawAbove(x, bar.y, scale.label(value), width: width, on: &canvas)
            }
        }
        if chart.series.count > 1 { drawLegend(on: &canvas) }
    }

    /// Totals on zero, movements hanging between them, joined by thin lines.
    func drawWaterfall(on canvas: inout PDFCanvas) {
        let width = min(40, slot * 0.7)
        let steps = Waterfall(chart).steps
        for (index, step) in steps.enumerated() {
            let colour: UInt32 =
                switch step.kind {
                case .total: Palette.total
                case .increase: Palette.increase
                case .decrease: Palette.decrease
                }
            let bar = bar(
                centre(index), width: width, from: Double(step.from), to: Double(step.to))
            canvas.fill(bar, Colour(colour))
            let sign = step.kind == .increase && step.value > 0 ? "+" : ""
            drawAbove(centre(index), bar.y, sign + scale.label(step.value), on: &canvas)
            guard index + 1 < steps.count else { continue }
            let level = y(Double(step.to))
            canvas.line(
                [
                    Point(centre(index) + width / 2, level),
                    Point(centre(index + 1) - width / 2, level),
                ], Self.quiet, width: 0.4)
        }
    }

    private func drawLegend(on canvas: inout PDFCanvas) {
        var x = plot.x
        for (number, series) in chart.series.enumerated() {
            let name = SafeText.of(series.name)
            let width = min(canvas.width(of: name, Self.small) + 2, area.right - x - 9)
            guard width > 8 else { return }
            canvas.fill(
                Rectangle(x: x, y: area.y + 18, width: 6, height: 6),
                Colour(Palette.series(number)))
            canvas.draw(
                name, at: Point(x + 9, area.y + 17), width: width, Self.small, Self.ink, lines: 1)
            x += width + 17
        }
    }

    /// A figure inside its bar, where it fits.
    private func drawInside(
        _ bar: Rectangle, _ text: String, _ colour: Colour, on canvas: inout PDFCanvas
    ) {
        let font = Font(5.5)
        guard bar.height >= 8, canvas.width(of: text, font) <= bar.width - 1 else { return }
        canvas.draw(
            text, at: Point(bar.x, bar.y + bar.height / 2 - 3.8), width: bar.width, font,
            colour.isDark ? .white : .black, .centre, lines: 1)
    }

    /// A figure above its bar, where the bar's slot has room for it.
    private func drawAbove(
        _ centre: Double, _ y: Double, _ text: String, width: Double? = nil,
        on canvas: inout PDFCanvas
    ) {
        let font = Font(5.5)
        guard canvas.width(of: text, font) <= (width ?? slot) + 2 else { return }
        canvas.draw(
            text, at: Point(centre - 30, y - 8.5), width: 60, font, Self.ink, .centre, lines: 1)
    }
}
