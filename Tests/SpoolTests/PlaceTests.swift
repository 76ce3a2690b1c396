import Foundation
import Spool
import Testing

/// Directories that are not what they should be.
struct PlaceTests {
    @Test func `nothing is created unless asked`() throws {
        let scratch = try Scratch()
        rmdir(scratch.path("outbox/sent"))

        #expect(throws: SpoolError.missing(path: scratch.path("outbox/sent"))) {
            _ = try Spool(root: scratch.root, acceptsVolatile: true)
        }
        #expect(throws: SpoolError.missing(path: scratch.path("drop/other"))) {
            _ = try DropFolder(scratch.spool, source: "other")
        }
    }

    @Test func `a drop folder that was moved away or replaced is noticed at the next scan`() throws
    {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        let drop = scratch.path("drop/bank")
        _ = try folder.scan(at: scratch.moment)

        rename(drop, drop + "-old")
        #expect(throws: SpoolError.missing(path: drop)) { try folder.scan(at: scratch.moment) }
        mkdir(drop, 0o700)
        #expect(throws: SpoolError.replaced(path: drop)) { try folder.scan(at: scratch.moment) }
        rmdir(drop)
        rename(drop + "-old", drop)
        #expect(try folder.scan(at: scratch.moment).ready.isEmpty)
    }

    @Test func `a link in place of a directory is refused`() throws {
        let scratch = try Scratch()
        rename(scratch.path("claim"), scratch.path("claim-old"))
        symlink("claim-old", scratch.path("claim"))

        #expect(throws: SpoolError.notADirectory(path: scratch.path("claim"))) {
            _ = try Spool(root: scratch.root, acceptsVolatile: true)
        }
    }

    @Test func `a second instance is told so, and takes over when the first is killed`() throws {
        let scratch = try Scratch()
        let holder = Process()
        holder.executableURL = exercise
        holder.arguments = ["hold", scratch.root]
        let output = Pipe()
        holder.standardOutput = output
        try holder.run()
        _ = output.fileHandleForReading.availableData

        #expect(throws: SpoolError.alreadyRunning(path: scratch.path("state/lock"))) {
            _ = try scratch.spool.lock()
        }
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        _ = try scratch.spool.lock()
    }

    @Test func `kernel filesystems and those that forget are refused`() throws {
        #expect(throws: SpoolError.self) { _ = try Spool(root: "/proc") }
        #expect(throws: SpoolError.unsuitableFilesystem(path: "/dev/shm", name: "tmpfs")) {
            _ = try Spool(root: "/dev/shm")
        }
    }

    @Test func `nothing is claimed while the disk has less room than two copies need`() throws {
        let scratch = try Scratch(headroomBytes: 1 << 60)
        let folder = try scratch.hasty()
        try scratch.put("a.csv")
        let ready = try folder.scan(at: scratch.moment).ready

        #expect(throws: SpoolError.diskFull(path: scratch.path("work"))) {
            try folder.claim(ready[0], at: scratch.moment)
        }
        #expect(try scratch.names("drop/bank") == ["a.csv"])
    }

    @Test func `a daemon cut off from writing says so and heals with the directory`() throws {
        guard getuid() != 0 else { return }
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv")
        chmod(scratch.path("claim"), 0o500)
        let ready = try folder.scan(at: scratch.moment).ready

        #expect(throws: SpoolError.self) { try folder.claim(ready[0], at: scratch.moment) }
        chmod(scratch.path("claim"), 0o700)
        #expect(try scratch.takeIn(folder).byteCount == 7)
    }

    @Test(arguments: [
        SpoolError.missing(path: "/a"), .notADirectory(path: "/a"), .replaced(path: "/a"),
        .differentMounts(path: "/a", other: "/b"), .unsuitableFilesystem(path: "/a", name: "NFS"),
        .missingAbility(path: "/a", ability: "x"), .badName("x"), .alreadyRunning(path: "/a"),
        .diskFull(path: "/a"), .notDurable(path: "/a", number: EIO), .damaged(path: "/a"),
        .outboxConflict(name: "x"), .system(operation: "open", path: "/a", number: EACCES),
        .system(operation: "open", path: "/a", number: EIO),
    ])
    func `every error says what happened and what to do`(_ error: SpoolError) {
        #expect(error.remedy.hasSuffix("."))
        #expect(!error.description.isEmpty)
    }
}

/// The program that is killed, built beside the tests.
let exercise = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "spool-exercise")
