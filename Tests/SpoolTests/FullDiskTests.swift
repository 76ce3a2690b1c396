import Foundation
import Spool
import Testing

/// A real disk without room, where the machine lets us mount one.
struct FullDiskTests {
    @Test func `a full disk stops the intake, loses nothing, and heals by itself`() throws {
        let mount = NSTemporaryDirectory() + "spool-" + UUID().uuidString
        mkdir(mount, 0o700)
        defer { rmdir(mount) }
        guard getuid() == 0, run("/bin/mount", "-t", "tmpfs", "-o", "size=256k", "none", mount)
        else {
            print("skipped: mounting a small tmpfs needs root")
            return
        }
        defer { _ = run("/bin/umount", "-l", mount) }
        let spool = try Spool(
            root: mount + "/spool", create: true, acceptsVolatile: true, headroomBytes: 0)
        var rules = DropRules()
        rules.settleSeconds = 0
        let folder = try DropFolder(spool, source: "bank", rules: rules, create: true)
        let bytes = Data(repeating: 0x41, count: 60_000)
        try bytes.write(to: URL(filePath: mount + "/spool/drop/bank/a.csv"))
        chmod(mount + "/spool/drop/bank/a.csv", 0o640)
        let ready = try folder.scan(at: .now()).ready
        guard case .claimed(let claim) = try folder.claim(ready[0], at: .now()) else {
            throw Unexpected()
        }
        let ballast = URL(filePath: mount + "/ballast")
        try Data(repeating: 0x42, count: 150_000).write(to: ballast)

        #expect(throws: SpoolError.diskFull(path: mount + "/spool/work")) {
            try spool.copy(claim, maximumBytes: 100_000)
        }
        #expect(try spool.recover().claims == [claim])
        #expect(throws: SpoolError.self) {
            try spool.outbox.deliver(
                "r", files: [OutboxFile(name: "r", bytes: [UInt8](bytes) + [UInt8](bytes))])
        }
        try FileManager.default.removeItem(at: ballast)
        guard case .copied(let work) = try spool.copy(claim, maximumBytes: 100_000) else {
            throw Unexpected()
        }
        #expect(work.byteCount == 60_000)
        try spool.archive(work)
        let recovery = try spool.recover()
        #expect(recovery.claims.isEmpty && recovery.works.isEmpty)
    }

    private func run(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
