package import Configuration
package import Values

/// Which days the office works.
package struct BusinessCalendar: Sendable, Equatable {
    /// 1 Monday … 7 Sunday; never empty.
    private let workingDays: Set<Int>
    private let holidays: Set<CalendarDate>

    /// - Parameters:
    ///   - workingDays: 1 Monday … 7 Sunday, at least one.
    ///   - holidays: days off although they are working days of the week.
    package init(workingDays: Set<Int>, holidays: Set<CalendarDate>) {
        precondition(workingDays.contains { (1...7).contains($0) }, "a week without work")
        self.workingDays = workingDays
        self.holidays = holidays
    }

    package init(_ settings: ScheduleSettings) {
        self.init(workingDays: settings.workingDays, holidays: settings.holidays)
    }

    /// Whether the office works that day.
    package func isBusinessDay(_ day: CalendarDate) -> Bool {
        workingDays.contains(day.weekday) && !holidays.contains(day)
    }

    /// The so-manieth business day after a day, which itself does not count.
    package func businessDay(_ number: Int, after day: CalendarDate) -> CalendarDate {
        var day = day
        var left = number
        while left > 0 {
            day = day.adding(days: 1)
            if isBusinessDay(day) { left -= 1 }
        }
        return day
    }
}
