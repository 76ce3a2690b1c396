import Reporting

/// The bars of a waterfall: from where to where each goes.
struct Waterfall {
    struct Step: Equatable {
        var label: String
        /// What the bar says: a total, or the movement.
        var value: Int64
        var from: Int64
        var to: Int64
        var kind: Kind
    }

    enum Kind: Equatable {
        case total
        case increase
        case decrease
    }

    let steps: [Step]

    /// Reads the first series; the first and the last value are totals and stand on zero.
    ///
    /// The last total is drawn as reported, not as added up: a gap before it is an error one sees.
    init(_ chart: Chart) {
        let values = chart.series.first?.values ?? []
        var level: Int64 = 0
        steps = zip(chart.labels, values).enumerated().map { index, pair in
            let (label, value) = pair
            if index == 0 || index == values.count - 1 {
                level = value
                return Step(label: label, value: value, from: 0, to: value, kind: .total)
            }
            let before = level
            level = Int64(clamping: Int128(level) + Int128(value))
            return Step(
                label: label, value: value, from: before, to: level,
                kind: value < 0 ? .decrease : .increase)
        }
    }
}
