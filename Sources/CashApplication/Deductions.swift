import Values

/// What a payer may leave out of one document, and why.
struct Deduction: Equatable {
    var row: Int32
    /// Positive, and less than is open.
    var minor: Int64
    var reason: DifferenceReason
}

extension Engine {
    /// Explains what is missing of the documents named, as far as the payer is entitled to keep it.
    ///
    /// In this order: cents within the tolerance, the discounts of all documents that are still
    /// inside their terms, these and cents, a bank's charge. Never a search: the documents are
    /// fixed, and each discount is fixed by its document.
    ///
    /// - Parameters:
    ///   - missing: what the documents come to less the payment; positive.
    ///   - rows: the documents, in the order they were named; not empty.
    ///   - day: the payment's value date.
    ///   - budget: the most that may be let off but for discounts.
    /// - Returns: deductions that add up to `missing`; empty when it is not entitled.
    func deductions(
        of missing: Int128, from rows: [Int32], paidOn day: CalendarDate, within budget: Int64
    ) -> [Deduction] {
        guard let missing = Int64(exactly: missing), missing <= policy.maximumDifferenceMinor
        else { return [] }
        if missing <= policy.toleranceMinor {
            guard missing <= budget else { return [] }
            return adding(missing, .tolerance, from: rows, to: [])
        }
        let discounts = discounts(
            making: missing, from: rows, paidOn: day, cents: min(policy.toleranceMinor, budget))
        if !discounts.isEmpty { return discounts }
        if missing <= min(policy.bankChargeMinor, budget) {
            return adding(missing, .bankCharge, from: rows, to: [])
        }
        return []
    }

    /// The discounts that are what is missing, but for so many cents.
    private func discounts(
        making missing: Int64, from rows: [Int32], paidOn day: CalendarDate, cents: Int64
    ) -> [Deduction] {
        let offers = rows.compactMap { candidates.discount(of: $0) }
            .filter { isEntitled($0, on: day) }
        guard !offers.isEmpty else { return [] }
        var taken = offers.map { $0.terms.amount(of: $0.originalMinor) }
        var rest = missing
        for minor in taken {
            let (left, overflow) = rest.subtractingReportingOverflow(minor)
            guard !overflow else { return [] }
            rest = left
        }
        // A payer who rounds differently is off by less than one unit a document.
        for (index, offer) in offers.enumerated() where rest != 0 {
            let limits = offer.terms.limits(of: offer.originalMinor)
            let bound = rest > 0 ? limits.upperBound : limits.lowerBound
            rest -= bound - taken[index]
            taken[index] = bound
        }
        if rest > 0 {
            // More than rounding: back to the right discounts, and cents beside them.
            for (index, offer) in offers.enumerated() {
                let right = offer.terms.amount(of: offer.originalMinor)
                rest += taken[index] - right
                taken[index] = right
            }
        }
        guard rest >= 0, rest <= cents else { return [] }
        let discounts = zip(offers, taken).filter { $1 > 0 }
            .map { Deduction(row: $0.row, minor: $1, reason: .discount) }
        return rest == 0 ? discounts : adding(rest, .tolerance, from: rows, to: discounts)
    }

    /// Whether the discount may be taken: nothing of the document is paid, and it is in time.
    private func isEntitled(_ offer: DiscountRow, on day: CalendarDate) -> Bool {
        candidates.items[Int(offer.row)].openMinor == offer.originalMinor
            && day.days(since: offer.terms.until) <= policy.discountGraceDays
            // Of a few cents rounding could take everything.
            && offer.terms.limits(of: offer.originalMinor).upperBound < offer.originalMinor
    }

    /// Puts one more deduction on the largest document; empty when that has not so much left.
    private func adding(
        _ minor: Int64, _ reason: DifferenceReason, from rows: [Int32], to others: [Deduction]
    ) -> [Deduction] {
        let largest = largestOpen(of: rows)
        let taken = others.first { $0.row == largest }?.minor ?? 0
        guard minor < candidates.items[Int(largest)].openMinor - taken else { return [] }
        return others + [Deduction(row: largest, minor: minor, reason: reason)]
    }
}
