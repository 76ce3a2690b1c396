import Configuration
import DatabaseSupport
import Dispatch
import Foundation
import Postgres
import Store
import Synchronization
import Testing
import Values

@testable import Reconciliation

/// A daemon on a thread of its own, and everything it said.
final class RunningDaemon: Sendable {
    let daemon: Daemon
    private let events = Mutex<[Event]>([])
    private let sent = Mutex<[String]>([])
    private let hasEnded = DispatchSemaphore(value: 0)

    init(
        _ setup: Daemon.Setup,
        reread: @escaping @Sendable () -> Result<Daemon.Setup, ConfigurationError>
    ) {
        var pace = Pace()
        pace.beat = .milliseconds(50)
        pace.heartbeat = .milliseconds(100)
        // The daemon cannot be told of before it is made.
        let relay = Relay()
        daemon = Daemon(
            setup: setup, file: "acme.yaml", pace: pace,
            manager: ServiceManager(send: { relay.sent($0) }, isWatching: true),
            observer: { relay.observed($0) }, reread: reread)
        relay.target.withLock { $0 = self }
        Thread.detachNewThread { [self] in
            daemon.run()
            hasEnded.signal()
        }
    }

    private final class Relay: Sendable {
        let target = Mutex<RunningDaemon?>(nil)
        func observed(_ event: Event) {
            target.withLock { $0 }?.events.withLock { $0.append(event) }
        }
        func sent(_ text: String) {
            target.withLock { $0 }?.sent.withLock { $0.append(text) }
        }
    }

    var said: [Event] { events.withLock { $0 } }
    var notifications: [String] { sent.withLock { $0 } }

    /// Waits until it has said something of that name so often.
    func waits(for name: String, times: Int = 1) -> Bool {
        waits { self.said.count { $0.name == name } >= times }
    }

    /// Waits up to ten seconds for something to be so.
    func waits(until isSo: () -> Bool) -> Bool {
        for _ in 0..<1000 {
            if isSo() { return true }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return false
    }

    /// Stops it as SIGTERM does; false when that takes longer than a second.
    func stops() -> Bool {
        daemon.stop(signal: 15)
        return hasEnded.wait(timeout: .now() + 1) == .success
    }
}

/// The daemon's loop against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct DaemonTests {
    private func setup(
        _ conninfo: String, pinFile: String? = nil, jobs: [Job] = []
    ) throws -> Daemon.Setup {
        Daemon.Setup(
            ledger: "acme", schema: scratchSchema, conninfo: conninfo,
            zone: try #require(TimeZone(identifier: "Europe/Berlin")),
            calendar: BusinessCalendar(workingDays: [1, 2, 3, 4, 5], holidays: []),
            pinFile: pinFile, jobs: jobs)
    }

    private func start(_ setup: Daemon.Setup) -> RunningDaemon {
        RunningDaemon(setup) { .success(setup) }
    }

    private func ledger(begunDaysAgo days: Int = 0) throws -> ScratchDatabase {
        var scratch = try ScratchDatabase()
        try scratch.db.execute(
            """
            insert into ledger (name, base_currency, time_zone, created_at)
            values ('Acme', 'EUR', 'Europe/Berlin', now() - make_interval(days => \(days)))
            """)
        return scratch
    }

    /// Ends the session of whoever leads, as a crash of its machine would.
    private func killLeader(_ scratch: inout ScratchDatabase) throws {
        let leader = try #require(try scratch.db.leader())
        try scratch.db.execute("select pg_terminate_backend(\(leader.process))")
    }

    @Test func `a second daemon waits, says so once, and takes over`() throws {
        var scratch = try ledger()
        let first = start(try setup(scratch.conninfo))
        #expect(first.waits(for: "leader_taken"))
        let second = start(try setup(scratch.conninfo))
        #expect(second.waits(for: "leader_waiting"))
        Thread.sleep(forTimeInterval: 0.3)

        #expect(!second.said.contains(.leaderTaken(ledger: "acme")))
        try killLeader(&scratch)
        #expect(second.waits(for: "leader_taken"))
        #expect(first.waits(for: "leader_waiting"))

        #expect(second.said.count { $0.name == "leader_waiting" } == 1)
        #expect(first.stops() && second.stops())
    }

    @Test func `a lost session is opened again and work goes on`() throws {
        var scratch = try ledger()
        let steps = Atomic(0)
        let job = Job(name: "count", kind: .every(seconds: 1)) {
            db, _ throws(PostgresError) in
            try db.execute("select 1")
            steps.add(1, ordering: .relaxed)
            return StepResult()
        }
        let daemon = start(try setup(scratch.conninfo, jobs: [job]))
        #expect(daemon.waits { steps.load(ordering: .relaxed) >= 1 })

        try killLeader(&scratch)
        #expect(daemon.waits(for: "database_back"))
        let before = steps.load(ordering: .relaxed)
        #expect(daemon.waits { steps.load(ordering: .relaxed) > before })

        #expect(daemon.said.contains { $0.name == "database_failed" && $0.level == .warning })
        #expect(daemon.stops())
        let beats = try scratch.db.query("select count(*) from heartbeat").one(Int64.self)
        #expect(beats == 1)
    }

    @Test func `a server that is not there is waited for`() throws {
        let daemon = start(try setup("host=/nowhere dbname=x connect_timeout=1"))

        #expect(daemon.waits(for: "database_failed"))
        #expect(daemon.notifications.first == "READY=1\nSTATUS=starting")
        #expect(daemon.notifications.contains("WATCHDOG=1"))
        #expect(daemon.stops())
        #expect(daemon.said.last == .stopped(signal: 15))
        #expect(daemon.notifications.last == "STOPPING=1")
    }

    @Test func `missed runs are made up once each, in order, and quarters after months`() throws {
        var scratch = try ledger(begunDaysAgo: 400)
        let done = Mutex<[String]>([])
        func job(_ name: String, _ recurrence: Recurrence, follows: String? = nil) -> Job {
            Job(name: name, kind: .calendar(recurrence), follows: follows) { _, occasion in
                done.withLock { $0.append("\(name) \(occasion.run)") }
                return StepResult()
            }
        }
        let rule = CloseRule(businessDay: 1, at: try #require(TimeOfDay("00:00")))
        // The quarter stands first, and still has to wait for its months.
        let jobs = [
            job("quarter", .closing(.quarter, rule), follows: "month"),
            job("month", .closing(.month, rule)),
        ]
        let daemon = start(try setup(scratch.conninfo, jobs: jobs))
        #expect(daemon.waits { done.withLock { $0.count { $0.hasPrefix("quarter") } >= 4 } })
        #expect(daemon.stops())
        let again = start(try setup(scratch.conninfo, jobs: jobs))
        #expect(again.waits(for: "leader_taken"))
        Thread.sleep(forTimeInterval: 0.3)
        #expect(again.stops())

        let runs = done.withLock { $0 }
        #expect(Set(runs).count == runs.count, "\(runs)")
        let months = runs.filter { $0.hasPrefix("month") }
        #expect(months == months.sorted() && months.count >= 12)
        for (index, run) in runs.enumerated() where run.hasPrefix("quarter") {
            let month = run.replacing("quarter", with: "month")
            #expect(runs.prefix(index).contains(month), "\(runs)")
        }
        let noted = try scratch.db.query("select count(*) from job_run").one(Int64.self)
        #expect(noted == Int64(runs.count))
    }

    @Test func `one job that fails does not hold up the others`() throws {
        let scratch = try ledger()
        let steps = Atomic(0)
        let bad = Job(name: "bad", kind: .every(seconds: 1)) { db, _ throws(PostgresError) in
            try db.execute("select * from no_such_table")
            return StepResult()
        }
        let good = Job(name: "good", kind: .every(seconds: 1)) { _, _ in
            let count = steps.add(1, ordering: .relaxed).newValue
            return StepResult(next: count < 50 ? .again : .rest)
        }
        let daemon = start(try setup(scratch.conninfo, jobs: [bad, good]))

        #expect(daemon.waits { steps.load(ordering: .relaxed) >= 50 })
        #expect(daemon.waits(for: "job_failed"))
        // Tried again after one second and two, said once.
        Thread.sleep(forTimeInterval: 1.5)
        #expect(daemon.said.count { $0.name == "job_failed" } == 1)
        #expect(!daemon.said.contains { $0.name == "database_failed" })
        #expect(daemon.stops())
    }

    @Test func `a job that kills its sessions does not starve the others`() throws {
        let scratch = try ledger()
        let steps = Atomic(0)
        let deadly = Job(name: "deadly", kind: .every(seconds: 1)) { db, _ throws(PostgresError) in
            try db.execute("select pg_terminate_backend(pg_backend_pid())")
            return StepResult()
        }
        let good = Job(name: "good", kind: .every(seconds: 1)) { _, _ in
            steps.add(1, ordering: .relaxed)
            return StepResult()
        }
        let daemon = start(try setup(scratch.conninfo, jobs: [deadly, good]))

        #expect(daemon.waits { steps.load(ordering: .relaxed) >= 2 })
        #expect(daemon.stops())
    }

    @Test func `a run that could not be finished is tried again`() throws {
        let scratch = try ledger(begunDaysAgo: 1)
        let tries = Atomic(0)
        let job = Job(
            name: "day_end", kind: .calendar(.daily(at: try #require(TimeOfDay("00:00"))))
        ) { _, _ in
            let count = tries.add(1, ordering: .relaxed).newValue
            let failed = Event.jobFailed(
                job: "day_end", run: nil, reason: "disk full", remedy: "Make room.",
                isTransient: true)
            return count == 1 ? StepResult([failed], next: .retry) : StepResult()
        }
        let daemon = start(try setup(scratch.conninfo, jobs: [job]))

        #expect(daemon.waits(for: "job_finished", times: 2))
        #expect(tries.load(ordering: .relaxed) == 3)
        #expect(daemon.stops())
    }

    @Test func `a step in progress is finished before the daemon leaves`() throws {
        var scratch = try ledger()
        let hasBegun = Atomic(false)
        let wasTold = Atomic(false)
        let job = Job(name: "long", kind: .every(seconds: 1)) {
            db, occasion throws(PostgresError) in
            hasBegun.store(true, ordering: .relaxed)
            try db.execute("select pg_sleep(0.5)")
            wasTold.store(occasion.isStopping(), ordering: .relaxed)
            try db.execute("insert into job_run (job, due_on, outcome) values ('x', now(), '')")
            return StepResult([.periodClosed(period: "2026-03")])
        }
        let daemon = start(try setup(scratch.conninfo, jobs: [job]))
        #expect(daemon.waits { hasBegun.load(ordering: .relaxed) })

        #expect(daemon.stops())

        let isTold = wasTold.load(ordering: .relaxed)
        #expect(isTold)
        #expect(daemon.said.suffix(2) == [.periodClosed(period: "2026-03"), .stopped(signal: 15)])
        let runs = try scratch.db.query("select count(*) from job_run").one(Int64.self)
        #expect(runs == 1)
    }

    @Test func `a schema of another version is left alone`() throws {
        var scratch = try ledger()
        try scratch.db.execute("insert into migration (name) values ('9999_from_the_future')")
        let daemon = start(try setup(scratch.conninfo))

        #expect(daemon.waits(for: "database_refused"))
        #expect(try scratch.db.leader() == nil)
        #expect(daemon.stops())
    }

    @Test func `another ledger behind the same address is left alone`() throws {
        let pinFile = FileManager.default.temporaryDirectory
            .appending(path: "pin-\(UInt64.random(in: 0 ..< .max))").path
        defer { try? FileManager.default.removeItem(atPath: pinFile) }
        let scratch = try ledger()
        let first = start(try setup(scratch.conninfo, pinFile: pinFile))
        #expect(first.waits(for: "leader_taken"))
        #expect(first.stops())
        let other = try ledger()

        let second = start(try setup(other.conninfo, pinFile: pinFile))
        #expect(second.waits(for: "database_refused"))
        #expect(!second.said.contains { $0.name == "leader_taken" })
        #expect(second.stops())
    }

    @Test func `a pin objects to an older timeline, not to a newer one`() throws {
        let pin = LedgerPin(instance: "a", timeline: 3)

        #expect(pin.objection(to: LedgerPin(instance: "a", timeline: 2)) != nil)
        #expect(pin.objection(to: LedgerPin(instance: "a", timeline: 4)) == nil)
    }

    @Test func `a new configuration is taken into use, a wrong one is not`() throws {
        let scratch = try ledger()
        let isRight = Atomic(false)
        let renamed = Atomic(0)
        var setup = try setup(scratch.conninfo)
        let old = setup
        setup.jobs = [
            Job(name: "new", kind: .every(seconds: 1)) { _, _ in
                renamed.add(1, ordering: .relaxed)
                return StepResult()
            }
        ]
        let changed = setup
        let mistake = Mistake(file: "acme.yaml", line: 3, column: 5, text: "no")
        let daemon = RunningDaemon(old) {
            isRight.load(ordering: .relaxed) ? .success(changed) : .failure(.mistakes([mistake]))
        }
        #expect(daemon.waits(for: "leader_taken"))

        daemon.daemon.reload()
        #expect(daemon.waits(for: "configuration_refused"))
        isRight.store(true, ordering: .relaxed)
        daemon.daemon.reload()
        #expect(daemon.waits(for: "configuration_reloaded"))
        #expect(daemon.waits { renamed.load(ordering: .relaxed) > 0 })

        // It led throughout: the session was not needlessly given up.
        #expect(daemon.said.count { $0.name == "leader_taken" } == 1)
        #expect(daemon.notifications.contains { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
        #expect(daemon.stops())
    }
}
