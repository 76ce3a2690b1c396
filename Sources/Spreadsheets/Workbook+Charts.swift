import Cxlsxwriter

/// A chart over cells of a sheet.
package struct SheetChart: Sendable {
    package var kind: Kind
    package var title: String
    package var series: [Series]
    /// Of the value axis.
    package var numberFormat: String
    /// Column of the labels, and the rows of labels and values.
    package var labelColumn: Int
    package var rows: ClosedRange<Int>

    package enum Kind: Sendable {
        case stackedColumns
        case groupedColumns
        case lines
    }

    package struct Series: Sendable {
        package var name: String
        package var column: Int
        /// nil draws nothing: what other series stand upon.
        package var colour: UInt32?
        package var isInLegend: Bool

        package init(name: String, column: Int, colour: UInt32?, isInLegend: Bool = true) {
            self.name = name
            self.column = column
            self.colour = colour
            self.isInLegend = isInLegend
        }
    }

    package init(
        kind: Kind, title: String, series: [Series], numberFormat: String, labelColumn: Int,
        rows: ClosedRange<Int>
    ) {
        self.kind = kind
        self.title = title
        self.series = series
        self.numberFormat = numberFormat
        self.labelColumn = labelColumn
        self.rows = rows
    }
}

extension Workbook {
    /// Puts a chart over `data`, its top left corner in a cell of `sheet`.
    package mutating func insert(
        _ chart: SheetChart, data: Sheet, into sheet: Sheet, row: Int, column: Int
    ) throws(SpreadsheetError) {
        let type =
            switch chart.kind {
            case .stackedColumns: LXW_CHART_COLUMN_STACKED
            case .groupedColumns: LXW_CHART_COLUMN
            case .lines: LXW_CHART_LINE
            }
        guard let drawing = workbook_add_chart(file, UInt8(type.rawValue)) else {
            throw .notWritten("no memory for a chart")
        }
        for series in chart.series {
            try add(series, to: drawing, chart, sheetName: sheets[data.index].name)
        }
        chart_title_set_name(drawing, CellText.label(chart.title))
        chart_axis_set_num_format(drawing.pointee.y_axis, chart.numberFormat)
        // Labels below the plot even where bars hang below zero.
        chart_axis_set_label_position(
            drawing.pointee.x_axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
        chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
        chart_set_series_gap(drawing, 60)
        try hide(chart.series.indices.filter { !chart.series[$0].isInLegend }, of: drawing)
        var options = lxw_chart_options()
        options.x_scale = 1.4
        options.y_scale = 1.2
        let status = CellText.label(chart.title).withMutableCString { description in
            options.description = description
            return worksheet_insert_chart_opt(
                sheets[sheet.index].worksheet, lxw_row_t(row), lxw_col_t(column), drawing,
                &options)
        }
        try check(status)
    }

    private func add(
        _ series: SheetChart.Series, to drawing: UnsafeMutablePointer<lxw_chart>,
        _ chart: SheetChart, sheetName: String
    ) throws(SpreadsheetError) {
        guard let added = chart_add_series(drawing, nil, nil) else {
            throw .notWritten("no memory for a chart")
        }
        let first = lxw_row_t(chart.rows.lowerBound)
        let last = lxw_row_t(chart.rows.upperBound)
        let labels = lxw_col_t(chart.labelColumn)
        let values = lxw_col_t(series.column)
        chart_series_set_categories(added, sheetName, first, labels, last, labels)
        chart_series_set_values(added, sheetName, first, values, last, values)
        chart_series_set_name(added, CellText.label(series.name))
        var fill = lxw_chart_fill()
        var line = lxw_chart_line()
        if let colour = series.colour {
            fill.color = colour
            line.color = colour
        } else {
            fill.none = 1
            line.none = 1
        }
        if chart.kind != .lines { chart_series_set_fill(added, &fill) }
        if chart.kind == .lines || series.colour == nil { chart_series_set_line(added, &line) }
    }

    private func hide(
        _ series: [Int], of drawing: UnsafeMutablePointer<lxw_chart>
    ) throws(SpreadsheetError) {
        guard !series.isEmpty else { return }
        // The list ends with -1.
        var list = series.map { Int16(clamping: $0) } + [-1]
        try check(chart_legend_delete_series(drawing, &list))
    }
}
