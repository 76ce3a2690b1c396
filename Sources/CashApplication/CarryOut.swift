import Values

extension Engine {
    /// Does what the gate lets happen, and tells it.
    mutating func carryOut(
        _ row: GateRow, _ finding: Finding, _ payment: Payment
    ) -> Decision {
        var decision = Decision(
            payment: payment.id, outcome: .unidentified, gate: row.gate,
            payer: finding.evidence.payer, reference: finding.evidence.reference,
            amount: finding.evidence.amount)
        decision.firstAllocation = Int32(decided.allocations.count)
        decision.firstDifference = Int32(decided.differences.count)
        decision.discrepancy = row.discrepancy
        decision.restMinor = payment.amount.minorUnits
        if row.action == .hold {
            hold(&decision, finding)
        } else {
            apply(row.action, &decision, finding, payment)
        }
        decision.allocationCount = Int32(decided.allocations.count) - decision.firstAllocation
        decision.differenceCount = Int32(decided.differences.count) - decision.firstDifference
        decision.lesson = lesson(of: decision, finding, payment)
        tell(&decision, finding, payment)
        return decision
    }

    private func hold(_ decision: inout Decision, _ finding: Finding) {
        guard finding.payer.grade == .known else { return }
        decision.outcome = .onAccount
        decision.customer = candidates.customers[Int(finding.payer.customer)].id
    }

    private mutating func apply(
        _ action: Action, _ decision: inout Decision, _ finding: Finding, _ payment: Payment
    ) {
        let payer = payer(of: finding)
        if payer != ItemRow.none { decision.customer = candidates.customers[Int(payer)].id }
        switch action {
        case .applyAsAdvised:
            for (row, minor) in finding.advised {
                allocate(minor, to: row, of: payment, &decision)
            }
        case .applyInPart:
            allocate(payment.amount.minorUnits, to: finding.rows[0], of: payment, &decision)
        case .applyWithDifference:
            settleWithDifference(finding, of: payment, &decision)
        case .apply, .applyAndKeepRest, .hold:
            for row in finding.rows {
                allocate(candidates.items[Int(row)].openMinor, to: row, of: payment, &decision)
            }
        }
        decision.outcome = decision.restMinor == 0 ? .applied : .partlyApplied
        precondition(decision.restMinor >= 0, "a payment was applied twice")
        // The posting tables are filled in the order of documents.
        decided.allocations[Int(decision.firstAllocation)...].sort { $0.item < $1.item }
    }

    /// Who is taken for the payer: who was recognised, else the one customer who owes; nobody
    /// where an advice pays for several.
    private func payer(of finding: Finding) -> Int32 {
        guard finding.payer.customer == ItemRow.none else { return finding.payer.customer }
        let owing = candidates.items[Int(finding.rows[0])].customer
        let isOne = finding.rows.allSatisfy { candidates.items[Int($0)].customer == owing }
        return isOne ? owing : ItemRow.none
    }

    /// Sets a part of the payment, signed as the item, against it.
    private mutating func allocate(
        _ minor: Int64, to row: Int32, of payment: Payment, _ decision: inout Decision
    ) {
        let index = Int(row)
        let item = candidates.items[index]
        decided.allocations.append(
            Allocation(
                payment: payment.id, item: item.id,
                customer: candidates.customers[Int(item.customer)].id, amountMinor: minor,
                settles: item.openMinor == minor))
        decision.restMinor -= minor
        reduce(index, by: minor, payment)
    }

    private mutating func reduce(_ index: Int, by minor: Int64, _ payment: Payment) {
        let open = candidates.items[index].openMinor
        candidates.items[index].openMinor = open - minor
        guard open == minor else { return }
        candidates.items[index].state = .usedUp
        candidates.items[index].settledMinor = minor
        candidates.items[index].settledBy = payment.id
    }

    /// Settles the documents in full; what is missing becomes a difference for each deduction.
    private mutating func settleWithDifference(
        _ finding: Finding, of payment: Payment, _ decision: inout Decision
    ) {
        for deduction in finding.deductions {
            let item = candidates.items[Int(deduction.row)]
            decided.differences.append(
                Difference(
                    payment: payment.id, item: item.id,
                    customer: candidates.customers[Int(item.customer)].id,
                    amountMinor: deduction.minor, reason: deduction.reason))
            reduce(Int(deduction.row), by: deduction.minor, payment)
            useBudget(deduction, payment)
        }
        for row in finding.rows {
            allocate(candidates.items[Int(row)].openMinor, to: row, of: payment, &decision)
        }
    }
}
