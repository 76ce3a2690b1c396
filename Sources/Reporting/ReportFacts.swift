package import Ledger
package import Values

/// What the reports of a period are made from, read in one snapshot of the ledger.
///
/// Related figures come from different sources on purpose: items, due dates, kinds of movement and
/// sealed batches are added up by separate statements, so that the tie-outs compare something.
package struct ReportFacts: Sendable, Equatable {
    package var entity: String
    /// Page one is in this currency, where it has any receivables.
    package var baseCurrency: Currency
    package var period: AccountingPeriod
    /// Postings and ages count up to this day: the last of the period, or earlier in a draft.
    package var asOf: CalendarDate
    package var version: Int
    /// The last batch included, and the digest of the chain at that point, in hex.
    package var batch: Int64
    package var ledgerDigest: String

    package var customers: [CustomerFact] = []
    package var ownAccounts: [OwnAccountFact] = []
    /// Items open at the end of the period or at the end of the one before.
    package var openItems: [OpenItemFact] = []
    /// Receivables by month of posting and due date, old months collapsed into one.
    package var dueMovements: [DueMovement] = []
    /// All money rows of the period by month.
    package var movements: [Movement] = []
    /// The same from the sums sealed with the batches, for all time; old months collapsed.
    package var sealed: [Movement] = []
    /// Payments posted in the period.
    package var receipts: [ReceiptFact] = []
    package var returns: [ReturnFact] = []
    /// Cash not applied at the end of the period or at the end of the one before.
    package var residuals: [ResidualFact] = []
    /// How payments were matched, by month of posting.
    package var matching: [MatchingFact] = []
    package var statements: [StatementFact] = []
    package var arrivals: [ArrivalFact] = []
    package var bankDays: [BankDayFact] = []
    package var bankBalances: [BankBalanceFact] = []
    package var discrepancies: [DiscrepancyFact] = []

    package init(
        entity: String, baseCurrency: Currency, period: AccountingPeriod, asOf: CalendarDate,
        version: Int, batch: Int64, ledgerDigest: String
    ) {
        self.entity = entity
        self.baseCurrency = baseCurrency
        self.period = period
        self.asOf = max(period.firstDay, min(asOf, period.lastDay))
        self.version = version
        self.batch = batch
        self.ledgerDigest = ledgerDigest
    }
}

extension ReportFacts {
    /// Every currency with a figure anywhere, in order of the code.
    package var currencies: [Currency] {
        var found = Set(openItems.map(\.currency))
        found.formUnion(dueMovements.map(\.currency))
        found.formUnion(movements.map(\.currency))
        found.formUnion(sealed.map(\.currency))
        found.formUnion(residuals.map(\.currency))
        found.formUnion(receipts.map(\.currency))
        return found.isEmpty ? [baseCurrency] : found.sorted()
    }

    /// The currency of page one.
    package var leadingCurrency: Currency {
        currencies.contains(baseCurrency) ? baseCurrency : currencies[0]
    }

    /// The months of the period that have begun, in order.
    package var months: [AccountingPeriod] {
        period.months.filter { $0.firstDay <= asOf }
    }

    /// The last day that counts in a month of the period.
    func lastDay(of month: AccountingPeriod) -> CalendarDate {
        min(month.lastDay, asOf)
    }

    /// The last day before the period.
    var dayBefore: CalendarDate { period.firstDay.adding(days: -1) }
}
