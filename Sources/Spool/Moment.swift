import Glibc

/// One reading of both clocks.
///
/// How long a file has rested is measured by the monotonic clock only; the wall clock names days
/// and claims and may jump.
package struct Moment: Sendable, Equatable {
    /// Nanoseconds since an arbitrary start; never goes back.
    package var monotonicNanoseconds: Int64
    /// Nanoseconds since 1970 in UTC.
    package var unixNanoseconds: Int64

    package init(monotonicNanoseconds: Int64, unixNanoseconds: Int64) {
        self.monotonicNanoseconds = monotonicNanoseconds
        self.unixNanoseconds = unixNanoseconds
    }

    /// Reads the clocks.
    package static func now() -> Moment {
        Moment(
            monotonicNanoseconds: nanoseconds(CLOCK_MONOTONIC),
            unixNanoseconds: nanoseconds(CLOCK_REALTIME))
    }

    /// The same instant moved by a number of seconds on both clocks.
    package func adding(seconds: Int64) -> Moment {
        Moment(
            monotonicNanoseconds: monotonicNanoseconds + seconds * 1_000_000_000,
            unixNanoseconds: unixNanoseconds + seconds * 1_000_000_000)
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        // Cannot fail: both clocks exist on every Linux.
        clock_gettime(clock, &time)
        return time.nanoseconds
    }
}

extension timespec {
    var nanoseconds: Int64 { Int64(tv_sec) * 1_000_000_000 + Int64(tv_nsec) }
}

/// A day in UTC, which names a directory of the archive: `2026/01/31`.
package struct ArchiveDay: Hashable, Comparable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// The day of a moment given in milliseconds since 1970.
    package init(unixMilliseconds: Int64) {
        var seconds = time_t(unixMilliseconds / 1000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        year = Int(parts.tm_year) + 1900
        month = Int(parts.tm_mon) + 1
        day = Int(parts.tm_mday)
    }

    init?(path: [String]) {
        guard path.count == 3, let year = Int(path[0]), let month = Int(path[1]),
            let day = Int(path[2])
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Year, month and day with leading zeros.
    var path: [String] { [digits(year, 4), digits(month, 2), digits(day, 2)] }

    package static func < (left: ArchiveDay, right: ArchiveDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension ArchiveDay: CustomStringConvertible {
    package var description: String { path.joined(separator: "/") }
}

private func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
