package import Configuration
package import Values

/// When a job of the calendar comes round.
///
/// A run is named by the day it is about, not by the day it happens: the close of March is the run
/// of 31 March, whatever the holidays of April are and however late it was. That name is the key
/// in `job_run`, so a changed calendar neither repeats a run nor loses one.
package enum Recurrence: Sendable, Equatable {
    /// Each day, at a time of it.
    case daily(at: TimeOfDay)
    /// Each month and each quarter, some business days after its last day.
    case closing(AccountingPeriod.Length, CloseRule)
}

extension Recurrence {
    /// The first run after those done whose time has come; nil when none has.
    ///
    /// Asked again with that run as `lastDone` it names the next, so that runs missed while the
    /// machine was off are made up one by one, in order.
    ///
    /// - Parameters:
    ///   - lastDone: the last run done, or the day before the ledger began.
    ///   - now: in the ledger's time zone.
    ///   - calendar: the office's.
    /// - Returns: the day the run is about.
    package func firstDueRun(
        after lastDone: CalendarDate, now: LocalMoment, calendar: BusinessCalendar
    ) -> CalendarDate? {
        let run = run(after: lastDone)
        return start(ofRun: run, calendar: calendar) <= now ? run : nil
    }

    /// The run that follows another, due or not.
    package func run(after lastDone: CalendarDate) -> CalendarDate {
        let next = lastDone.adding(days: 1)
        return switch self {
        case .daily: next
        case .closing(.month, _): AccountingPeriod.month(of: next).lastDay
        case .closing(.quarter, _): AccountingPeriod.quarter(of: next).lastDay
        }
    }

    /// When a run's time comes.
    package func start(ofRun run: CalendarDate, calendar: BusinessCalendar) -> LocalMoment {
        switch self {
        case .daily(let time):
            LocalMoment(day: run, time: time)
        case .closing(_, let rule):
            LocalMoment(day: calendar.businessDay(rule.businessDay, after: run), time: rule.at)
        }
    }
}
