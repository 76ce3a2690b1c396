import CashApplication
import Ledger
import Store
import Values

/// What a person should look at about payments that were decided, in their order.
func paymentDiscrepancies(of set: DecisionSet, _ book: CashBook, file: String) -> [Discrepancy] {
    zip(set.decisions, book.payments.payments.indices).compactMap { decision, index in
        decision.discrepancy.map { code in
            discrepancy(
                code, decision, in: set.text, of: book.payments.payments[index].amount,
                bookedOn: book.sources[index].bookedOn,
                evidence: "\(file), line \(book.sources[index].line)")
        }
    }
}

/// What the register keeps of a decision that a person should look at.
func discrepancy(
    _ code: DiscrepancyCode, _ decision: Decision, in text: [UInt8], of amount: Money,
    bookedOn: CalendarDate, evidence: String
) -> Discrepancy {
    var item = Discrepancy(
        code: code.name, entity: .payment, entityID: decision.payment, severity: code.severity,
        amount: code.isAboutTheRest
            ? Money(minorUnits: decision.restMinor, currency: amount.currency) : amount,
        customer: decision.customer == 0 ? nil : decision.customer,
        sentence: text.string(decision.sentence))
    item.alternatives = text.string(decision.alternatives)
    item.evidence = evidence
    item.aboutDay = bookedOn
    return item
}

extension DiscrepancyCode {
    /// Whether the money at stake is what is left of the payment, not all of it.
    fileprivate var isAboutTheRest: Bool { self == .overpayment }

    fileprivate var severity: Discrepancy.Severity {
        switch self {
        case .payerConflict, .possibleSecondPayment, .referenceContradictsAmount,
            .otherCustomersDocument:
            .high
        case .shortPayment, .ambiguous, .undecided, .unidentifiedPayer, .suggestion,
            .unexplainedAmount, .heldDocument:
            .medium
        case .overpayment, .referenceNotFound, .thirdPartyPayment: .low
        }
    }
}
