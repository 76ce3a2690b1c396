import Values

extension Engine {
    /// Notes what looks like a number and named nothing: it explains why a payment was left, and
    /// it may be a number that lost its letters.
    mutating func noteUnread(in range: Range<Int>) {
        var covered = Int32(-1)
        for candidate in numbers where candidate.first > covered && candidate.isDocumentLike {
            guard !isHit(candidate.first), !candidate.isDigits,
                candidates.documentPatterns.isLearned(
                    prefix: candidate.key.leadingLetters, length: Int(candidate.count))
            else { continue }
            covered = candidate.last
            reading.unfound.append(text(from: candidate.first, to: candidate.last))
        }
        for index in runs.indices where runs[index].digits > 0 && !runs[index].isMasked {
            guard Int32(index) > covered || !isInUnfound(index), !isHit(Int32(index)) else {
                continue
            }
            noteFragment(index)
        }
    }

    /// Notes a run of digits that may be a number without its letters, or half a number.
    private mutating func noteFragment(_ index: Int) {
        let run = runs[index]
        let next = index + 1
        if run.endsWithDigit, next < runs.count, runs[next].gap == .line, runs[next].isDigits,
            !runs[next].isMasked, let digits = trailingDigits(of: run),
            digits.count + runs[next].count <= Int32(NumberKey.inlineCount)
        {
            reading.fragments.append(
                .init(
                    digits: digits.key.followed(by: runs[next].key, after: Int(digits.count)),
                    count: digits.count + runs[next].count,
                    text: text(from: Int32(index), to: Int32(next)), isLabelled: false,
                    isBroken: true))
        }
        guard run.isDigits, run.count >= Self.fragmentDigits,
            run.count <= Int32(NumberKey.inlineCount)
        else { return }
        let candidate = NumberCandidate(
            first: Int32(index), last: Int32(index), key: run.key, count: run.count,
            isDigits: true, isDocumentLike: true, isCustomerLike: false)
        let label = label(before: index, in: runs)
        guard label != .customer, label != .other else { return }
        if candidate.wholeness(in: runs) == .whole {
            reading.fragments.append(
                .init(
                    digits: run.key, count: run.count,
                    text: text(from: Int32(index), to: Int32(index)),
                    isLabelled: label == .document && !isYear(run), isBroken: false))
        } else if label == .document, candidates.row(ofNumber: run.key) != nil {
            // A document's number inside a range or another notation we do not read.
            reading.unfound.append(text(from: Int32(index), to: Int32(index)))
        }
    }

    /// Fewer digits than this are no piece of a number anybody could recognise.
    private static let fragmentDigits = Int32(3)

    private func isHit(_ run: Int32) -> Bool {
        hits.contains { $0.candidate.first <= run && run <= $0.candidate.last }
    }

    private func isInUnfound(_ index: Int) -> Bool {
        let start = UInt32(runs[index].start)
        return reading.unfound.contains { $0.start <= start && start < $0.start + $0.count }
    }

    private func isYear(_ run: Run) -> Bool {
        run.count == 4
            && (run.key.character(0) == 0x32 && run.key.character(1) == 0x30
                || run.key.character(0) == 0x31 && run.key.character(1) == 0x39)
    }

    private func text(from first: Int32, to last: Int32) -> TextRange {
        let start = Int(runs[Int(first)].start)
        return TextRange(start: start, count: Int(runs[Int(last)].end) - start)
    }

    private func trailingDigits(of run: Run) -> (key: NumberKey, count: Int32)? {
        guard run.count <= Int32(NumberKey.inlineCount), !run.isForeign else { return nil }
        return run.key.trailingDigits(count: run.count)
    }
}

extension NumberKey {
    /// The digits a number ends with, and how many.
    func trailingDigits(count: Int32) -> (key: NumberKey, count: Int32) {
        var start = Int(count)
        while start > 0, character(start - 1) &- 0x30 < 10 { start -= 1 }
        var builder = Builder()
        for index in start..<Int(count) { builder.append(character(index)) }
        return (builder.key, count - Int32(start))
    }
}
