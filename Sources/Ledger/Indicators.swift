/// The figures of one currency and window from which the collection indicators are computed, in
/// minor units.
///
/// Receivables are gross: unapplied and unidentified cash is not deducted. Sales are invoices less
/// credit notes with tax, because receivables have the tax too; fees and interest are left out.
package struct CollectionFigures: Hashable, Sendable {
    package var opening: Int64
    package var closing: Int64
    /// Of ``closing``, what is not past due.
    package var current: Int64
    package var sales: Int64
    /// Calendar days of the window.
    package var dayCount: Int
    /// Months up to the end of the window, newest first, for counting back.
    package var history: [MonthlySales]

    package init(
        opening: Int64, closing: Int64, current: Int64, sales: Int64, dayCount: Int,
        history: [MonthlySales] = []
    ) {
        self.opening = opening
        self.closing = closing
        self.current = current
        self.sales = sales
        self.dayCount = dayCount
        self.history = history
    }

    /// Days sales outstanding: receivables over sales, times days.
    ///
    /// Nil without net sales.
    ///
    /// Source: trymesha.com, "DSO simple versus countback".
    package var daysSalesOutstanding: Ratio? { days(for: closing) }

    /// What the days would be if every customer paid on time.
    ///
    /// Nil without net sales.
    ///
    /// Source: creditguru.com, "Best possible DSO".
    package var bestPossibleDays: Ratio? { days(for: current) }

    /// Days sales outstanding less the best possible: how late customers are on average.
    ///
    /// Source: creditguru.com, "Average days delinquent".
    package var averageDaysDelinquent: Ratio? { days(for: closing - current) }

    /// Days sales outstanding by counting back over the months.
    package var countback: Countback? { Countback(receivables: closing, sales: history) }

    /// Collection effectiveness index as a share: of what could be collected, how much was.
    ///
    /// The sales are those of the whole window; the variant with the average month differs.
    /// Source: gaviti.com, "Collection effectiveness index".
    package var collectionEffectiveness: Ratio? {
        let collectable = Int128(opening) + Int128(sales) - Int128(current)
        guard collectable > 0 else { return nil }
        return Ratio(Int128(opening) + Int128(sales) - Int128(closing), over: collectable)
    }

    /// Sales over the mean of opening and closing receivables.
    package var turnover: Ratio? {
        Ratio(2 * Int128(sales), over: Int128(opening) + Int128(closing))
    }

    /// Past-due receivables over receivables.
    ///
    /// Nil where customers owe nothing.
    package var pastDueShare: Ratio? {
        closing > 0 ? Ratio(Int128(closing - current), over: Int128(closing)) : nil
    }

    private func days(for receivables: Int64) -> Ratio? {
        sales > 0 ? Ratio(Int128(receivables) * Int128(dayCount), over: Int128(sales)) : nil
    }
}
