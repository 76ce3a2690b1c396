import Foundation
import Spool
import Testing

/// What a drop folder may hold besides files, and what becomes of it.
struct RefusalTests {
    @Test func `links, pipes, sockets and directories are refused by name and left`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        let drop = scratch.path("drop/bank/")
        symlink("/etc/passwd", drop + "symlink")
        symlink("nowhere", drop + "dangling")
        mkfifo(drop + "fifo", 0o600)
        mkdir(drop + "directory", 0o700)
        let socket = try listen(at: drop + "socket")
        defer { close(socket) }

        let scan = try folder.scan(at: scratch.moment)

        #expect(scan.ready.isEmpty)
        #expect(
            Set(scan.refusals) == [
                "symlink: not_a_file", "dangling: not_a_file", "fifo: not_a_file",
                "directory: not_a_file", "socket: not_a_file",
            ])
        #expect(try scratch.names("drop/bank").count == 5)
        #expect(try folder.scan(at: scratch.moment).refused.isEmpty, "each is reported once")
    }

    @Test func `a file with a second name is refused until it has one`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty()
        try scratch.put("a.csv")
        link(scratch.path("drop/bank/a.csv"), scratch.path("elsewhere"))

        #expect(try folder.scan(at: scratch.moment).refusals == ["a.csv: hard_links"])
        unlink(scratch.path("elsewhere"))
        #expect(try folder.scan(at: scratch.moment).readyNames == ["a.csv"])
    }

    @Test func `a stranger's file and one that everybody may write are refused`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.owners = [getuid() + 1] }
        try scratch.put("a.csv")
        #expect(try folder.scan(at: scratch.moment).refusals == ["a.csv: foreign_owner"])

        let other = try scratch.hasty()
        chmod(scratch.path("drop/bank/a.csv"), 0o666)
        #expect(try other.scan(at: scratch.moment).refusals == ["a.csv: world_writable"])
    }

    @Test func `a note about what was left is written once, also by the next daemon`() throws {
        let scratch = try Scratch()
        symlink("/etc/passwd", scratch.path("drop/bank/\u{1B}[2Jlink"))

        for _ in 0..<2 {
            for refused in try scratch.hasty().scan(at: scratch.moment).refused {
                try scratch.spool.note(refused)
            }
        }

        let notes = try scratch.files("quarantine")
        #expect(notes.count == 1)
        let note = try scratch.text("quarantine/" + notes[0])
        #expect(note.contains("\"file\": \"\\\\u{1B}[2Jlink\""))
        #expect(!note.contains("passwd"), "nothing but the name is known")
    }

    @Test func `an empty file is set aside, or left where senders reserve names`() throws {
        let scratch = try Scratch()
        try scratch.put("a.csv", "")

        let patient = try scratch.hasty { $0.ignoresEmptyFiles = true }
        #expect(try patient.scan(at: scratch.moment).ready.isEmpty)
        let claim = try scratch.claim(scratch.hasty())
        #expect(try scratch.spool.copy(claim, maximumBytes: 10) == .refused(.empty))
    }

    @Test func `a file over the limit is set aside unread, sparse ones included`() throws {
        let scratch = try Scratch()
        let folder = try scratch.hasty { $0.maximumBytes = 10 }
        try scratch.put("a.csv")
        truncate(scratch.path("drop/bank/a.csv"), 1 << 40)
        let claim = try scratch.claim(folder)

        let outcome = try scratch.spool.copy(claim, maximumBytes: 10)

        let refusal = Refusal.tooLarge(byteCount: 1 << 40, limit: 10)
        #expect(outcome == .refused(refusal))
        try scratch.spool.quarantine(claim, why: QuarantineNote(refusal))
        #expect(try scratch.files("quarantine").count == 2)
        #expect(try scratch.names("claim").isEmpty)
    }

    private func listen(at path: String) throws -> Int32 {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // Relative, because a test's path is longer than a socket's may be.
        let bytes = Array(path.utf8)
        guard bytes.count < 108 else { throw Unexpected() }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Unexpected() }
        return socket
    }
}
