/// A calendar month or a quarter of three of them.
package struct AccountingPeriod: Hashable, Comparable, Sendable {
    /// How many months the period spans.
    package enum Length: Int, Sendable {
        case month = 1
        case quarter = 3
    }

    package let length: Length
    package let firstDay: CalendarDate

    /// The month that holds a day.
    package static func month(of day: CalendarDate) -> AccountingPeriod {
        AccountingPeriod(length: .month, firstDay: day.adding(days: 1 - day.numbers.day))
    }

    /// The calendar quarter that holds a day.
    package static func quarter(of day: CalendarDate) -> AccountingPeriod {
        let first = AccountingPeriod.month(of: day)
        let months = (day.numbers.month - 1) % 3
        return AccountingPeriod(
            length: .quarter, firstDay: first.shifted(months: -months).firstDay)
    }

    /// Reads `2026-03` or `2026-Q1`; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, let year = Int(parts[0]), parts[1].count == 2,
            let number = Int(parts[1].drop { $0 == "Q" })
        else { return nil }
        let isQuarter = parts[1].first == "Q"
        guard !isQuarter || (1...4).contains(number),
            let first = CalendarDate(
                year: year, month: isQuarter ? number * 3 - 2 : number, day: 1)
        else { return nil }
        self.init(length: isQuarter ? .quarter : .month, firstDay: first)
    }

    private init(length: Length, firstDay: CalendarDate) {
        self.length = length
        self.firstDay = firstDay
    }

    package var lastDay: CalendarDate { next.firstDay.adding(days: -1) }
    package var next: AccountingPeriod { shifted(months: length.rawValue) }
    package var previous: AccountingPeriod { shifted(months: -length.rawValue) }
    package var dayCount: Int { lastDay.days(since: firstDay) + 1 }

    /// The months of the period in order; itself for a month.
    package var months: [AccountingPeriod] {
        (0..<length.rawValue).map { offset in
            AccountingPeriod(length: .month, firstDay: shifted(months: offset).firstDay)
        }
    }

    package func contains(_ day: CalendarDate) -> Bool {
        firstDay <= day && day <= lastDay
    }

    package static func < (left: AccountingPeriod, right: AccountingPeriod) -> Bool {
        (left.firstDay, left.length.rawValue) < (right.firstDay, right.length.rawValue)
    }

    /// The period of the same length that begins so many months later.
    private func shifted(months: Int) -> AccountingPeriod {
        let (year, month, _) = firstDay.numbers
        let index = year * 12 + month - 1 + months
        let first = CalendarDate(year: index / 12, month: index % 12 + 1, day: 1)
        return AccountingPeriod(length: length, firstDay: first ?? firstDay)
    }
}

extension AccountingPeriod: CustomStringConvertible {
    /// `2026-03` or `2026-Q1`.
    package var description: String {
        let (year, month, _) = firstDay.numbers
        switch length {
        case .month: return padded(year, 4) + "-" + padded(month, 2)
        case .quarter: return padded(year, 4) + "-Q\((month + 2) / 3)"
        }
    }
}
