import Values

/// A stretch of text that may be a number: one run or several joined as people join them.
struct NumberCandidate: BitwiseCopyable {
    /// First and last run.
    var first: Int32
    var last: Int32
    var key: NumberKey
    /// Characters in all.
    var count: Int32
    var isDigits: Bool
    /// What patterns it fits.
    var isDocumentLike: Bool
    var isCustomerLike: Bool
}

/// Finds every stretch of runs that fits the patterns, by first run and then by length.
///
/// `INV-1001`, `INV 1001` and `inv1001` are one number. Digits are joined to digits only by a
/// character, never by a blank: `10 01` is two numbers, `2024-1001` may be one.
func findNumbers(
    in runs: [Run], of arena: [UInt8], documents: NumberPatterns, customers: NumberPatterns,
    into candidates: inout [NumberCandidate]
) {
    candidates.removeAll(keepingCapacity: true)
    let longest = Int32(max(documents.longest, customers.longest))
    for first in runs.indices where !runs[first].isForeign && !runs[first].isMasked {
        var key = runs[first].key
        var count = runs[first].count
        var digits = runs[first].digits
        var last = first
        while true {
            if digits > 0 {
                let (length, ciphers) = (Int(count), Int(digits))
                let isDocumentLike = documents.fit(key, count: length, digits: ciphers)
                let isCustomerLike = customers.fit(key, count: length, digits: ciphers)
                if isDocumentLike || isCustomerLike {
                    candidates.append(
                        NumberCandidate(
                            first: Int32(first), last: Int32(last), key: key, count: count,
                            isDigits: digits == count, isDocumentLike: isDocumentLike,
                            isCustomerLike: isCustomerLike))
                }
            }
            guard last + 1 < runs.count, last - first < joinLimit, count < longest,
                canJoin(runs[last], runs[last + 1])
            else { break }
            last += 1
            let sum = count + runs[last].count
            guard sum <= longest else { break }
            if sum <= Int32(NumberKey.inlineCount) {
                key = key.followed(by: runs[last].key, after: Int(count))
            } else {
                key = wholeKey(runs[first...last], of: arena)
            }
            count = sum
            digits += runs[last].digits
        }
    }
}

/// A number of more parts than this plus one is not written by people.
private let joinLimit = 4

private func canJoin(_ left: Run, _ right: Run) -> Bool {
    guard !right.isForeign, !right.isMasked else { return false }
    let isDigitsOnBothSides = left.endsWithDigit && right.startsWithDigit
    return switch right.gap {
    case .blank, .loose: !isDigitsOnBothSides
    case .mark: isJoiner(right.mark)
    case .start, .wide, .line: false
    }
}

private func wholeKey(_ runs: ArraySlice<Run>, of arena: [UInt8]) -> NumberKey {
    var builder = NumberKey.Builder()
    for run in runs {
        for index in Int(run.start)..<Int(run.end) { builder.append(normalised(arena[index])) }
    }
    return builder.key
}
