import Glibc
import Synchronization

/// The points of the intake protocol where a crash is worth a test.
///
/// For tests only: with `RECONCILED_FAIL_AT=<point>[:<n>]` in the environment the process kills
/// itself with SIGKILL when it reaches the point for the n-th time. Without the variable a point
/// costs one comparison.
package enum Failpoint: String, CaseIterable, Sendable {
    // Taking a file in.
    case scan
    case opened
    case renamed
    case markerRenamed = "marker-renamed"
    case claimSync = "claim-sync"
    case dropSync = "drop-sync"
    case copying
    case copied
    case copySync = "copy-sync"
    case linked
    case workSync = "work-sync"
    case returned
    // Ingesting it; reached by whoever owns the database.
    case attempt
    case decoded
    case t1Middle = "t1-mid"
    case t1End = "t1-end"
    case commitSent = "commit-sent"
    case t1Committed = "t1-committed"
    // Putting it away.
    case noted
    case putAway = "archived"
    case archiveSync = "archive-sync"
    case workSyncAgain = "work-sync-2"
    case unclaimed
    case claimSyncAgain = "claim-sync-2"
    // Files out.
    case outboxFilled = "outbox-filled"
    case outboxRenamed = "outbox-renamed"
}

/// Marks that the process has reached a point; does nothing outside crash tests.
package func failpoint(_ point: Failpoint) {
    guard let armed = Armed.fromEnvironment, armed.point == point else { return }
    guard Armed.reached.add(1, ordering: .relaxed).newValue == armed.count else { return }
    kill(getpid(), SIGKILL)
}

private struct Armed {
    let point: Failpoint
    /// The how-manieth time is the last.
    let count: Int

    static let reached = Atomic(0)

    static let fromEnvironment: Armed? = {
        guard let value = getenv("RECONCILED_FAIL_AT") else { return nil }
        let parts = String(cString: value).split(separator: ":")
        guard let name = parts.first, let point = Failpoint(rawValue: String(name)) else {
            return nil
        }
        return Armed(point: point, count: parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()
}
