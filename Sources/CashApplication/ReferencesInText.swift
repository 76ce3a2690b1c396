import Values

/// Whether a structured reference may begin at a run: `RF…`, 27 digits, or 2 digits and 5.
func isReferenceLike(_ runs: [Run], at first: Int) -> Bool {
    let run = runs[first]
    if run.isDigits {
        return run.count == 27
            || run.count == 2 && first + 1 < runs.count && runs[first + 1].isDigits
                && runs[first + 1].count == 5
    }
    return !run.isForeign && run.key.character(0) == UInt8(ascii: "R")
        && run.key.character(1) == UInt8(ascii: "F")
        && (run.count == 2 || run.key.character(2) &- 0x30 < 10)
}

/// Tries the stretches from a run on that are a valid structured reference, shortest first.
///
/// - Parameters:
///   - runs: the text.
///   - first: where the reference begins.
///   - arena: holds the text.
///   - visit: takes the reference without blanks and its last run; returns whether to try longer
///     ones.
func forEachReference(
    in runs: [Run], from first: Int, of arena: [UInt8], visit: ([UInt8], Int) -> Bool
) {
    var bytes: [UInt8] = []
    var last = first
    while true {
        for index in Int(runs[last].start)..<Int(runs[last].end) {
            bytes.append(normalised(arena[index]))
        }
        if PaymentReference.scheme(of: bytes.span) != nil, !visit(bytes, last) { return }
        guard last + 1 < runs.count, runs[last + 1].gap == .blank, !runs[last + 1].isForeign,
            bytes.count < 27
        else { return }
        last += 1
    }
}
