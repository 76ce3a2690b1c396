/// A line of the receivables roll-forward between opening and closing.
package enum ReceivableFlow: Sendable, CaseIterable {
    /// Revenue and tax of invoices and debit notes.
    case billed
    /// Late fees and interest, less those credited.
    case feesAndInterest
    /// Applications taken back: returned payments and corrected ones.
    case reopened
    /// Cash set against documents, less credit notes used with it.
    case cashApplied
    case creditNotes
    case discounts
    case writeOffs
    /// Tolerances, deducted bank charges, waived fees, credits moved on account.
    case adjustments

    /// How the line enters the roll-forward: the amount printed is positive in its usual case.
    package var sign: Int64 {
        switch self {
        case .billed, .feesAndInterest, .reopened: 1
        case .cashApplied, .creditNotes, .discounts, .writeOffs, .adjustments: -1
        }
    }
}

/// What moved customers' money that is set against no document.
package enum CashFlow: Sendable, CaseIterable {
    /// Payments of customers.
    case received
    /// Payments the bank took back, and money paid back.
    case returned
    case applied
    /// Applications taken back.
    case reopened
    /// From payer unknown to payer known, or back.
    case identified
    /// Credits moved on account, small residuals taken.
    case otherwise
}

extension Movement {
    /// The roll-forward line the movement belongs to; nil where it leaves receivables alone or
    /// its kind has no business there, which the roll-forward's check column then shows.
    package var receivableFlow: ReceivableFlow? {
        guard (debit == LedgerAccount.receivables) != (credit == LedgerAccount.receivables) else {
            return nil
        }
        switch kind {
        case .revenue, .tax: return debit == LedgerAccount.receivables ? .billed : .creditNotes
        case .fee: return .feesAndInterest
        case .allocation: return .cashApplied
        case .undoneAllocation: return .reopened
        case .discount: return .discounts
        case .writeOff: return .writeOffs
        case .tolerance, .chargeDeduction, .waiver, .creditTransfer: return .adjustments
        case .undoneAdjustment: return flowUndone
        default: return nil
        }
    }

    /// The line of the adjustment that is taken back; its account on the other side tells.
    private var flowUndone: ReceivableFlow {
        switch debit == LedgerAccount.receivables ? credit : debit {
        case LedgerAccount.discounts: .discounts
        case LedgerAccount.badDebt: .writeOffs
        default: .adjustments
        }
    }

    /// How the movement changed unapplied and unidentified cash together; nil where it did not, or
    /// where its kind has no business there.
    package var cashFlow: CashFlow? {
        guard LedgerAccount.holdsCash(debit) || LedgerAccount.holdsCash(credit) else { return nil }
        if LedgerAccount.holdsCash(debit), LedgerAccount.holdsCash(credit) { return .identified }
        switch kind {
        case .payment: return .received
        case .allocation: return .applied
        case .undoneAllocation: return .reopened
        case .bankReturn, .undonePayment, .bankTransfer, .bankUnexplained: return .returned
        case .tolerance, .chargeDeduction, .bankCharge, .discount, .writeOff, .waiver,
            .creditTransfer,
            .undoneAdjustment:
            return .otherwise
        default: return nil
        }
    }

    /// What the movement adds to receivables.
    package var receivableChange: Int64 { change(of: LedgerAccount.receivables) }

    /// What the movement adds to unapplied and unidentified cash, which are owed to customers.
    package var cashChange: Int64 {
        -change(of: LedgerAccount.unappliedCash) - change(of: LedgerAccount.unidentifiedCash)
    }
}
