import DatabaseSupport
import Foundation
import Postgres
import Spool
import TestSupport
import Testing

@testable import demonstration

/// The real daemon, killed in the middle.
///
/// Whatever happens, its books end as if nothing had.
///
/// A long campaign: `RECONCILED_KILLS=500 Tests/with-postgres.sh swift test --filter 'any moment'`.
/// With more kills than the usual few, the server is killed now and then, too: then let no other
/// tests use it.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct KillTests {
    /// Two lists of documents, statements in three formats, a resend, and half a file.
    private static let files = [
        "customers.csv", "invoices-2026-01.csv", "invoices-2026-02.csv", "invoices-2026-03.csv",
        "camt053-2026-02.xml", "camt053-2026-03-2.xml", "activity-2026-03.csv",
        "mt940-2026-03.sta", "kontoauszug-kopie.xml", "camt053-2026-06-upload.xml",
    ].map(ClinicUnderTest.demonstration.files.file)

    private static let marker = ".done"

    /// A clinic with files dropped and nothing taken in.
    static func clinic(
        _ files: [(path: String, bytes: [UInt8])] = Self.files
    ) throws -> ClinicUnderTest {
        let clinic = try ClinicUnderTest(chfMarker: marker)
        for file in files { try clinic.drop(file) }
        return clinic
    }

    /// What the books say when nobody disturbs.
    static let undisturbed = Result {
        let clinic = try Self.clinic()
        try clinic.finish()
        try clinic.checkOrder()
        return try LedgerContents(&clinic.scratch.db)
    }

    /// For the how-manieth time a point is worth a kill.
    ///
    /// Points not named here are reached once a file: then in the middle of the files.
    private static func count(_ point: Failpoint) -> Int {
        switch point {
        case .scan: 4
        // Four lists and four statements are taken in, one file is set aside.
        case .decoded, .t1Middle, .t1End: 2
        case .outboxFilled, .outboxRenamed: 3
        case .markerRenamed, .noted: 1
        default: 6
        }
    }

    /// `returned` needs a sender who writes on after the rename; `commit-sent` is, for those who
    /// come after, either `t1-end` or `t1-committed`.
    private static let points = Failpoint.allCases.filter {
        ![.returned, .commitSent].contains($0)
    }

    @Test(arguments: points) func `a kill at any point loses and doubles nothing`(
        _ point: Failpoint
    ) throws {
        let expected = try Self.undisturbed.get()
        let clinic = try Self.clinic()
        let daemon = try clinic.daemon(failAt: "\(point.rawValue):\(Self.count(point))")

        #expect(dies(daemon, clinic), "the point was not reached: \(daemon.said)")
        try clinic.finish()

        try clinic.checkOrder()
        try clinic.check(against: expected)
    }

    @Test func `a kill, a lost session or a dead server at any moment loses and doubles nothing`()
        throws
    {
        let expected = try Self.undisturbed.get()
        let asked = ProcessInfo.processInfo.environment["RECONCILED_KILLS"].flatMap(Int.init)
        let seed = UInt64.random(in: 0 ..< .max)
        var campaign = Campaign(seed: seed, crashesServer: asked != nil)
        var rounds = 0
        while campaign.kills < asked ?? 10 {
            let clinic = try Self.clinic()
            try campaign.disturb(clinic)
            try clinic.reconnect()
            try clinic.checkOrder()
            try clinic.check(against: expected)
            rounds += 1
            // One round with a difference is enough to look at.
            let contents = try LedgerContents(&clinic.scratch.db)
            guard contents == expected else {
                let history = try history(of: clinic).joined(separator: "\n")
                Issue.record("seed \(seed)\n\(history)")
                return
            }
        }
        let figures =
            "\(campaign.kills) kills, \(campaign.endedSessions) sessions ended, "
            + "\(campaign.serverCrashes) server crashes, \(rounds) ledgers: all as undisturbed\n"
        if asked != nil { FileHandle.standardError.write(Data(figures.utf8)) }
    }

    /// What was decided about the cash that waits, and what became of the questions about it.
    private func history(of clinic: ClinicUnderTest) throws -> [String] {
        try clinic.scratch.db.query(
            """
            select 'payment ' || payment_id || ', batch ' || batch_id || ', gate ' || gate || ': '
                || sentence
            from decision
            where payment_id in (select payment_id from open_cash)
            union all
            select 'payment ' || entity_id || ', batch ' || coalesce(batch_id, 0) || ', ' || kind
                || ' ' || code
            from discrepancy
            join discrepancy_event as event on discrepancy_id = discrepancy.id
            where entity = 'payment'
            order by 1
            """
        ).map { row throws(PostgresError) in try row.columns(String.self) }
    }

    @Test func `cash that came before its documents finds them, even if a kill comes between`()
        throws
    {
        let early = try Self.clinic(Self.files.filter { !$0.path.hasPrefix("invoices/") })
        try early.finish()
        for file in Self.files where file.path.hasPrefix("invoices/") { try early.drop(file) }
        // The last list is in, and nobody has looked at the waiting cash.
        let daemon = try early.daemon(failAt: "t1-committed:3")

        #expect(dies(daemon, early), "\(daemon.said)")
        try early.finish()

        try early.checkOrder()
        let open = try LedgerContents(&early.scratch.db).lines.filter { $0.hasPrefix("open ") }
        #expect(open == (try Self.undisturbed.get()).lines.filter { $0.hasPrefix("open ") })
    }

    /// Waits until it killed itself; false when it did all there was to do instead.
    private func dies(_ daemon: ProgramUnderTest, _ clinic: ClinicUnderTest) -> Bool {
        var turnsDone = 0
        while daemon.process.isRunning, turnsDone < 25 {
            Thread.sleep(forTimeInterval: 0.04)
            if clinic.isDone { turnsDone += 1 }
        }
        return !daemon.process.isRunning && daemon.process.terminationReason == .uncaughtSignal
            && daemon.process.terminationStatus == SIGKILL
    }
}
