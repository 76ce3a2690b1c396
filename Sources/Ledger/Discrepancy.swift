package import Values

/// Something a person should look at.
///
/// Found again, it is the same discrepancy: ``code``, ``entity`` and ``entityID`` identify it.
package struct Discrepancy: Sendable, Equatable {
    package var code: String
    package var entity: Entity
    package var entityID: Int64
    package var severity: Severity
    /// The money at stake, where there is some.
    package var amount: Money?
    package var customer: Int64?
    /// The day of the booking or statement it is about; nil where it is about no such day.
    ///
    /// The reports of that day's month show it, however late the file came.
    package var aboutDay: CalendarDate?
    /// What is wrong and what to do, in two or three sentences.
    package var sentence: String
    /// Competing explanations or nearest candidates, one a line.
    package var alternatives = ""
    /// File, statement and line, or document.
    package var evidence = ""

    package init(
        code: String, entity: Entity, entityID: Int64, severity: Severity, amount: Money? = nil,
        customer: Int64? = nil, sentence: String
    ) {
        self.code = code
        self.entity = entity
        self.entityID = entityID
        self.severity = severity
        self.amount = amount
        self.customer = customer
        self.sentence = sentence
    }

    /// What a discrepancy is about; raw values as the column has them.
    package enum Entity: String, Sendable {
        case feed
        case statement
        case payment
        case entry
        case invoice
        case customer
        case report
        case ownAccount = "own_account"
        case batch
        case advice
    }

    /// How soon somebody should look.
    package enum Severity: String, Sendable {
        /// Figures may be wrong, or money may be missing.
        case high
        /// Somebody has to decide.
        case medium
        /// Worth knowing.
        case low
    }
}
