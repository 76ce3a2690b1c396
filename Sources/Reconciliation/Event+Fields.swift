extension Event {
    /// The facts, as keys and values; the same fact has the same key in every event.
    package var fields: [(key: String, value: String)] {
        switch self {
        case .started, .configurationReloaded, .configurationRefused, .leaderWaiting,
            .leaderTaken, .stopped:
            processFields
        case .databaseFailed, .databaseBack, .databaseRefused: databaseFields
        case .fileClaimed, .spoolFailed, .feedIngested, .feedDuplicate, .feedQuarantined,
            .masterLoaded:
            feedFields
        case .cashApplied, .discrepancyOpened, .periodClosed, .ledgerVerified, .jobFinished,
            .jobFailed, .reportWritten:
            workFields
        }
    }

    private var processFields: [(key: String, value: String)] {
        switch self {
        case .started(let version, let ledger): [("version", version), ("ledger", ledger)]
        case .configurationReloaded(let file): [("file", file)]
        case .configurationRefused(let file, let mistakes, let first):
            [("file", file), ("mistakes", "\(mistakes)"), ("first", first)]
        case .leaderWaiting(let holder): holder.map { [("holder", "\($0)")] } ?? []
        case .leaderTaken(let ledger): [("ledger", ledger)]
        case .stopped(let signal): [("signal", "\(signal)")]
        default: []
        }
    }

    private var databaseFields: [(key: String, value: String)] {
        switch self {
        case .databaseFailed(let reason, let remedy, _, let seconds),
            .databaseRefused(let reason, let remedy, let seconds):
            [("reason", reason), ("retry_in_s", "\(seconds)"), ("remedy", remedy)]
        case .databaseBack(let seconds): [("away_s", "\(seconds)")]
        default: []
        }
    }

    private var feedFields: [(key: String, value: String)] {
        switch self {
        case .fileClaimed(let source, let claim): [("source", source), ("claim", claim)]
        case .spoolFailed(let source, let reason, let remedy):
            [("source", source), ("reason", reason), ("remedy", remedy)]
        case .feedIngested(let feed, let source, let format, let accepted, let rejected):
            [
                ("feed", "\(feed)"), ("source", source), ("format", format),
                ("accepted", "\(accepted)"), ("rejected", "\(rejected)"),
            ]
        case .feedDuplicate(let feed, let source): [("feed", "\(feed)"), ("source", source)]
        case .feedQuarantined(let feed, let source, let reason, let remedy):
            [("feed", "\(feed)"), ("source", source), ("reason", reason), ("remedy", remedy)]
        case .masterLoaded(let feed, let content, let added, let changed, let rejected):
            [
                ("feed", "\(feed)"), ("content", content), ("added", "\(added)"),
                ("changed", "\(changed)"), ("rejected", "\(rejected)"),
            ]
        default: []
        }
    }

    private var workFields: [(key: String, value: String)] {
        switch self {
        case .cashApplied(let batch, let payments, let applied, let held):
            [
                ("batch", "\(batch)"), ("payments", "\(payments)"), ("applied", "\(applied)"),
                ("held", "\(held)"),
            ]
        case .discrepancyOpened(let discrepancy, let code, let severity):
            [("discrepancy", "\(discrepancy)"), ("code", code), ("severity", severity)]
        case .periodClosed(let period): [("period", period)]
        case .ledgerVerified(let batches, let problems):
            [("batches", "\(batches)"), ("problems", "\(problems)")]
        case .jobFinished(let job, let run, let milliseconds):
            [("job", job)] + (run.map { [("run", $0)] } ?? [])
                + [("milliseconds", "\(milliseconds)")]
        case .jobFailed(let job, let run, let reason, let remedy, _):
            [("job", job)] + (run.map { [("run", $0)] } ?? [])
                + [("reason", reason), ("remedy", remedy)]
        case .reportWritten(let period, let version, let directory, let files, let tiesOut):
            [
                ("period", period), ("version", "\(version)"), ("directory", directory),
                ("files", "\(files)"), ("ties_out", tiesOut ? "yes" : "no"),
            ]
        default: []
        }
    }
}
