import Foundation
import Spool
import Testing

/// Where files end, and what is found after a crash.
struct VerdictTests {
    private let note = QuarantineNote(
        reason: "malformed", line: 12, field: ":61:", found: "2602\u{202E}31\"\u{0}",
        expected: "a date", remedy: "Show the sender the line named here.")

    @Test func `the archive holds the bytes and is its own proof`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv", "the bytes")
        let work = try scratch.takeIn(scratch.hasty())

        try scratch.spool.archive(work)
        try scratch.spool.archive(work)

        #expect(try scratch.spool.archiveDays() == [work.claim.day])
        #expect(try scratch.spool.archived(on: work.claim.day) == [work])
        #expect(try scratch.spool.isIntact(archived: work))
        #expect(try scratch.names("claim") + scratch.names("work") == [])
    }

    @Test func `a quarantined file lies beside a note that a clerk can read`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv", "bad")
        let work = try scratch.takeIn(scratch.hasty())

        try scratch.spool.quarantine(work, why: note)
        try scratch.spool.quarantine(work, why: note)

        let files = try scratch.files("quarantine")
        #expect(
            files == ["\(work.claim.day)/\(work.name)", "\(work.claim.day)/\(work.name).why.json"])
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(filePath: scratch.path("quarantine/" + files[1]))))
        let members = try #require(json as? [String: Any])
        #expect(members["reason"] as? String == "malformed")
        #expect(members["file"] as? String == "a.csv")
        #expect(members["line"] as? Int == 12)
        #expect(members["found"] as? String == "2602\u{202E}31\"\u{0}")
        #expect(members["sha256"] as? String == work.sha256)
        #expect(!(try scratch.text("quarantine/" + files[1]).unicodeScalars.contains("\u{202E}")))
    }

    @Test func `an archived file the database lost is replayed`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv")
        let work = try scratch.takeIn(scratch.hasty())
        try scratch.spool.archive(work)

        try scratch.spool.replay(work)

        #expect(try scratch.spool.recover().works == [work])
        try scratch.spool.archive(work)
        #expect(try scratch.spool.archived(on: work.claim.day) == [work])
    }

    @Test func `an archived file that lost its content is not replayed`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv")
        let work = try scratch.takeIn(scratch.hasty())
        try scratch.spool.archive(work)
        let place = "archive/\(work.claim.day)/\(work.name)"
        chmod(scratch.path(place), 0o600)
        try scratch.append("!", to: place)

        #expect(try !scratch.spool.isIntact(archived: work))
        #expect(throws: SpoolError.self) { try scratch.spool.replay(work) }
    }

    @Test func `recovery lists claims without a copy and copies without a verdict`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv", "a")
        let work = try scratch.takeIn(folder)
        try scratch.put("b.csv", "b")
        let claim = try scratch.claim(folder)
        try Data().write(to: URL(filePath: scratch.path("work/foreign")))

        let recovery = try scratch.spool.recover()

        #expect(recovery.works == [work])
        #expect(recovery.claims == [claim])
        #expect(recovery.strangers == [FileName("foreign")])
    }

    @Test func `a copy that lost its content is made anew from the claim`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv")
        let work = try scratch.takeIn(scratch.hasty())
        truncate(scratch.path("work/" + work.name), 0)

        #expect(try scratch.spool.recover().claims == [work.claim])
        #expect(try scratch.spool.copy(work.claim, maximumBytes: 100) == .copied(work))
    }

    @Test func `a copy that lost its content without a claim stops the daemon`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv")
        let work = try scratch.takeIn(scratch.hasty())
        truncate(scratch.path("work/" + work.name), 0)
        unlink(scratch.path("claim/" + work.claim.name))

        #expect(throws: SpoolError.damaged(path: scratch.path("work/" + work.name))) {
            try scratch.spool.recover()
        }
    }

    @Test func `a delivery appears once, complete, and stays what it is`() throws {
        let scratch = try Scratch()
        let files = [
            OutboxFile(name: "report.pdf", bytes: [1, 2, 3]),
            OutboxFile(name: "manifest.json", bytes: []),
        ]

        #expect(try scratch.spool.outbox.deliver("2026-01", files: files))
        #expect(try !scratch.spool.outbox.deliver("2026-01", files: files))
        #expect(try scratch.names("outbox/new/2026-01") == ["manifest.json", "report.pdf"])
        rename(scratch.path("outbox/new/2026-01"), scratch.path("outbox/sent/2026-01"))
        #expect(try !scratch.spool.outbox.deliver("2026-01", files: files))
        #expect(throws: SpoolError.outboxConflict(name: "2026-01")) {
            try scratch.spool.outbox.deliver("2026-01", files: Array(files.prefix(1)))
        }
        #expect(try scratch.names("outbox/tmp") + scratch.names("outbox/new") == [])
    }

    @Test(arguments: ["../x", ".x", "", "a b", "-x"])
    func `names in the outbox are plain`(_ name: String) throws {
        let scratch = try Scratch()
        #expect(throws: SpoolError.badName(name)) {
            try scratch.spool.outbox.deliver(name, files: [OutboxFile(name: "a", bytes: [])])
        }
        #expect(throws: SpoolError.badName(name)) {
            try scratch.spool.outbox.deliver("a", files: [OutboxFile(name: name, bytes: [])])
        }
    }
}
