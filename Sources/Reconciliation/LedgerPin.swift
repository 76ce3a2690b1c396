import Foundation
import Store

/// What the daemon remembers outside the database about the database.
///
/// A connection string can come to lead elsewhere: to a restored copy, to another entity's ledger,
/// to an old primary that came back after a failover. Posting there would fork the books. So the
/// ledger's instance and the highest timeline seen are kept beside the spool.
struct LedgerPin: Equatable, Sendable {
    let instance: String
    let timeline: Int32

    /// What speaks against working with the one found; nil when nothing does.
    func objection(to found: LedgerPin) -> (reason: String, remedy: String)? {
        if found.instance != instance {
            return (
                "the database holds another ledger: instance \(found.instance), not \(instance)",
                "Correct `database` in the configuration; if the change is meant, remove the "
                    + "file ledger.pin of the spool."
            )
        }
        if found.timeline < timeline {
            return (
                "the server is on timeline \(found.timeline), \(timeline) was seen before: "
                    + "it is an old primary or an old copy",
                "Connect to the current primary; if an older state was restored on purpose, "
                    + "remove the file ledger.pin of the spool."
            )
        }
        return nil
    }
}

extension LedgerPin {
    init(_ identity: LedgerIdentity) {
        self.init(instance: identity.instance, timeline: identity.timeline)
    }

    /// Reads a pin; nil when there is none yet or it is unreadable, as after a crash at its birth.
    init?(path: String) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let timeline = Int32(words[1]) else { return nil }
        self.init(instance: String(words[0]), timeline: timeline)
    }

    /// Replaces the file in one step.
    func write(to path: String) throws {
        try Data("\(instance) \(timeline)\n".utf8)
            .write(to: URL(filePath: path), options: .atomic)
    }
}
