import Values

/// The value axis of a chart: from where to where, in which steps and which unit.
///
/// Binary numbers are good enough here: they place ink and are printed with three digits. What
/// stands in tables never passes through.
struct ValueScale: Equatable {
    private(set) var low: Double
    private(set) var high: Double
    private(set) var step: Double
    /// One of the unit, in what the chart's values count.
    private let unit: Double
    /// "EUR thousand"; empty for plain numbers.
    let unitName: String
    private let isWhole: Bool

    /// A scale that shows all values, and zero if asked: bars must stand on it.
    init(_ values: [Int64], currency: Currency?, fromZero: Bool) {
        let digits = currency?.minorDigits ?? 2
        let one = [1.0, 10, 100, 1000, 10_000][min(digits, 4)]
        var low = Double(values.min() ?? 0)
        var high = Double(values.max() ?? 0)
        if fromZero || low == high {
            low = min(0, low)
            high = max(0, high)
        }
        if low == high { high = 4 * one }
        step = Self.roundStep((high - low) / 4)
        self.low = (low / step).rounded(.down) * step
        self.high = (high / step).rounded(.up) * step
        let largest = max(abs(low), abs(high)) / one
        let (factor, word) =
            largest >= 10_000_000
            ? (1_000_000.0, "million") : largest >= 10_000 ? (1000.0, "thousand") : (1.0, "")
        unit = one * factor
        unitName = [currency?.code ?? "", word].filter { !$0.isEmpty }.joined(separator: " ")
        isWhole = factor == 1 && values.allSatisfy { $0 % Int64(one) == 0 }
    }

    /// The next of 1, 2, 5, 10, 20, … that is not less.
    private static func roundStep(_ least: Double) -> Double {
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        return [1, 2, 5].map { $0 * power }.first { $0 >= least } ?? power * 10
    }

    /// Where the grid lines are.
    var ticks: [Double] {
        let count = Int(((high - low) / step).rounded())
        return (0...max(1, count)).map { low + Double($0) * step }
    }

    /// The part of the axis below a value, 0…1.
    func share(_ value: Double) -> Double { (value - low) / (high - low) }

    /// A tick in the unit, with the decimals its step needs.
    func tickLabel(_ value: Double) -> String {
        let size = step / unit
        return label(value, decimals: size >= 1 && size.rounded() == size ? 0 : size >= 0.1 ? 1 : 2)
    }

    /// A value in the unit, with about three digits.
    func label(_ value: Int64) -> String {
        let largest = max(abs(low), abs(high)) / unit
        return label(
            Double(value), decimals: isWhole || largest >= 100 ? 0 : largest >= 10 ? 1 : 2)
    }

    private func label(_ value: Double, decimals: Int) -> String {
        let power = [1.0, 10, 100][decimals]
        let units = Int64(exactly: (value / unit * power).rounded()) ?? 0
        return Figures.grouped(Int128(units), digits: decimals)
    }
}
