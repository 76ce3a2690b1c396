/// When a file in a drop folder is complete, and which files are acceptable at all.
package struct DropRules: Sendable, Equatable {
    /// A file is complete when it has not changed for this long, seen in at least two scans.
    ///
    /// 0 takes a file at first sight: only for senders known to rename finished files into place.
    package var settleSeconds: Int = 10
    /// Takes a file only when a second one with this after its name says it is finished: `.done`.
    package var markerSuffix: String?
    /// Larger files are set aside unread.
    package var maximumBytes: Int64 = 2 << 30
    /// Empty files stay where they are, instead of being set aside: some senders reserve names so.
    package var ignoresEmptyFiles = false
    /// Users whose files are taken; nil takes everybody's.
    package var owners: Set<UInt32>?
    /// Unfinished files of this age are reported.
    package var overdueSeconds: Int = 24 * 3600
    /// Files watched at a time, the oldest first, so that a flood costs time and not memory.
    package var window = 10_000

    package init() {}

    /// Names under which uploading programs keep unfinished files.
    ///
    /// Source: WinSCP and FileZilla (.filepart), curl and browsers (.part, .partial, .crdownload),
    /// rsync (leading dot), editors (~).
    static let temporarySuffixes = [
        ".tmp", ".part", ".filepart", ".partial", ".crdownload", ".uploading", ".lock", "~",
    ].map { Array($0.utf8) }

    static func isTemporary(_ name: FileName) -> Bool {
        if name.bytes.first == UInt8(ascii: ".") { return true }
        let lower = name.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return temporarySuffixes.contains { lower.hasSuffix($0) }
    }

    func isMarker(_ name: FileName) -> Bool {
        guard let markerSuffix else { return false }
        return name.bytes.hasSuffix(Array(markerSuffix.utf8))
    }
}

extension [UInt8] {
    func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...] == suffix[...]
    }
}

/// Why an entry of a drop folder is not taken, or not kept.
package enum Refusal: Error, Equatable, Sendable {
    /// A link, a pipe, a directory; it stays where it is, unopened.
    case notAFile(FileKind)
    /// The file has other names beside this one, possibly outside the drop folder.
    case hardLinks(count: UInt64)
    /// Belongs to a user this source does not take files from. Payload: the user's number.
    case foreignOwner(UInt32)
    /// Anybody on the machine could have written it.
    case worldWritable
    /// The daemon may not read it.
    case unreadable
    case empty
    case tooLarge(byteCount: Int64, limit: Int64)
}

extension Refusal {
    /// The name of the reason, as in the `feed` table's reasons.
    package var reason: String {
        switch self {
        case .notAFile: "not_a_file"
        case .hardLinks: "hard_links"
        case .foreignOwner: "foreign_owner"
        case .worldWritable: "world_writable"
        case .unreadable: "unreadable"
        case .empty: "empty"
        case .tooLarge: "too_large"
        }
    }

    package var found: String {
        switch self {
        case .notAFile(let kind): "a \(kind.rawValue)"
        case .hardLinks(let count): "a file with \(count) names"
        case .foreignOwner(let owner): "a file of user \(owner)"
        case .worldWritable: "a file that every user may change"
        case .unreadable: "a file that the daemon may not read"
        case .empty: "no bytes"
        case .tooLarge(let byteCount, _): "\(byteCount) bytes or more"
        }
    }

    package var expected: String {
        switch self {
        case .notAFile, .hardLinks: "a plain file with one name"
        case .foreignOwner: "a file of a user the configuration names"
        case .worldWritable: "a file that only its sender may change"
        case .unreadable: "a file readable for the daemon's group"
        case .empty: "a payment feed"
        case .tooLarge(_, let limit): "at most \(limit) bytes"
        }
    }

    /// What to do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .notAFile, .hardLinks, .foreignOwner:
            "Find out who put it there, remove it, and have the file itself uploaded."
        case .worldWritable, .unreadable:
            "Have the sender's upload set the file's mode to 0640, then upload the file again."
        case .empty: "Ask the sender whether an empty file was meant."
        case .tooLarge:
            "Check that the file is what it should be; then raise the limit or have it split."
        }
    }
}
