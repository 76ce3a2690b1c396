import Values

/// A document found in a text, before its neighbours were looked at.
struct DocumentHit: BitwiseCopyable {
    var candidate: NumberCandidate
    var row: Int32
    var isBare: Bool
    /// Counts only if the numbers beside it are documents too.
    var needsNeighbours: Bool
}

extension Engine {
    /// Fills ``reading`` with what a payment's texts name.
    mutating func readReferences(of payment: Payment) {
        reading.clear()
        if !payment.structuredReferences.isEmpty {
            readStructured(payment.structuredReferences.range)
        }
        if !payment.text.isEmpty { readText(payment.text.range, isRemittance: true) }
        // The payer's own number of the payment: often the document, but what it does not name
        // was never promised to be one.
        if !payment.endToEndID.isEmpty {
            readText(payment.endToEndID.range, isRemittance: false)
        }
    }

    mutating func readStructured(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, batch.text[end] != UInt8(ascii: "\n") { end += 1 }
            if start < end { readReference(start..<end) }
            start = end + 1
        }
    }

    /// Reads one line of the structured field: a reference in any writing, or a number.
    private mutating func readReference(_ line: Range<Int>) {
        let key = NumberKey(batch.text.span.extracting(line))
        guard !key.isEmpty else { return }
        var found = ReferenceIndex.Found.nothing
        forEachForm(of: batch.text.span.extracting(line)) { form in
            found = candidates.rows(ofReference: NumberKey(verbatim: form.span))
            return found.isNothing
        }
        guard !mention(found) else { return }
        if let row = candidates.row(ofNumber: key) {
            reading.mention(row, isBare: false)
        } else if let number = incompleteNumber(line) {
            reading.written.append(number)
        } else {
            reading.unfound.append(TextRange(start: line.lowerBound, count: line.count))
        }
    }

    /// Notes what a structured reference names; false when it names nothing.
    mutating func mention(_ found: ReferenceIndex.Found) -> Bool {
        switch found {
        case .document(let row):
            reading.mention(row, isBare: false)
            reading.referenceCustomer = candidates.items[row].customer
            return true
        case .customer(let customer):
            reading.referenceCustomer = customer
            return true
        case .nothing, .several: return false
        }
    }

    mutating func readText(_ range: Range<Int>, isRemittance: Bool) {
        cut(range, of: batch.text, into: &runs)
        hits.removeAll(keepingCapacity: true)
        readReferencesInText(range)
        findNumbers(
            in: runs, of: batch.text, documents: candidates.documentPatterns,
            customers: candidates.customerPatterns, into: &numbers)
        findDocuments()
        dropLoneListMembers()
        for hit in hits { reading.mention(Int(hit.row), isBare: hit.isBare) }
        if isRemittance {
            noteWrittenNumbers(in: range)
            reading.saysOnAccount = runs.indices.contains { isOnAccount(runs, $0) }
            reading.saysMore =
                isJoinedToNothing(range) || runs.indices.contains { isAndMore(runs, $0) }
        }
    }

    /// Whether the text ends where a list goes on: it was cut off.
    private func isJoinedToNothing(_ range: Range<Int>) -> Bool {
        guard let last = batch.text[range].last(where: { $0 > 0x20 }) else { return false }
        return [UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "&")]
            .contains(last)
    }

    /// Looks numbers up, the longest at each place first.
    private mutating func findDocuments() {
        var covered = Int32(-1)
        var index = 0
        while index < numbers.count {
            var end = index
            while end < numbers.count, numbers[end].first == numbers[index].first { end += 1 }
            if numbers[index].first > covered {
                for place in stride(from: end - 1, through: index, by: -1) {
                    guard let hit = document(named: numbers[place]) else { continue }
                    hits.append(hit)
                    covered = hit.candidate.last
                    break
                }
            }
            if numbers[index].first > covered {
                for place in index..<end { findCustomer(numbers[place]) }
            }
            index = end
        }
    }

    private mutating func document(named candidate: NumberCandidate) -> DocumentHit? {
        guard candidate.isDocumentLike, let row = candidates.row(ofNumber: candidate.key),
            isRecent(row)
        else { return nil }
        let wholeness = candidate.wholeness(in: runs)
        guard wholeness != .piece, !goesOnInNextLine(candidate) else { return nil }
        var isBare = false
        if candidate.isDigits {
            switch label(before: Int(candidate.first), in: runs) {
            case .document: isBare = false
            case .customer, .other: return nil
            case .connector, nil: isBare = true
            }
        }
        return DocumentHit(
            candidate: candidate, row: Int32(row), isBare: isBare,
            needsNeighbours: wholeness == .inList)
    }

    /// A closed document counts as long as the policy says; what this batch closed always counts.
    func isRecent(_ row: Int) -> Bool {
        let item = candidates.items[row]
        return item.state != .closed || today.days(since: item.dueOn) <= policy.closedDays
    }

    /// Whether the number is cut at a line end and its two parts name another document.
    private func goesOnInNextLine(_ candidate: NumberCandidate) -> Bool {
        let next = Int(candidate.last) + 1
        guard next < runs.count, runs[next].gap == .line, runs[next].startsWithDigit,
            candidate.count + runs[next].count <= Int32(NumberKey.inlineCount)
        else { return false }
        let key = candidate.key.followed(by: runs[next].key, after: Int(candidate.count))
        return candidates.row(ofNumber: key) != nil
    }

    private mutating func findCustomer(_ candidate: NumberCandidate) {
        guard candidate.isCustomerLike else { return }
        let customer: Int32
        switch candidates.identities.find(.customerNumber, candidate.key) {
        case .known(let found), .learned(let found): customer = found
        case .nobody, .shared: return
        }
        guard candidate.wholeness(in: runs) == .whole else { return }
        guard candidate.isDigits else { return reading.name(customer, isBare: false) }
        switch label(before: Int(candidate.first), in: runs) {
        case .customer: reading.name(customer, isBare: false)
        case .document, .other: return
        case .connector, nil:
            if candidate.count >= Self.bareCustomerDigits { reading.name(customer, isBare: true) }
        }
    }

    /// Fewer bare digits than this are anything: a year, a postcode, a street number.
    private static let bareCustomerDigits = 5

    /// Drops members of a list of which another member is no document: what is written `1001/2`
    /// or `1001,50` is not document 1001.
    private mutating func dropLoneListMembers() {
        var isChanged = hits.contains { $0.needsNeighbours }
        while isChanged {
            isChanged = false
            for index in hits.indices.reversed() where hits[index].needsNeighbours {
                guard !hasDocumentsBeside(hits[index].candidate) else { continue }
                hits.remove(at: index)
                isChanged = true
            }
        }
    }

    private func hasDocumentsBeside(_ candidate: NumberCandidate) -> Bool {
        let first = Int(candidate.first)
        let last = Int(candidate.last)
        if isListMark(first), !hits.contains(where: { $0.candidate.last == candidate.first - 1 }) {
            return false
        }
        return !isListMark(last + 1)
            || hits.contains { $0.candidate.first == candidate.last + 1 }
    }

    /// Whether digits meet digits over `,`, `/` or blanks before this run.
    private func isListMark(_ run: Int) -> Bool {
        guard run > 0, run < runs.count else { return false }
        if isGroup(runs, run) { return true }
        guard runs[run].gap == .mark else { return false }
        return runs[run - 1].endsWithDigit && runs[run].startsWithDigit
            && (runs[run].mark == UInt8(ascii: ",") || runs[run].mark == UInt8(ascii: "/"))
    }
}
