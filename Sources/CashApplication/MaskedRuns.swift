import Values

/// Marks the runs that belong to an IBAN or a telephone number: no part of them is a document.
func maskAccounts(in runs: inout [Run], _ text: Span<UInt8>, at offset: Int) {
    for first in runs.indices where runs[first].digits >= 2 {
        if hasCountryCode(runs, first) || isTrunkPrefix(runs, first) {
            maskTelephone(from: first, in: &runs)
        } else if !runs[first].startsWithDigit, !runs[first].isForeign {
            maskIBAN(from: first, in: &runs, text, at: offset)
        }
    }
}

/// Whether a plus stands before a run, and no sum: `1001+1002` is a list.
private func hasCountryCode(_ runs: [Run], _ index: Int) -> Bool {
    runs[index].mark == UInt8(ascii: "+") && runs[index].isDigits
        && !(runs[index].gap == .mark && runs[index - 1].endsWithDigit)
}

/// Whether a run begins with nought as the first part of a telephone number does: `0171`, `0049`;
/// behind a character it is part of something else, and so is the first part of a date.
private func isTrunkPrefix(_ runs: [Run], _ index: Int) -> Bool {
    let run = runs[index]
    guard run.isDigits, run.count <= 5, run.key.character(0) == UInt8(ascii: "0") else {
        return false
    }
    if run.gap == .mark, index > 0 { return false }
    guard index + 2 < runs.count, runs[index + 1].gap == .mark else { return true }
    return !isDate(runs[index...index + 2])
}

/// Masks `+49 171 1234567` and `0171/1234567`; a number with a leading nought alone is left.
private func maskTelephone(from first: Int, in runs: inout [Run]) {
    var last = first
    while last + 1 < runs.count, runs[last + 1].isDigits,
        runs[last + 1].gap == .blank || runs[last + 1].gap == .mark || runs[last + 1].gap == .loose
    {
        last += 1
    }
    guard
        hasCountryCode(runs, first)
            || last > first && label(before: first, in: runs) != .document
    else { return }
    for index in first...last where runs[index].isDigits { runs[index].mask = .telephone }
}

/// Masks `DE89 3704 0044 0532 0130 00`, in groups or in one.
private func maskIBAN(from first: Int, in runs: inout [Run], _ text: Span<UInt8>, at offset: Int) {
    let key = runs[first].key
    guard runs[first].count >= 4,
        let length = IBAN.length(first: key.character(0), second: key.character(1))
    else { return }
    var bytes: [UInt8] = []
    var last = first
    while true {
        let start = Int(runs[last].start) - offset
        for index in start..<start + Int(runs[last].count) {
            bytes.append(normalised(text[index]))
        }
        guard bytes.count < length, last + 1 < runs.count, runs[last + 1].gap == .blank,
            !runs[last + 1].isForeign
        else { break }
        last += 1
    }
    guard bytes.count == length, IBAN.isValid(bytes.span) else { return }
    for index in first...last { runs[index].mask = .account }
}
