import Postgres
import Store
import Values

/// The state of a running ``Daemon``, owned by its thread.
struct DaemonLoop: ~Copyable {
    private let daemon: Daemon
    private var setup: Daemon.Setup
    private var connection: Connection?
    private var isLeader = false
    private var turns: JobTurns
    private var gate = EventGate()
    private var random = SystemRandomNumberGenerator()
    private var identity: LedgerIdentity?
    private var failures = 0
    private var sessions = 0
    private var failedSince: ContinuousClock.Instant?
    private var retryAt = ContinuousClock.now
    private var beatAt = ContinuousClock.now
    private var hasSaidWaiting = false
    private(set) var status = "starting"

    init(_ daemon: Daemon) {
        self.daemon = daemon
        setup = daemon.setup
        turns = JobTurns(daemon.setup.jobs)
    }

    /// Takes a new configuration into use.
    mutating func use(_ setup: Daemon.Setup) {
        if setup.conninfo != self.setup.conninfo || setup.schema != self.setup.schema {
            connection = nil
            isLeader = false
        }
        self.setup = setup
        turns = JobTurns(setup.jobs)
        retryAt = .now
    }

    /// Does at most one step and returns how long there is nothing to do.
    mutating func turn() -> Duration {
        let now = ContinuousClock.now
        guard now >= retryAt else { return min(daemon.pace.beat, now.duration(to: retryAt)) }
        do throws(PostgresError) {
            guard var db = try connected() else { return daemon.pace.beat }
            guard try leads(&db) else {
                connection = consume db
                return daemon.pace.beat
            }
            try beatIfDue(&db)
            let wait = try workOnce(&db)
            connection = consume db
            return wait
        } catch {
            fail(error)
            return daemon.pace.beat
        }
    }

    // MARK: The session

    /// No time service lets clocks drift so far; one of them was set by hand, or fell back.
    private static let largestSkewInSeconds = 300

    /// The session kept, or a new one on the right ledger; nil when the ledger is refused.
    private mutating func connected() throws(PostgresError) -> Connection? {
        if let kept = connection.take() { return kept }
        isLeader = false
        var db = try Connection(setup.conninfo)
        try db.useLedger(schema: setup.schema)
        if let objection = try objection(&db) {
            refuse(objection.reason, objection.remedy)
            return nil
        }
        if let since = failedSince {
            let away = since.duration(to: .now).wholeSeconds
            daemon.observe(.databaseBack(awaySeconds: away))
        }
        failures = 0
        failedSince = nil
        sessions += 1
        turns.forgetRuns()
        return db
    }

    /// What speaks against working with what the connection leads to.
    private mutating func objection(
        _ db: inout Connection
    ) throws(PostgresError) -> (reason: String, remedy: String)? {
        let difference = try db.schemaDifference()
        if let objection = difference.objection { return objection }
        guard let found = try db.ledgerIdentity() else {
            return ("the schema holds no ledger", "Run `reconciled migrate`.")
        }
        identity = found
        let skew = abs(LocalMoment.secondsNow() - Int(found.clockSeconds))
        if skew > Self.largestSkewInSeconds {
            return (
                "the clocks of this machine and of the server differ by \(skew) s",
                "Set both clocks by a time service; closing a period on a wrong day is not undone."
            )
        }
        guard let path = setup.pinFile else { return nil }
        let pin = LedgerPin(path: path)
        if let objection = pin?.objection(to: LedgerPin(found)) { return objection }
        if pin != LedgerPin(found) {
            do {
                try LedgerPin(found).write(to: path)
            } catch {
                return ("cannot write \(path)", "Let the daemon's account write in the spool.")
            }
        }
        return nil
    }

    private mutating func leads(_ db: inout Connection) throws(PostgresError) -> Bool {
        if isLeader { return true }
        isLeader = try db.takeLeadership()
        if isLeader {
            daemon.observe(.leaderTaken(ledger: setup.ledger))
            hasSaidWaiting = false
            tell("leading")
        } else if !hasSaidWaiting {
            daemon.observe(.leaderWaiting(holder: try db.leader()?.process))
            hasSaidWaiting = true
            tell("waiting: another daemon leads")
        }
        return isLeader
    }

    private mutating func beatIfDue(_ db: inout Connection) throws(PostgresError) {
        guard ContinuousClock.now >= beatAt else { return }
        try db.beat()
        beatAt = .now + daemon.pace.heartbeat
    }

    // MARK: The work

    private mutating func workOnce(_ db: inout Connection) throws(PostgresError) -> Duration {
        let now = LocalMoment.now(in: setup.zone)
        guard let begunOn = identity?.begunOn,
            let turn = try turns.next(&db, now: now, calendar: setup.calendar, begunOn: begunOn)
        else { return daemon.pace.beat }
        let started = ContinuousClock.now
        do throws(PostgresError) {
            let result = try turn.job.step(&db, occasion(turn, now))
            say(result.events)
            if result.next == .retry {
                turns.pause(turn, daemon.pace, using: &random)
            } else {
                try finish(turn, result.next, &db, started)
            }
        } catch {
            // Its turn is over in any case: a job that kills its sessions must not starve the rest.
            turns.pause(turn, daemon.pace, using: &random)
            if error.endsSession { throw error }
            // The server refused the step, the session is sound.
            say([turn.failure(error)])
        }
        return .zero
    }

    private mutating func finish(
        _ turn: JobTurns.Turn, _ next: StepResult.Next, _ db: inout Connection,
        _ started: ContinuousClock.Instant
    ) throws(PostgresError) {
        if let run = turn.run, next == .rest {
            try db.recordRun(ofJob: turn.job.name, run, outcome: "done")
            let took = started.duration(to: .now).wholeMilliseconds
            say([.jobFinished(job: turn.job.name, run: "\(run)", milliseconds: took)])
        }
        turns.finish(turn, next)
    }

    private func occasion(_ turn: JobTurns.Turn, _ now: LocalMoment) -> Occasion {
        let daemon = daemon
        return Occasion(
            today: now.day, run: turn.run ?? now.day, session: sessions,
            stillWorking: { daemon.manager.alive() }, isStopping: { daemon.isStopping })
    }

    // MARK: What goes wrong

    private mutating func fail(_ error: PostgresError) {
        let pause = pauseAfterFailure()
        say([
            .databaseFailed(
                reason: error.logReason, remedy: error.remedy, isTransient: error.isTransient,
                retryInSeconds: pause)
        ])
        tell("waiting for the database")
    }

    private mutating func refuse(_ reason: String, _ remedy: String) {
        let pause = pauseAfterFailure()
        say([.databaseRefused(reason: reason, remedy: remedy, retryInSeconds: pause)])
        tell("refusing the database: \(reason)")
    }

    /// Closes the session and returns the seconds until the next try.
    private mutating func pauseAfterFailure() -> Int {
        connection = nil
        isLeader = false
        failures += 1
        failedSince = failedSince ?? .now
        let pause = daemon.pace.pause(afterFailures: failures, using: &random)
        retryAt = .now + pause
        return pause.wholeSeconds
    }

    private mutating func say(_ events: [Event]) {
        for event in events where gate.admits(event, at: .now) {
            daemon.observe(event)
        }
    }

    private mutating func tell(_ status: String) {
        guard status != self.status else { return }
        self.status = status
        daemon.manager.status(status)
    }
}

extension SchemaDifference {
    fileprivate var objection: (reason: String, remedy: String)? {
        if !unknown.isEmpty {
            return (
                "the schema is newer than this program: \(unknown.joined(separator: ", "))",
                "Install the version of reconciled that made it."
            )
        }
        if !missing.isEmpty {
            return (
                "the schema lacks \(missing.joined(separator: ", "))", "Run `reconciled migrate`."
            )
        }
        return nil
    }
}
