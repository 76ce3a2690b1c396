package import Values

/// A customer as a report names it.
package struct CustomerFact: Hashable, Sendable {
    package var id: Int64
    package var number: String
    package var name: String
    package var termsDays: Int32

    package init(id: Int64, number: String, name: String, termsDays: Int32) {
        self.id = id
        self.number = number
        self.name = name
        self.termsDays = termsDays
    }
}

/// A document with what was open on it at two days.
package struct OpenItemFact: Hashable, Sendable {
    package var invoice: Int64
    package var number: String
    /// `invoice`, `credit_note` or `debit_note`.
    package var kind: String
    package var customer: Int64
    package var currency: Currency
    package var documentOn: CalendarDate
    package var dueOn: CalendarDate
    /// Negative for a credit note, like the two below.
    package var originalMinor: Int64
    package var openMinor: Int64
    /// At the end of the period before.
    package var priorOpenMinor: Int64
    /// Disputed or in collections, as known when the facts were read.
    package var isHeld: Bool
    package var lastPaidOn: CalendarDate?

    package init(
        invoice: Int64, number: String, kind: String, customer: Int64, currency: Currency,
        documentOn: CalendarDate, dueOn: CalendarDate, originalMinor: Int64, openMinor: Int64,
        priorOpenMinor: Int64, isHeld: Bool, lastPaidOn: CalendarDate?
    ) {
        self.invoice = invoice
        self.number = number
        self.kind = kind
        self.customer = customer
        self.currency = currency
        self.documentOn = documentOn
        self.dueOn = dueOn
        self.originalMinor = originalMinor
        self.openMinor = openMinor
        self.priorOpenMinor = priorOpenMinor
        self.isHeld = isHeld
        self.lastPaidOn = lastPaidOn
    }
}

/// Cash of one payment that is set against no document, at two days.
package struct ResidualFact: Hashable, Sendable {
    /// Nil for a credit that was moved on account without a payment.
    package var payment: Int64?
    /// The customer; nil while unidentified.
    package var customer: Int64?
    package var currency: Currency
    package var receivedOn: CalendarDate
    /// The whole payment.
    package var amountMinor: Int64
    package var unappliedMinor: Int64
    package var unidentifiedMinor: Int64
    package var priorUnappliedMinor: Int64
    package var priorUnidentifiedMinor: Int64
    /// Code of the discrepancy opened about the payment; empty for none.
    package var reasonCode: String
    /// What the last decision says.
    package var sentence: String

    package init(
        payment: Int64?, customer: Int64?, currency: Currency, receivedOn: CalendarDate,
        amountMinor: Int64, unappliedMinor: Int64, unidentifiedMinor: Int64,
        priorUnappliedMinor: Int64, priorUnidentifiedMinor: Int64, reasonCode: String,
        sentence: String
    ) {
        self.payment = payment
        self.customer = customer
        self.currency = currency
        self.receivedOn = receivedOn
        self.amountMinor = amountMinor
        self.unappliedMinor = unappliedMinor
        self.unidentifiedMinor = unidentifiedMinor
        self.priorUnappliedMinor = priorUnappliedMinor
        self.priorUnidentifiedMinor = priorUnidentifiedMinor
        self.reasonCode = reasonCode
        self.sentence = sentence
    }

    package var restMinor: Int64 { unappliedMinor + unidentifiedMinor }
    package var priorMinor: Int64 { priorUnappliedMinor + priorUnidentifiedMinor }
}

/// A discrepancy with its state at the end of the period.
package struct DiscrepancyFact: Hashable, Sendable {
    package enum Severity: String, Sendable, CaseIterable {
        case high
        case medium
        case low
    }

    package var id: Int64
    package var code: String
    package var severity: Severity
    package var firstSeenOn: CalendarDate
    package var lastSeenOn: CalendarDate
    package var occurrences: Int64
    package var currency: Currency?
    package var amountMinor: Int64?
    package var entity: String
    package var entityID: Int64
    package var isOpen: Bool
    /// Whether it was open at the end of the period before.
    package var wasOpen: Bool
    /// `opened`, `resolved`, …: the last thing that happened, when, and what was noted.
    package var lastEvent: String
    package var lastOn: CalendarDate
    package var note: String
    package var sentence: String
    package var evidence: String

    package init(
        id: Int64, code: String, severity: Severity, firstSeenOn: CalendarDate,
        lastSeenOn: CalendarDate, occurrences: Int64, currency: Currency?, amountMinor: Int64?,
        entity: String, entityID: Int64, isOpen: Bool, wasOpen: Bool, lastEvent: String,
        lastOn: CalendarDate, note: String, sentence: String, evidence: String
    ) {
        self.id = id
        self.code = code
        self.severity = severity
        self.firstSeenOn = firstSeenOn
        self.lastSeenOn = lastSeenOn
        self.occurrences = occurrences
        self.currency = currency
        self.amountMinor = amountMinor
        self.entity = entity
        self.entityID = entityID
        self.isOpen = isOpen
        self.wasOpen = wasOpen
        self.lastEvent = lastEvent
        self.lastOn = lastOn
        self.note = note
        self.sentence = sentence
        self.evidence = evidence
    }
}
