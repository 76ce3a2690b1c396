package import Values

/// One statement of one account, without its entries.
package struct Statement: Sendable, Equatable {
    /// The account as the file writes it, without blanks: IBAN, or bank code and number.
    package var account: String
    package var currency: Currency
    /// The bank's id of the statement: `Stmt/Id`, `:20:`; empty where the format has none.
    package var identifier = ""
    /// The bank's running number, with the page where there is one: `:28C:`, `ElctrncSeqNb`.
    package var sequence: Int64?
    package var page: Int64?
    package var kind: StatementKind
    package var opening: Balance?
    package var closing: Balance?
    /// First and last booking date of the booked entries; nil when there are none.
    package var firstBookedOn: CalendarDate?
    package var lastBookedOn: CalendarDate?
    package var creditCount: Int64 = 0
    package var debitCount: Int64 = 0
    /// Sums of the booked entries in minor units, both positive.
    package var creditMinor: Int64 = 0
    package var debitMinor: Int64 = 0
    /// What is odd but does not make the statement unusable.
    package var findings: [Finding] = []

    package init(account: String, currency: Currency, kind: StatementKind) {
        self.account = account
        self.currency = currency
        self.kind = kind
    }
}

/// What a statement's list of entries claims to be.
///
/// Decides how entries are recognised again.
package enum StatementKind: UInt8, Sendable {
    /// The authority: every booking of its span, in a series with balances.
    case endOfDay = 1
    /// Every booking of its days, in no series: a CSV export. Overlaps with others are normal.
    case listing = 2
    /// Provisional: posts nothing.
    case intraday = 3
    /// Details of bookings that a statement reports too: camt.054, ACH files, a lockbox. Posts
    /// nothing; its details are joined to the booking they are part of.
    case notification = 4

    /// Whether its bookings are money received and spent, and not an announcement or a repetition
    /// of what another kind reports.
    package var isBooked: Bool {
        switch self {
        case .endOfDay, .listing: true
        case .intraday, .notification: false
        }
    }
}

/// A balance on the account, in minor units of the statement's currency; negative is overdrawn.
package struct Balance: Sendable, Equatable {
    package var amountMinor: Int64
    package var on: CalendarDate

    package init(amountMinor: Int64, on: CalendarDate) {
        self.amountMinor = amountMinor
        self.on = on
    }
}

/// Something odd that a person may want to know; becomes a discrepancy, never a guess.
package struct Finding: Sendable, Equatable {
    /// Short lower-case code: `balance_equation`, `details_differ`, `impossible_date`.
    package var code: String
    package var line: Int32
    /// A sentence with what was found and what was expected.
    package var sentence: String

    package init(code: String, line: Int32, sentence: String) {
        self.code = code
        self.line = line
        self.sentence = sentence
    }
}

/// What a decoder hands out: entries in pieces, then the statement they belong to; and advice.
///
/// Nothing may be believed before the decoder has returned: a truncated file delivers its whole
/// entries first and is refused at its end.
package enum FeedPart: Sendable, Equatable {
    /// Entries of the statement that follows.
    case entries(EntryBatch)
    case statement(Statement)
    /// What a payer says about a payment; stands by itself, before or after any statement.
    case advice(Advice)
}

/// A statement with all its entries.
package struct DecodedStatement: Sendable, Equatable {
    package var statement: Statement
    package var batch: EntryBatch

    package init(statement: Statement, batch: EntryBatch) {
        self.statement = statement
        self.batch = batch
    }
}
