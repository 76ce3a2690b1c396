import CashApplication
package import Configuration
import Postgres
package import Spool
import Store
import Values

/// The job that takes in whatever lies in the drop folders.
///
/// - Parameters:
///   - configuration: sources, policy, and how often to look.
///   - spool: held by this process alone.
///   - decode: reads a payment feed in a process of its own.
/// - Returns: the job.
package func intakeJob(
    _ configuration: LedgerConfiguration, _ spool: Spool,
    decode: @escaping @Sendable (Work, SourceSettings) -> DecodeResult
) -> Job {
    let desk = IntakeDesk(
        spool: spool, sources: configuration.sources, policy: configuration.policy, decode: decode)
    let watch = DropWatch(desk)
    return Job(name: "intake", kind: .every(seconds: configuration.schedule.dropScanSeconds)) {
        db, occasion throws(PostgresError) in
        try watch.turn(&db, occasion)
    }
}

/// Looks at the drop folders turn by turn, and remembers between turns what it saw.
///
/// @unchecked: the daemon runs its jobs one after the other on one work queue, and nobody else has
/// this object.
private final class DropWatch: @unchecked Sendable {
    private var desk: IntakeDesk
    private var folders: [DropFolder] = []
    /// What was in flight has to be looked at first: at the start, and after every failure.
    private var needsRecovery = true
    /// The session of the last turn; nil before the first.
    private var session: Int?

    init(_ desk: IntakeDesk) {
        self.desk = desk
    }

    func turn(
        _ db: inout Connection, _ occasion: Occasion
    ) throws(PostgresError) -> StepResult {
        do throws(DeskFailure) {
            // Another leader, whose turn is not over, may still work on the spool.
            let lock = try desk.lockSpool()
            defer { withExtendedLifetime(lock) {} }
            if occasion.session != session { needsRecovery = true }
            session = occasion.session
            if needsRecovery { try recover(&db, occasion) }
            let hasMore = try takeFiles(&db, occasion)
            needsRecovery = desk.takeUnfinished()
            let next: StepResult.Next = needsRecovery ? .retry : hasMore ? .again : .rest
            return StepResult(desk.takeEvents(), next: next)
        } catch {
            needsRecovery = true
            switch error {
            case .database(let error): throw error
            case .spool(let error):
                // A folder that was replaced is opened anew.
                folders = []
                desk.tell(
                    .spoolFailed(source: "", reason: error.description, remedy: error.remedy))
                return StepResult(desk.takeEvents(), next: .retry)
            }
        }
    }

    /// Finishes what was in flight, and replays archived files the database has lost.
    private func recover(
        _ db: inout Connection, _ occasion: Occasion
    ) throws(DeskFailure) {
        let recovery = try desk.onSpool { spool throws(SpoolError) in try spool.recover() }
        // A file may have been committed before the end, and waiting cash not been looked at since.
        desk.newExplanationsCame()
        try lookAgain(&db, occasion)
        for claim in recovery.claims {
            try desk.take(claim, today: occasion.today, db: &db)
            try lookAgain(&db, occasion)
            occasion.stillWorking()
        }
        for work in recovery.works {
            try desk.take(work, today: occasion.today, db: &db)
            try lookAgain(&db, occasion)
            occasion.stillWorking()
        }
        try audit(&db, occasion)
        needsRecovery = false
    }

    /// A failover or a restore may have lost commits; the archive has the bytes.
    private func audit(
        _ db: inout Connection, _ occasion: Occasion
    ) throws(DeskFailure) {
        let days = try desk.onSpool { spool throws(SpoolError) in try spool.archiveDays() }
        for day in days {
            let works = try desk.onSpool { spool throws(SpoolError) in try spool.archived(on: day) }
            let digests = works.map(\.sha256)
            let unknown = try desk.onDatabase(
                { db throws(PostgresError) in try db.unknownFeeds(among: digests) }, &db)
            let lost = Set(unknown)
            for work in works where lost.contains(work.sha256) {
                try desk.onSpool { spool throws(SpoolError) in try spool.replay(work) }
                try desk.take(work, today: occasion.today, db: &db)
                try lookAgain(&db, occasion)
            }
            occasion.stillWorking()
        }
    }

    /// Takes one window of complete files from each folder; true when there are more.
    private func takeFiles(
        _ db: inout Connection, _ occasion: Occasion
    ) throws(DeskFailure) -> Bool {
        if folders.isEmpty { try openFolders() }
        var hasMore = false
        for folder in folders {
            let scan = try desk.onSpool { _ throws(SpoolError) in try folder.scan(at: .now()) }
            hasMore = hasMore || scan.hasMore
            for refused in scan.refused { try note(refused) }
            for candidate in scan.ready {
                if occasion.isStopping() { return false }
                switch try desk.onSpool({ _ throws(SpoolError) in
                    try folder.claim(candidate, at: .now())
                }) {
                case .claimed(let claim):
                    try desk.take(claim, today: occasion.today, db: &db)
                    // After each file, so that the books do not depend on how many came at once.
                    try lookAgain(&db, occasion)
                case .refused(let refused): try note(refused)
                case .changed: break
                }
                occasion.stillWorking()
            }
        }
        return hasMore
    }

    private func note(_ refused: RefusedName) throws(DeskFailure) {
        desk.tell(
            .spoolFailed(
                source: refused.source, reason: refused.refusal.reason,
                remedy: refused.refusal.remedy))
        try desk.onSpool { spool throws(SpoolError) in try spool.note(refused) }
    }

    private func openFolders() throws(DeskFailure) {
        folders = try desk.sources.map { source throws(DeskFailure) in
            var rules = DropRules()
            rules.settleSeconds = source.settleSeconds
            rules.markerSuffix = source.markerSuffix
            rules.maximumBytes = Int64(source.sizeLimitMegabytes) << 20
            let final = rules
            return try desk.onSpool { spool throws(SpoolError) in
                try DropFolder(spool, source: source.folder, rules: final)
            }
        }
    }

    /// New customers, documents, payments and advice may explain cash that waits.
    private func lookAgain(
        _ db: inout Connection, _ occasion: Occasion
    ) throws(DeskFailure) {
        guard desk.hasNewExplanations else { return }
        let terms = IntakeTerms(policy: desk.policy, today: occasion.today)
        let summary = try desk.onDatabase(
            { db throws(PostgresError) in try reapply(terms: terms, in: &db) }, &db)
        desk.waitingCashSeen()
        if summary.newlyDecided > 0 {
            desk.tell(
                .cashApplied(
                    batch: summary.batch, payments: summary.waiting, applied: summary.settled,
                    held: summary.waiting - summary.settled))
        }
    }
}
