package import CashApplication
import EmbeddedSQL
package import Feeds
package import Ledger
package import Postgres
package import Values

/// A payment that came before an advice of its amount.
package struct EarlierPayments: Sendable {
    package var payments = PaymentBatch()
    package var bookings: [BookingFacts] = []
    /// For each payment the documents it is set against, `number key=reference=minor units` one a
    /// line; empty while it waits.
    package var documents: [String] = []

    package init() {}
}

/// One line of an advice, with its advice.
package struct StoredAdviceLine: Sendable, Equatable {
    package var advice: Int64
    package var line: AdviceLine
}

extension Connection {
    /// The advice whose money has not come, of the last 400 days.
    package mutating func waitingAdvice(
        on today: CalendarDate
    ) throws(PostgresError) -> [WaitingAdvice] {
        try query(SQL.waitingAdvice, today.adding(days: -400)).map { row throws(PostgresError) in
            let (
                id, notification, place, batch, account, trace, name, payerAccount, code, minor,
                paidOn
            ) = try row.columns(
                Int64.self, Int64.self, String.self, String.self, Int64.self, String.self,
                String.self, String.self, String.self, Int64.self, CalendarDate?.self)
            return WaitingAdvice(
                id: id, notification: notification, ownAccount: account, place: place,
                batch: batch, amount: Money(minorUnits: minor, currency: try storedCurrency(code)),
                paidOn: paidOn, trace: trace, payerName: name, payerAccount: payerAccount)
        }
    }

    /// Payers' own advice due before a day, in the last 400 days, whose money has not come.
    package mutating func adviceWithoutMoney(
        dueBefore day: CalendarDate
    ) throws(PostgresError) -> [Discrepancy] {
        let late = try query(SQL.lateAdvice, day, day.adding(days: -400))
        return try late.map { row throws(PostgresError) in
            let (id, code, minor, payer, trace, dueOn, file, line) = try row.columns(
                Int64.self, String.self, Int64.self, String.self, String.self, CalendarDate.self,
                String.self, Int32.self)
            let amount = Money(minorUnits: minor, currency: try storedCurrency(code))
            var item = Discrepancy(
                code: "advice_without_money", entity: .advice, entityID: id, severity: .medium,
                amount: amount,
                sentence: "\(payer.isEmpty ? "A payer" : payer) advised a payment of \(amount) for "
                    + "\(dueOn)\(trace.isEmpty ? "" : ", trace \(trace)"), and no money that fits "
                    + "it has come. Look for it among unapplied and unidentified cash, then ask "
                    + "the payer.")
            item.evidence = "\(file), line \(line)"
            item.aboutDay = dueOn
            return item
        }
    }

    /// What these advice say, in their order.
    package mutating func adviceLines(
        of advice: [Int64]
    ) throws(PostgresError) -> [StoredAdviceLine] {
        guard !advice.isEmpty else { return [] }
        return try query(SQL.adviceLines, PostgresArray(advice)).map { row throws(PostgresError) in
            let (id, document, name, account, endToEnd, text, paid) = try row.columns(
                Int64.self, String.self, String.self, String.self, String.self, String.self,
                Int64.self)
            var line = AdviceLine(line: 0, paidMinor: paid)
            line.document = document
            line.partyName = name
            line.partyAccount = account
            line.endToEndID = endToEnd
            line.text = text
            return StoredAdviceLine(advice: id, line: line)
        }
    }

    /// The advice that says what each of these payments pays.
    package mutating func advice(
        ofPayments payments: [Int64]
    ) throws(PostgresError) -> [(payment: Int64, advice: Int64)] {
        guard !payments.isEmpty else { return [] }
        return try query(SQL.adviceOfPayments, PostgresArray(payments))
            .map { row throws(PostgresError) in
                let (payment, advice) = try row.columns(Int64.self, Int64.self)
                return (payment, advice)
            }
    }

    /// Notes which money advice belong to.
    ///
    /// - Parameter uses: for each advice the payment, or the entry whose details it supplied.
    /// - Throws: `PostgresError`.
    package mutating func use(
        _ uses: [(advice: Int64, payment: Int64?, entry: Int64?, basis: AdviceBasis)]
    ) throws(PostgresError) {
        guard !uses.isEmpty else { return }
        try execute(
            SQL.useAdvice, PostgresArray(uses.map(\.advice)),
            PostgresArray(uses.map { $0.payment ?? 0 }), PostgresArray(uses.map { $0.entry ?? 0 }),
            PostgresArray(uses.map(\.basis.rawValue)))
    }

    /// Payments that have the amount of one of these, all of one kind, and no advice of that kind.
    package mutating func earlierPayments(
        like advice: [WaitingAdvice], on today: CalendarDate
    ) throws(PostgresError) -> EarlierPayments {
        var earlier = EarlierPayments()
        guard !advice.isEmpty else { return earlier }
        let wanted = Set(adviceOffers(advice).map(\.amount)).sorted {
            ($0.currency, $0.minorUnits) < ($1.currency, $1.minorUnits)
        }
        let answer = try query(
            SQL.paymentsOfAmounts, PostgresArray(wanted.map(\.minorUnits)),
            PostgresArray(wanted.map(\.currency.code)), today.adding(days: -400),
            advice.contains { $0.notification != 0 })
        _ = try answer.map { row throws(PostgresError) in try earlier.add(row) }
        return earlier
    }
}

extension EarlierPayments {
    fileprivate mutating func add(_ row: borrowing Row) throws(PostgresError) {
        let (id, minor, code, booked, name, account, endToEnd, references, text, bank, own, set) =
            try row.columns(
                Int64.self, Int64.self, String.self, CalendarDate.self, String.self, String.self,
                String.self, String.self, String.self, String.self, Int64.self, String.self)
        var payment = Payment(
            id: id, amount: Money(minorUnits: minor, currency: try storedCurrency(code)),
            valueOn: booked)
        payment.payerName = payments.text.appendText(name)
        payment.payerAccount = payments.text.appendText(account)
        payment.endToEndID = payments.text.appendText(endToEnd)
        payment.structuredReferences = payments.text.appendText(references)
        payment.text = payments.text.appendText(text)
        payment.bankReference = payments.text.appendText(bank)
        payments.payments.append(payment)
        bookings.append(BookingFacts(bookedOn: booked, ownAccount: own))
        documents.append(set)
    }
}

extension PaymentBatch {
    /// Puts an advice's lines behind a payment.
    package mutating func advise(_ payment: Int, _ lines: [AdviceLine]) {
        payments[payment].firstAdviceLine = Int32(adviceLines.count)
        payments[payment].adviceLineCount = Int32(lines.count)
        for line in lines {
            adviceLines.append(
                AdvisedLine(
                    document: text.appendText(line.document),
                    text: text.appendText(
                        [line.endToEndID, line.text].filter { !$0.isEmpty }
                            .joined(separator: "\n")),
                    paidMinor: line.paidMinor))
        }
    }
}
