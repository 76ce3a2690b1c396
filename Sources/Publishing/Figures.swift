import Reporting
import Values

/// Whole numbers of minor units as decimals, with no floating point on the way.
enum Figures {
    /// `-1234.50`: for machines.
    static func plain(_ units: Int128, digits: Int) -> String {
        let (whole, fraction) = parts(units, digits)
        return (units < 0 ? "-" : "") + whole + fraction
    }

    /// `(1,234.50)`: for people.
    static func grouped(_ units: Int128, digits: Int) -> String {
        let (whole, fraction) = parts(units, digits)
        var grouped: [UInt8] = []
        for (index, digit) in whole.utf8.enumerated() {
            if index > 0, (whole.utf8.count - index) % 3 == 0 { grouped.append(0x2C) }
            grouped.append(digit)
        }
        let text = String(decoding: grouped, as: UTF8.self) + fraction
        return units < 0 ? "(" + text + ")" : text
    }

    /// A ratio in hundredths, halves rounded away from zero; nil when the denominator is zero.
    static func hundredths(_ numerator: Int64, _ denominator: Int64) -> Int128? {
        guard denominator != 0 else { return nil }
        let isNegative = (numerator < 0) != (denominator < 0)
        let dividend = Int128(numerator.magnitude) * 100
        let divisor = Int128(denominator.magnitude)
        let rounded = (2 * dividend + divisor) / (2 * divisor)
        return isNegative ? -rounded : rounded
    }

    private static func parts(_ units: Int128, _ digits: Int) -> (Substring, String) {
        let text = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.utf8.count)) + text
        return (padded.dropLast(digits), digits == 0 ? "" : "." + padded.suffix(digits))
    }
}

extension Cell {
    /// What a reader of the PDF sees; money without its currency.
    var printed: String {
        switch self {
        case .empty: ""
        case .text(let text): SafeText.of(text)
        case .integer(let number): Figures.grouped(Int128(number), digits: 0)
        case .date(let date): date.description
        case .money(let money):
            Figures.grouped(Int128(money.minorUnits), digits: money.currency.minorDigits)
        case .ratio(let numerator, let denominator):
            Figures.hundredths(numerator, denominator)
                .map { Figures.grouped($0, digits: 2) } ?? "n/a"
        case .notAvailable: "n/a"
        }
    }

    /// What a program reads in a CSV file, before quoting; text is not yet safe there.
    var plain: String {
        switch self {
        case .empty: ""
        case .text(let text): SafeText.of(text)
        case .integer(let number): String(number)
        case .date(let date): date.description
        case .money(let money):
            Figures.plain(Int128(money.minorUnits), digits: money.currency.minorDigits)
        case .ratio(let numerator, let denominator):
            Figures.hundredths(numerator, denominator)
                .map { Figures.plain($0, digits: 2) } ?? "n/a"
        case .notAvailable: "n/a"
        }
    }

    var currency: Currency? {
        if case .money(let money) = self { money.currency } else { nil }
    }

    /// Whether it is read from the right, and must be neither broken nor cut.
    var isFigure: Bool {
        switch self {
        case .integer, .money, .ratio, .notAvailable: true
        case .empty, .text, .date: false
        }
    }
}

extension TieOut {
    /// The left figure less the right one; nil when they are of different currencies.
    var difference: (units: Int128, currency: Currency)? {
        guard left.currency == right.currency else { return nil }
        return (Int128(left.minorUnits) - Int128(right.minorUnits), left.currency)
    }
}
