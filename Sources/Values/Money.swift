/// An exact amount of one currency, counted in its minor unit.
///
/// There is no floating point in this package. An amount is an integer from the moment it is
/// parsed until it is printed.
package struct Money: Hashable, Sendable, BitwiseCopyable {
    /// The amount in cents, yen, fils, …; negative for money owed the other way.
    package var minorUnits: Int64

    package let currency: Currency

    package init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads a plain decimal such as `1234.50`.
    ///
    /// - Parameters:
    ///   - decimal: ASCII; an optional minus, digits, and at most the currency's fraction digits
    ///     after a point. No grouping, no exponent: formats that have them remove them first.
    ///   - currency: the currency the digits count.
    /// - Throws: ``MoneyError``, and nothing is rounded.
    package init(decimal: Span<UInt8>, currency: Currency) throws(MoneyError) {
        let isNegative = !decimal.isEmpty && decimal[0] == UInt8(ascii: "-")
        var magnitude: Int64 = 0
        var digits = 0
        var digitsBeforePoint: Int?
        for index in (isNegative ? 1 : 0)..<decimal.count {
            switch decimal[index] {
            case UInt8(ascii: ".") where digits > 0 && digitsBeforePoint == nil:
                digitsBeforePoint = digits
            case let byte where (0x30...0x39).contains(byte):
                magnitude = try magnitude.appending(digit: byte - 0x30)
                digits += 1
            default:
                throw .notADecimal
            }
        }
        guard digits > 0, digits != digitsBeforePoint else { throw .notADecimal }
        let fractionDigits = digits - (digitsBeforePoint ?? digits)
        guard fractionDigits <= currency.minorDigits else { throw .tooPrecise }
        for _ in fractionDigits..<currency.minorDigits {
            magnitude = try magnitude.appending(digit: 0)
        }
        self.init(minorUnits: isNegative ? -magnitude : magnitude, currency: currency)
    }
}

extension Int64 {
    fileprivate func appending(digit: UInt8) throws(MoneyError) -> Int64 {
        let tenfold = multipliedReportingOverflow(by: 10)
        let sum = tenfold.partialValue.addingReportingOverflow(Int64(digit))
        guard !tenfold.overflow, !sum.overflow else { throw .tooLarge }
        return sum.partialValue
    }
}

/// Why digits are not an amount.
package enum MoneyError: Error {
    case notADecimal
    /// More fraction digits than the currency has.
    case tooPrecise
    /// Beyond 64 bits of minor units.
    case tooLarge
}

extension Money {
    package static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency: currency)
    }

    /// Adds amounts of one currency.
    ///
    /// Mixing currencies is a bug in the caller, not a condition to handle: it traps.
    package static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "\(left) + \(right)")
        return Money(minorUnits: left.minorUnits + right.minorUnits, currency: left.currency)
    }

    /// Subtracts amounts of one currency; traps as ``+(_:_:)`` does.
    package static func - (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "\(left) - \(right)")
        return Money(minorUnits: left.minorUnits - right.minorUnits, currency: left.currency)
    }

    package static func += (left: inout Money, right: Money) { left = left + right }
    package static func -= (left: inout Money, right: Money) { left = left - right }
}

extension Money: CustomStringConvertible {
    /// The amount as ``init(decimal:currency:)`` reads it, then the code: `-1234.50 EUR`.
    package var description: String {
        let digits = String(minorUnits.magnitude)
        let padding = String(repeating: "0", count: max(0, currency.minorDigits + 1 - digits.count))
        let padded = padding + digits
        let whole = padded.dropLast(currency.minorDigits)
        let fraction = currency.minorDigits == 0 ? "" : "." + padded.suffix(currency.minorDigits)
        return (minorUnits < 0 ? "-" : "") + whole + fraction + " " + currency.code
    }
}
