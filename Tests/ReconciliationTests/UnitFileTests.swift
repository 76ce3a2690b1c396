import Foundation
import Testing

private let analyzer = "/usr/bin/systemd-analyze"

/// The unit file, as systemd itself judges it.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: analyzer), "needs systemd"))
struct UnitFileTests {
    private static let deploy = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "deploy")

    /// Runs systemd-analyze on a unit made of files; returns its exit code and what it said.
    private func analyze(_ arguments: [String], _ files: [String]) throws -> (Int32, String) {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "unit-\(UInt64.random(in: 0 ..< .max))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let text = try files.map {
            try String(contentsOf: Self.deploy.appending(path: $0), encoding: .utf8)
        }.joined(separator: "\n")
        let unit = directory.appending(path: "reconciled@acme.service")
        // The program need not be installed for its unit to be judged.
        try text.replacing("/usr/bin/reconciled", with: "/usr/bin/true")
            .write(to: unit, atomically: true, encoding: .utf8)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: analyzer)
        process.arguments = arguments + [unit.path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    @Test func `systemd finds nothing wrong with the unit`() throws {
        let (code, said) = try analyze(["verify", "--man=no"], ["reconciled@.service"])

        #expect(code == 0 && said.isEmpty, "\(said)")
    }

    /// systemd counts exposure from 0 to 10; the threshold is ten times that.
    @Test func `the daemon is hardly exposed`() throws {
        let (code, said) = try analyze(
            ["security", "--offline=yes", "--threshold=3"], ["reconciled@.service"])

        #expect(code == 0, "\(said)")
    }

    @Test func `with a database on another machine it is little more`() throws {
        let (code, said) = try analyze(
            ["security", "--offline=yes", "--threshold=10"],
            ["reconciled@.service", "remote-database.conf"])

        #expect(code == 0, "\(said)")
    }
}
