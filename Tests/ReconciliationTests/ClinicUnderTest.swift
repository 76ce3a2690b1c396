import DatabaseSupport
import Digests
import Foundation
import Postgres
import Store
import Testing

@testable import demonstration

/// The clinic of the demonstration: its ledger, its spool, and the real daemon over both.
final class ClinicUnderTest {
    var scratch: ScratchDatabase
    let installation: InstallationUnderTest
    private(set) var dropped = 0
    private var spool: URL { installation.root.appending(path: "spool") }

    /// Nothing changes what it holds, and all tests want the same.
    static let demonstration = Demonstration(seed: 2026)

    /// In this order the daemon looks into the folders: lists first, so that files dropped all at
    /// once are taken in as if they had come one after the other.
    private static let folders = ["customers", "invoices", "eur-bank", "usd-bank", "chf-bank"]

    /// Where files need markers, `chfMarker` is what a marker ends in.
    init(chfMarker: String? = nil) throws {
        marker = chfMarker
        scratch = try ScratchDatabase()
        installation = try InstallationUnderTest(
            database: scratch.name, user: "reconciled_daemon")
        for folder in Self.folders {
            try FileManager.default.createDirectory(
                at: spool.appending(path: "drop/" + folder), withIntermediateDirectories: true)
        }
        for folder in ["tmp", "new", "sent"] {
            try FileManager.default.createDirectory(
                at: spool.appending(path: "outbox/" + folder), withIntermediateDirectories: true)
        }
        try installation.write(configuration(chfMarker: chfMarker))
        let migration = try ProgramUnderTest(
            ["migrate", "-c", installation.configuration, "--user", "postgres"])
        try #require(migration.result().code == 0)
    }

    private let marker: String?

    private func configuration(chfMarker: String?) throws -> String {
        let accounts = Self.demonstration.truth.accounts
        let dollars = try #require(accounts.first { $0.currency == "USD" })
        let listed = accounts.map {
            "  - {identifier: \"\($0.identifier)\", currency: \($0.currency), name: \($0.name)}"
        }
        return """
            ledger: {name: Clinic, schema: \(scratchSchema), base_currency: EUR, time_zone: UTC}
            database:
              host: \(try InstallationUnderTest.serverDirectory())
              name: \(scratch.name)
              user: reconciled_daemon
            spool: {root: \(spool.path)}
            sources:
              - {name: customers, content: customers, settle_seconds: 0}
              - {name: invoices, content: invoices, settle_seconds: 0}
              - {name: eur_bank, folder: eur-bank, content: payments, settle_seconds: 0}
              - name: usd_bank
                folder: usd-bank
                content: payments
                settle_seconds: 0
                profiles: [american-listing]
                account: "\(dollars.identifier)"
              - name: chf_bank
                folder: chf-bank
                content: payments
                settle_seconds: 0
                \(chfMarker.map { "marker_suffix: " + $0 } ?? "size_limit_megabytes: 64")
            own_accounts:
            \(listed.joined(separator: "\n"))
            schedule: {drop_scan_seconds: 1}
            policy: {tolerance: "0.05"}

            """
    }

    /// Drops a file as a careful sender does: under a hidden name, then renamed.
    func drop(_ file: (path: String, bytes: [UInt8])) throws {
        let target = spool.appending(path: "drop/" + file.path)
        let folder = target.deletingLastPathComponent()
        let hidden = folder.appending(path: "." + target.lastPathComponent)
        try Data(file.bytes).write(to: hidden)
        try FileManager.default.moveItem(at: hidden, to: target)
        dropped += 1
        if let marker, file.path.hasPrefix("chf-bank/") {
            try Data().write(to: URL(filePath: target.path + marker))
        }
    }

    /// Opens our own session anew, which does not outlive its server.
    func reconnect() throws {
        scratch.db = try scratch.session()
    }

    /// Starts the daemon; with a failpoint it will not live long.
    func daemon(failAt: String? = nil) throws -> ProgramUnderTest {
        try ProgramUnderTest(
            ["run", "-c", installation.configuration, "--volatile-spool"], failAt: failAt)
    }

    /// Lets a daemon finish everything and leave.
    func finish() throws {
        try finish(daemon())
    }

    /// Lets this daemon finish everything and leave.
    func finish(
        _ daemon: ProgramUnderTest, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for _ in 0..<2000 where !isDone && daemon.process.isRunning {
            Thread.sleep(forTimeInterval: 0.03)
        }
        #expect(isDone, "\(daemon.said)", sourceLocation: sourceLocation)
        kill(daemon.process.processIdentifier, SIGTERM)
        #expect(daemon.result().code == 0, "\(daemon.said)", sourceLocation: sourceLocation)
    }

    /// Whether every dropped file was put away.
    var isDone: Bool {
        // A claim stays until its file is safe. Asked often, so nothing deeper is looked at.
        Self.folders.allSatisfy { names(in: "drop/" + $0).isEmpty } && names(in: "claim").isEmpty
    }

    /// How many files are not put away yet.
    var filesLeft: Int {
        Self.folders.reduce(names(in: "claim").count) { $0 + names(in: "drop/" + $1).count }
    }

    private func names(in directory: String) -> [String] {
        let path = spool.appending(path: directory).path
        return (try? FileManager.default.contentsOfDirectory(atPath: path))?
            .filter { !$0.hasSuffix(marker ?? "/") } ?? ["unreadable"]
    }

    /// The files set aside, without their notes.
    var quarantined: [String] {
        files(in: "quarantine").filter { !$0.hasSuffix(".why.json") }
    }

    /// The files below a directory of the spool, as relative paths.
    func files(in directory: String) -> [String] {
        let walk = FileManager.default.enumerator(atPath: spool.appending(path: directory).path)
        return (walk?.allObjects as? [String] ?? []).filter { name in
            // What is gone by now is no file of this directory.
            let facts = try? FileManager.default.attributesOfItem(
                atPath: spool.appending(path: directory + "/" + name).path)
            return facts?[.type] as? FileAttributeType == .typeRegular
        }
    }

    /// What must hold after everything was taken in, whatever happened on the way.
    func checkOrder(sourceLocation: SourceLocation = #_sourceLocation) throws {
        for directory in ["drop", "claim", "work", "outbox/tmp"] {
            // A marker may stay behind; it is alone, and the next upload of the name replaces it.
            let left = files(in: directory).filter { !$0.hasSuffix(marker ?? "/") }
            #expect(left == [], sourceLocation: sourceLocation)
        }
        for file in files(in: "archive") {
            let bytes = try Data(contentsOf: spool.appending(path: "archive/" + file))
            let digest = SHA256.digest(Array(bytes)).hexadecimal
            #expect(file.hasSuffix("=" + digest), sourceLocation: sourceLocation)
        }
        let verification = try scratch.db.verify()
        #expect(verification.faults == [], sourceLocation: sourceLocation)
        let arrivals = try scratch.db.query("select count(*) from arrival").one(Int64.self)
        #expect(arrivals == Int64(dropped), sourceLocation: sourceLocation)
    }

    /// Fails with every line in which the books differ from what they should say.
    func check(
        against expected: LedgerContents, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let difference = try LedgerContents(&scratch.db).difference(from: expected)
        #expect(
            difference.isEmpty,
            "\(difference.count) lines:\n\(difference.prefix(30).joined(separator: "\n"))",
            sourceLocation: sourceLocation)
    }
}
