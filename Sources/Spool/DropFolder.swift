/// One source's drop folder, watched for complete files.
///
/// Nothing is read before it is complete, and that is judged by what is seen here, not by what
/// times in the directory claim: uploaders set those as they like.
package final class DropFolder {
    /// The name of the folder.
    package let source: String
    package let rules: DropRules
    let spool: Spool
    let directory: Directory
    private var observations: [FileName: Observation] = [:]
    /// Entries that were refused and left there, so that each is reported once.
    private var refused: [FileName: FileStatus] = [:]
    /// Overdue names that were reported.
    private var announced: Set<FileName> = []

    /// Opens the folder `drop/<source>` of a spool.
    ///
    /// - Parameters:
    ///   - spool: holds it.
    ///   - source: its name: at most 20 letters, digits, `.`, `_` and `-`.
    ///   - rules: when a file in it is complete, and acceptable.
    ///   - create: make it if it is missing; only for installing.
    /// - Throws: ``SpoolError``.
    package init(
        _ spool: Spool, source: String, rules: DropRules = DropRules(), create: Bool = false
    ) throws(SpoolError) {
        guard isUsableName(source, limit: longestSourceName) else { throw .badName(source) }
        if let suffix = rules.markerSuffix {
            // With something before it, because a suffix begins with a dot.
            guard !suffix.isEmpty, isUsableName("x" + suffix, limit: longestMarkerSuffix + 1) else {
                throw .badName(suffix)
            }
        }
        self.source = source
        self.rules = rules
        self.spool = spool
        directory = try spool.drop.directory(source, create: create, mode: 0o2770)
        try spool.checkIsBeside(directory)
    }

    /// Looks at the folder once.
    ///
    /// - Parameter moment: now; only its monotonic clock decides what is complete.
    /// - Returns: what to claim and what to report. Each refusal and overdue name comes once.
    /// - Throws: ``SpoolError``; ``SpoolError/replaced(path:)`` when the path leads elsewhere now.
    package func scan(at moment: Moment) throws(SpoolError) -> Scan {
        try checkIsInPlace()
        failpoint(.scan)
        var pass = Pass(window: rules.window)
        try directory.forEachName { [self] name throws(SpoolError) in
            // Gone between the two calls: somebody else's business.
            guard let status = try directory.status(of: name) else { return }
            pass.add(Candidate(name: name, status: status), as: try standing(of: name, status))
        }
        return judge(&pass, at: moment)
    }

    private func standing(of name: FileName, _ status: FileStatus) throws(SpoolError) -> Standing {
        if DropRules.isTemporary(name) { return .unfinished }
        if refused[name] == status { return .refused }
        guard status.kind == .regular else { return .watched }
        if rules.ignoresEmptyFiles, status.byteCount == 0 { return .ignored }
        guard let suffix = rules.markerSuffix.map({ Array($0.utf8) }) else { return .watched }
        if rules.isMarker(name) {
            let data = FileName(bytes: Array(name.bytes.dropLast(suffix.count)))
            return try directory.status(of: data) == nil ? .unfinished : .ignored
        }
        guard let marker = try directory.status(of: FileName(bytes: name.bytes + suffix)),
            marker.kind == .regular, !marker.isOlder(than: status)
        else { return .unfinished }
        return .watched
    }

    private func judge(_ pass: inout Pass, at moment: Moment) -> Scan {
        var scan = Scan(waitingCount: pass.unfinished.count, hasMore: pass.hasMore)
        var watched: [FileName: Observation] = [:]
        for candidate in pass.oldestFirst() {
            let observation = observe(candidate, at: moment)
            watched[candidate.name] = observation
            if !observation.isSettled(after: rules.settleSeconds, at: moment) {
                scan.waitingCount += 1
            } else if let refusal = refusal(of: candidate.status) {
                scan.refused.append(RefusedName(candidate, refusal, source: source))
                pass.refused[candidate.name] = candidate.status
            } else {
                scan.ready.append(candidate)
            }
        }
        observations = watched
        refused = pass.refused
        let limit = moment.unixNanoseconds - Int64(rules.overdueSeconds) * 1_000_000_000
        let overdue = pass.unfinished.filter { $0.status.changedNanoseconds < limit }.map(\.name)
        scan.overdue = overdue.filter { !announced.contains($0) }.sorted()
        announced = Set(overdue)
        return scan
    }

    private func observe(_ candidate: Candidate, at moment: Moment) -> Observation {
        guard let known = observations[candidate.name], known.status == candidate.status else {
            return Observation(status: candidate.status, since: moment, scanCount: 1)
        }
        return Observation(
            status: known.status, since: known.since, scanCount: known.scanCount + 1)
    }

    /// Why a complete entry is not taken; nil when it is.
    ///
    /// What only reading tells comes later.
    func refusal(of status: FileStatus) -> Refusal? {
        if status.kind != .regular { return .notAFile(status.kind) }
        if status.linkCount != 1 { return .hardLinks(count: status.linkCount) }
        if let owners = rules.owners, !owners.contains(status.owner) {
            return .foreignOwner(status.owner)
        }
        return status.mode & 0o002 != 0 ? .worldWritable : nil
    }

    /// Remembers an entry that turned out to be unusable when it was opened.
    func remember(_ candidate: Candidate) {
        refused[candidate.name] = candidate.status
    }

    /// Forgets what was seen of an entry, so that it has to settle anew.
    func forget(_ name: FileName) {
        observations[name] = nil
    }

    /// Each step from the root: a mount anywhere on the way would show another, perhaps empty,
    /// directory to uploaders than the one open here.
    private func checkIsInPlace() throws(SpoolError) {
        try spool.root.checkIsInPlace()
        try spool.drop.checkIsInPlace()
        try directory.checkIsInPlace()
    }
}

/// What an entry of a drop folder is to the scan.
enum Standing {
    /// Under a temporary name, or data without its marker or marker without its data.
    case unfinished
    /// May become complete.
    case watched
    /// Was refused before and has not changed.
    case refused
    case ignored
}

/// An entry as it was seen in a scan.
package struct Candidate: Sendable, Equatable {
    package let name: FileName
    package let status: FileStatus
}

/// How long an entry has looked the same.
private struct Observation {
    let status: FileStatus
    let since: Moment
    let scanCount: Int

    func isSettled(after seconds: Int, at moment: Moment) -> Bool {
        if seconds == 0 { return true }
        let rested = moment.monotonicNanoseconds - since.monotonicNanoseconds
        return scanCount >= 2 && rested >= Int64(seconds) * 1_000_000_000
    }
}

/// What one look at a drop folder found.
package struct Scan: Sendable {
    /// Complete and acceptable by their looks, oldest first.
    package var ready: [Candidate] = []
    /// Complete, but never to be taken; they stay where they are.
    package var refused: [RefusedName] = []
    /// Unfinished names that have not changed for a day.
    package var overdue: [FileName] = []
    /// Entries that are not complete yet.
    package var waitingCount = 0
    /// Whether there are more entries than are watched at a time.
    package var hasMore = false
}

/// The verdict on an entry that was left in the drop folder.
///
/// It has nothing but a name, since nothing of the entry was read.
package struct RefusedName: Sendable, Equatable {
    package let source: String
    package let name: FileName
    package let refusal: Refusal
    let status: FileStatus

    init(_ candidate: Candidate, _ refusal: Refusal, source: String) {
        self.source = source
        name = candidate.name
        status = candidate.status
        self.refusal = refusal
    }
}

/// One pass over the names of a folder, in memory that does not grow with it.
private struct Pass {
    private let window: Int
    private var watched: [Candidate] = []
    private(set) var unfinished: [Candidate] = []
    private(set) var hasMore = false
    var refused: [FileName: FileStatus] = [:]

    init(window: Int) {
        self.window = max(1, window)
    }

    mutating func add(_ candidate: Candidate, as standing: Standing) {
        switch standing {
        case .ignored: break
        case .refused: if refused.count < window { refused[candidate.name] = candidate.status }
        case .unfinished: if unfinished.count < window { unfinished.append(candidate) }
        case .watched:
            watched.append(candidate)
            // Cutting a list of twice the window now and then costs n log w in all.
            if watched.count >= 2 * window { keepOldest() }
        }
    }

    mutating func oldestFirst() -> [Candidate] {
        keepOldest()
        return watched
    }

    private mutating func keepOldest() {
        // By time of change: that of the last write may be set by the uploader.
        watched.sort {
            ($0.status.changedNanoseconds, $0.name) < ($1.status.changedNanoseconds, $1.name)
        }
        guard watched.count > window else { return }
        hasMore = true
        watched.removeLast(watched.count - window)
    }
}

extension FileStatus {
    /// Whether a marker was there before its data was finished: left over from an earlier file of
    /// the same name, so it says nothing about this one.
    ///
    /// The data's time of writing may be set by the uploader, but only to earlier than it was.
    fileprivate func isOlder(than data: FileStatus) -> Bool {
        changedNanoseconds < min(data.modifiedNanoseconds, data.changedNanoseconds)
    }
}
