import Foundation
import Spool
import Testing

/// The intake killed with SIGKILL at every named point, and again while it recovers.
struct CrashTests {
    @Test(arguments: Failpoint.allCases.filter { $0 != .markerRenamed })
    func `a kill loses and doubles nothing`(_ point: Failpoint) throws {
        let scratch = try Scratch()
        for count in 1...2 {
            try upload(scratch, seed: 60 + UInt64(count) * 60)
            let killed = try run(["run", scratch.root], failAt: "\(point.rawValue):\(count)")
            // Of these there is but one a run.
            if count == 1 || ![.returned, .outboxFilled, .outboxRenamed].contains(point) {
                #expect(killed.end == 137, "the point was not reached: \(killed.output)")
            }
            // Recovery may die, too, here at a point that depends on the first.
            let all = Failpoint.allCases
            let other = all[((all.firstIndex(of: point) ?? 0) * 7 + count) % all.count]
            _ = try run(["run", scratch.root], failAt: other.rawValue)
        }
        let end = try run(["run", scratch.root])
        #expect(end.end == 0, "\(end.output)")
        let account = try run(["verify", scratch.root])
        #expect(account.end == 0, "\(account.output)")
    }

    @Test(arguments: [
        Failpoint.renamed, .markerRenamed, .claimSync, .dropSync, .linked, .putAway, .unclaimed,
    ])
    func `a kill loses and doubles nothing where files come with markers`(
        _ point: Failpoint
    ) throws {
        let scratch = try Scratch()
        try upload(scratch, seed: 1, "marker")
        let killed = try run(["run", scratch.root, "marker"], failAt: point.rawValue + ":2")
        #expect(killed.end == 137)
        _ = try run(["run", scratch.root, "marker"])
        // A marker may stay behind; it is alone, and the next upload of the name replaces it.
        for name in try scratch.names("drop/bank") {
            #expect(name.hasSuffix(".done"))
            unlink(scratch.path("drop/bank/" + name))
        }
        let account = try run(["verify", scratch.root])
        #expect(account.end == 0, "\(account.output)")
    }

    @Test func `the harness notices an intake that archives before it commits`() throws {
        let scratch = try Scratch()
        try upload(scratch, seed: 60)
        _ = try run(["run", scratch.root, "archive-first"], failAt: "t1-mid")
        _ = try run(["run", scratch.root, "archive-first"])

        let account = try run(["verify", scratch.root])

        #expect(account.end == 1)
        #expect(!account.output.contains("lost=0"), "\(account.output)")
    }

    @Test func `random kills lose and double nothing`() throws {
        let account = try run(["campaign", "40", "3"])
        #expect(account.end == 0, "\(account.output)")
    }

    private func upload(_ scratch: Scratch, seed: UInt64, _ options: String...) throws {
        #expect(try run(["drop", scratch.root, String(seed)] + options).end == 0)
    }

    /// Runs the exercise; its end is as a shell would give it.
    private func run(
        _ arguments: [String], failAt point: String? = nil
    ) throws -> (end: Int32, output: String) {
        let process = Process()
        process.executableURL = exercise
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["RECONCILED_FAIL_AT"] = point
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let isDead = process.terminationReason == .uncaughtSignal
        return (
            process.terminationStatus + (isDead ? 128 : 0), String(decoding: text, as: UTF8.self)
        )
    }
}
