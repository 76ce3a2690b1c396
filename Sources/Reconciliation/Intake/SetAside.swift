import Feeds
import Ledger
import Postgres
import Spool
import Store
import Values

/// Why a file is set aside for good.
enum SetAsideReason {
    case unreadable(FeedError)
    /// Its decoder died every time.
    case deadly
    /// The same content was set aside before.
    case refusedBefore
    /// It lies in a folder the configuration no longer names.
    case unconfigured(String)
}

extension QuarantineNote {
    init(_ reason: SetAsideReason) {
        switch reason {
        case .unreadable(let error):
            self.init(
                reason: error.reason.rawValue, line: error.line, field: error.field,
                found: error.found, expected: error.expected, remedy: error.remedy)
        case .deadly:
            self.init(
                reason: "decoder_died", expected: "a file that can be read",
                remedy: "Send the file to the makers of the program, and ask the bank for the "
                    + "same statement in another format.")
        case .refusedBefore:
            self.init(
                reason: "refused_before",
                remedy: "Read the note on the first file with this content; sending it again "
                    + "changes nothing.")
        case .unconfigured(let folder):
            self.init(
                reason: "unknown_source", found: folder, expected: "a source of the configuration",
                remedy: "Name the source in the configuration, then drop the file again.")
        }
    }

    /// One line for the register.
    var sentence: String {
        var parts = [
            "The file was set aside: \(reason.split(separator: "_").joined(separator: " "))"
        ]
        if let line { parts.append("line \(line)") }
        if !field.isEmpty { parts.append(field) }
        if !found.isEmpty { parts.append("found \"\(found)\"") }
        if !expected.isEmpty { parts.append("expected \(expected)") }
        return parts.joined(separator: ", ") + ". Nothing of it was used. " + remedy
    }
}

/// Records that a file's content is refused, and opens the discrepancy about it.
///
/// - Returns: the feed.
func refuse(
    _ arrival: Arrival, _ note: QuarantineNote, today: CalendarDate, in db: inout Connection
) throws(PostgresError) -> Int64 {
    try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
        var verdict = FeedVerdict(content: .unknown, format: nil)
        verdict.refusal = note.sentence
        let feed = try db.register(arrival, verdict).feed
        var item = Discrepancy(
            code: "file_quarantined", entity: .feed, entityID: feed, severity: .high,
            sentence: note.sentence)
        item.evidence = "\(arrival.source)/\(arrival.originalName)"
        try db.register([item], foundOn: today, batch: nil)
        return feed
    }
}
