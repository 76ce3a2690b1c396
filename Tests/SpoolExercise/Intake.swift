import Digests
import Glibc
import Spool

/// The daemon's intake in miniature: the real spool, and a file of lines instead of a database.
struct Intake {
    private let spool: Spool
    private let folder: DropFolder
    private var ledger: FileLedger
    /// A deliberate fault: the harness must find what it loses.
    private let archivesFirst: Bool

    init(root: String, usesMarkers: Bool, archivesFirst: Bool) throws {
        spool = try Spool(root: root, acceptsVolatile: true, headroomBytes: 0)
        var rules = DropRules()
        rules.settleSeconds = 0
        rules.maximumBytes = maximumBytes
        rules.markerSuffix = usesMarkers ? ".done" : nil
        folder = try DropFolder(spool, source: "bank", rules: rules)
        ledger = try FileLedger(path: root + "/ledger")
        self.archivesFirst = archivesFirst
    }

    mutating func run() throws {
        let lock = try spool.lock()
        let recovery = try spool.recover()
        for work in recovery.works { try ingest(work) }
        for claim in recovery.claims { try takeIn(claim) }
        var isIdle = false
        while !isIdle {
            let moment = Moment.now()
            let scan = try folder.scan(at: moment)
            for refused in scan.refused { try spool.note(refused) }
            for candidate in scan.ready {
                guard case .claimed(let claim) = try folder.claim(candidate, at: .now()) else {
                    continue
                }
                try takeIn(claim)
            }
            isIdle = scan.ready.isEmpty
        }
        try spool.outbox.deliver(
            "report-\(ledger.lineCount)",
            files: [
                OutboxFile(name: "lines.txt", bytes: Array(String(ledger.lineCount).utf8)),
                OutboxFile(name: "empty.txt", bytes: []),
            ])
        _ = consume lock
    }

    private mutating func takeIn(_ claim: Claim) throws {
        finishUpload(claim)
        switch try spool.copy(claim, maximumBytes: maximumBytes) {
        case .copied(let work): try ingest(work)
        case .refused(let refusal):
            try ledger.commit(claim: claim.id, sha256: "-", verdict: refusal.reason)
            try spool.quarantine(claim, why: QuarantineNote(refusal))
        case .returned: break
        }
    }

    private mutating func ingest(_ work: Work) throws {
        failpoint(.attempt)
        let bytes = try spool.bytes(of: work)
        failpoint(.decoded)
        guard bytes.suffix(trailer.count) == trailer[...] else {
            try ledger.commit(claim: work.claim.id, sha256: work.sha256, verdict: "truncated")
            let note = QuarantineNote(
                reason: "truncated", line: 1, found: "the end", expected: "a trailer",
                remedy: "Have the sender deliver the file again.")
            return try spool.quarantine(work, why: note)
        }
        if archivesFirst { try spool.archive(work) }
        failpoint(.t1Middle)
        let verdict = ledger.hasIngested(work.sha256) ? "duplicate" : "ingested"
        failpoint(.t1End)
        try ledger.commit(claim: work.claim.id, sha256: work.sha256, verdict: verdict)
        failpoint(.t1Committed)
        if !archivesFirst { try spool.archive(work) }
    }

    /// Plays an uploader that still writes after the claim: files named so get their trailer now.
    private func finishUpload(_ claim: Claim) {
        guard claim.originalName.description.hasPrefix("grows-") else { return }
        let path = spool.rootPath + "/claim/" + claim.name
        let file = open(path, O_RDWR)
        defer { close(file) }
        guard lseek(file, 0, SEEK_END) == firstHalfSize else { return }
        write(file, trailer, trailer.count)
        // Only so that a power loss cannot take what no spool could have kept.
        fsync(file)
    }
}

/// Small, so that a file beyond it is quickly made.
let maximumBytes: Int64 = 64 * 1024
let trailer = Array("T,END\n".utf8)
let firstHalfSize = 100

/// Commits are lines of a file that is only ever appended to; each is one `write` and one `fsync`.
struct FileLedger {
    private let descriptor: Int32
    private var claims: Set<String> = []
    private var ingested: Set<String> = []
    private(set) var lineCount = 0

    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SpoolError.missing(path: path) }
        for line in try FileLedger.lines(of: path) {
            remember(claim: line.claim, sha256: line.sha256, verdict: line.verdict)
        }
    }

    func hasIngested(_ sha256: String) -> Bool { ingested.contains(sha256) }

    mutating func commit(claim: String, sha256: String, verdict: String) throws {
        // The unique key: a commit whose answer was lost answers for itself.
        guard !claims.contains(claim) else { return }
        let line = Array("\n\(claim) \(sha256) \(verdict) .".utf8)
        guard write(descriptor, line, line.count) == line.count else {
            throw SpoolError.diskFull(path: "ledger")
        }
        failpoint(.commitSent)
        guard fsync(descriptor) == 0 else {
            throw SpoolError.notDurable(path: "ledger", number: errno)
        }
        remember(claim: claim, sha256: sha256, verdict: verdict)
    }

    private mutating func remember(claim: String, sha256: String, verdict: String) {
        claims.insert(claim)
        if verdict == "ingested" { ingested.insert(sha256) }
        lineCount += 1
    }

    /// The complete lines.
    static func lines(
        of path: String
    ) throws -> [(claim: String, sha256: String, verdict: String)] {
        try contents(of: path).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            return words.count == 4 ? (words[0], words[1], words[2]) : nil
        }
    }
}

func contents(of path: String) throws -> String {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
        bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
}
