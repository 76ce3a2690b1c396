package import Values

/// An entry the ledger already has.
package struct KnownEntry: Sendable, Equatable, BitwiseCopyable {
    package var id: Int64
    package var bookedOn: CalendarDate
    package var amountMinor: Int64
    package var occurrence: Int32
    /// Texts as ranges in ``KnownEntries/text``.
    package var bankReference = TextRange.empty
    package var endToEndID = TextRange.empty
    package var remittance = TextRange.empty
    /// Listed by a statement that is disjoint from the one at hand, so it cannot be meant again.
    package var isTaken = false

    package init(id: Int64, bookedOn: CalendarDate, amountMinor: Int64, occurrence: Int32) {
        self.id = id
        self.bookedOn = bookedOn
        self.amountMinor = amountMinor
        self.occurrence = occurrence
    }
}

/// The ledger's entries of the days a statement lists.
package struct KnownEntries: Sendable {
    package var entries: [KnownEntry] = []
    package var text: [UInt8] = []

    package init() {}
}

/// What each line of a statement is: an entry the ledger has, or a new one.
package struct Recognition: Sendable, Equatable {
    package enum Match: Sendable, Equatable {
        /// Index into the known entries.
        case known(Int)
        /// New, and the how-manieth of its bucket.
        case new(occurrence: Int32)
        /// Not money: pending, for information, or zero.
        case notBooked
    }

    /// One for each entry of the statement, in its order.
    package var matches: [Match]
    /// Known entries, not taken, that the statement does not list; indices into the known ones.
    package var unlisted: [Int]
}

/// Pairs a statement's lines with the entries the ledger has.
///
/// A statement is a multiset. Within a bucket (account, booking day, signed amount) lines are
/// paired by what they say, strongest first; at last any line pairs with any entry left, because
/// one list never means one entry by two lines. What is left over is new. No bank reference is an
/// identity: banks leave them out, repeat them and change them between files.
///
/// - Parameters:
///   - batch: the statement's entries.
///   - known: the entries of the same account on the days listed.
/// - Returns: a match for every line, the same whatever the order of either side.
package func recognise(_ batch: EntryBatch, among known: KnownEntries) -> Recognition {
    var buckets: [Bucket: (lines: [Int], known: [Int])] = [:]
    buckets.reserveCapacity(known.entries.count)
    for (index, entry) in known.entries.enumerated() {
        buckets[Bucket(entry.bookedOn, entry.amountMinor), default: ([], [])].known.append(index)
    }
    var fresh: [Bucket: Int32] = [:]
    fresh.reserveCapacity(known.entries.isEmpty ? batch.entries.count : 0)
    var matches = [Recognition.Match](repeating: .notBooked, count: batch.entries.count)
    for (index, entry) in batch.entries.enumerated()
    where entry.status == .booked && entry.amountMinor != 0 {
        let bucket = Bucket(entry.bookedOn, entry.amountMinor)
        if buckets[bucket]?.lines.append(index) == nil {
            // The usual case: nothing of that day and amount is known.
            let occurrence = fresh[bucket, default: 0] + 1
            fresh[bucket] = occurrence
            matches[index] = .new(occurrence: occurrence)
        }
    }
    var unlisted: [Int] = []
    for (lines, candidates) in buckets.values {
        unlisted += pair(lines, of: batch, with: candidates, of: known, into: &matches)
    }
    return Recognition(matches: matches, unlisted: unlisted.sorted())
}

private struct Bucket: Hashable {
    let bookedOn: CalendarDate
    let amountMinor: Int64

    init(_ bookedOn: CalendarDate, _ amountMinor: Int64) {
        self.bookedOn = bookedOn
        self.amountMinor = amountMinor
    }
}

/// Pairs one bucket, stage by stage; returns the known entries nobody listed.
private func pair(
    _ lines: [Int], of batch: EntryBatch, with candidates: [Int], of known: KnownEntries,
    into matches: inout [Recognition.Match]
) -> [Int] {
    var openLines = lines
    var openKnown = candidates.filter { !known.entries[$0].isTaken }
        .sorted { known.entries[$0].occurrence < known.entries[$1].occurrence }
    for stage in Stage.allCases where !openLines.isEmpty && !openKnown.isEmpty {
        var waiting: [[UInt8]: [Int]] = [:]
        for index in openKnown.reversed() {
            guard let key = stage.key(of: known.entries[index], in: known) else { continue }
            waiting[key, default: []].append(index)
        }
        var paired: Set<Int> = []
        openLines.removeAll { line in
            guard let key = stage.key(of: batch.entries[line], in: batch),
                let index = waiting[key]?.popLast()
            else { return false }
            matches[line] = .known(index)
            paired.insert(index)
            return true
        }
        openKnown.removeAll { paired.contains($0) }
    }
    var occurrence = candidates.map { known.entries[$0].occurrence }.max() ?? 0
    for line in openLines {
        occurrence += 1
        matches[line] = .new(occurrence: occurrence)
    }
    return openKnown
}

/// What has to agree for a line and an entry of one bucket to be paired, strongest first.
private enum Stage: CaseIterable {
    case referenceAndText
    case endToEndID
    case text
    case anything

    /// Characters of the text that must agree beside a reference: files cut and enrich texts.
    private static let prefixLength = 8

    func key(of entry: Entry, in batch: EntryBatch) -> [UInt8]? {
        let detail = entry.detailCount > 0 ? batch.details[entry.detailRange.lowerBound] : nil
        return key(
            reference: entry.bankReference, endToEndID: detail?.endToEndID ?? .empty,
            remittance: detail?.text ?? .empty, in: batch.text)
    }

    func key(of entry: KnownEntry, in known: KnownEntries) -> [UInt8]? {
        key(
            reference: entry.bankReference, endToEndID: entry.endToEndID,
            remittance: entry.remittance, in: known.text)
    }

    private func key(
        reference: TextRange, endToEndID: TextRange, remittance: TextRange, in arena: [UInt8]
    ) -> [UInt8]? {
        switch self {
        case .referenceAndText:
            guard !reference.isEmpty else { return nil }
            let prefix = normalised(arena[remittance.range]).prefix(Self.prefixLength)
            return Array(arena[reference.range]) + [0] + prefix
        case .endToEndID:
            return endToEndID.isEmpty ? nil : Array(arena[endToEndID.range])
        case .text:
            let text = normalised(arena[remittance.range])
            return text.isEmpty ? nil : text
        case .anything:
            return []
        }
    }

    /// Letters and digits in upper case: line breaks and blanks differ from file to file.
    private func normalised(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.compactMap { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 0x20
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                0x80...:
                byte
            default: nil
            }
        }
    }
}
