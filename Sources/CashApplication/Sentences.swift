import Values

extension Engine {
    /// Writes the sentence and the alternatives of a decision.
    mutating func tell(_ decision: inout Decision, _ finding: Finding, _ payment: Payment) {
        let start = decided.text.count
        switch decision.outcome {
        case .applied, .partlyApplied: tellApplied(decision, finding, payment)
        case .onAccount, .unidentified, .duplicate: tellHeld(decision, finding, payment)
        }
        decision.sentence = TextRange(start: start, count: decided.text.count - start)
        guard decision.discrepancy != nil else { return }
        let end = decided.text.count
        tellAlternatives(decision, finding, payment)
        if decided.text.count > end {
            decision.alternatives = TextRange(start: end, count: decided.text.count - end)
        }
    }

    private mutating func tellApplied(
        _ decision: Decision, _ finding: Finding, _ payment: Payment
    ) {
        let currency = payment.amount.currency
        say("Applied ")
        say(payment.amount.minorUnits - decision.restMinor, currency)
        say(" to ")
        sayDocuments(finding.rows)
        sayReason(decision, finding, payment)
        switch decision.gate {
        case .referencesEqualLessDeduction:
            tellDeductions(finding.deductions, currency)
        case .referenceShort:
            say("; ")
            say(candidates.items[Int(finding.rows[0])].openMinor, currency)
            say(" of it stays open")
            if finding.isBudgetSpent { say(Self.budgetSpent) }
        case .referencesOver:
            say("; ")
            say(decision.restMinor, currency)
            say(" too much stays on account")
        case .advised: tellAdvised(decision, finding, currency)
        case .someFoundEqual, .someFoundUnequal:
            if !reading.unfound.isEmpty {
                say("; not found: ")
                sayUnfound()
            }
        default: break
        }
        say(".")
    }

    /// What is missing, and by what right; discounts of several documents in one sum.
    private mutating func tellDeductions(_ deductions: [Deduction], _ currency: Currency) {
        let missing = deductions.reduce(Int64(0)) { $0 + $1.minor }
        say("; ")
        say(missing, currency)
        say(" short")
        var isFirst = true
        for reason in DifferenceReason.allCases.reversed() {
            let part = deductions.reduce(Int64(0)) { $0 + ($1.reason == reason ? $1.minor : 0) }
            guard part > 0 else { continue }
            say(part == missing || !isFirst ? ", " : ": ")
            isFirst = false
            if part < missing {
                say(part, currency)
                say(" ")
            }
            switch reason {
            case .discount: say("taken as a cash discount within its terms")
            case .bankCharge: say("taken as a bank charge")
            case .tolerance: say("within the tolerance")
            }
        }
    }

    /// What of an advice was not carried out, and what it leaves open.
    private mutating func tellAdvised(
        _ decision: Decision, _ finding: Finding, _ currency: Currency
    ) {
        if !reading.unfound.isEmpty {
            say("; not carried out, because it is no open document or more than is open: ")
            sayUnfound()
        }
        let rest = finding.rows.reduce(Int128(0)) {
            $0 + Int128(candidates.items[Int($1)].openMinor)
        }
        guard rest != 0 else { return }
        say("; the advice leaves ")
        say(rest, currency)
        say(" of them open")
    }

    /// Why these documents, and why this payer.
    private mutating func sayReason(
        _ decision: Decision, _ finding: Finding, _ payment: Payment
    ) {
        switch decision.gate {
        case .uniqueCombination:
            say(" on amount evidence: ")
            sayKind(finding, payment)
        case .approximateEqual:
            say(": read from incomplete numbers in the remittance, the amount is equal")
        case .someFoundUnequal:
            say(": ")
            sayDocuments(finding.open)
            say(" named in the remittance, and only one choice makes up the rest")
        case .advised: say(": as the payer's remittance advice says")
        default:
            say(
                finding.rows.count == 1
                    ? ": named in the remittance"
                    : finding.rows.count == 2
                        ? ": both named in the remittance" : ": all named in the remittance")
        }
        say(", ")
        if decision.gate == .thirdParty {
            sayCustomer(candidates.items[Int(finding.rows[0])].customer)
            say(" owes it, though ")
        }
        sayPayer(finding.payer)
        if decision.gate == .thirdParty { say(", whose own documents do not explain it") }
    }

    /// What the one explanation is, as a clerk would say.
    private mutating func sayKind(_ finding: Finding, _ payment: Payment) {
        switch finding.amount.first.kind {
        case .oneDocument: say("the only explanation among the open documents")
        case .wholeBalance: say("the whole balance")
        case .allPastDue:
            say("all that was past due on ")
            say(payment.valueOn.description)
        case .combination: say("the only combination of open documents that adds up")
        }
        if finding.amount.outcome == .interchangeable { say(", of equal ones the oldest") }
    }

    private mutating func tellHeld(
        _ decision: Decision, _ finding: Finding, _ payment: Payment
    ) {
        say("Left ")
        say(payment.amount.minorUnits, payment.amount.currency)
        if decision.outcome == .onAccount {
            say(" on account of ")
            sayCustomer(finding.payer.customer)
        } else {
            say(" unidentified")
        }
        say(": ")
        sayObstacle(decision, finding, payment)
        say(".")
    }

    /// The one thing that kept the money from being applied.
    private mutating func sayObstacle(
        _ decision: Decision, _ finding: Finding, _ payment: Payment
    ) {
        switch decision.gate {
        case .payerConflict:
            say("the evidence about the payer names both ")
            sayCustomer(finding.payer.customer)
            say(" and ")
            sayCustomer(finding.payer.rival)
        case .heldDocument:
            sayDocuments(finding.rows.filter { candidates.items[Int($0)].isHeld })
            say(" would be paid, which is disputed or in collections")
        case .referenceShort, .referencesShort, .referencesOver:
            sayAmountObstacle(decision, finding, payment)
        case .referenceContradictsAmount: sayContradiction(finding, payment)
        case .adviceContradicts:
            say("the payer's remittance advice does not add up to it or keeps money back")
        case .otherCustomersDocument, .thirdParty: sayForeign(finding)
        case .closedDocument: sayClosed(finding)
        case .someFoundEqual, .someFoundUnequal:
            if reading.unfound.isEmpty {
                sayDocuments(finding.closed)
                say(" named in the remittance is settled already")
            } else {
                sayUnfound()
                say(" named in the remittance is no document on file")
            }
            if decision.payer != .known { say(", and the payer is not known") }
        default: sayUnexplained(decision, finding)
        }
    }

    private mutating func sayAmountObstacle(
        _ decision: Decision, _ finding: Finding, _ payment: Payment
    ) {
        sayDocuments(finding.open)
        say(finding.open.count == 1 ? " is named, but " : " are named, but ")
        let missing = total(finding.open) - Int128(payment.amount.minorUnits)
        say(missing > 0 ? missing : -missing, payment.amount.currency)
        say(missing > 0 ? " is missing" : " is too much")
        if finding.evidence.circumstances.contains(.elseUnproved) {
            say(" and it was not proved that nothing else adds up to it")
        } else if decision.gate == .referencesShort {
            say(" and nothing says which is paid")
        } else {
            say(" and the payer is not known well enough")
        }
        if finding.isBudgetSpent { say(Self.budgetSpent) }
    }

    private static let budgetSpent =
        ", and what the policy lets off a customer in a month is used up"

    private mutating func sayContradiction(_ finding: Finding, _ payment: Payment) {
        say("the remittance names ")
        sayDocuments(finding.open)
        if finding.isOtherCurrency {
            say(", not all of it in ")
            return say(payment.amount.currency.code)
        }
        if finding.amount.first.rows.isEmpty { return say(", which is nothing to pay") }
        say(", but the amount is ")
        switch finding.amount.first.kind {
        case .oneDocument: say("that of ")
        case .wholeBalance: return say("the whole balance")
        case .allPastDue: return say("all that was past due")
        case .combination: say("the sum of ")
        }
        sayDocuments(finding.amount.first.rows)
    }

    private mutating func sayForeign(_ finding: Finding) {
        sayDocuments(finding.open)
        let customer = candidates.items[Int(finding.open[0])].customer
        let isOne = finding.open.allSatisfy { candidates.items[Int($0)].customer == customer }
        guard isOne else { return say(" named in the remittance belong to several customers") }
        say(" named in the remittance belongs to ")
        sayCustomer(customer)
        say(", but ")
        sayPayer(finding.payer)
    }

    private mutating func sayClosed(_ finding: Finding) {
        if finding.evidence.circumstances.contains(.paidBefore) {
            say("of ")
            sayDocuments(finding.open)
            return say(" named in the remittance as much was paid before")
        }
        let rows = finding.closed.isEmpty ? [finding.alike] : finding.closed
        if finding.closed.isEmpty {
            say("no open document adds up to it, and ")
            sayDocuments(rows)
            say(" of the same amount is settled already")
        } else {
            sayDocuments(rows)
            say(" named in the remittance is settled already")
        }
        let item = candidates.items[Int(rows[0])]
        if item.settledBy != 0 { say(", by payment \(item.settledBy)") }
    }

    private mutating func sayUnexplained(_ decision: Decision, _ finding: Finding) {
        switch decision.gate {
        case .approximateWithoutPayer:
            say("the incomplete numbers named read as documents that are not the amount")
        case .uniqueCombination:
            say("only one choice of open documents adds up to it, but there are so many choices")
            say(" that it may well be an accident")
        case .ambiguous: say("at least two choices of open documents add up to it")
        case .undecided:
            say("too many choices of open documents to prove that only one adds up to it")
        case .uniqueWithoutPayer:
            sayDocuments(finding.rows)
            say(" would explain it, but all that speaks for the payer is that it was ")
            sayPayer(finding.payer)
        case .payerOnly: say("no document is named and no open documents add up to it")
        default:
            say("no document on file is named")
            say(
                finding.payer.customer == ItemRow.none
                    ? " and the payer is not on file" : " and the payer is not known for sure")
        }
    }
}
