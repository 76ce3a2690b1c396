import Reporting
import Spreadsheets
import Values

extension PackWorkbook {
    /// Rows a chart covers beside its figures.
    private static let chartRows = 20

    /// A sheet with the figures of each chart and the chart beside them.
    mutating func addCharts() throws(SpreadsheetError) {
        guard !charts.isEmpty else { return }
        let sheet = try book.addSheet(
            chartSheetName,
            Workbook.Layout(
                widths: [22, 16, 16, 16, 16, 16], header: header("Charts"), paper: paper, scale: 55)
        )
        var tops: [Int] = []
        for chart in charts { tops.append(try add(chart, to: sheet)) }
        // Two of them fill a page; more labels than a chart is high need more.
        let breaks = tops.indices.dropFirst().filter { $0.isMultiple(of: 2) }.map { tops[$0] }
        try book.breakPages(of: sheet, before: breaks)
    }

    /// Returns the row it begins in.
    private mutating func add(
        _ chart: Chart, to sheet: Workbook.Sheet
    ) throws(SpreadsheetError) -> Int {
        let figures = ChartFigures(chart)
        let unit = chart.currency.map { ", \($0)" } ?? ""
        let title = SafeText.of(chart.title) + unit
        let bold = SheetStyle().with {
            $0.isBold = true
            $0.fontSize = 12
        }
        let top = try book.append([SheetCell(.text(title), bold)], to: sheet)
        try book.append(
            (["Label"] + figures.columns.map { SafeText.of($0.name) })
                .map { SheetCell(.text($0), Self.headStyle) }, to: sheet)
        let digits = chart.currency?.minorDigits ?? 2
        let style = SheetStyle(
            chart.currency?.numberFormat(isNamed: false) ?? "#,##0.00_);(#,##0.00)")
        for (row, label) in chart.labels.enumerated() {
            try book.append(
                [SheetCell(.text(SafeText.of(label)))]
                    + figures.columns.map {
                        SheetCell(.decimal(units: $0.values[row], digits: digits), style)
                    }, to: sheet)
        }
        for _ in 0..<max(2, Self.chartRows - chart.labels.count) { try book.append([], to: sheet) }
        guard !chart.labels.isEmpty, !chart.series.isEmpty else { return top }
        let drawn = SheetChart(
            kind: figures.kind, title: title, series: figures.series,
            numberFormat: "#,##0", labelColumn: 0, rows: top + 2...top + 1 + chart.labels.count)
        try book.insert(
            drawn, data: sheet, into: sheet, row: top + 1, column: figures.columns.count + 2)
        return top
    }
}

/// The columns a native chart is drawn from.
struct ChartFigures {
    struct Column {
        var name: String
        var values: [Int64]
    }

    var kind: SheetChart.Kind
    var columns: [Column]
    var series: [SheetChart.Series]

    init(_ chart: Chart) {
        switch chart.kind {
        case .waterfall: self.init(waterfall: chart)
        case .stackedBars: self.init(chart, .stackedColumns)
        case .groupedBars: self.init(chart, .groupedColumns)
        case .lines: self.init(chart, .lines)
        }
    }

    private init(_ chart: Chart, _ kind: SheetChart.Kind) {
        self.kind = kind
        columns = chart.series.map { Column(name: $0.name, values: $0.values) }
        series = columns.enumerated().map { index, column in
            SheetChart.Series(
                name: SafeText.of(column.name), column: index + 1, colour: Palette.series(index))
        }
    }

    /// Stacked columns on an invisible one.
    ///
    /// What crosses zero is cut there, because spreadsheets stack what is above and what is below
    /// each for itself.
    private init(waterfall chart: Chart) {
        let steps = Waterfall(chart).steps
        kind = .stackedColumns
        columns = [
            Column(name: "Value", values: steps.map(\.value)),
            Column(
                name: "Stands on",
                values: steps.map { step in
                    max(0, min(step.from, step.to)) + min(0, max(step.from, step.to))
                }),
        ]
        series = [
            SheetChart.Series(name: "Stands on", column: 2, colour: nil, isInLegend: false)
        ]
        for (kind, name, colour) in [
            (Waterfall.Kind.total, "Total", Palette.total),
            (.increase, "Increase", Palette.increase), (.decrease, "Decrease", Palette.decrease),
        ] {
            let above = steps.map { step in
                step.kind == kind
                    ? max(0, max(step.from, step.to)) - max(0, min(step.from, step.to)) : 0
            }
            let below = steps.map { step in
                step.kind == kind
                    ? min(0, min(step.from, step.to)) - min(0, max(step.from, step.to)) : 0
            }
            append(name, above, colour, isInLegend: true)
            if below.contains(where: { $0 != 0 }) {
                append(name + ", below zero", below, colour, isInLegend: false)
            }
        }
    }

    private mutating func append(
        _ name: String, _ values: [Int64], _ colour: UInt32, isInLegend: Bool
    ) {
        columns.append(Column(name: name, values: values))
        series.append(
            SheetChart.Series(
                name: name, column: columns.count, colour: colour, isInLegend: isInLegend))
    }
}
