package import Values

/// How long an item has been due.
///
/// An item due on the day itself is not yet late.
package enum AgingBucket: Int, Sendable, CaseIterable {
    case notDue
    case days1To30
    case days31To60
    case days61To90
    case over90

    /// The bucket for days past due; zero and less is not due.
    package init(daysPastDue days: Int) {
        switch days {
        case ...0: self = .notDue
        case ...30: self = .days1To30
        case ...60: self = .days31To60
        case ...90: self = .days61To90
        default: self = .over90
        }
    }

    /// `not due`, `1-30`, …, `>90`.
    package var name: String {
        switch self {
        case .notDue: "not due"
        case .days1To30: "1-30"
        case .days31To60: "31-60"
        case .days61To90: "61-90"
        case .over90: ">90"
        }
    }
}

/// From which day of an item its age is counted.
///
/// The two are different reports.
package enum AgingBasis: String, Sendable, CaseIterable {
    case dueDate = "due_date"
    case documentDate = "document_date"

    /// The bucket of an item on a day.
    ///
    /// By document date nothing is "not due": a document of the day itself, or of a later one, is
    /// in the first thirty days.
    package func bucket(on day: CalendarDate, since start: CalendarDate) -> AgingBucket {
        let days = day.days(since: start)
        switch self {
        case .dueDate: return AgingBucket(daysPastDue: days)
        case .documentDate: return AgingBucket(daysPastDue: max(1, days))
        }
    }
}

/// Amounts of one currency by bucket, in minor units.
package struct AgedAmounts: Hashable, Sendable {
    private var amounts: [Int64] = Array(repeating: 0, count: AgingBucket.allCases.count)

    package init() {}

    package subscript(bucket: AgingBucket) -> Int64 {
        get { amounts[bucket.rawValue] }
        set { amounts[bucket.rawValue] = newValue }
    }

    package var total: Int64 { amounts.reduce(0, +) }
    package var pastDue: Int64 { total - self[.notDue] }

    package static func += (left: inout AgedAmounts, right: AgedAmounts) {
        for bucket in AgingBucket.allCases { left[bucket] += right[bucket] }
    }
}

/// What one month's postings added to the items due on one day, in minor units.
///
/// Aging totals at any month's end follow from these without looking at the items: an amount
/// posted by then is as old as its due date makes it.
package struct DueMovement: Hashable, Sendable {
    /// First day of the month of posting.
    package var month: CalendarDate
    package var dueOn: CalendarDate
    package var currency: Currency
    package var amountMinor: Int64

    package init(
        month: CalendarDate, dueOn: CalendarDate, currency: Currency, amountMinor: Int64
    ) {
        self.month = month
        self.dueOn = dueOn
        self.currency = currency
        self.amountMinor = amountMinor
    }
}

extension [DueMovement] {
    /// Receivables of a currency at the end of a month, by days past due.
    ///
    /// - Parameters:
    ///   - currency: whose receivables.
    ///   - day: the last day of a month, or of what was read.
    /// - Returns: amounts in minor units.
    package func aging(of currency: Currency, on day: CalendarDate) -> AgedAmounts {
        var aged = AgedAmounts()
        for movement in self where movement.currency == currency && movement.month <= day {
            aged[AgingBasis.dueDate.bucket(on: day, since: movement.dueOn)] +=
                movement.amountMinor
        }
        return aged
    }
}
