import Values

/// What a decision says about whose the payer's account and mandate are.
package enum Lesson: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// Nothing, or nothing that is not known already.
    case nothing = 0
    /// Exact references say that they are the payer's.
    case confirms = 1
    /// Exact references say that they pay for others than the payer, or for several customers:
    /// they teach nothing, and speak against whoever was learned from payments.
    case contradicts = 2
}

extension Engine {
    /// What can be learned from a payment that was carried out.
    ///
    /// Only documents named exactly and an equal amount teach. Readings and amounts do not: what
    /// was concluded must not become what the next conclusion is drawn from.
    func lesson(
        of decision: Decision, _ finding: Finding, _ payment: Payment
    ) -> Lesson {
        guard decision.allocationCount > 0, decision.amount == .equal else { return .nothing }
        switch decision.gate {
        case .referencesEqual, .advised, .thirdParty: break
        default: return .nothing
        }
        let owing = candidates.items[Int(finding.rows[0])].customer
        let isOne = finding.rows.allSatisfy { candidates.items[Int($0)].customer == owing }
        // Nearly every payment of a ledger with accounts on file ends here.
        if isOne, isKnown(payment.payerAccount, .account, as: owing, finding),
            isKnown(payment.mandate, .mandate, as: owing, finding)
        {
            return .nothing
        }
        let isPayers = candidates.customers[Int(owing)].id == decision.customer
        return isOne && isPayers ? .confirms : .contradicts
    }

    /// Whether there is nothing to learn about an account or a mandate.
    private func isKnown(
        _ value: TextRange, _ kind: IdentityKind, as customer: Int32, _ finding: Finding
    ) -> Bool {
        if value.isEmpty { return true }
        if kind == .account, finding.payer.basis == .account, finding.payer.customer == customer {
            return true
        }
        let key = NumberKey(batch.text.span.extracting(value.range))
        return key.isEmpty || candidates.identities.find(kind, key) == .known(customer)
    }
}
