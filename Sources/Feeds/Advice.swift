package import Values

/// What a payer says one payment of his is for: the remittance advice that travels beside the
/// money, in a file of its own or in the addenda of another.
///
/// It is no money. The bank's statement says what was received; the advice says which documents
/// it pays, and is joined to it by trace number, amount and payer.
package struct Advice: Sendable, Equatable {
    /// Line of the file, or number of the segment, where the advice begins, counted from 1.
    package var line: Int32
    /// What the bank's statement shows of the payment too: a trace, cheque or transfer number,
    /// without blanks; empty where the payer gives none.
    package var traceNumber = ""
    /// The payer's identifier beside the trace number: `TRN03`, a company id.
    package var payerID = ""
    package var payerName = ""
    /// Account of the payer, without blanks.
    package var payerAccount = ""
    /// The receiving office's identifier with the payer: provider number, customer number.
    package var payeeID = ""
    /// The receiving account, without blanks; empty where the advice does not name it.
    package var account = ""
    package var currency: Currency
    /// What was paid, in minor units; negative is money the payer takes.
    package var amountMinor: Int64
    /// The day the money is or was due to arrive.
    package var paidOn: CalendarDate?
    package var method: AdviceMethod = .unknown
    /// The documents, in the order of the file.
    ///
    /// They add up to ``amountMinor``, or a finding says not.
    package var lines: [AdviceLine] = []
    package var findings: [Finding] = []

    package init(line: Int32, currency: Currency, amountMinor: Int64) {
        self.line = line
        self.currency = currency
        self.amountMinor = amountMinor
    }
}

/// How the money of an advice travels.
package enum AdviceMethod: UInt8, Sendable, CaseIterable {
    case unknown = 0
    case transfer = 1
    case cheque = 2
    case card = 3
    /// No money at all: an advice of nought, or of amounts settled against each other.
    case none = 4
}

/// One document of an advice, or one amount the payer adds or keeps that belongs to none.
package struct AdviceLine: Sendable, Equatable {
    package var line: Int32
    /// The office's own number of the document, as the payer writes it: `CLP01`, `RMR02`; empty
    /// for an amount that belongs to no document.
    package var document = ""
    /// The payer's own number of the same thing: `CLP07`, a voucher.
    package var payerReference = ""
    /// Whose treatment or purchase it is, where that is not the payer.
    package var partyName = ""
    /// Account of the party, without blanks.
    package var partyAccount = ""
    /// The party's own id of its payment.
    package var endToEndID = ""
    /// What the document demanded, where the payer repeats it.
    package var chargedMinor: Int64 = 0
    /// What is paid of it; negative takes an earlier payment back.
    package var paidMinor: Int64
    /// What the payer says the party itself owes: `CLP05`.
    package var partyMinor: Int64 = 0
    /// The payer's status code, such as `CLP02`.
    package var status = ""
    /// Why less was paid than charged; charged less these is what was paid.
    package var adjustments: [AdviceAdjustment] = []
    /// Anything else a clerk may want to read, one remark a line.
    package var text = ""

    package init(line: Int32, paidMinor: Int64) {
        self.line = line
        self.paidMinor = paidMinor
    }
}

/// A part of a document that was not paid, or paid beyond it, and the payer's reason.
package struct AdviceAdjustment: Sendable, Equatable {
    /// Who bears it: `CO`, `PR`, `OA`, `PI` of X12; empty elsewhere.
    package var group: String
    /// The reason's code: a CARC, an `ADX02`, a `PLB` reason.
    package var reason: String
    /// Positive is not paid.
    package var amountMinor: Int64

    package init(group: String, reason: String, amountMinor: Int64) {
        self.group = group
        self.reason = reason
        self.amountMinor = amountMinor
    }
}
