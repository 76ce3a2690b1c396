import Values

extension Engine {
    /// Writes the competing explanations or the nearest candidates, one a line.
    mutating func tellAlternatives(
        _ decision: Decision, _ finding: Finding, _ payment: Payment
    ) {
        guard decision.allocationCount == 0 else { return }
        var lines = 0
        if !finding.open.isEmpty {
            sayLine(&lines) { $0.sayChoice(finding.open, payment) }
        }
        for row in finding.closed.prefix(3) {
            sayLine(&lines) { $0.saySettled(row) }
        }
        if finding.alike != ItemRow.none { sayLine(&lines) { $0.saySettled(finding.alike) } }
        for explanation in [finding.amount.first, finding.amount.second]
        where !explanation.rows.isEmpty && explanation.rows != finding.open {
            let excess = finding.evidence.reference == .partial ? finding.open : []
            sayLine(&lines) { $0.sayChoice(excess + explanation.rows, payment) }
        }
        if finding.amount.outcome == .several { sayLine(&lines) { $0.sayDisagreement(finding) } }
        if finding.evidence.reference == .approximate, !finding.rows.isEmpty {
            sayLine(&lines) { $0.sayChoice(finding.rows, payment) }
        }
        guard lines == 0, finding.payer.grade != .conflicting else { return }
        for row in nearest(to: payment, of: finding.payer.customer) {
            sayLine(&lines) { $0.sayChoice([row], payment) }
        }
    }

    private mutating func sayLine(_ lines: inout Int, _ line: (inout Engine) -> Void) {
        if lines > 0 { say("\n") }
        line(&self)
        lines += 1
    }

    /// Writes documents with their amounts and how their sum compares with the payment.
    private mutating func sayChoice(_ rows: [Int32], _ payment: Payment) {
        let first = candidates.items[Int(rows[0])]
        sayDocuments(rows, withAmounts: true)
        if rows.allSatisfy({ candidates.items[Int($0)].customer == first.customer }) {
            say(" of ")
            sayCustomer(first.customer)
        }
        guard rows.allSatisfy({ candidates.items[Int($0)].currency == first.currency }) else {
            return say(": several currencies.")
        }
        say(": ")
        let sum = total(rows)
        say(sum, first.currency)
        guard first.currency == payment.amount.currency else {
            return say(" open, another currency.")
        }
        let missing = sum - Int128(payment.amount.minorUnits)
        if missing == 0 { return say(" open, equal to the payment.") }
        say(" open, the payment is ")
        say(missing > 0 ? missing : -missing, first.currency)
        say(missing > 0 ? " short." : " over.")
    }

    /// Writes a settled document, and when and by what it was settled.
    private mutating func saySettled(_ row: Int32) {
        let item = candidates.items[Int(row)]
        sayDocument(row)
        say(" of ")
        sayCustomer(item.customer)
        say(": ")
        say(item.settledMinor, item.currency)
        say(", settled")
        if item.state == .closed {
            say(" on ")
            say(item.dueOn.description)
        }
        if item.settledBy != 0 { say(" by payment \(item.settledBy)") }
        say(".")
    }

    /// The documents on which two explanations differ.
    private mutating func sayDisagreement(_ finding: Finding) {
        let (one, other) = (finding.amount.first.rows, finding.amount.second.rows)
        let onlyOne = one.filter { !other.contains($0) }
        let onlyOther = other.filter { !one.contains($0) }
        say("They differ in ")
        if onlyOne.isEmpty || onlyOther.isEmpty {
            sayDocuments(onlyOne + onlyOther)
        } else {
            sayDocuments(onlyOne)
            say(" against ")
            sayDocuments(onlyOther)
        }
        say(".")
    }

    /// The payer's open documents whose amounts come nearest, at most two.
    private func nearest(to payment: Payment, of customer: Int32) -> [Int32] {
        guard customer != ItemRow.none else { return [] }
        var nearest: [Int32] = []
        let age = age
        func distance(_ row: Int32) -> UInt128 {
            (Int128(age.items[Int(row)].openMinor) - Int128(payment.amount.minorUnits)).magnitude
        }
        func precedes(_ left: Int32, _ right: Int32) -> Bool {
            let (one, other) = (distance(left), distance(right))
            return one != other ? one < other : age.precedes(left, right)
        }
        var row = candidates.customers[Int(customer)].firstItem
        while row != ItemRow.none {
            let item = candidates.items[Int(row)]
            if item.state == .open, item.openMinor > 0,
                item.currency == payment.amount.currency
            {
                nearest.append(row)
                if nearest.count > 2 {
                    nearest.sort(by: precedes)
                    nearest.removeLast()
                }
            }
            row = item.next
        }
        return nearest.sorted(by: precedes)
    }
}
