import Digests
import Glibc
import Spool

/// What became of all uploads, against what had to become of them.
struct Verification: CustomStringConvertible {
    var uploadCount = 0
    var lost = 0
    var doubled = 0
    /// Files with a wrong verdict.
    var wrong = 0
    /// Files whose content does not match the digest in their name.
    var corrupt = 0
    /// Files neither archived nor quarantined, or twice.
    var astray = 0
    /// Entries left in drop, claim, work and the outbox's tmp.
    var left = 0

    var isClean: Bool { lost + doubled + wrong + corrupt + astray + left == 0 }

    var description: String {
        "uploads=\(uploadCount) lost=\(lost) doubled=\(doubled) wrong=\(wrong) "
            + "corrupt=\(corrupt) astray=\(astray) left=\(left)"
    }

    init(root: String) throws {
        let truth = try contents(of: root + "/truth").split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
        uploadCount = truth.count
        let lines = try FileLedger.lines(of: root + "/ledger")
        compareContents(truth, lines)
        compareVerdicts(truth, lines)
        doubled += lines.count - Set(lines.map(\.claim)).count
        try countFiles(root, lines)
    }

    /// Every good content is ingested exactly once.
    private mutating func compareContents(
        _ truth: [[String]], _ lines: [(claim: String, sha256: String, verdict: String)]
    ) {
        let good = Set(truth.filter { $0[1] == "ingest" }.map { $0[0] })
        let ingested = lines.filter { $0.verdict == "ingested" }.map(\.sha256)
        lost += good.subtracting(ingested).count
        doubled += ingested.count - Set(ingested).count
        wrong += Set(ingested).subtracting(good).count
    }

    /// Every upload has exactly one verdict, and the right one.
    private mutating func compareVerdicts(
        _ truth: [[String]], _ lines: [(claim: String, sha256: String, verdict: String)]
    ) {
        var expected: [String: Int] = [:]
        for file in truth { expected[file[1], default: 0] += 1 }
        var found: [String: Int] = [:]
        for line in lines {
            let isIngested = line.verdict == "ingested" || line.verdict == "duplicate"
            found[isIngested ? "ingest" : line.verdict, default: 0] += 1
        }
        for verdict in Set(expected.keys).union(found.keys) {
            let difference = (found[verdict] ?? 0) - (expected[verdict] ?? 0)
            if difference < 0 { lost -= difference } else { doubled += difference }
        }
    }

    private mutating func countFiles(
        _ root: String, _ lines: [(claim: String, sha256: String, verdict: String)]
    ) throws {
        for place in ["drop/bank", "claim", "work", "outbox/tmp"] {
            left += names(root + "/" + place).filter { !$0.hasPrefix("link-") }.count
        }
        var places: [String: Int] = [:]
        for parent in ["archive", "quarantine"] {
            for path in days(root + "/" + parent) {
                for name in names(path) where !name.hasSuffix(".why.json") {
                    places[String(name.prefix(32)), default: 0] += 1
                    if !isIntact(path + "/" + name) { corrupt += 1 }
                    if parent == "quarantine", access(path + "/" + name + ".why.json", R_OK) != 0 {
                        astray += 1
                    }
                }
            }
        }
        for line in lines where places[line.claim] != 1 { astray += 1 }
        astray += Set(places.keys).subtracting(lines.map(\.claim)).count
    }

    private func isIntact(_ path: String) -> Bool {
        // What was set aside unread has no digest.
        guard let digest = path.split(separator: "=").dropFirst().first else { return true }
        let bytes = (try? contents(of: path)).map { Array($0.utf8) } ?? []
        return SHA256.digest(bytes).hexadecimal == digest
    }

    private func days(_ root: String) -> [String] {
        names(root).flatMap { year in
            names(root + "/" + year).flatMap { month in
                names(root + "/" + year + "/" + month).map { "\(root)/\(year)/\(month)/\($0)" }
            }
        }
    }

    private func names(_ path: String) -> [String] {
        guard let stream = opendir(path) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
