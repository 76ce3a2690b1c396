import Values

/// Whom something was let off, and in which calendar month, counted from year 0.
struct BudgetKey: Hashable {
    var customer: Int32
    var currency: Currency
    var month: Int32

    init(customer: Int32, currency: Currency, on day: CalendarDate) {
        self.customer = customer
        self.currency = currency
        let (year, month, _) = day.numbers
        self.month = Int32(year * 12 + month)
    }
}

extension Engine {
    /// What may still be let off a customer, but for discounts, in the month of the payment.
    func budgetLeft(of customer: Int32, _ payment: Payment) -> Int64 {
        guard policy.hasMonthlyBudget else { return .max }
        let used = candidates.letOff(budget(of: customer, payment))
        return used >= policy.monthlyDifferenceMinor ? 0 : policy.monthlyDifferenceMinor - used
    }

    /// Counts what is let off now.
    mutating func useBudget(_ deduction: Deduction, _ payment: Payment) {
        guard policy.hasMonthlyBudget, deduction.reason != .discount else { return }
        let customer = candidates.items[Int(deduction.row)].customer
        candidates.letOff(deduction.minor, budget(of: customer, payment))
    }

    private func budget(of customer: Int32, _ payment: Payment) -> BudgetKey {
        BudgetKey(customer: customer, currency: payment.amount.currency, on: payment.valueOn)
    }
}
