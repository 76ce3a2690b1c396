import DatabaseSupport
import Foundation
import Postgres
import Store
import TestSupport
import Testing

/// Disturbs daemons at random moments until their files are taken in, and counts what it did.
struct Campaign {
    private(set) var kills = 0
    private(set) var endedSessions = 0
    private(set) var serverCrashes = 0
    private var random: Seeded
    private let crashesServer: Bool

    /// Disturbs the daemon and, if told so, the server, which stops everybody who uses it.
    init(seed: UInt64, crashesServer: Bool) {
        random = Seeded(seed)
        self.crashesServer = crashesServer
    }

    /// Starts the daemon, and disturbs it and its successors until no file is left.
    mutating func disturb(_ clinic: ClinicUnderTest) throws {
        var daemon = try clinic.daemon()
        var (left, patience) = (clinic.filesLeft, 400)
        while !clinic.isDone {
            leads(daemon)
            let pause = Int.random(in: 0..<patience, using: &random)
            Thread.sleep(forTimeInterval: Double(pause) / 1000)
            // On a slow machine a file may need longer than any pause: if nothing ever came of it,
            // it would rightly be set aside as one that kills the daemon.
            patience = clinic.filesLeft < left ? 400 : patience + 100
            left = clinic.filesLeft
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<3: try end(clinic, SIGTERM)
            case 3 where crashesServer: try end(clinic, SIGKILL)
            default:
                kill(daemon.process.processIdentifier, SIGKILL)
                daemon.process.waitUntilExit()
                kills += 1
                daemon = try clinic.daemon()
            }
        }
        try clinic.finish(daemon)
    }

    /// Waits until it leads; not for ever, because a disturbance may come between.
    private func leads(_ daemon: ProgramUnderTest) {
        for _ in 0..<400 where !daemon.said.contains("leader_taken") {
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    /// Ends the session of whoever leads; with SIGKILL the whole server goes down with it and
    /// recovers, as after a crash.
    private mutating func end(_ clinic: ClinicUnderTest, _ signal: Int32) throws {
        guard var watcher = try? clinic.scratch.session(), let leader = try watcher.leader() else {
            return
        }
        if signal == SIGKILL {
            // The server's processes are on this machine and belong to this test.
            kill(leader.process, SIGKILL)
            serverCrashes += 1
            Thread.sleep(forTimeInterval: 0.5)
        } else {
            try watcher.execute("select pg_terminate_backend($1)", leader.process)
            endedSessions += 1
        }
    }
}
