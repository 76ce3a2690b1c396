import Foundation
import Spool
import Testing

/// A decoder may die in any way; the daemon learns how and goes on.
struct ChildTests {
    @Test(arguments: [
        ("trap", ChildEnd.died(signal: SIGILL), Int32(132)),
        ("hog", .died(signal: SIGABRT), 134),
        ("spin", .died(signal: SIGXCPU), 152),
        ("deep", .died(signal: SIGSEGV), 139),
        ("sleep", .timedOut, 124),
        ("nothing known", .exited(3), 3),
    ])
    func `each death is told from the others`(
        _ what: String, expected: ChildEnd, code: Int32
    ) throws {
        let (end, _) = try run(what, wallSeconds: what == "sleep" ? 1 : 30)

        // In a debug build a trap may raise another signal.
        let isTrap = what == "trap" && end == .died(signal: SIGTRAP)
        #expect(end == expected || isTrap)
        #expect(end.code == code || isTrap)
        #expect(end.sentence != nil)
    }

    @Test func `what the child writes arrives whole`() throws {
        let (end, output) = try run("echo", input: String(repeating: "0123456789", count: 300_000))

        #expect(end == .exited(0))
        #expect(end.sentence == nil)
        #expect(output.count == 3_000_000)
    }

    @Test func `a child that floods is slowed to the reader's pace and stopped`() throws {
        var byteCount = 0
        let scratch = try Scratch()
        let end = try child("flood", 30).run(input: try file(scratch, "x")) { bytes in
            byteCount += bytes.count
            return byteCount < 10_000_000
        }

        #expect(end == .stopped)
        #expect(byteCount < 11_000_000)
    }

    @Test func `a child cannot read, write, list, dump or inherit anything`() throws {
        let (end, output) = try run("escape")

        #expect(end == .exited(0))
        let found = String(decoding: output, as: UTF8.self)
        if found.contains("no-landlock") { return print("skipped: this kernel has no Landlock") }
        #expect(found == "escapes: \n")
    }

    @Test func `a program that is not there is an error of ours`() throws {
        let scratch = try Scratch()
        let path = scratch.path("absent")
        let absent = ChildProcess(executable: path, arguments: [], wallSeconds: 1)
        let input = try file(scratch, "x")
        #expect(throws: SpoolError.system(operation: "start", path: path, number: ENOENT)) {
            _ = try absent.run(input: input) { _ in true }
        }
    }

    @Test func `limits travel on a command line`() {
        var limits = DecoderLimits()
        limits.memoryBytes = 5
        #expect(DecoderLimits(argument: limits.argument)?.memoryBytes == 5)
        #expect(DecoderLimits(argument: "0:1") == nil)
        #expect(DecoderLimits(argument: "5") == nil)
    }

    private func run(
        _ what: String, input: String = "x", wallSeconds: Int = 30
    ) throws -> (ChildEnd, [UInt8]) {
        let scratch = try Scratch()
        var output: [UInt8] = []
        let end = try child(what, wallSeconds).run(input: try file(scratch, input)) { bytes in
            bytes.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return true
        }
        return (end, output)
    }

    private func child(_ what: String, _ wallSeconds: Int) -> ChildProcess {
        ChildProcess(
            executable: exercise.path, arguments: ["child", what], wallSeconds: wallSeconds)
    }

    private func file(_ scratch: Scratch, _ text: String) throws -> OpenFile {
        try scratch.put("input", text)
        let folder = try scratch.hasty()
        let claim = try scratch.claim(folder)
        guard case .copied(let work) = try scratch.spool.copy(claim, maximumBytes: 1 << 30) else {
            throw Unexpected()
        }
        return try scratch.spool.open(work)
    }
}
