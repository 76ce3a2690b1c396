import Reporting

/// Refuses a pack whose tables or charts do not fit together.
///
/// Everything after this indexes without looking.
func check(_ pack: ReportPack) throws(PublishingError) {
    var names: Set<String> = []
    for report in pack.reports {
        for table in report.tables {
            try check(table)
            guard names.insert(table.name.lowercased()).inserted else {
                throw .malformedPack(part: table.name, fault: "two tables have this name")
            }
        }
    }
    for chart in pack.frontCharts + pack.reports.flatMap(\.charts) { try check(chart) }
}

private func check(_ table: Table) throws(PublishingError) {
    let isFileName =
        !table.name.isEmpty && table.name.utf8.count <= 100
        && table.name.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789_".unicodeScalars.contains($0))
        }
    guard isFileName else {
        throw .malformedPack(part: table.name, fault: "cannot be the name of a file")
    }
    guard !table.columns.isEmpty, Set(table.columns.map(\.key)).count == table.columns.count
    else {
        throw .malformedPack(part: table.name, fault: "has no columns, or two of one key")
    }
    for (index, row) in (table.rows + table.totals).enumerated()
    where row.count != table.columns.count {
        throw .malformedPack(
            part: table.name,
            fault: "row \(index) has \(row.count) cells for \(table.columns.count) columns")
    }
}

private func check(_ chart: Chart) throws(PublishingError) {
    for series in chart.series where series.values.count != chart.labels.count {
        throw .malformedPack(
            part: chart.title,
            fault: "\(series.name) has \(series.values.count) values for "
                + "\(chart.labels.count) labels")
    }
}
