import Values

/// A number in a remittance text as the payer wrote it, whole or not.
struct WrittenNumber: Equatable {
    /// Its digits; of a number with letters those behind them.
    var digits: NumberKey
    var count: Int32
    var text: TextRange
    /// The document it names as it stands, or ``ItemRow/none``.
    var row = ItemRow.none
    /// The payer says it is a document of ours; other digits may be anything.
    ///
    /// A label says so, the ledger's letters, or the check digits of a reference.
    var isMeant: Bool
    /// What joins it to the number before.
    var link: Link
    /// Letters that look like digits were read as those.
    var isMisread = false
    /// It is one of three or more groups of digits with blanks between.
    var isGrouped = false
    /// The text ends with it, so that the rest of it may have been cut off.
    var isLast: Bool

    /// Whether it stands or falls with the number before: in a list, a range or groups.
    var isChained: Bool {
        switch link {
        case .list, .range: true
        case .close, .line: isGrouped
        case .apart: false
        }
    }

    /// What joins two numbers.
    enum Link: Equatable {
        /// Nothing.
        case apart
        /// Blanks, or a character that people put inside a number.
        case close
        /// A line end.
        case line
        /// `,`, `/`, `+`, `&`, or a word for `and`.
        case list
        /// A hyphen, or a word for `to`.
        case range
    }
}

extension Engine {
    /// Notes the numbers of the text last cut, in order: those that named a document, and those
    /// that may be a document's number incomplete, in a list or misread.
    mutating func noteWrittenNumbers(in range: Range<Int>) {
        var index = 0
        var latest: Int?
        while index < runs.count, reading.written.count < Self.writtenLimit {
            let next: Int
            if let hit = hits.first(where: { $0.candidate.first == Int32(index) }) {
                next = Int(hit.candidate.last) + 1
                note(hit, link: link(from: latest, to: index), in: range)
                latest = next - 1
            } else {
                next = index + lengthOfOther(at: index, in: range)
                if next == index + 1, let number = number(at: index, from: latest, in: range) {
                    reading.written.append(number)
                    latest = index
                }
            }
            index = next
        }
    }

    /// A text with more numbers is a list of something else.
    private static let writtenLimit = 32

    private mutating func note(
        _ hit: DocumentHit, link: WrittenNumber.Link, in range: Range<Int>
    ) {
        let key = candidates.numberKeys[Int(hit.row)]
        let digits = key.isDigest ? (key: NumberKey(), count: Int32(0)) : key.digitsBehindLetters
        reading.written.append(
            WrittenNumber(
                digits: digits.key, count: digits.count,
                text: text(from: Int(hit.candidate.first), to: Int(hit.candidate.last)),
                row: hit.row, isMeant: !hit.isBare, link: link,
                isLast: runs[Int(hit.candidate.last)].end >= range.upperBound))
    }

    /// How many runs a date or an amount takes up; one for everything else.
    private func lengthOfOther(at index: Int, in range: Range<Int>) -> Int {
        guard runs[index].isDigits else { return 1 }
        if index + 2 < runs.count, runs[index + 1].gap == .mark, runs[index + 2].gap == .mark,
            isDate(runs[index...index + 2])
        {
            return 3
        }
        let last = index + 1
        guard last < runs.count, runs[last].isDigits, runs[last].gap == .mark,
            runs[last].count <= 2 && runs[last].mark == UInt8(ascii: ".")
                || runs[last].count == 2 && runs[last].mark == UInt8(ascii: ",")
                    && !(last + 1 < runs.count && runs[last + 1].gap == .mark)
                || isAfterCurrency(index)
        else { return 1 }
        return 2
    }

    private func isAfterCurrency(_ index: Int) -> Bool {
        index > 0 && isCurrency(runs[index - 1]) && runs[index].gap != .line
    }

    /// `1001 EUR` is an amount; in `1001 EUR 50.00` the currency belongs to what follows.
    private func isBeforeCurrency(_ index: Int) -> Bool {
        guard index + 1 < runs.count, isCurrency(runs[index + 1]), runs[index + 1].gap != .line
        else { return false }
        return !(index + 2 < runs.count && runs[index + 2].isDigits)
    }

    /// Where a number begins: with the ledger's letters, if they stand before its digits.
    private func beginning(of index: Int) -> Int {
        guard index > 0, runs[index].digits > 0, runs[index - 1].isLetters,
            runs[index].gap == .blank || runs[index].gap == .mark,
            candidates.documentPatterns.hasPrefix(of: runs[index - 1].key)
        else { return index }
        return index - 1
    }

    /// Whether a character joins a number to a word, which makes it a part of something longer.
    private func isPieceOfWord(_ first: Int, _ last: Int) -> Bool {
        if first > 0, isPiece(runs[first - 1], runs[first], isAfter: false) { return true }
        return last + 1 < runs.count && isPiece(runs[last], runs[last + 1], isAfter: true)
    }

    private func isPiece(_ left: Run, _ right: Run, isAfter: Bool) -> Bool {
        guard right.gap == .mark else { return false }
        if left.endsWithDigit, right.startsWithDigit {
            return !Self.numberMarks.contains(right.mark)
        }
        return boundary(left, right, isAfter: isAfter) == .piece
    }

    /// What stands between the digits of one number, or between two numbers.
    private static let numberMarks = Array("-/,+&;._|()=".utf8)

    /// The number a run may be; nil for words and for what is something else for sure.
    private func number(
        at index: Int, from latest: Int?, in range: Range<Int>
    ) -> WrittenNumber? {
        let run = runs[index]
        guard run.digits > 0, !run.isForeign, !run.isMasked,
            run.count <= Int32(NumberKey.inlineCount), !isPercentage(run, in: range)
        else { return nil }
        let first = beginning(of: index)
        guard !isPieceOfWord(first, index) else { return nil }
        var number = WrittenNumber(
            digits: run.key, count: run.count, text: text(from: first, to: index),
            isMeant: false, link: link(from: latest, to: first),
            isLast: run.end >= range.upperBound)
        if run.isDigits {
            guard !isAfterCurrency(index), !isBeforeCurrency(index) else { return nil }
            number.isGrouped = isInGroups(runs, index)
            switch label(before: index, in: runs) {
            case .customer, .other: return nil
            case .document:
                number.isMeant = first < index || !isYear(run) && isLabelled(number)
            case .connector, nil: break
            }
            return number
        }
        if let body = creditorReferenceBody(run) {
            (number.digits, number.count) = body
        } else if first < index || label(before: index, in: runs) == .document,
            let digits = run.key.digitsAsMisread(count: run.count)
        {
            number.digits = digits
            number.isMisread = true
        } else {
            guard candidates.documentPatterns.hasPrefix(of: run.key) else { return nil }
            let behind = run.key.digitsBehindLetters
            guard behind.count == run.digits else { return nil }
            (number.digits, number.count) = behind
        }
        number.isMeant = true
        return number
    }

    /// Whether a label reaches as far as a number: the first behind it, those joined as lists are,
    /// and those that look like the number before.
    private func isLabelled(_ number: WrittenNumber) -> Bool {
        guard number.link == .close, let before = reading.written.last else { return true }
        return before.count == number.count
            && before.digits.character(0) == number.digits.character(0)
            && before.digits.character(1) == number.digits.character(1)
    }

    /// The number in a line of the structured field that names nothing as it stands.
    func incompleteNumber(_ line: Range<Int>) -> WrittenNumber? {
        var runs: [Run] = []
        cut(line, of: batch.text, into: &runs)
        guard runs.count == 1, let run = runs.first, run.isDigits || run.digits == run.count - 2,
            run.count <= Int32(NumberKey.inlineCount)
        else { return nil }
        let body = run.isDigits ? (run.key, run.count) : creditorReferenceBody(run)
        guard let (digits, count) = body else { return nil }
        return WrittenNumber(
            digits: digits, count: count,
            text: TextRange(start: line.lowerBound, count: line.count), isMeant: true,
            link: .apart, isLast: false)
    }

    /// The digits in a creditor reference of ISO 11649 whose check digits are right.
    private func creditorReferenceBody(_ run: Run) -> (NumberKey, Int32)? {
        guard run.count >= 7, run.count <= Int32(NumberKey.inlineCount),
            run.digits == run.count - 2
        else { return nil }
        let bytes = batch.text[Int(run.start)..<Int(run.end)].map(normalised)
        guard PaymentReference.scheme(of: bytes.span) == .creditorReference else { return nil }
        let body = Array(bytes[4...])
        return (NumberKey(verbatim: body.span), run.count - 4)
    }

    private func isPercentage(_ run: Run, in range: Range<Int>) -> Bool {
        Int(run.end) < range.upperBound && batch.text[Int(run.end)] == UInt8(ascii: "%")
    }

    private func isYear(_ run: Run) -> Bool {
        run.count == 4
            && (run.key.character(0) == 0x32 && run.key.character(1) == 0x30
                || run.key.character(0) == 0x31 && run.key.character(1) == 0x39)
    }

    private func text(from first: Int, to last: Int) -> TextRange {
        let start = Int(runs[first].start)
        return TextRange(start: start, count: Int(runs[last].end) - start)
    }

    /// What stands between two numbers.
    private func link(from latest: Int?, to index: Int) -> WrittenNumber.Link {
        guard let latest else { return .apart }
        switch index - latest {
        case 1: return link(Int(runs[latest].end)..<Int(runs[index].start))
        case 2: return WrittenNumber.Link(word: runs[latest + 1])
        // `INV-1001, INV-1002`: the letters belong to the number.
        default: return .apart
        }
    }

    private func link(_ between: Range<Int>) -> WrittenNumber.Link {
        var mark: UInt8?
        if batch.text[between].contains(where: { $0 == 0x0A || $0 == 0x0D }) { return .line }
        for byte in batch.text[between] where byte > 0x20 {
            if mark != nil { return .apart }
            mark = byte
        }
        return switch mark {
        case nil: between.count <= 2 ? .close : .apart
        case UInt8(ascii: "-"): .range
        case UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "&"),
            UInt8(ascii: ";"):
            .list
        case UInt8(ascii: "."), UInt8(ascii: "_"): .close
        default: .apart
        }
    }
}

extension WrittenNumber.Link {
    /// Reads the word between two numbers.
    fileprivate init(word run: Run) {
        guard run.isLetters else {
            self = .apart
            return
        }
        self =
            Self.rangeWords.contains(run.key)
            ? .range : Self.listWords.contains(run.key) ? .list : .apart
    }

    private static let rangeWords = words("BIS TO THRU THROUGH TOT AU AL TILL")
    private static let listWords = words("UND AND ET U Y E EN OCH")

    private static func words(_ text: String) -> Set<NumberKey> {
        Set(text.split(separator: " ").map { NumberKey(Array($0.utf8).span) })
    }
}

extension NumberKey {
    /// The digits a number has if letters that look like digits are those; nil where other letters
    /// are among them.
    fileprivate func digitsAsMisread(count: Int32) -> NumberKey? {
        var builder = Builder()
        for index in 0..<Int(count) {
            switch character(index) {
            case let digit where digit &- 0x30 < 10: builder.append(digit)
            case UInt8(ascii: "O"): builder.append(UInt8(ascii: "0"))
            case UInt8(ascii: "I"), UInt8(ascii: "L"): builder.append(UInt8(ascii: "1"))
            case UInt8(ascii: "S"): builder.append(UInt8(ascii: "5"))
            case UInt8(ascii: "B"): builder.append(UInt8(ascii: "8"))
            default: return nil
            }
        }
        return builder.key
    }

    /// The digits behind the letters a number begins with; none where more than digits follow.
    var digitsBehindLetters: (key: NumberKey, count: Int32) {
        let count = characterCount
        let letters = letterCount
        var builder = Builder()
        for index in letters..<max(letters, count) {
            guard character(index) &- 0x30 < 10 else { return (NumberKey(), 0) }
            builder.append(character(index))
        }
        return (builder.key, Int32(count - letters))
    }
}
