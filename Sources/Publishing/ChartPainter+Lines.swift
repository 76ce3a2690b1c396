import Documents
import Reporting

extension ChartPainter {
    /// The name of a series, beside where the series ends.
    struct SeriesName {
        var text: String
        var colour: Colour
        var y: Double

        init(_ text: String, _ colour: Colour, y: Double) {
            self.text = SafeText.of(text)
            self.colour = colour
            self.y = y
        }
    }

    /// One line a series, its last value and name at its end.
    func drawLines(on canvas: inout PDFCanvas) {
        var names: [SeriesName] = []
        for (number, series) in chart.series.enumerated() {
            let colour = Colour(Palette.series(number))
            let points = series.values.enumerated().map { Point(centre($0), y(Double($1))) }
            // Dashes tell lines apart where there is no colour.
            let dashes: [Double] = [[], [5, 2], [2, 2], [7, 2, 2, 2]][number % 4]
            canvas.line(points, colour, width: 1.6, dashes: dashes)
            guard let end = points.last, let value = series.values.last else { continue }
            canvas.dot(end, radius: 2, colour)
            let text = scale.label(value)
            if chart.series.count == 1 {
                canvas.draw(
                    text, at: Point(end.x - 40, end.y - 11), width: 42, Font(6, bold: true),
                    Self.ink, .right, lines: 1)
            }
            names.append(SeriesName("\(series.name) \(text)", colour, y: end.y))
        }
        draw(chart.series.count > 1 ? names : [], on: &canvas)
    }

    /// Names right of the plot, moved apart where they would lie on each other.
    func draw(_ names: [SeriesName], on canvas: inout PDFCanvas) {
        let line = 8.5
        // Pushed down from the top, then up from the bottom, each as little as needed.
        var sorted = names.sorted { $0.y < $1.y }
        for index in sorted.indices.dropFirst() {
            sorted[index].y = max(sorted[index].y, sorted[index - 1].y + line)
        }
        var limit = plot.bottom
        for index in sorted.indices.reversed() {
            sorted[index].y = min(sorted[index].y, limit)
            limit = sorted[index].y - line
        }
        for name in sorted {
            canvas.fill(
                Rectangle(x: plot.right + 4, y: name.y - 2.5, width: 5, height: 5), name.colour)
            canvas.draw(
                name.text, at: Point(plot.right + 11, name.y - 4.2),
                width: area.right - plot.right - 11, Self.small, Self.ink, lines: 1)
        }
    }
}
