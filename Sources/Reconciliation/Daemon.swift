package import Configuration
import Dispatch
package import Foundation
import Synchronization

/// Does the jobs of one ledger, for as long as the process lives.
///
/// One thread, one database session, one step at a time. The session holds the ledger's leader
/// lock, so where it ends the leadership ends, and no step of an old leader can follow.
package final class Daemon: Sendable {
    /// What a configuration file comes to.
    package struct Setup: Sendable {
        /// As events name it.
        package var ledger: String
        package var schema: String
        package var conninfo: String
        package var zone: TimeZone
        package var calendar: BusinessCalendar
        /// Where the identity of the ledger is kept; nil keeps none.
        package var pinFile: String?
        /// In the order in which they get their turn.
        package var jobs: [Job]

        package init(
            ledger: String, schema: String, conninfo: String, zone: TimeZone,
            calendar: BusinessCalendar, pinFile: String?, jobs: [Job]
        ) {
            self.ledger = ledger
            self.schema = schema
            self.conninfo = conninfo
            self.zone = zone
            self.calendar = calendar
            self.pinFile = pinFile
            self.jobs = jobs
        }
    }

    /// Reads the configuration file again.
    package typealias Reread = @Sendable () -> Result<Setup, ConfigurationError>

    let setup: Setup
    let pace: Pace
    let manager: ServiceManager
    private let file: String
    private let reread: Reread
    private let observer: Observer
    private let wake = DispatchSemaphore(value: 0)
    /// The signal that asked to stop; 0 while none has.
    private let stopSignal = Atomic<Int32>(0)
    private let isReloadAsked = Atomic(false)

    /// - Parameters:
    ///   - setup: what the configuration said at the start.
    ///   - file: path of the configuration, as events name it.
    ///   - pace: how fast the clockwork runs.
    ///   - manager: who started this process.
    ///   - observer: receives what happens.
    ///   - reread: reads the configuration again.
    package init(
        setup: Setup, file: String, pace: Pace = Pace(), manager: ServiceManager = .system,
        observer: @escaping Observer, reread: @escaping Reread
    ) {
        self.setup = setup
        self.file = file
        self.pace = pace
        self.manager = manager
        self.observer = observer
        self.reread = reread
    }

    /// Works until ``stop(signal:)``; call it on a thread that may block.
    package func run() {
        var loop = DaemonLoop(self)
        observer(.started(version: version, ledger: setup.ledger))
        // Ready also while the database is away: the daemon waits for it better than its starter.
        manager.ready("starting")
        while !isStopping {
            if isReloadAsked.exchange(false, ordering: .acquiringAndReleasing) { reload(&loop) }
            let wait = loop.turn()
            manager.alive()
            _ = wake.wait(timeout: .now() + .milliseconds(wait.wholeMilliseconds))
        }
        manager.stopping()
        observer(.stopped(signal: stopSignal.load(ordering: .acquiring)))
    }

    /// Makes ``run()`` return after the step it is in; safe from any thread.
    package func stop(signal: Int32) {
        stopSignal.store(signal, ordering: .releasing)
        wake.signal()
    }

    /// Makes ``run()`` read the configuration again after the step it is in; safe from any thread.
    package func reload() {
        isReloadAsked.store(true, ordering: .releasing)
        wake.signal()
    }

    var isStopping: Bool { stopSignal.load(ordering: .acquiring) != 0 }

    func observe(_ event: Event) { observer(event) }

    private func reload(_ loop: inout DaemonLoop) {
        manager.reloading()
        switch reread() {
        case .success(let setup):
            loop.use(setup)
            observer(.configurationReloaded(file: file))
        case .failure(let error):
            // Half a configuration is worse than yesterday's: the daemon keeps what it has.
            observer(error.event(file: file))
        }
        manager.ready(loop.status)
    }
}

extension ConfigurationError {
    fileprivate func event(file: String) -> Event {
        switch self {
        case .unreadable(_, let reason):
            .configurationRefused(file: file, mistakes: 1, first: reason)
        case .mistakes(let mistakes):
            .configurationRefused(
                file: file, mistakes: mistakes.count, first: mistakes.first?.description ?? "")
        }
    }
}
