import Values

extension Engine {
    /// Finds structured references between words, in one piece or in groups.
    ///
    /// A scheme must confirm what is written and a document on file must have it. Where the scheme
    /// has a shape of its own that is proof; where it has none the digits are one more number
    /// that may be anything, and count as a document's bare number does.
    mutating func readReferencesInText(_ range: Range<Int>) {
        guard candidates.hasReferences else { return }
        var electronic: [UInt8] = []
        for first in runs.indices where isReferenceLike(runs, at: first) {
            var last: Int?
            forEachReference(
                in: runs, from: first, of: batch.text, range, into: &electronic
            ) { electronic, end in
                guard readReference(electronic, runs: first...end) else { return true }
                last = end
                return false
            }
            guard let last else { continue }
            for index in first...last { runs[index].mask = .reference }
        }
    }

    /// Notes what a stretch of runs names if it is a reference; false when it is to be read on.
    private mutating func readReference(_ electronic: [UInt8], runs: ClosedRange<Int>) -> Bool {
        let mask = self.runs[runs.lowerBound].mask
        guard mask == .none || mask == .telephone else { return false }
        let key = NumberKey(verbatim: electronic.span)
        var found = ReferenceIndex.Found.nothing
        if candidates.referenceLengths.contains(electronic.count) {
            found = candidates.rows(ofReference: key)
        }
        let isLiteral = !found.isNothing
        if !isLiteral, mayHaveTwin(electronic) {
            for twin in PaymentReference.twins(of: electronic.span) where found.isNothing {
                found = candidates.rows(ofReference: NumberKey(verbatim: twin.span))
            }
        }
        guard !found.isNothing else { return false }
        let scheme = PaymentReference.scheme(of: electronic.span)
        // A twin is confirmed by being one.
        guard scheme != nil || !isLiteral else { return false }
        if scheme?.hasOwnShape == true { return mention(found) }
        guard mask == .none, case .document(let row) = found else { return false }
        return noteBare(key, Int32(row), runs)
    }

    /// Whether a document may have a Finnish twin: the number of an `RF` form or without noughts,
    /// or, four characters longer, the `RF` form of a number.
    private func mayHaveTwin(_ electronic: [UInt8]) -> Bool {
        let isPlain = (0x31...0x39).contains(electronic[0])
        return !isPlain || candidates.referenceLengths.contains(electronic.count + 4)
    }

    /// Notes digits that are a document's reference and may be anything else.
    ///
    /// - Returns: whether they are nothing but that: digits that are another document's number
    ///   too are to be read as both.
    private mutating func noteBare(
        _ key: NumberKey, _ row: Int32, _ range: ClosedRange<Int>
    ) -> Bool {
        let (first, last) = (range.lowerBound, range.upperBound)
        let candidate = NumberCandidate(
            first: Int32(first), last: Int32(last), key: key,
            count: runs[range].reduce(0) { $0 + $1.count }, isDigits: true, isDocumentLike: true,
            isCustomerLike: false)
        let wholeness = candidate.wholeness(in: runs)
        let isPieceOfGroups =
            last > first
            && (isGroup(runs, first) || last + 1 < runs.count && isGroup(runs, last + 1))
        guard wholeness != .piece, !isPieceOfGroups, isRecent(Int(row)) else { return false }
        var isBare = true
        switch label(before: first, in: runs) {
        case .document: isBare = false
        case .customer, .other: return false
        case .connector, nil: break
        }
        hits.append(
            DocumentHit(
                candidate: candidate, row: row, isBare: isBare,
                needsNeighbours: wholeness == .inList))
        guard let other = candidates.row(ofNumber: key) else { return true }
        return other == Int(row)
    }
}

/// Whether a structured reference may begin at a run: digits, or `RF`, `SI`, `HR` and digits.
func isReferenceLike(_ runs: [Run], at first: Int) -> Bool {
    let run = runs[first]
    if run.isDigits { return run.count <= longestReference }
    guard !run.isForeign, run.count == 2 || run.key.character(2) &- 0x30 < 10 else { return false }
    return ReferencePrefix(run) != nil
}

/// The letters that references begin with, by what may stand between their parts.
private enum ReferencePrefix {
    /// `RF`: groups with blanks between.
    case creditor
    /// `SI`, `HR`: a model, and groups with hyphens between.
    case model

    init?(_ run: Run) {
        switch (run.key.character(0), run.key.character(1)) {
        case (UInt8(ascii: "R"), UInt8(ascii: "F")): self = .creditor
        case (UInt8(ascii: "S"), UInt8(ascii: "I")), (UInt8(ascii: "H"), UInt8(ascii: "R")):
            self = .model
        default: return nil
        }
    }
}

/// Of a Swiss QR reference.
private let longestReference = 27
/// Fewer digits are no reference anybody prints, though some schemes allow them.
private let fewestDigits = 4

/// Tries the stretches from a run on that may be a structured reference, shortest first.
///
/// - Parameters:
///   - runs: the text.
///   - first: where the reference begins, which ``isReferenceLike(_:at:)``.
///   - arena: holds the text.
///   - range: the text's place in the arena.
///   - electronic: memory to use again.
///   - visit: takes the stretch in electronic form and its last run; returns whether to try
///     longer ones.
func forEachReference(
    in runs: [Run], from first: Int, of arena: [UInt8], _ range: Range<Int>,
    into electronic: inout [UInt8], visit: ([UInt8], Int) -> Bool
) {
    let prefix = runs[first].isDigits ? nil : ReferencePrefix(runs[first])
    electronic.removeAll(keepingCapacity: true)
    var last = first
    while true {
        for index in Int(runs[last].start)..<Int(runs[last].end) {
            electronic.append(normalised(arena[index]))
        }
        guard electronic.count <= longestReference else { return }
        if electronic.count >= fewestDigits, !visit(electronic, last) { return }
        let next = last + 1
        if prefix == nil, endsWithHyphen(runs, last, of: arena, range) {
            // The check digit ten of a Norwegian reference.
            _ = visit(electronic + [hyphen], last)
            return
        }
        guard next < runs.count, !runs[next].isForeign, prefix == .creditor || runs[next].isDigits
        else { return }
        switch (runs[next].gap, runs[next].mark, prefix) {
        case (.blank, _, _), (.mark, UInt8(ascii: "/"), nil): break
        case (.mark, hyphen, .model): electronic.append(hyphen)
        default: return
        }
        last = next
    }
}

private let hyphen = UInt8(ascii: "-")

/// Whether a hyphen follows a run and nothing follows the hyphen.
private func endsWithHyphen(
    _ runs: [Run], _ run: Int, of arena: [UInt8], _ range: Range<Int>
) -> Bool {
    let end = Int(runs[run].end)
    guard end < range.upperBound, arena[end] == hyphen else { return false }
    return run + 1 == runs.count || runs[run + 1].gap != .mark
}

/// Takes the electronic forms under which a reference from the structured field may be on file,
/// the most literal first: as written, without the marks that somebody put into it, and its twins.
///
/// - Parameters:
///   - written: the reference.
///   - visit: takes a form; returns whether to go on.
func forEachForm(of written: Span<UInt8>, visit: ([UInt8]) -> Bool) {
    let electronic = ElectronicReference(written).bytes
    guard visit(electronic) else { return }
    let plain = electronic.filter { normalised($0) != 0 }
    if plain.count < electronic.count, !visit(plain) { return }
    for twin in PaymentReference.twins(of: plain.span) where !visit(twin) { return }
}
