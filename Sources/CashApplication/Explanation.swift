import Values

/// A choice of a payer's documents that adds up to an amount.
struct Explanation: Equatable {
    /// What a clerk would call it.
    enum Kind: Equatable {
        case oneDocument
        case wholeBalance
        case allPastDue
        case combination
    }

    var kind = Kind.combination
    /// Rows, oldest due first.
    var rows: [Int32] = []
}

/// What a payer's open documents say about an amount.
struct AmountEvidence {
    var outcome = CombinationSearch.Outcome.none
    /// The explanation, or the first of two, or a named one that could not be proved the only one.
    var first = Explanation()
    /// The second of two.
    var second = Explanation()

    /// Whether there are so many choices that one adds up to any amount now and then.
    var isByChance = false
    /// Whether it combines documents of a payer who has more open than the policy lets combine.
    var isAmongMany = false

    /// Whether exactly one explanation was proved to exist.
    var isUnique: Bool { outcome == .unique || outcome == .interchangeable }

    /// Whether exactly one explanation exists and says something.
    var isTelling: Bool { isUnique && !isByChance }
}

extension Engine {
    /// More open documents of one payer than this are not searched: the payment is undecided.
    private static let documentLimit = 20_000

    /// Searches one payer's open documents for what adds up to an amount.
    ///
    /// - Parameters:
    ///   - target: what is to be explained.
    ///   - customer: whose documents may explain it.
    ///   - payment: gives the currency, and the value date that says what was past due.
    ///   - excluded: rows that something else explains already.
    /// - Returns: what was found, and how sure it is.
    mutating func explain(
        _ target: Int64, customer: Int32, payment: Payment, excluding excluded: [Int32] = []
    ) -> AmountEvidence {
        var evidence = AmountEvidence()
        guard target > 0, customer >= 0 else { return evidence }
        guard collectMembers(of: customer, payment: payment, excluding: excluded) else {
            evidence.outcome = .undecided
            return evidence
        }
        makeClasses(valueOn: payment.valueOn)
        var found = namedExplanations(of: target, valueOn: payment.valueOn)
        if found.count > 1 {
            evidence.outcome = .several
        } else {
            evidence.outcome = search.run(
                classes, target: target, stepLimit: policy.searchSteps)
            for choice in [search.first, search.second] where !choice.isEmpty {
                let explanation = Explanation(rows: rows(of: choice))
                if !found.contains(where: { isSameChoice($0.rows, explanation.rows) }) {
                    found.append(explanation)
                }
            }
        }
        if found.count > 0 { evidence.first = found[0] }
        if found.count > 1 { evidence.second = found[1] }
        if !evidence.isUnique, evidence.first.kind == .oneDocument,
            evidence.second.kind == .combination, hasOnlyAccidentalRivals(evidence.first, target)
        {
            evidence.outcome = .unique
            evidence.second = Explanation()
        }
        if evidence.isUnique, evidence.first.kind == .combination {
            evidence.isByChance = isLikelyByChance(evidence.first.rows, target: target)
            evidence.isAmongMany = members.count > policy.combinedAmong
        }
        return evidence
    }

    /// One document, the whole balance, all past due, as far as each adds up; all different.
    private func namedExplanations(of target: Int64, valueOn: CalendarDate) -> [Explanation] {
        var found: [Explanation] = []
        for (index, entry) in classes.enumerated() where entry.amountMinor == target {
            found.append(Explanation(kind: .oneDocument, rows: [members[classStarts[index]]]))
            if found.count > 1 { return found }
        }
        let pastDue = members.filter { candidates.items[Int($0)].dueOn < valueOn }
        for (kind, rows) in [(Explanation.Kind.wholeBalance, members), (.allPastDue, pastDue)]
        where rows.count > 1 && total(rows) == Int128(target) {
            let sorted = rows.sorted(by: age.precedes)
            if !found.contains(where: { isSameChoice($0.rows, sorted) }) {
                found.append(Explanation(kind: kind, rows: sorted))
            }
        }
        return found
    }

    func total(_ rows: [Int32]) -> Int128 {
        var total = Int128(0)
        for row in rows { total += Int128(candidates.items[Int(row)].openMinor) }
        return total
    }

    /// Fills ``members`` with what is open of a payer in the payment's currency; false when that
    /// is too much to search.
    private mutating func collectMembers(
        of customer: Int32, payment: Payment, excluding excluded: [Int32]
    ) -> Bool {
        members.removeAll(keepingCapacity: true)
        var row = candidates.customers[Int(customer)].firstItem
        while row != ItemRow.none {
            let item = candidates.items[Int(row)]
            if item.state == .open, item.currency == payment.amount.currency,
                !excluded.contains(row)
            {
                members.append(row)
                if members.count > Self.documentLimit { return false }
            }
            row = item.next
        }
        return true
    }

    /// Sorts ``members`` so that interchangeable ones stand together, the first to be paid first,
    /// and counts them into ``classes``.
    private mutating func makeClasses(valueOn: CalendarDate) {
        classes.removeAll(keepingCapacity: true)
        classStarts.removeAll(keepingCapacity: true)
        let (items, age) = (candidates.items, age)
        func traits(_ row: Int32) -> (Int64, Int32, Int) {
            let item = items[Int(row)]
            // Past due, held: both set a document apart from its like.
            let status = (item.dueOn < valueOn ? 1 : 0) + (item.isHeld ? 2 : 0)
            return (item.openMinor, item.treatment, status)
        }
        members = members.sorted { left, right in
            let (one, other) = (traits(left), traits(right))
            return one != other ? one < other : age.precedes(left, right)
        }
        for (index, row) in members.enumerated() {
            if index > 0, traits(members[index - 1]) == traits(row) {
                classes[classes.count - 1].count += 1
            } else {
                classes.append(.init(amountMinor: items[Int(row)].openMinor, count: 1))
                classStarts.append(index)
            }
        }
    }

    var age: AgeOrder { AgeOrder(items: candidates.items, keys: candidates.numberKeys) }

    private func rows(of choice: [Int]) -> [Int32] {
        var rows: [Int32] = []
        for (index, count) in choice.enumerated() where count > 0 {
            rows.append(contentsOf: members[classStarts[index]..<classStarts[index] + count])
        }
        return rows.sorted(by: age.precedes)
    }

    private func isSameChoice(_ one: [Int32], _ other: [Int32]) -> Bool {
        one == other
    }
}

/// The rule that picks the member of a class: oldest due date, then lowest number.
///
/// Apart from the engine, so that sorting does not copy all of it.
struct AgeOrder {
    let items: [ItemRow]
    let keys: [NumberKey]

    func precedes(_ left: Int32, _ right: Int32) -> Bool {
        let (one, other) = (items[Int(left)], items[Int(right)])
        if one.dueOn != other.dueOn { return one.dueOn < other.dueOn }
        let (key, otherKey) = (keys[Int(left)], keys[Int(right)])
        if key != otherKey { return key.precedes(otherKey) }
        return one.id < other.id
    }
}
