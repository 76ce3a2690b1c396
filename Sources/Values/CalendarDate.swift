/// A day of the Gregorian calendar, without a time or a zone.
package struct CalendarDate: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Days after 1 January 2000, the form PostgreSQL stores.
    package let daysSince2000: Int32

    package init(daysSince2000: Int32) {
        self.daysSince2000 = daysSince2000
    }

    /// The day with these numbers; nil when the calendar has none.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    /// Reads `YYYY-MM-DD` in ASCII; nil for anything else.
    package init?(iso8601 text: Span<UInt8>) {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
            return nil
        }
        guard let year = Self.number(text.extracting(0..<4)),
            let month = Self.number(text.extracting(5..<7)),
            let day = Self.number(text.extracting(8..<10))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        self.init(iso8601: Array(text.utf8).span)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        // Counting years from March puts the leap day last, so months have fixed offsets.
        // Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
        let shiftedYear = month > 2 ? year : year - 1
        let shiftedMonth = (month + 9) % 12
        let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        self.init(daysSince2000: Int32(365 * shiftedYear + leapDays + dayOfYear - 730_425))
    }

    /// Year, month 1…12 and day 1…31.
    package var numbers: (year: Int, month: Int, day: Int) {
        // Source: as above, civil_from_days, in eras of 400 years counted from 1 March.
        let days = Int(daysSince2000) + 730_425
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    package static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSince2000 < right.daysSince2000
    }

    private static func number(_ digits: Span<UInt8>) -> Int? {
        var number = 0
        for index in digits.indices {
            guard (0x30...0x39).contains(digits[index]) else { return nil }
            number = number * 10 + Int(digits[index] - 0x30)
        }
        return number
    }

    /// Days in a month, 28…31.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension CalendarDate {
    /// The day this many days later; earlier when negative.
    package func adding(days: Int) -> CalendarDate {
        CalendarDate(daysSince2000: daysSince2000 + Int32(days))
    }

    /// Days from `other` to this day; negative when this day is earlier.
    package func days(since other: CalendarDate) -> Int {
        Int(daysSince2000) - Int(other.daysSince2000)
    }

    /// 1 Monday … 7 Sunday.
    package var weekday: Int {
        // 1 January 2000 was a Saturday.
        let index = (Int(daysSince2000) + 5) % 7
        return (index < 0 ? index + 7 : index) + 1
    }
}

extension CalendarDate: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    package var description: String {
        let (year, month, day) = numbers
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
