package import CashApplication
import EmbeddedSQL
import Feeds
import Ledger
package import Postgres
package import Values

/// The days on which a batch's money is posted: the booking day, or the first open day after the
/// closed month it falls into.
package struct PostingDays: Sendable, Equatable {
    private var moved: [CalendarDate: CalendarDate] = [:]

    package init(_ moved: [CalendarDate: CalendarDate] = [:]) {
        self.moved = moved
    }

    package func day(for bookedOn: CalendarDate) -> CalendarDate {
        moved.isEmpty ? bookedOn : moved[bookedOn] ?? bookedOn
    }
}

extension Connection {
    /// Looks up which of these days are closed.
    package mutating func postingDays(
        _ first: CalendarDate, _ last: CalendarDate
    ) throws(PostgresError) -> PostingDays {
        let moved = try query(SQL.openDays, first, last).map { row throws(PostgresError) in
            try row.columns(CalendarDate.self, CalendarDate.self)
        }
        return PostingDays(Dictionary(moved) { first, _ in first })
    }

    /// Copies receipts: bank / unapplied cash where the payer is known, else unidentified cash.
    ///
    /// - Parameters:
    ///   - book: payments with their final ids.
    ///   - decisions: one a payment, in the same order.
    ///   - batch: the batch the rows belong to.
    ///   - days: the days postings go to.
    /// - Throws: `PostgresError`.
    package mutating func copyPayments(
        _ book: CashBook, _ decisions: [Decision], batch: Int64, days: PostingDays
    ) throws(PostgresError) {
        guard !book.sources.isEmpty else { return }
        let text = book.payments.text
        _ = try copyIn(SQL.copyPayments) { writer throws(PostgresError) in
            for (index, payment) in book.payments.payments.enumerated() {
                let source = book.sources[index]
                let customer = decisions[index].customer
                try writer.beginRow(columns: 18)
                writer.write(payment.id)
                writer.write(batch)
                writer.write(days.day(for: source.bookedOn))
                writer.write(source.bank)
                writer.write(decisions[index].cashAccount)
                writer.write(source.currency)
                writer.write(payment.amount.minorUnits)
                writer.write(customer == 0 ? nil : customer)
                writer.write(source.entry)
                writer.write(source.detail)
                writer.write(source.bookedOn)
                writer.write(source.valueOn)
                writer.write(utf8: text, payment.payerName.range)
                writer.write(utf8: text, payment.payerAccount.range)
                writer.write(utf8: text, payment.mandate.range)
                writer.write(utf8: text, payment.endToEndID.range)
                writer.write(utf8: text, payment.structuredReferences.range)
                writer.write(utf8: text, payment.text.range)
            }
        }
        let left = decisions.indices.filter { decisions[$0].restMinor > 0 }
        guard !left.isEmpty else { return }
        _ = try copyIn(SQL.copyOpenCash) { writer throws(PostgresError) in
            for index in left {
                let decision = decisions[index]
                try writer.row(
                    decision.payment, decision.cashAccount,
                    decision.customer == 0 ? nil : decision.customer,
                    book.sources[index].currency.code, decision.restMinor)
            }
        }
    }

    /// Copies credits that no customer paid: interest, sweeps, charges given back.
    package mutating func copyBankCredits(
        _ book: CashBook, batch: Int64, days: PostingDays
    ) throws(PostgresError) {
        guard !book.credits.isEmpty else { return }
        let text = book.payments.text
        _ = try copyIn(SQL.copyBankCredits) { writer throws(PostgresError) in
            for credit in book.credits {
                let source = credit.source
                let (kind, account) = creditPosting(of: credit)
                try writer.row(
                    batch, days.day(for: source.bookedOn), source.bank, account,
                    source.currency.code, credit.amountMinor, kind, source.entry, source.detail,
                    source.bookedOn, source.valueOn, text.string(credit.partyName),
                    text.string(credit.text))
            }
        }
    }

    /// Copies debits.
    ///
    /// - Parameters:
    ///   - book: the movements.
    ///   - returned: for each debit that takes a payment back, the payment and the cash account it
    ///     lies on; nil for the others.
    ///   - batch: the batch the rows belong to.
    ///   - days: the days postings go to.
    /// - Throws: `PostgresError`.
    package mutating func copyBankDebits(
        _ book: CashBook, returned: [ReturnedPayment?], batch: Int64, days: PostingDays
    ) throws(PostgresError) {
        guard !book.debits.isEmpty else { return }
        let text = book.payments.text
        _ = try copyIn(SQL.copyBankDebits) { writer throws(PostgresError) in
            for (debit, payment) in zip(book.debits, returned) {
                let source = debit.source
                let (kind, account) = debitPosting(of: debit)
                try writer.row(
                    batch, days.day(for: source.bookedOn), payment?.account ?? account,
                    source.bank, source.currency.code, -debit.amountMinor, kind, source.entry,
                    source.detail, source.bookedOn, source.valueOn, payment?.id,
                    text.string(debit.reason), text.string(debit.partyName),
                    text.string(debit.text))
            }
        }
    }
}

/// A payment that a debit takes back.
package struct ReturnedPayment: Sendable, Equatable {
    package let id: Int64
    /// Unapplied or unidentified cash: where the money lies once its applications are undone.
    package let account: Int32
}

extension BankMovement {
    /// Whether the debit takes an earlier payment back.
    package var isReturn: Bool { amountMinor < 0 && (kind == .returned || isReversal) }
}

private func creditPosting(of credit: BankMovement) -> (kind: String, account: Int32) {
    switch credit.kind {
    case .charge: ("charge", LedgerAccount.bankCharges)
    case .interest: ("interest", LedgerAccount.interestIncome)
    case .transfer, .payment, .returned, .refund, .unclassified:
        ("transfer", LedgerAccount.bankClearing)
    }
}

private func debitPosting(of debit: BankMovement) -> (kind: String, account: Int32) {
    if debit.isReturn { return ("return", LedgerAccount.bankClearing) }
    switch debit.kind {
    case .charge: return ("charge", LedgerAccount.bankCharges)
    case .interest: return ("interest", LedgerAccount.bankCharges)
    case .transfer: return ("transfer", LedgerAccount.bankClearing)
    case .payment, .returned, .refund, .unclassified:
        return ("unexplained", LedgerAccount.bankClearing)
    }
}

extension Decision {
    /// Where the payment's cash lies before it is applied: the payer decides.
    package var cashAccount: Int32 {
        customer == 0 ? LedgerAccount.unidentifiedCash : LedgerAccount.unappliedCash
    }
}
