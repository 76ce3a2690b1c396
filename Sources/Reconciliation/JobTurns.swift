import Postgres
import Store
import Values

/// Whose turn it is: each job in order, as its time comes.
struct JobTurns {
    /// One call of a job.
    struct Turn {
        fileprivate let index: Int
        let job: Job
        /// nil for a job without a calendar.
        let run: CalendarDate?
    }

    private struct State {
        var readyAt = ContinuousClock.now
        var failures = 0
        /// The last run done, as last read; nil when it has to be read.
        var lastDone: CalendarDate?
    }

    private let jobs: [Job]
    private var states: [State]
    /// Where to look first: behind the job that came last, so that none starves the others.
    private var first = 0

    init(_ jobs: [Job]) {
        self.jobs = jobs
        states = jobs.map { _ in State() }
    }

    /// Forgets which runs are done; another session may see what this one has not.
    mutating func forgetRuns() {
        for index in states.indices { states[index].lastDone = nil }
    }

    /// The next job whose time has come; nil when there is none.
    ///
    /// - Parameters:
    ///   - db: asked for the runs that are done, once and whenever one seems due.
    ///   - now: in the ledger's time zone.
    ///   - calendar: the office's.
    ///   - begunOn: the ledger's first day, before which there are no runs.
    /// - Returns: the turn; ``finish(_:_:)`` or ``pause(_:_:using:)`` ends it.
    /// - Throws: `PostgresError`.
    mutating func next(
        _ db: inout Connection, now: LocalMoment, calendar: BusinessCalendar,
        begunOn: CalendarDate
    ) throws(PostgresError) -> Turn? {
        for offset in jobs.indices {
            let index = (first + offset) % jobs.count
            let job = jobs[index]
            guard ContinuousClock.now >= states[index].readyAt else { continue }
            guard case .calendar(let recurrence) = job.kind else {
                return Turn(index: index, job: job, run: nil)
            }
            let before = begunOn.adding(days: -1)
            if let known = states[index].lastDone,
                recurrence.firstDueRun(after: known, now: now, calendar: calendar) == nil
            {
                continue
            }
            // Read again before each run: a person's command may have done it.
            let lastDone = try db.lastRun(ofJob: job.name) ?? before
            states[index].lastDone = lastDone
            guard
                let run = recurrence.firstDueRun(after: lastDone, now: now, calendar: calendar),
                try isFree(job, run, &db)
            else { continue }
            return Turn(index: index, job: job, run: run)
        }
        return nil
    }

    /// Whether the job it follows is done with the same days.
    private func isFree(
        _ job: Job, _ run: CalendarDate, _ db: inout Connection
    ) throws(PostgresError) -> Bool {
        guard let leader = job.follows else { return true }
        guard let done = try db.lastRun(ofJob: leader) else { return false }
        return done >= run
    }

    /// Notes that a step went well.
    mutating func finish(_ turn: Turn, _ next: StepResult.Next) {
        states[turn.index].failures = 0
        states[turn.index].readyAt = .now
        if case .every(let seconds) = turn.job.kind, next == .rest {
            states[turn.index].readyAt += .seconds(seconds)
        }
        if let run = turn.run, next == .rest { states[turn.index].lastDone = run }
        first = (turn.index + 1) % jobs.count
    }

    /// Notes that a step failed, and lets the job wait before its next try.
    mutating func pause(
        _ turn: Turn, _ pace: Pace, using generator: inout some RandomNumberGenerator
    ) {
        states[turn.index].failures += 1
        let failures = states[turn.index].failures
        states[turn.index].readyAt = .now + pace.pause(afterFailures: failures, using: &generator)
        first = (turn.index + 1) % jobs.count
    }
}

extension JobTurns.Turn {
    /// The event for a step the server refused.
    func failure(_ error: PostgresError) -> Event {
        .jobFailed(
            job: job.name, run: run.map { "\($0)" }, reason: error.logReason,
            remedy: error.remedy, isTransient: error.isTransient)
    }
}

extension PostgresError {
    /// What failed, without the server's detail, which quotes rows and so names people.
    var logReason: String {
        guard case .server(let message) = self else { return description }
        let place = [message.table, message.constraint].compactMap(\.self)
        return "\(message.sqlState.code) \(message.message)"
            + (place.isEmpty ? "" : " (\(place.joined(separator: ".")))")
    }

    /// Whether the session is gone or in a state nobody knows.
    var endsSession: Bool {
        switch self {
        case .connectionFailed, .connectionLost, .unexpectedAnswer: true
        case .server(let message): message.sqlState.code.hasPrefix("57P")
        case .typeMismatch, .malformedValue: false
        }
    }
}
