import Documents
import Reporting
import Values

extension PrintedPack {
    /// Plans a report: heading, note, charts, then each table over as many pages as it needs.
    mutating func plan(section index: Int) {
        let section = sections[index]
        let demands = section.tables.map { TableDemand($0, &canvas) }
        let upright = self.width(of: portrait)
        let isWide = demands.contains { !$0.fits(upright) }
        let size = isWide ? portrait.turned : portrait
        flow.beginPage(size, title: title(ofSection: index), begins: index)
        let width = self.width(of: size)
        let heading =
            canvas.height(of: title(ofSection: index), width: width, Self.sectionFont)
            + canvas.height(of: SafeText.of(section.note), width: width, Self.noteFont)
        flow.place(.sectionHeading(index), height: heading + 12)
        if index == 0 {
            flow.place(
                .contents, height: Double(sections.count - 1) * Self.contentsLine + 10)
        }
        planCharts(section.charts)
        for demand in demands {
            let layout = TableLayout(demand, width: width, at: PageFlow.margin, &canvas)
            tables.append(layout)
            plan(table: tables.count - 1)
        }
    }

    /// Two charts beside each other, on one scale where they count the same; a last one alone.
    mutating func planCharts(_ charts: [Chart], titleOfNext: String? = nil) {
        var rest = charts[...]
        while !rest.isEmpty {
            let row = Array(rest.prefix(2))
            rest = rest.dropFirst(2)
            // What is left of page one is filled.
            let height =
                rest.isEmpty && flow.pages.count == 1 && flow.room >= 170
                ? min(flow.room, 340) : 200
            flow.place(
                .charts(row, ChartPainter.commonScale(row)), height: height,
                titleOfNext: titleOfNext)
        }
    }

    mutating func draw(_ charts: [Chart], _ scale: ValueScale, _ area: Rectangle) {
        let gap = 20.0
        let width = (area.width - gap) / 2
        let isComparable =
            charts.count == 2 && charts[0].kind == charts[1].kind
            && charts[0].currency == charts[1].currency
        for (index, chart) in charts.enumerated() {
            let box = Rectangle(
                x: area.x + Double(index) * (width + gap), y: area.y,
                width: charts.count == 1 ? area.width : width, height: area.height - 12)
            let own = isComparable ? scale : ChartPainter.commonScale([chart])
            ChartPainter(chart, scale: own, area: box, &canvas).draw(on: &canvas)
        }
    }

    private mutating func plan(table index: Int) {
        let layout = tables[index]
        let headings = layout.headHeight
        let totals = layout.totalHeights.reduce(0) { $0 + Double($1) }
        let first = layout.rowHeights.first.map(Double.init) ?? 14
        // A heading is never left alone at the foot of a page.
        if flow.room < 18 + headings + first + (layout.rowHeights.count <= 1 ? totals : 0) {
            flow.turnPage()
        }
        flow.place(.tableHeading(index, isContinued: false), height: 18)
        guard !layout.columns.isEmpty else {
            flow.place(.remark("Its columns are only in \(layout.table.name).csv."), height: 16)
            return
        }
        flow.place(.columnHeadings(index), height: headings)
        if layout.rowHeights.isEmpty { flow.place(.remark("No items."), height: 16) }
        planRows(of: index, totals)
        if let remark = layout.remarkOnRest { flow.place(.remark(remark), height: 18) }
        if totals > 0 { flow.place(.totals(table: index), height: totals) }
        flow.place(.remark(""), height: min(14, max(0, flow.room)))
    }

    private mutating func planRows(of index: Int, _ totals: Double) {
        let layout = tables[index]
        let count = layout.rowHeights.count
        var start = 0
        var isFresh = false
        while start < count {
            var end = start
            var height = 0.0
            while end < count {
                let row = Double(layout.rowHeights[end])
                // The totals stay with the last row.
                let needed = height + row + (end == count - 1 ? totals : 0)
                // What does not fit on a page of its own is placed all the same: the loop ends.
                guard needed <= flow.room || isFresh && end == start else { break }
                height += row
                end += 1
            }
            if end > start { flow.place(.rows(table: index, start..<end), height: height) }
            guard end < count else { return }
            flow.turnPage()
            flow.place(.tableHeading(index, isContinued: true), height: 18)
            flow.place(.columnHeadings(index), height: layout.headHeight)
            (start, isFresh) = (end, true)
        }
    }
}
