import Digests

/// A file that was taken out of a drop folder: its identity from then on.
///
/// Everything about it is in its name in `claim/`, so a crash can forget nothing:
/// `<id>~<source>~<fingerprint>~<safe name>`, and `~<suffix>` where a marker file came with it. The
/// id is a UUID of version 7 and carries the time of the claim, which in turn names the day's
/// directory in the archive; so where a claim ends up is known from its name, and claims sort by
/// age.
///
/// Source: RFC 9562, section 5.7, with 12 bits of sub-millisecond time (section 6.2, method 3).
package struct Claim: Sendable {
    /// 32 lower-case hexadecimal digits.
    package let id: String
    package let source: String
    /// What the file looked like when it was seen complete; see ``FileStatus/fingerprint``.
    let fingerprint: String
    /// Its name in the drop folder; shortened after a crash if it was longer than 96 bytes.
    package let originalName: FileName
    /// ``originalName`` as it stands in the claim's name.
    private let safeName: String
    /// What the marker's name has more than the file's; nil where the source uses none.
    let markerSuffix: String?

    init(
        source: String, fingerprint: String, originalName: FileName, markerSuffix: String?,
        at moment: Moment
    ) {
        let milliseconds = UInt64(clamping: moment.unixNanoseconds / 1_000_000)
        let fraction = UInt64(clamping: moment.unixNanoseconds % 1_000_000) * 4096 / 1_000_000
        let high = milliseconds << 16 | 0x7000 | fraction
        let low = UInt64.random(in: 0..<(1 << 62)) | 1 << 63
        id = hexadecimal(high) + hexadecimal(low)
        self.source = source
        self.fingerprint = fingerprint
        self.originalName = originalName
        safeName = originalName.safe
        self.markerSuffix = markerSuffix
    }

    /// Reads a name in `claim/`; nil for a name this program did not give.
    init?(name: String) {
        let parts = name.split(separator: "~", omittingEmptySubsequences: false)
        guard (4...5).contains(parts.count), parts[0].utf8.count == 32,
            parts[0].allSatisfy(\.isHexDigit),
            isUsableName(String(parts[1]), limit: longestSourceName), !parts[3].isEmpty
        else { return nil }
        id = String(parts[0])
        source = String(parts[1])
        fingerprint = String(parts[2])
        originalName = FileName(safe: parts[3])
        safeName = String(parts[3])
        markerSuffix = parts.count == 5 ? String(parts[4]) : nil
    }

    /// Reads the name of a claim's marker; nil for any other.
    init?(markerName: String) {
        guard markerName.hasSuffix(Self.markerEnding) else { return nil }
        self.init(name: String(markerName.dropLast(Self.markerEnding.count)))
    }

    /// Its name in `claim/`; no part of it holds a `~`.
    package var name: String {
        "\(id)~\(source)~\(fingerprint)~\(safeName)" + (markerSuffix.map { "~" + $0 } ?? "")
    }

    /// The name in `claim/` of the marker file that was claimed along.
    var markerName: String { name + Self.markerEnding }

    /// No claim's name ends so: `=` is in none.
    static let markerEnding = "=marker"

    /// The day it was claimed, in UTC: the directory it will be archived or quarantined in.
    package var day: ArchiveDay {
        ArchiveDay(unixMilliseconds: Int64(UInt64(id.prefix(12), radix: 16) ?? 0))
    }

    /// The id as PostgreSQL writes a `uuid`.
    package var uuid: String {
        var rest = id[...]
        return [8, 4, 4, 4, 12].map { length in
            let part = rest.prefix(length)
            rest = rest.dropFirst(length)
            return String(part)
        }.joined(separator: "-")
    }
}

extension Claim: Hashable {
    /// A claim is its name: what it knows of the original name may be less after a crash.
    package static func == (left: Claim, right: Claim) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// The daemon's own copy of a claimed file: complete, on disk, and never changed again.
///
/// Its name in `work/`, `archive/` and `quarantine/` is the claim's name, `=`, and the SHA-256 of
/// its bytes, so that the archive proves itself.
package struct Work: Hashable, Sendable {
    package let claim: Claim
    /// 64 lower-case hexadecimal digits.
    package let sha256: String
    package let byteCount: Int64

    init(claim: Claim, sha256: String, byteCount: Int64) {
        self.claim = claim
        self.sha256 = sha256
        self.byteCount = byteCount
    }

    /// Reads a name in `work/` or the archive; nil for a name this program did not give.
    init?(name: String, byteCount: Int64) {
        let parts = name.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 64, parts[1].allSatisfy(\.isHexDigit),
            let claim = Claim(name: String(parts[0]))
        else { return nil }
        self.init(claim: claim, sha256: String(parts[1]), byteCount: byteCount)
    }

    /// Its name in `work/`, `archive/` and `quarantine/`.
    package var name: String { "\(claim.name)=\(sha256)" }
}

/// The longest name of a source and of a marker's suffix; with them, the note beside a file in
/// quarantine still has a name of at most 255 bytes.
let longestSourceName = 20
let longestMarkerSuffix = 12

/// Whether a name given by an operator or by our own code can stand for a directory entry as it is.
func isUsableName(_ name: String, limit: Int) -> Bool {
    guard let first = name.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else {
        return false
    }
    return name.utf8.count <= limit && FileName(name).bytes == Array(FileName(name).safe.utf8)
}

private func hexadecimal(_ word: UInt64) -> String {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        .hexadecimal
}
