import Configuration
import Foundation
import Reconciliation
import TestSupport
import Testing
import Values

/// When runs are due: once each, in order, whatever clocks and calendars do.
struct RecurrenceTests {
    private static let week = BusinessCalendar(workingDays: [1, 2, 3, 4, 5], holidays: [])

    private func day(_ text: String) throws -> CalendarDate {
        try #require(CalendarDate(text))
    }

    private func time(_ text: String) throws -> TimeOfDay {
        try #require(TimeOfDay(text))
    }

    @Test func `business days leave out weekends and holidays`() throws {
        // Good Friday and Easter Monday 2026.
        let calendar = BusinessCalendar(
            workingDays: [1, 2, 3, 4, 5], holidays: [try day("2026-04-03"), try day("2026-04-06")])

        #expect(calendar.businessDay(1, after: try day("2026-03-31")).description == "2026-04-01")
        #expect(calendar.businessDay(3, after: try day("2026-03-31")).description == "2026-04-07")
        #expect(!calendar.isBusinessDay(try day("2026-04-04")))
    }

    /// Last run done, moment, and the run that is due.
    static let months: [(String, String, String, String?)] = [
        // January 2026 ends on a Saturday: the third business day after it is Wednesday the 4th.
        ("2025-12-31", "2026-02-04", "05:59", nil),
        ("2025-12-31", "2026-02-04", "06:00", "2026-01-31"),
        // Two months missed: the older one comes first.
        ("2025-12-31", "2026-03-20", "12:00", "2026-01-31"),
        ("2026-01-31", "2026-03-20", "12:00", "2026-02-28"),
        ("2026-02-28", "2026-03-20", "12:00", nil),
        // A leap day.
        ("2028-01-31", "2028-03-03", "06:00", "2028-02-29"),
        // A ledger that began in mid-month closes that month first.
        ("2026-05-16", "2026-06-03", "06:00", "2026-05-31"),
        // A clock set back years owes nothing.
        ("2026-05-31", "2001-01-01", "00:00", nil),
    ]

    @Test(arguments: months)
    func `a month is closed some business days after its end`(
        _ done: String, _ today: String, _ clock: String, _ expected: String?
    ) throws {
        let rule = CloseRule(businessDay: 3, at: try time("06:00"))

        let run = Recurrence.closing(.month, rule).firstDueRun(
            after: try day(done), now: LocalMoment(day: try day(today), time: try time(clock)),
            calendar: Self.week)

        #expect(run?.description == expected)
    }

    @Test func `a quarter is closed once`() throws {
        let recurrence = Recurrence.closing(
            .quarter, CloseRule(businessDay: 5, at: try time("06:00")))
        let now = LocalMoment(day: try day("2026-07-07"), time: try time("06:00"))

        let first = recurrence.firstDueRun(
            after: try day("2025-12-31"), now: now, calendar: Self.week)
        let second = recurrence.firstDueRun(
            after: try day("2026-03-31"), now: now, calendar: Self.week)
        let third = recurrence.firstDueRun(
            after: try day("2026-06-30"), now: now, calendar: Self.week)

        #expect(first?.description == "2026-03-31")
        #expect(second?.description == "2026-06-30")
        #expect(third == nil)
    }

    /// Zones with all kinds of trouble: an hour, half an hour, midnight itself, a whole day.
    static let zones = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
        "Asia/Beirut", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu", "Pacific/Kiritimati",
        "America/St_Johns", "Antarctica/Troll", "UTC",
    ]

    @Test(arguments: zones)
    func `each day ends once, on the nights clocks change too`(_ name: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        var random = Seeded(UInt64(name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) }))

        for year in [2011, 2024] {
            // Times in the hours that are skipped or doubled, and some others.
            for clock in ["00:00", "00:30", "02:15", "23:45"] {
                let recurrence = Recurrence.daily(at: try time(clock))
                let first = try #require(CalendarDate(year: year, month: 1, day: 1))
                var seconds = (Int(first.daysSince2000) + 10_957) * 86_400
                let end = seconds + 366 * 86_400
                var now = LocalMoment(secondsSince1970: seconds, in: zone)
                var done = now.day.adding(days: -1)
                while seconds < end {
                    while let run = recurrence.firstDueRun(
                        after: done, now: now, calendar: Self.week)
                    {
                        // In order, none left out, and not before its time.
                        #expect(run == done.adding(days: 1))
                        #expect(LocalMoment(day: run, time: try time(clock)) <= now)
                        done = run
                    }
                    // At most a day behind: the time of today has not come yet.
                    #expect(done >= now.day.adding(days: -1))
                    // Mostly every half hour; sometimes the machine was off for days.
                    seconds += Int.random(in: 0..<200, using: &random) == 0 ? 260_000 : 1800
                    now = LocalMoment(secondsSince1970: seconds, in: zone)
                }
            }
        }
    }

    @Test(arguments: 0..<100)
    func `each period is closed once, in order, whenever the machine was off`(_ seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let holidays = (0..<40).map { _ in
            CalendarDate(daysSince2000: Int32.random(in: 9000..<11_000, using: &random))
        }
        let calendar = BusinessCalendar(
            workingDays: Set([1, 2, 3, 4, 5, 6].shuffled(using: &random).prefix(4)),
            holidays: Set(holidays))
        let rule = CloseRule(
            businessDay: Int.random(in: 1...12, using: &random), at: try time("06:00"))
        let length: AccountingPeriod.Length = Bool.random(using: &random) ? .month : .quarter
        let recurrence = Recurrence.closing(length, rule)
        var done = CalendarDate(daysSince2000: Int32.random(in: 9000..<9100, using: &random))
        var now = done
        var closed: [CalendarDate] = []

        while now.daysSince2000 < 11_000 {
            let moment = LocalMoment(day: now, time: try time("06:00"))
            while let run = recurrence.firstDueRun(after: done, now: moment, calendar: calendar) {
                closed.append(run)
                #expect(calendar.businessDay(rule.businessDay, after: run) <= now)
                done = run
            }
            now = now.adding(days: Int.random(in: 1...50, using: &random))
        }

        #expect(closed.count >= 10)
        for (earlier, later) in zip(closed, closed.dropFirst()) {
            let period =
                length == .month
                ? AccountingPeriod.month(of: later) : AccountingPeriod.quarter(of: later)
            #expect(period.previous.lastDay == earlier)
            #expect(period.lastDay == later)
        }
    }

    @Test func `the wall shows the right date, before 1970 and across midnight too`() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))

        let summer = LocalMoment(secondsSince1970: 1_774_745_999, in: berlin)
        let later = LocalMoment(secondsSince1970: 1_774_746_000, in: berlin)
        let early = LocalMoment(secondsSince1970: -1, in: .gmt)

        // The night of 29 March 2026: after 01:59 comes 03:00.
        #expect(summer == LocalMoment(day: try day("2026-03-29"), time: try time("01:59")))
        #expect(later == LocalMoment(day: try day("2026-03-29"), time: try time("03:00")))
        #expect(early == LocalMoment(day: try day("1969-12-31"), time: try time("23:59")))
    }
}
