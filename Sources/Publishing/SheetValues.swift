import Reporting
import Spreadsheets
import Values

extension Cell {
    /// The cell of a sheet that holds the same, as a number where it is one.
    func sheetCell(_ currencies: TableCurrencies, _ style: SheetStyle) -> SheetCell {
        switch self {
        case .empty: SheetCell(.empty, style)
        case .text(let text): SheetCell(.text(SafeText.of(text)), style)
        case .integer(let number):
            SheetCell(.decimal(units: number, digits: 0), style.formatted("#,##0_);(#,##0)"))
        case .date(let date):
            SheetCell(
                .date(daysSince2000: date.daysSince2000),
                style.formatted("yyyy-mm-dd").aligned(.left))
        case .money(let money):
            SheetCell(
                .decimal(units: money.minorUnits, digits: money.currency.minorDigits),
                style.formatted(money.currency.numberFormat(isNamed: currencies.mustBeWritten)))
        case .ratio(let numerator, let denominator):
            ratio(numerator, denominator, style)
        case .notAvailable: SheetCell(.text("n/a"), style.insteadOfFigure)
        }
    }

    private func ratio(
        _ numerator: Int64, _ denominator: Int64, _ style: SheetStyle
    ) -> SheetCell {
        guard let result = Figures.hundredths(numerator, denominator) else {
            return SheetCell(.text("n/a"), style.insteadOfFigure)
        }
        guard let result = Int64(exactly: result) else {
            return SheetCell(.text(printed), style.insteadOfFigure)
        }
        return SheetCell(
            .quotient(numerator: numerator, denominator: denominator, result: result),
            style.formatted("#,##0.00_);(#,##0.00)"))
    }
}

extension Currency {
    /// Grouped, negative in parentheses, with this currency's decimals and, if asked, its code.
    func numberFormat(isNamed: Bool) -> String {
        let number =
            "#,##0" + (minorDigits == 0 ? "" : "." + String(repeating: "0", count: minorDigits))
        let name = isNamed ? "\" \(code)\"" : ""
        return "\(number)\(name)_);(\(number)\(name))"
    }
}

extension SheetStyle {
    /// Text that ends where figures end, short of the room for a closing parenthesis.
    var insteadOfFigure: SheetStyle { formatted("0_);0_);0_);@_)").aligned(.right) }

    func formatted(_ format: String) -> SheetStyle { with { $0.numberFormat = format } }
    func aligned(_ alignment: Alignment) -> SheetStyle {
        with { $0.alignment = alignment }
    }
}
