import Documents
import Reporting

/// Draws one chart into an area of a page.
struct ChartPainter {
    let chart: Chart
    let scale: ValueScale
    let area: Rectangle
    private(set) var plot: Rectangle

    static let small = Font(6)
    static let quiet = Colour(Palette.quiet)
    static let ink = Colour(Palette.ink)

    /// Room right of the plot for the names of series.
    private static let nameWidth = 70.0

    init(_ chart: Chart, scale: ValueScale, area: Rectangle, _ canvas: inout PDFCanvas) {
        self.chart = chart
        self.scale = scale
        self.area = area
        let axis =
            4
            + scale.ticks.reduce(0.0) { max($0, canvas.width(of: scale.tickLabel($1), Self.small)) }
        let names = Self.namesSeriesBeside(chart) ? Self.nameWidth : 4
        let legend = Self.hasLegend(chart) ? 12.0 : 0
        let top = area.y + 18 + legend + 9
        plot = Rectangle(
            x: area.x + axis, y: top, width: max(20, area.width - axis - names),
            height: max(20, area.bottom - top - 26))
    }

    /// A scale that fits all of these charts, so that they can be compared by eye.
    static func commonScale(_ charts: [Chart]) -> ValueScale {
        let values = charts.flatMap(extremes)
        return ValueScale(
            values, currency: charts.first?.currency,
            fromZero: charts.contains { $0.kind != .lines })
    }

    private static func namesSeriesBeside(_ chart: Chart) -> Bool {
        (chart.kind == .stackedBars || chart.kind == .lines) && chart.series.count > 1
    }

    private static func hasLegend(_ chart: Chart) -> Bool {
        chart.kind == .groupedBars && chart.series.count > 1
    }

    /// The values a chart reaches: of stacks, their tops and bottoms.
    private static func extremes(_ chart: Chart) -> [Int64] {
        switch chart.kind {
        case .groupedBars, .lines: return chart.series.flatMap(\.values)
        case .waterfall: return Waterfall(chart).steps.flatMap { [$0.from, $0.to] }
        case .stackedBars:
            return chart.labels.indices.flatMap { index in
                let values = chart.series.map { Int128($0.values[index]) }
                let above = values.filter { $0 > 0 }.reduce(0, +)
                let below = values.filter { $0 < 0 }.reduce(0, +)
                return [Int64(clamping: above), Int64(clamping: below)]
            }
        }
    }

    func draw(on canvas: inout PDFCanvas) {
        drawTitle(on: &canvas)
        guard !chart.labels.isEmpty, !chart.series.isEmpty else {
            canvas.draw(
                "No figures.", at: Point(area.x, area.y + 20), width: area.width, Font(8),
                Self.quiet)
            return
        }
        drawGrid(on: &canvas)
        switch chart.kind {
        case .stackedBars: drawStacks(on: &canvas)
        case .groupedBars: drawGroups(on: &canvas)
        case .waterfall: drawWaterfall(on: &canvas)
        case .lines: drawLines(on: &canvas)
        }
        drawZero(on: &canvas)
        drawLabels(on: &canvas)
    }

    private func drawTitle(on canvas: inout PDFCanvas) {
        let unitWidth = scale.unitName.isEmpty ? 0 : canvas.width(of: scale.unitName, Font(7)) + 4
        canvas.draw(
            SafeText.of(chart.title), at: Point(area.x, area.y), width: area.width - unitWidth,
            Font(9, bold: true), Self.ink, lines: 1)
        canvas.draw(
            scale.unitName, at: Point(area.x, area.y + 2), width: area.width, Font(7), Self.quiet,
            .right, lines: 1)
    }

    private func drawGrid(on canvas: inout PDFCanvas) {
        for tick in scale.ticks {
            let y = y(tick)
            canvas.line(
                [Point(plot.x, y), Point(plot.right, y)], Colour(Palette.rule), width: 0.4)
            canvas.draw(
                scale.tickLabel(tick), at: Point(area.x, y - 4), width: plot.x - area.x - 3,
                Self.small, Self.quiet, .right, lines: 1)
        }
    }

    private func drawZero(on canvas: inout PDFCanvas) {
        guard (0...1).contains(scale.share(0)) else { return }
        canvas.line([Point(plot.x, y(0)), Point(plot.right, y(0))], Self.quiet, width: 0.7)
    }

    /// Every label, or every second, third, …, so that they have room; always the last.
    private func drawLabels(on canvas: inout PDFCanvas) {
        let labels = chart.labels.map(SafeText.of)
        let longest = labels.flatMap { $0.split(separator: " ") }
            .reduce(0.0) { max($0, canvas.width(of: String($1), Self.small)) }
        let stride = max(1, Int((min(longest + 3, plot.width) / slot).rounded(.up)))
        for (index, label) in labels.enumerated()
        where (labels.count - 1 - index) % stride == 0 {
            let width = slot * Double(stride)
            canvas.draw(
                label, at: Point(centre(index) - width / 2, plot.bottom + 3), width: width,
                Self.small, Self.ink, .centre, lines: 3)
        }
    }

    /// The width each label has.
    var slot: Double { plot.width / Double(max(1, chart.labels.count)) }

    func centre(_ index: Int) -> Double { plot.x + slot * (Double(index) + 0.5) }

    func y(_ value: Double) -> Double { plot.bottom - scale.share(value) * plot.height }

    /// A bar of a width between two values.
    func bar(_ centre: Double, width: Double, from: Double, to: Double) -> Rectangle {
        let (top, bottom) = (y(max(from, to)), y(min(from, to)))
        return Rectangle(x: centre - width / 2, y: top, width: width, height: bottom - top)
    }
}
