import Values

/// Everything known about one payment when its gate is chosen.
struct Finding {
    var evidence = Evidence()
    var payer = PayerEvidence()
    /// Open documents named, in the order of the text.
    var open: [Int32] = []
    /// Settled documents named.
    var closed: [Int32] = []
    /// What the amount says, where it was asked.
    var amount = AmountEvidence()
    /// What would be applied.
    var rows: [Int32] = []
    /// What an advice sets against each of ``rows``; empty without one.
    var advised: [(row: Int32, minor: Int64)] = []
    /// What the payer is entitled to leave out of ``open``; empty when that is not what is missing.
    var deductions: [Deduction] = []
    /// It would be let off, but the month's budget is used up.
    var isBudgetSpent = false
    /// The document of the payer that was settled with this amount.
    var alike = ItemRow.none
    /// A document of another currency than the payment is named.
    var isOtherCurrency = false
}

extension Engine {
    /// Weighs the evidence about a payment whose references were read.
    mutating func weigh(_ payment: Payment) -> Finding {
        var finding = Finding()
        finding.payer = recognisePayer(of: payment)
        let hasUnread = reading.hasUnread
        if hasUnread, finding.payer.customer == ItemRow.none {
            nameWholeNumbers()
            finding.payer = recognisePayer(of: payment)
        }
        let isRead = readIncomplete(payment, &finding)
        if hasUnread, !isRead { finding.payer = recognisePayer(of: payment) }
        finding.evidence.payer = finding.payer.grade
        if !isRead { weighMentions(payment, &finding) }
        if !reading.unfound.isEmpty { finding.evidence.circumstances.insert(.unfound) }
        if reading.saysOnAccount { finding.evidence.circumstances.insert(.onAccount) }
        for row in finding.rows where candidates.items[Int(row)].isHeld {
            finding.evidence.circumstances.insert(.held)
        }
        return finding
    }

    private mutating func weighMentions(_ payment: Payment, _ finding: inout Finding) {
        takeMentions(payment, &finding)
        if finding.open.count == 1 { finding.evidence.circumstances.insert(.oneDocument) }
        if !finding.open.isEmpty {
            weighOpen(payment, &finding)
        } else if !finding.closed.isEmpty {
            weighClosed(payment, &finding)
        } else if finding.payer.customer != ItemRow.none, finding.payer.grade != .conflicting {
            weighWithoutReference(payment, &finding)
        }
    }

    /// Sorts what is named into open and settled, and drops bare numbers that nothing supports.
    private func takeMentions(_ payment: Payment, _ finding: inout Finding) {
        let isSupported = bareNumbersAgree(with: payment)
        for mention in reading.mentions {
            let item = candidates.items[Int(mention.row)]
            let isOwn = item.customer == finding.payer.customer
            guard !mention.isBare || isSupported || isOwn else { continue }
            if item.state == .open {
                finding.open.append(mention.row)
            } else {
                finding.closed.append(mention.row)
            }
        }
    }

    /// Whether the amount agrees with all that is named, bare numbers and others together.
    private func bareNumbersAgree(with payment: Payment) -> Bool {
        var sum = Int128(0)
        for mention in reading.mentions {
            let item = candidates.items[Int(mention.row)]
            guard item.currency == payment.amount.currency else { return false }
            sum += Int128(item.state == .open ? item.openMinor : item.settledMinor)
        }
        return sum == Int128(payment.amount.minorUnits)
    }

    private mutating func weighOpen(_ payment: Payment, _ finding: inout Finding) {
        let amount = payment.amount.minorUnits
        finding.rows = finding.open
        let named = candidates.items[Int(finding.open[0])].customer
        var isOneCustomer = true
        for row in finding.open {
            let item = candidates.items[Int(row)]
            if item.customer != named { isOneCustomer = false }
            if item.currency != payment.amount.currency { finding.isOtherCurrency = true }
        }
        let sum = total(finding.open)
        finding.evidence.amount = grade(payment, against: sum, &finding)
        let payer = finding.payer.customer
        if !isOneCustomer || payer != ItemRow.none && payer != named {
            finding.evidence.reference = .foreign
            return weighForeign(payment, isOneCustomer: isOneCustomer, &finding)
        }
        if !finding.closed.isEmpty, sum + settled(finding.closed) == Int128(amount) {
            // Paid with the others, a settled document is paid a second time.
            finding.evidence.reference = .closed
            finding.evidence.amount = .equal
            return
        }
        if !finding.closed.isEmpty || !reading.unfound.isEmpty {
            finding.evidence.reference = .partial
            return weighRest(payment, sum, &finding)
        }
        finding.evidence.reference = .exact
        guard finding.evidence.amount != .equal, !finding.isOtherCurrency else { return }
        if finding.evidence.amount == .over { notePaidBefore(payment, &finding) }
        finding.amount = explain(amount, customer: named, payment: payment)
        if let whole = completed(payment, sum, finding) {
            finding = whole
        } else if finding.evidence.amount == .over, reading.saysMore {
            finding.evidence.reference = .partial
        } else {
            noteElse(&finding)
        }
    }

    /// The finding with the payer's other documents that make the named ones the amount.
    ///
    /// That is the one combination that makes up what is too much, where the text ends or goes on
    /// with `et al`, or the one credit note that makes up what is missing. Nil where there is none,
    /// and where the amount says something else than the text.
    private mutating func completed(
        _ payment: Payment, _ sum: Int128, _ finding: Finding
    ) -> Finding? {
        var whole = finding
        guard takeRest(payment, sum, &whole) || takeCreditNote(payment, sum, &whole) else {
            return nil
        }
        let says = finding.amount.first
        let isSaid = finding.amount.isTelling || says.kind != .combination
        return !isSaid || Set(says.rows) == Set(whole.rows) ? whole : nil
    }

    /// Whether the one document named was paid in part before, and the payment is that part or the
    /// whole document once more.
    private func notePaidBefore(_ payment: Payment, _ finding: inout Finding) {
        guard finding.open.count == 1 else { return }
        let item = candidates.items[Int(finding.open[0])]
        let paid = item.settledMinor - item.openMinor
        if paid > 0, [paid, item.settledMinor].contains(payment.amount.minorUnits) {
            finding.evidence.circumstances.insert(.paidBefore)
        }
    }

    /// Takes the one credit note that is what is missing: netted and not named.
    private func takeCreditNote(
        _ payment: Payment, _ sum: Int128, _ finding: inout Finding
    ) -> Bool {
        let rest = Int128(payment.amount.minorUnits) - sum
        guard finding.payer.grade == .known, rest < 0 else { return false }
        var found: [Int32] = []
        var row = candidates.customers[Int(finding.payer.customer)].firstItem
        while row != ItemRow.none {
            let item = candidates.items[Int(row)]
            if item.state == .open, Int128(item.openMinor) == rest,
                item.currency == payment.amount.currency, !finding.open.contains(row)
            {
                found.append(row)
            }
            row = item.next
        }
        guard found.count == 1 else { return false }
        finding.evidence.amount = .uniqueCombination
        finding.rows += found
        return true
    }

    /// Takes the one combination of other documents that is what is too much.
    private mutating func takeRest(
        _ payment: Payment, _ sum: Int128, _ finding: inout Finding
    ) -> Bool {
        weighRest(payment, sum, &finding)
        return finding.evidence.amount == .uniqueCombination && finding.amount.outcome == .unique
    }

    /// Whether the payer's documents explain the amount in another way than the text does.
    ///
    /// Sums that exist twice or more explain nothing by themselves and do not speak against a
    /// document that is named; with many open items nearly every amount has some.
    private func noteElse(_ finding: inout Finding) {
        if finding.amount.isTelling || finding.amount.first.kind != .combination {
            finding.evidence.circumstances.insert(.elseExplained)
        } else if finding.amount.outcome == .undecided {
            finding.evidence.circumstances.insert(.elseUnproved)
        }
    }

    /// Compares the payment with what is named, and keeps the deductions that explain a lack.
    private func grade(
        _ payment: Payment, against sum: Int128, _ finding: inout Finding
    ) -> AmountGrade {
        guard !finding.isOtherCurrency, sum > 0 else { return .none }
        let missing = sum - Int128(payment.amount.minorUnits)
        if missing == 0 { return .equal }
        if missing < 0 { return .over }
        let (rows, day) = (finding.open, payment.valueOn)
        let budget = budgetLeft(of: candidates.items[Int(rows[0])].customer, payment)
        finding.deductions = deductions(of: missing, from: rows, paidOn: day, within: budget)
        if finding.deductions.isEmpty, budget < .max {
            finding.isBudgetSpent =
                !deductions(of: missing, from: rows, paidOn: day, within: .max).isEmpty
        }
        return finding.deductions.isEmpty ? .short : .equalLessDeduction
    }

    /// The document that takes a difference: the largest, the first named among equals.
    func largestOpen(of rows: [Int32]) -> Int32 {
        var largest = rows[0]
        for row in rows.dropFirst()
        where candidates.items[Int(row)].openMinor > candidates.items[Int(largest)].openMinor {
            largest = row
        }
        return largest
    }

    /// Another customer's document is paid only if the payer's own explain nothing.
    private mutating func weighForeign(
        _ payment: Payment, isOneCustomer: Bool, _ finding: inout Finding
    ) {
        guard isOneCustomer, finding.closed.isEmpty, finding.evidence.amount == .equal else {
            finding.evidence.circumstances.insert(.elseUnproved)
            return
        }
        finding.amount = explain(
            payment.amount.minorUnits, customer: finding.payer.customer, payment: payment)
        switch finding.amount.outcome {
        case .none: break
        case .unique, .interchangeable: finding.evidence.circumstances.insert(.elseExplained)
        case .several, .undecided: finding.evidence.circumstances.insert(.elseUnproved)
        }
    }

    /// Some numbers are not found: the rest of the amount may still have one explanation.
    private mutating func weighRest(
        _ payment: Payment, _ sum: Int128, _ finding: inout Finding
    ) {
        let rest = Int128(payment.amount.minorUnits) - sum
        guard finding.payer.grade == .known, rest > 0, !finding.isOtherCurrency else { return }
        finding.amount = explain(
            Int64(rest), customer: finding.payer.customer, payment: payment,
            excluding: finding.open)
        guard finding.amount.isTelling else { return }
        finding.evidence.amount = .uniqueCombination
        finding.rows += finding.amount.first.rows
    }

    private func settled(_ rows: [Int32]) -> Int128 {
        var total = Int128(0)
        for row in rows { total += Int128(candidates.items[Int(row)].settledMinor) }
        return total
    }

    private mutating func weighClosed(_ payment: Payment, _ finding: inout Finding) {
        finding.evidence.reference = .closed
        let amount = payment.amount.minorUnits
        let isEqual = finding.closed.contains {
            let item = candidates.items[Int($0)]
            return item.currency == payment.amount.currency && item.settledMinor == amount
        }
        if isEqual || settled(finding.closed) == Int128(amount) {
            finding.evidence.amount = .equal
        } else if finding.payer.customer != ItemRow.none {
            finding.amount = explain(amount, customer: finding.payer.customer, payment: payment)
            if finding.amount.isUnique { finding.evidence.amount = .uniqueCombination }
        }
    }

    private mutating func weighWithoutReference(_ payment: Payment, _ finding: inout Finding) {
        let amount = payment.amount.minorUnits
        let customer = finding.payer.customer
        finding.amount = explain(amount, customer: customer, payment: payment)
        switch finding.amount.outcome {
        case .unique, .interchangeable:
            finding.evidence.amount = .uniqueCombination
            finding.rows = finding.amount.first.rows
            if finding.amount.isByChance || finding.amount.isAmongMany {
                finding.evidence.circumstances.insert(.byChance)
            }
            if finding.amount.outcome == .interchangeable, !policy.paysOldestOfEqual {
                finding.evidence.circumstances.insert(.interchangeable)
            }
        case .several: finding.evidence.amount = .ambiguous
        case .undecided: finding.evidence.amount = .undecided
        case .none:
            finding.alike = settledAlike(payment, customer: customer)
            if finding.alike != ItemRow.none {
                finding.evidence.circumstances.insert(.settledAlike)
            }
        }
    }

    /// The payer's document that was settled with this amount last, not too long ago.
    private func settledAlike(_ payment: Payment, customer: Int32) -> Int32 {
        var latest = ItemRow.none
        var row = candidates.customers[Int(customer)].firstItem
        while row != ItemRow.none {
            let item = candidates.items[Int(row)]
            let isAlike =
                (item.state == .usedUp
                    || item.state == .closed && today.days(since: item.dueOn) <= policy.closedDays)
                && item.currency == payment.amount.currency
                && item.settledMinor == payment.amount.minorUnits
            if isAlike, latest == ItemRow.none || age.precedes(latest, row) { latest = row }
            row = item.next
        }
        return latest
    }
}
