/// A cash discount: what may be kept of a document's amount by a payer who pays early.
package struct DiscountTerms: Hashable, Sendable, BitwiseCopyable {
    /// Hundredths of a percent, 1…9999: 200 is 2.00 %.
    package let basisPoints: Int32
    /// The last day on which the discount may be taken.
    package let until: CalendarDate

    /// The terms; nil for a percentage that is not above 0 and below 100.
    package init?(basisPoints: Int32, until: CalendarDate) {
        guard (1...9999).contains(basisPoints) else { return nil }
        self.basisPoints = basisPoints
        self.until = until
    }

    /// The percentage with two digits after the point: `2.00`.
    package var percent: String {
        "\(basisPoints / 100)." + padded(Int(basisPoints % 100), 2)
    }

    /// The discount of an amount, rounded half up to the minor unit.
    ///
    /// - Parameter minor: the document's original amount in minor units, not negative.
    /// - Returns: the discount in minor units.
    package func amount(of minor: Int64) -> Int64 { rounded(minor, adding: Self.whole / 2) }

    /// The discount of an amount, rounded down and rounded up.
    ///
    /// A payer who rounds in another way, or once on the sum of several documents, stays between
    /// the two. The amount is in minor units and not negative.
    package func limits(of minor: Int64) -> ClosedRange<Int64> {
        rounded(minor, adding: 0)...rounded(minor, adding: Self.whole - 1)
    }

    /// Basis points in the whole amount.
    private static let whole = Int128(10_000)

    private func rounded(_ minor: Int64, adding part: Int128) -> Int64 {
        precondition(minor >= 0, "a discount of a negative amount")
        // Less than the whole amount, so it fits again.
        return Int64((Int128(minor) * Int128(basisPoints) + part) / Self.whole)
    }
}
