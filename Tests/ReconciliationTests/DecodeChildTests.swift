import Feeds
import Foundation
import Reconciliation
import Spool
import Testing
import Values

/// Decoding in a process of its own, whatever is in the file.
struct DecodeChildTests {
    @Test func `a large file comes back whole`() throws {
        let count = 3 * entriesPerBatch + 5
        let feed = try decode((1...count).map(String.init).joined(separator: "\n"))

        #expect(feed.format == "amounts")
        #expect(feed.statements.count == 1)
        let batch = feed.statements[0].batch
        #expect(batch.entries.map(\.amountMinor) == (1...Int64(count)).map(\.self))
        #expect(batch.details.map { batch.text.string($0.text) } == (1...count).map(String.init))
    }

    @Test func `a refusal is an answer`() {
        #expect(throws: DecodeFailure.refused(FeedError(.badAmount, line: 2, found: "refuse"))) {
            _ = try decode("1\nrefuse")
        }
    }

    @Test func `a decoder that traps after half the file leaves nothing`() throws {
        let lines = (1...2 * entriesPerBatch).map(String.init) + ["trap"]
        let failure = #expect(throws: DecodeFailure.self) {
            _ = try decode(lines.joined(separator: "\n"))
        }
        guard case .died(.died(let signal)) = try #require(failure) else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect([SIGILL, SIGTRAP].contains(signal))
        #expect(failure?.note.reason == "decoder_died")
        #expect(failure?.isTransient == true)
    }

    @Test func `a decoder that hangs is ended`() {
        #expect(throws: DecodeFailure.died(.timedOut)) { _ = try decode("hang", wallSeconds: 1) }
    }

    @Test(arguments: ["lie", "1\nquit"])
    func `an answer that cannot be true is refused`(_ text: String) {
        let failure = #expect(throws: DecodeFailure.self) { _ = try decode(text) }
        guard case .nonsense? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    private func decode(_ text: String, wallSeconds: Int = 60) throws -> DecodedFeed {
        let root = NSTemporaryDirectory() + "decode-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        let spool = try Spool(root: root, create: true, acceptsVolatile: true, headroomBytes: 0)
        var rules = DropRules()
        rules.settleSeconds = 0
        let folder = try DropFolder(spool, source: "bank", rules: rules, create: true)
        let path = root + "/drop/bank/feed"
        try Data(text.utf8).write(to: URL(filePath: path))
        // A path of our own making, ended by NUL.
        unsafe chmod(path, 0o640)
        guard let candidate = try folder.scan(at: .now()).ready.first,
            case .claimed(let claim) = try folder.claim(candidate, at: .now()),
            case .copied(let work) = try spool.copy(claim, maximumBytes: 1 << 30)
        else { throw SpoolError.missing(path: path) }
        var limits = DecoderLimits()
        limits.wallSeconds = wallSeconds
        return try decodeInChild(
            work, in: spool, executable: exercise.path, arguments: [], limits: limits)
    }

    /// Built beside the tests.
    private var exercise: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "decode-exercise")
    }
}
