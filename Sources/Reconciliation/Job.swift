package import Postgres
package import Values

/// A piece of work the daemon repeats.
package struct Job: Sendable {
    /// When a job's turn comes.
    package enum Kind: Sendable, Equatable {
        /// So long after the last time, counted on a clock that nobody sets.
        case every(seconds: Int)
        /// By the calendar; each run is done once and noted in `job_run`.
        case calendar(Recurrence)
    }

    /// The work, of which one call should take no longer than a file or a run.
    ///
    /// What it writes is keyed by digest, period or run, so that it may be called again for the
    /// same occasion after a crash, and nothing is done twice.
    package typealias Step =
        @Sendable (inout Connection, Occasion) throws(PostgresError) -> StepResult

    /// Name in `job_run` and in the log; never changed once released.
    package let name: String
    package let kind: Kind
    /// Another calendar job, which must have done a run before this one may.
    package let follows: String?
    package let step: Step

    package init(name: String, kind: Kind, follows: String? = nil, step: @escaping Step) {
        self.name = name
        self.kind = kind
        self.follows = follows
        self.step = step
    }
}

/// What a job is called for.
package struct Occasion: Sendable {
    /// The day in the ledger's time zone: the business date of whatever is posted.
    package let today: CalendarDate
    /// The day the run is about: the day that ends, the last day of the period.
    ///
    /// For a job without a calendar it is today.
    package let run: CalendarDate
    /// Counts the sessions of this process.
    ///
    /// Between two of them others may have led the ledger, and the server may have fallen back to
    /// an older state.
    package let session: Int
    /// To be called at least every few minutes by a step that takes long, or the service manager
    /// takes the daemon for hung.
    package let stillWorking: @Sendable () -> Void
    /// Whether the daemon is asked to stop: time to leave at the next safe place.
    package let isStopping: @Sendable () -> Bool

    package init(
        today: CalendarDate, run: CalendarDate, session: Int = 0,
        stillWorking: @escaping @Sendable () -> Void = {},
        isStopping: @escaping @Sendable () -> Bool = { false }
    ) {
        self.today = today
        self.run = run
        self.session = session
        self.stillWorking = stillWorking
        self.isStopping = isStopping
    }
}

/// What one call of a step came to.
package struct StepResult: Sendable {
    /// What to do with the job now.
    package enum Next: Sendable {
        /// Nothing until its next time; a calendar run is done.
        case rest
        /// There is more: call again as soon as the other jobs had their turn.
        case again
        /// It could not be finished, and the events say why: call again after a pause that grows.
        case retry
    }

    /// Told after the step's transactions are committed.
    package let events: [Event]
    package let next: Next

    package init(_ events: [Event] = [], next: Next = .rest) {
        self.events = events
        self.next = next
    }
}
