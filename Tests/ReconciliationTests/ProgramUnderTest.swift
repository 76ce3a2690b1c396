import DatabaseSupport
import Foundation
import Testing

/// The built `reconciled`, run as a process of its own.
final class ProgramUnderTest {
    let process = Process()
    private let output = Pipe()
    private let errors: URL

    /// Starts the program; it lies beside the test bundle that is running.
    ///
    /// With `failAt`, `point:n`, it kills itself at that `Failpoint`.
    init(_ arguments: [String], isJournal: Bool = false, failAt: String? = nil) throws {
        let maps = try String(contentsOfFile: "/proc/self/maps", encoding: .utf8)
        let line = try #require(
            maps.split(separator: "\n").first { $0.hasSuffix("PackageTests.xctest") })
        let start = try #require(line.firstIndex(of: "/"))
        let bundle = URL(filePath: String(line[start...]))
        // Errors go to a file: a pipe nobody reads would stop a program that says much.
        errors = FileManager.default.temporaryDirectory
            .appending(path: "reconciled-\(UInt64.random(in: 0 ..< .max)).log")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        process.executableURL = bundle.deletingLastPathComponent().appending(path: "reconciled")
        process.arguments = arguments
        if isJournal {
            // The log is a file, which the program cannot tell from the journal's socket.
            let facts = try FileManager.default.attributesOfItem(atPath: errors.path)
            let device = try #require(facts[.systemNumber] as? Int)
            let node = try #require(facts[.systemFileNumber] as? Int)
            process.environment = ["JOURNAL_STREAM": "\(device):\(node)"]
        }
        if let failAt {
            let inherited = ProcessInfo.processInfo.environment
            process.environment = inherited.merging(["RECONCILED_FAIL_AT": failAt]) { $1 }
        }
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        try? FileManager.default.removeItem(at: errors)
    }

    /// What it wrote to standard error until now.
    var said: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// Waits up to ten seconds until it has said something.
    func says(_ text: String) -> Bool {
        for _ in 0..<1000 {
            if said.contains(text) { return true }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return false
    }

    /// Waits for its end and returns the exit code and what it wrote to standard output.
    func result() -> (code: Int32, output: String) {
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}

/// A spool and a configuration file for the ledger of a scratch database, removed afterwards.
final class InstallationUnderTest {
    let root: URL
    var configuration: String { root.appending(path: "acme.yaml").path }

    /// Writes both; without a `host` the server is the throw-away one.
    init(database: String, user: String, host: String? = nil) throws {
        root = FileManager.default.temporaryDirectory
            .appending(path: "installation-\(UInt64.random(in: 0 ..< .max))")
        for name in [
            "drop/bank", "claim", "work", "archive", "quarantine", "outbox/tmp", "outbox/new",
            "outbox/sent", "state",
        ] {
            try FileManager.default.createDirectory(
                at: root.appending(path: "spool/" + name), withIntermediateDirectories: true)
        }
        let server = try host ?? Self.serverDirectory()
        try write(
            """
            ledger: {name: Acme, schema: \(scratchSchema), base_currency: EUR, time_zone: UTC}
            database: {host: \(server), name: \(database), user: \(user)}
            spool: {root: \(root.path)/spool}
            sources: [{name: bank, content: payments}]
            own_accounts: [{identifier: DE89370400440532013000, currency: EUR, name: Main}]
            """)
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    /// Where the socket of the throw-away server is.
    static func serverDirectory() throws -> String {
        let words = try #require(conninfo).split(separator: " ")
        return String(try #require(words.first { $0.hasPrefix("host=") }).dropFirst(5))
    }

    /// Replaces the configuration file.
    func write(_ yaml: String) throws {
        try yaml.write(toFile: configuration, atomically: true, encoding: .utf8)
    }
}
