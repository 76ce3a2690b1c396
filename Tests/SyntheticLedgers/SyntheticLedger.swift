package import Values

/// A small ledger as a list of what happened, for tests of what is computed from it.
///
/// Tests derive the money rows from the events in one way and the expected figures in another.
package struct SyntheticLedger: Sendable {
    package var customers: [Customer] = []
    package var accounts: [BankAccount] = []
    package var documents: [Document] = []
    package var receipts: [Receipt] = []
    package var events: [Event] = []
    package var decisions: [Decision] = []

    package init() {}

    /// Ids of everything are places in the arrays, counted from 1; the batch of an event too.
    package struct Customer: Sendable {
        package var number: String
    }

    /// An own account with its currency.
    package struct BankAccount: Sendable {
        package var identifier: String
        package var currency: Currency
    }

    /// A document; `kind` as in the schema, amounts of its lines positive.
    package struct Document: Sendable {
        package var number: String
        package var kind: String
        package var customer: Int64
        package var currency: Currency
        package var documentOn: CalendarDate
        package var dueOn: CalendarDate
        package var lines: [(kind: String, amountMinor: Int64)]

        package var grossMinor: Int64 { lines.reduce(0) { $0 + $1.amountMinor } }
        package var isCredit: Bool { kind == "credit_note" }
    }

    /// A payment; the payer is nil where it came in unidentified.
    package struct Receipt: Sendable {
        package var account: Int32
        package var customer: Int64?
        package var amountMinor: Int64
        package var bookedOn: CalendarDate
    }

    package enum Happening: Sendable {
        case issued(document: Int64)
        case received(payment: Int64)
        case applied(payment: Int64, document: Int64, amountMinor: Int64, isAutomatic: Bool)
        /// Takes an application back: the event's number, from 1.
        case unapplied(event: Int64)
        case returned(payment: Int64, amountMinor: Int64)
        case identified(payment: Int64, customer: Int64, amountMinor: Int64)
        /// A credit note used up by another document.
        case credited(note: Int64, document: Int64, amountMinor: Int64)
        case adjusted(kind: String, document: Int64, amountMinor: Int64)
        case unadjusted(event: Int64)
    }

    package struct Event: Sendable {
        package var on: CalendarDate
        package var happening: Happening
    }

    /// What a decision left over; the event is its batch.
    package struct Decision: Sendable {
        package var payment: Int64
        package var event: Int64
        package var restMinor: Int64
        package var outcome: Int16
        package var amountGrade: Int16
    }

    package mutating func happen(_ happening: Happening, on day: CalendarDate) {
        events.append(Event(on: day, happening: happening))
    }

    /// Records what was decided with the last event.
    package mutating func decide(
        _ payment: Int64, rest: Int64, outcome: Int16, amountGrade: Int16
    ) {
        decisions.append(
            Decision(
                payment: payment, event: Int64(events.count), restMinor: rest, outcome: outcome,
                amountGrade: amountGrade))
    }

    package func document(_ id: Int64) -> Document { documents[Int(id) - 1] }
    package func receipt(_ id: Int64) -> Receipt { receipts[Int(id) - 1] }
    package func currency(of payment: Int64) -> Currency {
        accounts[Int(receipt(payment).account) - 1].currency
    }

    /// The schema's kind of an event's batch.
    package func batchKind(of event: Event) -> String {
        switch event.happening {
        case .issued: "invoices"
        case .received, .returned: "feed"
        case .applied(_, _, _, let isAutomatic): isAutomatic ? "application" : "person"
        default: "person"
        }
    }
}

/// A money row, as the view `transfer` shows it.
package struct MoneyRow: Hashable, Sendable {
    package var kind: String
    package var id: Int64
    package var ordinal: Int32 = 0
    package var batch: Int64
    package var on: CalendarDate
    package var debit: Int32
    package var credit: Int32
    package var currency: Currency
    package var amountMinor: Int64
    package var customer: Int64?
    package var document: Int64?
    package var payment: Int64?
    package var isAutomatic = false
}

extension SyntheticLedger {
    /// The money rows of all events, in order.
    package var rows: [MoneyRow] {
        events.indices.flatMap { rows(ofEvent: Int64($0) + 1) }
    }

    private func rows(ofEvent number: Int64) -> [MoneyRow] {
        let event = events[Int(number) - 1]
        switch event.happening {
        case .issued(let document): return rows(issuing: document, in: number)
        case .received(let payment):
            let receipt = receipt(payment)
            return [
                row(
                    "payment", payment, number, 10_000 + receipt.account,
                    receipt.customer == nil ? 2110 : 2100, receipt.amountMinor,
                    currency(of: payment), receipt.customer, nil, payment)
            ]
        case .applied(let payment, let document, let amount, let isAutomatic):
            let item = self.document(document)
            var row = row(
                "allocation", number, number, 2100, 1200, amount, item.currency, item.customer,
                document, payment)
            if item.isCredit { swap(&row.debit, &row.credit) }
            row.isAutomatic = isAutomatic
            return [row]
        case .unapplied(let undone), .unadjusted(let undone):
            return rows(ofEvent: undone).map { original in
                var row = original
                row.kind = original.kind == "allocation" ? "undone_allocation" : "undone_adjustment"
                (row.id, row.batch, row.on) = (number, number, event.on)
                (row.debit, row.credit) = (original.credit, original.debit)
                row.isAutomatic = false
                return row
            }
        case .returned(let payment, let amount):
            return [
                row(
                    "bank_return", number, number, 2100, 10_000 + receipt(payment).account, amount,
                    currency(of: payment), nil, nil, payment)
            ]
        case .identified(let payment, let customer, let amount):
            return [
                row(
                    "identification", number, number, 2110, 2100, amount, currency(of: payment),
                    customer, nil, payment)
            ]
        case .credited(let note, let document, let amount):
            let (credit, item) = (self.document(note), self.document(document))
            var used = row(
                "credit_transfer", number, number, 1200, 2100, amount, credit.currency,
                credit.customer, note, nil)
            used.id = 1_000_000 + number
            return [
                used,
                row(
                    "credit_transfer", number, number, 2100, 1200, amount, item.currency,
                    item.customer, document, nil),
            ]
        case .adjusted(let kind, let document, let amount):
            let item = self.document(document)
            return [
                row(
                    kind, number, number, Self.expense(of: kind), 1200, amount, item.currency,
                    item.customer, document, nil)
            ]
        }
    }

    private static func expense(of kind: String) -> Int32 {
        switch kind {
        case "tolerance": 6200
        case "charge_deduction": 6000
        case "discount": 6100
        case "write_off": 6300
        default: 4100
        }
    }

    private func rows(issuing id: Int64, in number: Int64) -> [MoneyRow] {
        let document = document(id)
        return document.lines.enumerated().map { index, line in
            let income: Int32 = line.kind == "fee" ? 4100 : line.kind == "tax" ? 2300 : 4000
            var row = row(
                line.kind, id, number, 1200, income, line.amountMinor, document.currency,
                document.customer, id, nil)
            if document.isCredit { swap(&row.debit, &row.credit) }
            row.ordinal = Int32(index) + 1
            return row
        }
    }

    private func row(
        _ kind: String, _ id: Int64, _ batch: Int64, _ debit: Int32, _ credit: Int32,
        _ amount: Int64, _ currency: Currency, _ customer: Int64?, _ document: Int64?,
        _ payment: Int64?
    ) -> MoneyRow {
        MoneyRow(
            kind: kind, id: id, batch: batch, on: events[Int(batch) - 1].on, debit: debit,
            credit: credit, currency: currency, amountMinor: amount, customer: customer,
            document: document, payment: payment)
    }
}
