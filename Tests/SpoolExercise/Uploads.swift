import Digests
import Glibc
import Spool
import TestSupport

/// A sender who uploads a handful of files of every sort, and keeps a list of what must become
/// of them: `truth`, a line for each file.
struct Uploads {
    let root: String

    /// Uploads good files, a resend, one without its end, an empty one, a large one, one that grows
    /// after it was claimed, and a link.
    func upload(seed: UInt64, markers: Bool = false) throws {
        var random = Seeded(seed)
        let content = (0..<8).map { _ in String(random.next()) }.joined(separator: ",") + "\n"
        let good = Array(content.utf8) + trailer
        try put("good \(seed).csv", good, "ingest", markers)
        try put("resent.csv", good, "ingest", markers)
        try put(
            "\u{202E}\u{1B}[2J\(seed)\n.csv", Array("\(seed)\n".utf8) + trailer, "ingest", markers)
        try put("cut.csv", Array(content.utf8), "truncated", markers)
        if seed % 3 == 0 { try put("empty.csv", [], "empty", markers) }
        if seed % 4 == 0 {
            try put("large.csv", [UInt8](repeating: 0x41, count: 65_537), "too_large", markers)
        }
        if seed % 2 == 0, !markers {
            let half = [UInt8](repeating: UInt8(ascii: "g"), count: firstHalfSize - 20)
            let start = half + Array(String(seed + 10_000_000_000_000_000_000).utf8)
            try put("grows-\(seed)", Array(start), "ingest", markers, growsBy: trailer)
        }
        if seed % 5 == 0 { symlink("/etc/passwd", root + "/drop/bank/link-\(seed)") }
    }

    private func put(
        _ name: String, _ bytes: [UInt8], _ verdict: String, _ markers: Bool,
        growsBy end: [UInt8] = []
    ) throws {
        try append("\(SHA256.digest(bytes + end).hexadecimal) \(verdict)\n", to: root + "/truth")
        let folder = root + "/drop/bank/"
        let hidden = folder + "." + name + ".part"
        let file = open(hidden, O_CREAT | O_WRONLY | O_TRUNC, 0o640)
        guard file >= 0, write(file, bytes, bytes.count) == bytes.count else {
            throw SpoolError.missing(path: hidden)
        }
        close(file)
        var place = folder + name
        // The last file of the name may not have been taken yet.
        while access(place, F_OK) == 0 { place += "_" }
        rename(hidden, place)
        if markers { close(open(place + ".done", O_CREAT | O_WRONLY, 0o640)) }
    }

    private func append(_ line: String, to path: String) throws {
        let file = open(path, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard file >= 0 else { throw SpoolError.missing(path: path) }
        let bytes = Array(line.utf8)
        write(file, bytes, bytes.count)
        close(file)
    }
}
