import CashApplication
import Configuration
import Digests
package import Feeds
import Ledger
import Postgres
import Spool
import Store
import Values

/// What decoding a file came to.
package enum DecodeResult: Sendable {
    case decoded(DecodedFeed)
    /// The file can never be read; the reason is for its sender.
    case refused(FeedError)
    /// The decoder died on it. Payload: how, in a sentence.
    case died(String)
}

/// Why a file could not be finished now; it stays in flight and is taken up again.
enum DeskFailure: Error {
    case database(PostgresError)
    case spool(SpoolError)
}

/// Where files are taken in, one at a time: claim, copy, decode, ingest, put away.
///
/// Everything it does can be interrupted at any point: what is in flight lies in the spool, and
/// what is done is known to the database by its digest.
struct IntakeDesk {
    /// Deaths of the decoder, and refusals by the server, after which a file is set aside: one may
    /// be the machine's fault.
    static let attemptLimit = 3
    /// Tries that ended with the daemon itself, after which a file is set aside.
    ///
    /// The decoder is a process of its own with limits of its own, so a file is the last thing to
    /// suspect: mostly somebody restarted the machine.
    static let interruptionLimit = 10

    let spool: Spool
    let sources: [SourceSettings]
    let policy: Policy
    /// Reads a payment feed in a process of its own.
    let decode: (Work, SourceSettings) -> DecodeResult
    private(set) var events: [Event] = []
    /// Whether customers, documents or advice came in that may explain waiting cash.
    private(set) var hasNewExplanations = false
    /// Whether a file was left in flight, to be tried again.
    private var hasUnfinished = false
    /// Tries of a content that failed for good while this process lived.
    private var failures: [[UInt8]: Int] = [:]

    init(
        spool: Spool, sources: [SourceSettings], policy: Policy,
        decode: @escaping (Work, SourceSettings) -> DecodeResult
    ) {
        self.spool = spool
        self.sources = sources
        self.policy = policy
        self.decode = decode
    }

    /// Takes a claimed file all the way.
    mutating func take(
        _ claim: Claim, today: CalendarDate, db: inout Connection
    ) throws(DeskFailure) {
        let limit = source(of: claim).map { Int64($0.sizeLimitMegabytes) << 20 } ?? 1 << 30
        switch try onSpool({ spool throws(SpoolError) in try spool.copy(claim, maximumBytes: limit)
        })
        {
        case .copied(let work): try take(work, today: today, db: &db)
        case .returned: break
        case .refused(let refusal):
            events.append(
                .spoolFailed(
                    source: claim.source, reason: refusal.reason, remedy: refusal.remedy))
            try onSpool { spool throws(SpoolError) in
                try spool.quarantine(claim, why: QuarantineNote(refusal))
            }
        }
    }

    /// Ingests a copied file, or finds that it was, and puts it away.
    mutating func take(
        _ work: Work, today: CalendarDate, db: inout Connection
    ) throws(DeskFailure) {
        let arrival = Arrival(work)
        guard let source = source(of: work.claim) else {
            return try setAside(
                work, arrival, .unconfigured(work.claim.source), today: today, db: &db)
        }
        if let known = try onDatabase(
            { db throws(PostgresError) in
                try db.knownFeed(ofContent: arrival.sha256)
            }, &db)
        {
            return try takeAgain(work, arrival, known, source, db: &db)
        }
        let attempts = try onDatabase(
            { db throws(PostgresError) in
                try db.countAttempt(sha256: arrival.sha256)
            }, &db)
        failpoint(.attempt)
        guard attempts <= Self.interruptionLimit,
            failures[arrival.sha256, default: 0] < Self.attemptLimit
        else {
            return try setAside(work, arrival, .deadly, today: today, db: &db)
        }
        switch source.content {
        case .payments:
            try takePayments(work, arrival, source, today: today, db: &db)
        case .customers, .invoices:
            try takeMasterData(work, arrival, source, today: today, db: &db)
        }
    }

    /// Hands out what happened, for observers, after it is committed.
    mutating func takeEvents() -> [Event] {
        defer { events = [] }
        return events
    }

    mutating func newExplanationsCame() { hasNewExplanations = true }
    mutating func waitingCashSeen() { hasNewExplanations = false }
    mutating func tell(_ event: Event) { events.append(event) }

    /// Whether a file was left in flight since the last call.
    mutating func takeUnfinished() -> Bool {
        defer { hasUnfinished = false }
        return hasUnfinished
    }

    /// The right to work on the spool, for as long as the value lives.
    func lockSpool() throws(DeskFailure) -> SpoolLock {
        do throws(SpoolError) { return try spool.lock() } catch { throw .spool(error) }
    }

    private func source(of claim: Claim) -> SourceSettings? {
        sources.first { $0.folder == claim.source }
    }

    /// A content the ledger has: either this very claim was interrupted after its commit, or the
    /// sender sent it again.
    private mutating func takeAgain(
        _ work: Work, _ arrival: Arrival, _ known: KnownFeed, _ source: SourceSettings,
        db: inout Connection
    ) throws(DeskFailure) {
        let registration = try onDatabase(
            { db throws(PostgresError) in
                try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
                    try db.registerAgain(arrival, known.id)
                }
            }, &db)
        if registration {
            events.append(.feedDuplicate(feed: known.id, source: source.name))
        }
        if known.isQuarantined {
            try onSpool { spool throws(SpoolError) in
                try spool.quarantine(work, why: QuarantineNote(.refusedBefore))
            }
        } else {
            try archive(work)
        }
    }

    private mutating func takePayments(
        _ work: Work, _ arrival: Arrival, _ source: SourceSettings,
        today: CalendarDate, db: inout Connection
    ) throws(DeskFailure) {
        switch decode(work, source) {
        case .refused(let error):
            try setAside(work, arrival, .unreadable(error), today: today, db: &db)
        case .died(let how):
            try readingEnded(arrival, &db)
            guard hasFailedForGood(arrival) else {
                hasUnfinished = true
                events.append(
                    .spoolFailed(
                        source: source.name, reason: how,
                        remedy: "Nothing yet; the file is tried again."))
                return
            }
            try setAside(work, arrival, .deadly, today: today, db: &db)
        case .decoded(let feed):
            try readingEnded(arrival, &db)
            failpoint(.decoded)
            let terms = IntakeTerms(policy: policy, today: today)
            let outcome = try post(
                arrival,
                { db throws(PostgresError) in
                    try ingest(
                        arrival, format: feed.format, feed.statements, advice: feed.advice,
                        terms: terms, into: &db)
                }, &db)
            failpoint(.t1Committed)
            try conclude(outcome, work, source, feed.format)
        }
    }

    private mutating func conclude(
        _ outcome: IntakeOutcome, _ work: Work, _ source: SourceSettings, _ format: String
    ) throws(DeskFailure) {
        switch outcome {
        case .ingested(let summary):
            // What settles or opens documents may leave waiting cash one explanation.
            if summary.payments + summary.bankMovements + summary.advice > 0 {
                newExplanationsCame()
            }
            events.append(
                .feedIngested(
                    feed: summary.feed, source: source.name, format: format,
                    accepted: summary.entries > 0 ? summary.entries : summary.advice,
                    rejected: 0))
            try archive(work)
        case .duplicate(let feed):
            events.append(.feedDuplicate(feed: feed, source: source.name))
            try archive(work)
        case .refused(let feed, let reason):
            let note = QuarantineNote(
                reason: "unknown_account", field: "account", expected: reason,
                remedy: "Add the account to the configuration, or send the file where it belongs.")
            events.append(
                .feedQuarantined(
                    feed: feed, source: source.name, reason: note.reason, remedy: note.remedy))
            try onSpool { spool throws(SpoolError) in try spool.quarantine(work, why: note) }
        }
    }

    /// Takes the count of a try back that did not end the process.
    func readingEnded(_ arrival: Arrival, _ db: inout Connection) throws(DeskFailure) {
        try onDatabase(
            { db throws(PostgresError) in try db.forgetAttempt(sha256: arrival.sha256) }, &db)
    }

    /// Posts what a file holds.
    ///
    /// That the server is away says nothing about the file; that it refuses does.
    mutating func post<Value>(
        _ arrival: Arrival, _ step: (inout Connection) throws(PostgresError) -> Value,
        _ db: inout Connection
    ) throws(DeskFailure) -> Value {
        do throws(PostgresError) {
            return try step(&db)
        } catch {
            if !error.isTransient, !error.endsSession { _ = hasFailedForGood(arrival) }
            throw .database(error)
        }
    }

    /// Counts a failure; true when there were too many.
    private mutating func hasFailedForGood(_ arrival: Arrival) -> Bool {
        failures[arrival.sha256, default: 0] += 1
        return failures[arrival.sha256, default: 0] >= Self.attemptLimit
    }

    func archive(_ work: Work) throws(DeskFailure) {
        try onSpool { spool throws(SpoolError) in try spool.archive(work) }
    }

    /// Commits the verdict on a file that can never be taken in, then sets it aside.
    mutating func setAside(
        _ work: Work, _ arrival: Arrival, _ reason: SetAsideReason, today: CalendarDate,
        db: inout Connection
    ) throws(DeskFailure) {
        let note = QuarantineNote(reason)
        let feed = try onDatabase(
            { db throws(PostgresError) in
                try refuse(arrival, note, today: today, in: &db)
            }, &db)
        failpoint(.t1Committed)
        events.append(
            .feedQuarantined(
                feed: feed, source: work.claim.source, reason: note.reason, remedy: note.remedy))
        try onSpool { spool throws(SpoolError) in try spool.quarantine(work, why: note) }
    }

    func onSpool<Value>(
        _ step: (Spool) throws(SpoolError) -> Value
    ) throws(DeskFailure) -> Value {
        do throws(SpoolError) { return try step(spool) } catch { throw .spool(error) }
    }

    func onDatabase<Value>(
        _ step: (inout Connection) throws(PostgresError) -> Value, _ db: inout Connection
    ) throws(DeskFailure) -> Value {
        do throws(PostgresError) { return try step(&db) } catch { throw .database(error) }
    }
}

extension Arrival {
    init(_ work: Work) {
        self.init(
            claim: work.claim.uuid, source: work.claim.source,
            originalName: work.claim.originalName.description,
            sha256: [UInt8](hexadecimal: work.sha256) ?? [], byteCount: work.byteCount)
    }
}
