package import Values

/// When the daemon does what, in the ledger's time zone.
package struct ScheduleSettings: Sendable, Equatable {
    /// How often the drop folders are looked through.
    package let dropScanSeconds: Int
    package let dayEnd: TimeOfDay
    package let monthClose: CloseRule
    package let quarterClose: CloseRule
    /// 1 Monday … 7 Sunday; never empty.
    package let workingDays: Set<Int>
    package let holidays: Set<CalendarDate>

    static let keys = [
        "drop_scan_seconds", "day_end", "month_close", "quarter_close", "working_days",
        "holidays", "holidays_file",
    ]

    /// Takes what is set; `readFile` answers nil for a file that cannot be read.
    init(_ section: Section?, readFile: (String) -> String?) {
        dropScanSeconds = section?.value("drop_scan_seconds", .number(1...3600)) ?? 5
        dayEnd = section?.value("day_end", .timeOfDay) ?? TimeOfDay.lateEvening
        monthClose = CloseRule(section, "month_close", businessDay: 3)
        quarterClose = CloseRule(section, "quarter_close", businessDay: 5)
        if (quarterClose.businessDay, quarterClose.at) < (monthClose.businessDay, monthClose.at) {
            section?.complain(
                "quarter_close", "comes before month_close; a quarter is closed after its months")
        }
        let days = section?.list("working_days", .weekday) ?? []
        if let section, section.has("working_days"), days.isEmpty {
            section.complain("working_days", "names no day, expected at least one")
        }
        workingDays = days.isEmpty ? [1, 2, 3, 4, 5] : Set(days)
        var holidays = Set(section?.list("holidays", .date) ?? [])
        if let section, let path = section.value("holidays_file", .absolutePath) {
            if let text = readFile(path) {
                holidays.formUnion(readHolidays(text, file: path, mistakes: section.mistakes))
            } else {
                section.complain("holidays_file", "\(path) cannot be read")
            }
        }
        self.holidays = holidays
    }
}

/// When a period is closed: at a time on the so-manieth working day after its end.
package struct CloseRule: Sendable, Equatable {
    /// 1 is the first working day after the period.
    package let businessDay: Int
    package let at: TimeOfDay

    package init(businessDay: Int, at time: TimeOfDay) {
        self.businessDay = businessDay
        at = time
    }

    fileprivate init(_ parent: Section?, _ key: String, businessDay: Int) {
        let section = parent?.section(key, keys: ["business_day", "time"])
        self.businessDay = section?.value("business_day", .number(1...20)) ?? businessDay
        at = section?.value("time", .timeOfDay) ?? TimeOfDay.earlyMorning
    }
}

extension TimeOfDay {
    /// 22:00, after the last statements of a bank's day.
    fileprivate static let lateEvening = TimeOfDay(minutesAfterMidnight: 22 * 60)
    /// 06:00, before anybody is in the office.
    fileprivate static let earlyMorning = TimeOfDay(minutesAfterMidnight: 6 * 60)
}

extension Reading where Value == Int {
    fileprivate static var weekday: Self {
        let names = [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        ]
        return .choice(names) { names.firstIndex(of: $0).map { $0 + 1 } }
    }
}

/// Reads a list of holidays: a date a line, what follows it is a remark, `#` begins a comment.
private func readHolidays(_ text: String, file: String, mistakes: MistakeList) -> [CalendarDate] {
    var days: [CalendarDate] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
        let content = line.prefix { $0 != "#" }
        guard let word = content.split(whereSeparator: \.isWhitespace).first else { continue }
        if let day = CalendarDate(word) {
            days.append(day)
        } else {
            mistakes.add(
                Mistake(
                    file: file, line: index + 1,
                    column: line.distance(from: line.startIndex, to: word.startIndex) + 1,
                    text: "found \(String(word).debugDescription), "
                        + "expected a day of the calendar as YYYY-MM-DD"))
        }
    }
    return days
}
