import Feeds
import Values

/// Writes the statements of a scenario's bank accounts, each with the balances the one before left.
struct ScenarioStatements {
    private var balances: [String: Int64] = [:]
    private var sequences: [String: Int64] = [:]

    /// One statement for each account that these payments touch.
    ///
    /// The scenario's id of a payment is the bank's reference of its booking.
    mutating func next(_ payments: some Sequence<ScenarioPayment>) -> [DecodedStatement] {
        Dictionary(grouping: payments, by: \.account).sorted { $0.key < $1.key }
            .map { statement(of: $0.key, $0.value) }
    }

    private mutating func statement(
        of account: String, _ payments: [ScenarioPayment]
    ) -> DecodedStatement {
        var statement = Statement(
            account: account, currency: payments[0].amount.currency, kind: .endOfDay)
        var batch = EntryBatch()
        for payment in payments {
            batch.append(payment)
            let minor = payment.amount.minorUnits
            if minor > 0 {
                statement.creditCount += 1
                statement.creditMinor += minor
            } else {
                statement.debitCount += 1
                statement.debitMinor -= minor
            }
        }
        sequences[account, default: 0] += 1
        statement.sequence = sequences[account]
        statement.identifier = "\(account) \(sequences[account] ?? 0)"
        statement.firstBookedOn = payments.map(\.bookedOn).min()
        statement.lastBookedOn = payments.map(\.bookedOn).max()
        let opening = balances[account, default: 0]
        let closing = opening + statement.creditMinor - statement.debitMinor
        balances[account] = closing
        if let first = statement.firstBookedOn, let last = statement.lastBookedOn {
            statement.opening = Balance(amountMinor: opening, on: first)
            statement.closing = Balance(amountMinor: closing, on: last)
        }
        return DecodedStatement(statement: statement, batch: batch)
    }
}

extension EntryBatch {
    fileprivate mutating func append(_ payment: ScenarioPayment) {
        let minor = payment.amount.minorUnits
        var entry = Entry(
            line: Int32(entries.count + 1), bookedOn: payment.bookedOn, valueOn: payment.valueOn,
            amountMinor: minor)
        entry.kind = minor > 0 ? .payment : .returned
        entry.isReversal = minor < 0
        entry.bankReference = text.appendText(payment.id)
        var detail = EntryDetail(amountMinor: minor)
        detail.partyName = text.appendText(payment.payerName)
        detail.partyAccount = text.appendText(payment.payerAccount)
        detail.endToEndID = text.appendText(payment.endToEndID)
        // As a bank delivers it: a creditor reference that stands alone is a structured one.
        if let reference = PaymentReference(payment.text, scheme: .creditorReference) {
            detail.structuredReferences = text.appendText(reference.text)
        } else {
            detail.text = text.appendText(payment.text)
        }
        append(entry, details: [detail])
    }
}
