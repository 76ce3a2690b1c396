import Values

/// Whether a stretch of runs stands for itself, or is a piece of something longer.
enum Wholeness {
    case whole
    /// Whole if the run beside it is a document too: `1001/1002`, `1001,1002`.
    case inList
    case piece
}

extension NumberCandidate {
    /// Whether the number is a piece of a longer number, a date, an amount or an identifier.
    func wholeness(in runs: [Run]) -> Wholeness {
        let first = Int(self.first)
        let last = Int(self.last)
        if isDigits && (isDate(runs[first...last]) || isAmount(first, last, runs)) { return .piece }
        // Digits in groups are an account, a card or a telephone, unless every group is a document.
        var found =
            isDigits && first == last && isInGroups(runs, first) ? Wholeness.inList : .whole
        if first > 0, runs[first].gap == .mark {
            switch boundary(runs[first - 1], runs[first], isAfter: false) {
            case .piece: return .piece
            case .inList: found = .inList
            case .whole: break
            }
        }
        if last + 1 < runs.count, runs[last + 1].gap == .mark {
            switch boundary(runs[last], runs[last + 1], isAfter: true) {
            case .piece: return .piece
            case .inList: found = .inList
            case .whole: break
            }
        }
        return found
    }

    /// `1001.00`, `1.001`, `EUR 1001`, `1001 EUR`.
    private func isAmount(_ first: Int, _ last: Int, _ runs: [Run]) -> Bool {
        if last > first, runs[last].mark == UInt8(ascii: "."), runs[last].count <= 3 { return true }
        if first > 0, isClose(runs[first]), isCurrency(runs[first - 1]) { return true }
        guard last + 1 < runs.count, isClose(runs[last + 1]), isCurrency(runs[last + 1]) else {
            return false
        }
        // `1001 EUR 50.00`: the currency belongs to the amount behind it.
        return !(last + 2 < runs.count && isClose(runs[last + 2]) && runs[last + 2].isDigits)
    }

    private func isClose(_ run: Run) -> Bool { run.gap == .blank || run.gap == .mark }
}

/// Whether a word is a currency: `EUR`, `EURO`.
func isCurrency(_ run: Run) -> Bool {
    guard run.isLetters, run.count == 3 || run.count == 4 else { return false }
    if run.count == 4 { return run.key == euro }
    let letters = [run.key.character(0), run.key.character(1), run.key.character(2)]
    return Currency(letters: letters.span) != nil
}

private let euro = NumberKey([0x45, 0x55, 0x52, 0x4F].span)

/// Whether a run of digits follows another with nothing but blanks between.
func isGroup(_ runs: [Run], _ index: Int) -> Bool {
    index > 0 && runs[index].gap == .blank && runs[index].isDigits && runs[index - 1].isDigits
}

/// Whether a run is one of three or more runs of digits with blanks between.
func isInGroups(_ runs: [Run], _ index: Int) -> Bool {
    var first = index
    var last = index
    while first > 0, isGroup(runs, first) { first -= 1 }
    while last + 1 < runs.count, isGroup(runs, last + 1) { last += 1 }
    return last - first >= 2
}

/// `01.10.2023`, `2023-10-01`, `1/10/23`.
func isDate(_ runs: ArraySlice<Run>) -> Bool {
    guard runs.count == 3 else { return false }
    let numbers = runs.map { number($0.key, digits: Int($0.count)) }
    let counts = runs.map(\.count)
    let (one, two, three) = (numbers[0], numbers[1], numbers[2])
    if counts[0] == 4 {
        return counts[1] <= 2 && counts[2] <= 2 && (1900...2099).contains(one)
            && (1...12).contains(two) && (1...31).contains(three)
    }
    guard counts[0] <= 2, counts[1] <= 2, counts[2] == 4 || counts[2] == 2 else {
        return false
    }
    return (1...31).contains(one) && (1...31).contains(two) && (one <= 12 || two <= 12)
        && (counts[2] == 2 || (1900...2099).contains(three))
}

private func number(_ key: NumberKey, digits: Int) -> Int {
    var number = 0
    for index in 0..<min(digits, 9) { number = number * 10 + Int(key.character(index)) - 0x30 }
    return number
}

/// What one character between two runs says; the number lies before it or after it.
func boundary(_ left: Run, _ right: Run, isAfter: Bool) -> Wholeness {
    let mark = right.mark
    if left.endsWithDigit, right.startsWithDigit {
        switch mark {
        case UInt8(ascii: ";"), UInt8(ascii: "+"), UInt8(ascii: "&"), UInt8(ascii: "|"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="):
            return .whole
        case UInt8(ascii: ","), UInt8(ascii: "/"): return .inList
        default: return .piece
        }
    }
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") || mark == UInt8(ascii: "/")
    else { return .whole }
    if isAfter {
        // `INV-1001-A` is another document than `INV-1001`; `INV-1001-Hartmann` is not.
        return right.count <= 2 ? .piece : .whole
    }
    let other = left
    if other.isLetters {
        if Label.of(other.key) == .document { return .whole }
        // `PO-1001` is no document 1001, and `X-INV-1001` is not INV-1001.
        return right.startsWithDigit || other.count <= 2 ? .piece : .whole
    }
    // `01-INV-1001` is one longer identifier; `1001/INV-1002` is a list.
    return mark == UInt8(ascii: "/") && !other.isForeign ? .whole : .piece
}
