package import Configuration
package import Foundation
package import Values

/// A date and a time on the wall of the office.
///
/// On the night clocks go back an hour of moments comes twice; on the night they go forward an
/// hour is missing. Schedules stay right because they ask "is it this late yet?" and remember what
/// is done, and never "is it exactly now?".
package struct LocalMoment: Hashable, Comparable, Sendable {
    package let day: CalendarDate
    package let time: TimeOfDay

    package init(day: CalendarDate, time: TimeOfDay) {
        self.day = day
        self.time = time
    }

    /// The wall's date and time at an instant.
    ///
    /// - Parameters:
    ///   - seconds: since 1 January 1970 in UTC.
    ///   - zone: where the wall is.
    package init(secondsSince1970 seconds: Int, in zone: TimeZone) {
        let instant = Date(timeIntervalSince1970: TimeInterval(seconds))
        let local = seconds + zone.secondsFromGMT(for: instant)
        // Rounded down also before 1970.
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let minutes = (local - days * 86_400) / 60
        // 1 January 2000 is day 10957 since 1970.
        day = CalendarDate(daysSince2000: Int32(days - 10_957))
        time = TimeOfDay(minutesAfterMidnight: minutes)
    }

    /// The moment now: the only place where the daemon asks what time it is.
    package static func now(in zone: TimeZone) -> LocalMoment {
        LocalMoment(secondsSince1970: secondsNow(), in: zone)
    }

    /// This machine's clock, in seconds since 1970.
    static func secondsNow() -> Int {
        Int(Date().timeIntervalSince1970.rounded(.down))
    }

    package static func < (left: LocalMoment, right: LocalMoment) -> Bool {
        (left.day, left.time) < (right.day, right.time)
    }
}
