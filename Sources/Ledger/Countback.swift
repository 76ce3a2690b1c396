/// Net credit sales of one month, in minor units.
package struct MonthlySales: Hashable, Sendable {
    package var netMinor: Int64
    package var dayCount: Int

    package init(netMinor: Int64, dayCount: Int) {
        self.netMinor = netMinor
        self.dayCount = dayCount
    }
}

/// How many days of the latest sales are still unpaid: days sales outstanding by counting back.
package enum Countback: Hashable, Sendable {
    case days(Ratio)
    /// Receivables are older than all sales known, which span so many days.
    case moreThan(days: Int)

    /// Walks back month by month: a month whose sales are all outstanding counts with all its
    /// days, the first one that is not with the share that is.
    ///
    /// A month of more credits than sales takes nothing off and adds no days. Nil where more is
    /// owed to customers than by them.
    ///
    /// - Parameters:
    ///   - receivables: at the end of the newest month, in minor units.
    ///   - sales: newest month first.
    ///
    /// Source: benjipays.com, "Count-Back Method"; months of net credits: our convention.
    package init?(receivables: Int64, sales: [MonthlySales]) {
        guard receivables >= 0 else { return nil }
        var rest = receivables
        var days = 0
        for month in sales where rest > 0 && month.netMinor > 0 {
            guard rest >= month.netMinor else {
                guard
                    let share = Ratio(
                        Int128(rest) * Int128(month.dayCount), over: Int128(month.netMinor))
                else { return nil }
                self = .days(Ratio(Int128(days)) + share)
                return
            }
            rest -= month.netMinor
            days += month.dayCount
        }
        self = rest == 0 ? .days(Ratio(Int128(days))) : .moreThan(days: days)
    }
}
