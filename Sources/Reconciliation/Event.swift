/// Everything the daemon ever says about itself.
///
/// This list is the operator's vocabulary: alerts and searches name these events, so a case is
/// never renamed, and nothing is logged that is not a case. Metrics read the same events. No event
/// holds a name, an account number, an amount or a remittance text; ids lead to those, for people
/// who may see them.
package enum Event: Sendable, Equatable {
    // The process
    case started(version: String, ledger: String)
    case configurationReloaded(file: String)
    /// The file has mistakes, and the configuration read before stays. Payload: their number and
    /// the first.
    case configurationRefused(file: String, mistakes: Int, first: String)
    /// Another daemon works on the ledger; said once. Payload: its process on the server.
    case leaderWaiting(holder: Int32?)
    case leaderTaken(ledger: String)
    case stopped(signal: Int32)

    // The database
    case databaseFailed(reason: String, remedy: String, isTransient: Bool, retryInSeconds: Int)
    case databaseBack(awaySeconds: Int)
    /// The server answers, but it is not the ledger this daemon works for, or not in a state in
    /// which it may.
    case databaseRefused(reason: String, remedy: String, retryInSeconds: Int)

    // Files
    case fileClaimed(source: String, claim: String)
    case spoolFailed(source: String, reason: String, remedy: String)

    // Feeds
    case feedIngested(feed: Int64, source: String, format: String, accepted: Int, rejected: Int)
    /// The same bytes were here before.
    case feedDuplicate(feed: Int64, source: String)
    /// Payload: the reason's name and its place in the file, nothing that stands there.
    case feedQuarantined(feed: Int64, source: String, reason: String, remedy: String)
    case masterLoaded(feed: Int64, content: String, added: Int, changed: Int, rejected: Int)

    // Books
    case cashApplied(batch: Int64, payments: Int, applied: Int, held: Int)
    case discrepancyOpened(discrepancy: Int64, code: String, severity: String)
    case periodClosed(period: String)
    /// What `verify` found; each problem is also a discrepancy.
    case ledgerVerified(batches: Int, problems: Int)

    // Jobs and what they make
    case jobFinished(job: String, run: String?, milliseconds: Int)
    /// The run is not done; it is tried again.
    case jobFailed(job: String, run: String?, reason: String, remedy: String, isTransient: Bool)
    case reportWritten(
        period: String, version: Int, directory: String, files: Int, tiesOut: Bool)
}

/// Receives events; called from any thread.
package typealias Observer = @Sendable (Event) -> Void

extension Event {
    /// How urgent an event is, in the levels of syslog.
    package enum Level: Int, Sendable {
        /// Somebody has to act.
        case error = 3
        /// Somebody may have to act if it repeats.
        case warning = 4
        /// Normal, and worth keeping.
        case notice = 5
        /// Normal, and there is one for every job.
        case info = 6
    }

    package var level: Level {
        switch self {
        case .configurationRefused, .databaseRefused, .feedQuarantined, .spoolFailed: .error
        case .databaseFailed(_, _, let isTransient, _): isTransient ? .warning : .error
        case .jobFailed(_, _, _, _, let isTransient): isTransient ? .warning : .error
        case .ledgerVerified(_, let problems): problems == 0 ? .notice : .error
        case .reportWritten(_, _, _, _, let tiesOut): tiesOut ? .notice : .error
        case .discrepancyOpened: .warning
        case .jobFinished, .fileClaimed: .info
        case .started, .configurationReloaded, .leaderWaiting, .leaderTaken, .stopped,
            .databaseBack, .feedIngested, .feedDuplicate, .masterLoaded, .cashApplied,
            .periodClosed:
            .notice
        }
    }

    /// The name by which logs and alerts know the event.
    package var name: String {
        switch self {
        case .started: "started"
        case .configurationReloaded: "configuration_reloaded"
        case .configurationRefused: "configuration_refused"
        case .leaderWaiting: "leader_waiting"
        case .leaderTaken: "leader_taken"
        case .stopped: "stopped"
        case .databaseFailed: "database_failed"
        case .databaseBack: "database_back"
        case .databaseRefused: "database_refused"
        case .fileClaimed: "file_claimed"
        case .spoolFailed: "spool_failed"
        case .feedIngested: "feed_ingested"
        case .feedDuplicate: "feed_duplicate"
        case .feedQuarantined: "feed_quarantined"
        case .masterLoaded: "master_loaded"
        case .cashApplied: "cash_applied"
        case .discrepancyOpened: "discrepancy_opened"
        case .periodClosed: "period_closed"
        case .ledgerVerified: "ledger_verified"
        case .jobFinished: "job_finished"
        case .jobFailed: "job_failed"
        case .reportWritten: "report_written"
        }
    }
}
