package import CashApplication
import EmbeddedSQL
package import Postgres
package import Values

/// Everything the ledger knows about one payment, for `explain`.
package struct PaymentStory: Sendable {
    package let amount: Money
    package let bookedOn: CalendarDate
    package let valueOn: CalendarDate
    package let postedOn: CalendarDate
    package let payerName: String
    package let remittance: String
    package let structuredReferences: String
    package let endToEndID: String
    package let line: Int32
    package let detail: Int32
    package let statement: String
    package let format: String
    /// Of the file, in hex: finds it in the archive.
    package let sha256: String
    package let files: String
    /// How many further statements reported the same entry.
    package let sightings: Int64
    package let account: String
    package let batch: Int64
    package let rest: Money
    /// `unapplied`, `unidentified`, or empty when nothing is left.
    package let restLies: String
    package internal(set) var decisions: [DecisionStory] = []
    package internal(set) var movements: [MovementStory] = []

    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        let amountMinor: Int64
        let code: String
        let restMinor: Int64
        (
            amountMinor, code, bookedOn, valueOn, postedOn, payerName, remittance,
            structuredReferences, endToEndID, line, detail, statement, format, sha256, files,
            sightings, account, batch, restMinor, restLies
        ) = try row.columns(
            Int64.self, String.self, CalendarDate.self, CalendarDate.self, CalendarDate.self,
            String.self, String.self, String.self, String.self, Int32.self, Int32.self, String.self,
            String.self, String.self, String.self, Int64.self, String.self, Int64.self, Int64.self,
            String.self)
        let currency = try storedCurrency(code)
        amount = Money(minorUnits: amountMinor, currency: currency)
        rest = Money(minorUnits: restMinor, currency: currency)
    }
}

/// One decision about a payment.
package struct DecisionStory: Sendable {
    package let batch: Int64
    package let outcome: Outcome?
    package let gate: Gate?
    package let payer: PayerGrade?
    package let reference: ReferenceGrade?
    package let amount: AmountGrade?
    package let engine: String
    package let sentence: String
    package let alternatives: String
    package let customer: String

    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        let grades: (Int16, Int16, Int16, Int16, Int16)
        (
            batch, grades.0, grades.1, grades.2, grades.3, grades.4, engine, sentence,
            alternatives, customer
        ) = try row.columns(
            Int64.self, Int16.self, Int16.self, Int16.self, Int16.self, Int16.self, String.self,
            String.self, String.self, String.self)
        outcome = Outcome(rawValue: UInt8(truncatingIfNeeded: grades.0))
        gate = Gate(rawValue: UInt8(truncatingIfNeeded: grades.1))
        payer = PayerGrade(rawValue: UInt8(truncatingIfNeeded: grades.2))
        reference = ReferenceGrade(rawValue: UInt8(truncatingIfNeeded: grades.3))
        amount = AmountGrade(rawValue: UInt8(truncatingIfNeeded: grades.4))
    }
}

/// One transfer that touches a payment's cash.
package struct MovementStory: Sendable {
    package let kind: String
    package let postedOn: CalendarDate
    package let batch: Int64
    package let debit: String
    package let credit: String
    package let amount: Money
    /// The document's number; empty when it is about none.
    package let document: String

    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        let code: String
        let minor: Int64
        (kind, postedOn, batch, debit, credit, code, minor, document) = try row.columns(
            String.self, CalendarDate.self, Int64.self, String.self, String.self, String.self,
            Int64.self, String.self)
        amount = Money(minorUnits: minor, currency: try storedCurrency(code))
    }
}

extension Connection {
    /// Tells the story of a payment; nil when there is none with this id.
    package mutating func story(ofPayment id: Int64) throws(PostgresError) -> PaymentStory? {
        guard var story = try query(SQL.paymentStory, id).map(PaymentStory.init).first else {
            return nil
        }
        story.decisions = try query(SQL.paymentDecisions, id).map(DecisionStory.init)
        story.movements = try query(SQL.paymentMovements, id).map(MovementStory.init)
        return story
    }
}
