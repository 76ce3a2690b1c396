/// An exact fraction.
///
/// Figures stay fractions until they are printed, so that no rounding error can be carried from one
/// to the next.
package struct Ratio: Hashable, Sendable {
    package let numerator: Int128
    /// Always positive.
    package let denominator: Int128

    /// The fraction in lowest terms; nil when the denominator is zero.
    package init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator != 0 else { return nil }
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / Int128(divisor)
        self.denominator = sign * denominator / Int128(divisor)
    }

    /// A whole number.
    package init(_ number: Int128) {
        numerator = number
        denominator = 1
    }

    /// The nearest multiple of one `parts`-th, counted in those; halves away from zero.
    ///
    /// `rounded(to: 100)` is the number in hundredths, as it is printed.
    package func rounded(to parts: Int128) -> Int128 {
        let scaled = numerator * parts
        let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator)
        guard remainder.magnitude * 2 >= denominator.magnitude else { return quotient }
        return quotient + (scaled < 0 ? -1 : 1)
    }

    private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}

extension Ratio {
    package static func + (left: Ratio, right: Ratio) -> Ratio {
        Ratio(
            left.numerator * right.denominator + right.numerator * left.denominator,
            over: left.denominator * right.denominator) ?? left
    }

    /// The fraction taken so many times; times 100 a share becomes per cent.
    package static func * (left: Ratio, right: Int128) -> Ratio {
        Ratio(left.numerator * right, over: left.denominator) ?? left
    }
}
