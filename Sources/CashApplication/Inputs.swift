package import Values

/// A payment that is to find its documents.
///
/// A plain bit pattern; texts are ranges in the ``PaymentBatch`` that holds it.
package struct Payment: Sendable, Equatable, BitwiseCopyable {
    package var id: Int64
    /// Always positive: money received.
    package var amount: Money
    package var valueOn: CalendarDate
    /// Name of the remitter as the bank gives it.
    package var payerName = TextRange.empty
    /// Account of the remitter, without blanks.
    package var payerAccount = TextRange.empty
    package var mandate = TextRange.empty
    package var endToEndID = TextRange.empty
    /// Structured creditor references, one a line.
    package var structuredReferences = TextRange.empty
    /// Unstructured remittance text.
    package var text = TextRange.empty
    /// The bank's own reference of the booking.
    package var bankReference = TextRange.empty
    /// Customer a person or an earlier decision has fixed as the payer; 0 when nobody has.
    package var settledCustomer: Int64 = 0
    /// The payer's advice, as indices into the batch's lines; none without.
    package var firstAdviceLine: Int32 = 0
    package var adviceLineCount: Int32 = 0

    package init(id: Int64, amount: Money, valueOn: CalendarDate) {
        self.id = id
        self.amount = amount
        self.valueOn = valueOn
    }

    var adviceRange: Range<Int> {
        Int(firstAdviceLine)..<Int(firstAdviceLine) + Int(adviceLineCount)
    }
}

/// One document of the advice that came with a payment, or before or after it.
package struct AdvisedLine: Sendable, Equatable, BitwiseCopyable {
    /// Numbers or structured references of the document, one a line.
    package var document: TextRange
    /// What else the line says.
    package var text: TextRange
    /// Negative takes money back.
    package var paidMinor: Int64

    package init(document: TextRange, text: TextRange, paidMinor: Int64) {
        self.document = document
        self.text = text
        self.paidMinor = paidMinor
    }
}

/// Payments with the arena of their texts.
package struct PaymentBatch: Sendable {
    package var payments: [Payment] = []
    /// What payers say their payments are for.
    package var adviceLines: [AdvisedLine] = []
    /// UTF-8.
    package var text: [UInt8] = []

    package init() {}
}

/// A document with something left to pay or, for a credit note, to use.
package struct OpenItem: Sendable, Equatable, BitwiseCopyable {
    package var id: Int64
    package var customer: Int64
    /// What is open: positive for an invoice, negative for a credit note, never zero.
    package var open: Money
    /// What it was issued over, signed alike; what differs from ``open`` was paid before.
    package var originalMinor: Int64
    package var documentOn: CalendarDate
    package var dueOn: CalendarDate
    /// Patient, dispute, placement: what sets apart items of one customer, amount and due status.
    ///
    /// Items that differ in it are not interchangeable. 0 where nothing sets an item apart.
    package var treatment: Int32 = 0
    /// The cash discount the payer may take; counts only while nothing of the item is paid.
    package var discount: DiscountTerms?
    /// An item that must not be paid by the engine: disputed or in collections.
    package var isHeld = false

    package init(
        id: Int64, customer: Int64, open: Money, originalMinor: Int64, documentOn: CalendarDate,
        dueOn: CalendarDate
    ) {
        self.id = id
        self.customer = customer
        self.open = open
        self.originalMinor = originalMinor
        self.documentOn = documentOn
        self.dueOn = dueOn
    }
}

/// A document that was settled or cancelled not long ago, kept to recognise a second payment.
package struct ClosedItem: Sendable, Equatable, BitwiseCopyable {
    package var id: Int64
    package var customer: Int64
    package var original: Money
    package var closedOn: CalendarDate
    /// The payment that closed it; 0 when it was not a payment.
    package var closedBy: Int64

    package init(
        id: Int64, customer: Int64, original: Money, closedOn: CalendarDate, closedBy: Int64
    ) {
        self.id = id
        self.customer = customer
        self.original = original
        self.closedOn = closedOn
        self.closedBy = closedBy
    }
}

/// How a payer can be recognised.
package enum IdentityKind: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// Account number or IBAN on file.
    case account = 1
    /// Customer number, found as a token in the text.
    case customerNumber = 2
    case mandate = 3
    /// Normalised name; evidence only if one customer fits with a clear margin.
    case name = 4
}

/// Limits the supervisor sets.
///
/// A policy may open a gate wider; it can never open a veto.
package struct Policy: Sendable, Equatable {
    /// Largest difference written off without asking, in minor units, per payment.
    package var toleranceMinor: Int64 = 2
    /// Largest deduction taken for a bank's charges, in minor units, per payment.
    package var bankChargeMinor: Int64 = 0
    /// Days after a discount's last day on which it is still granted, by the value date.
    package var discountGraceDays = 3
    /// Largest sum of all differences, discounts too, in minor units, per payment; `Int64.max`
    /// where only each kind's own limit holds.
    package var maximumDifferenceMinor = Int64.max
    /// Largest sum let off one customer in a calendar month of value dates.
    ///
    /// In minor units of each currency; tolerance and bank charges count, discounts do not.
    /// `Int64.max` without a budget.
    package var monthlyDifferenceMinor = Int64.max

    /// Whether what was let off before must be known.
    package var hasMonthlyBudget: Bool { monthlyDifferenceMinor < .max }
    /// Steps the combination search may take per payment: steps, not time, so that every run of
    /// the same data ends alike.
    package var searchSteps = 2_000_000
    /// Whether, of documents that nobody could tell apart, a payment without a reference pays the
    /// oldest; else a person is asked.
    package var paysOldestOfEqual = true
    /// Of more open documents than this, several that add up to a payment without a reference are
    /// only suggested, unless they are all, or all past due.
    package var combinedAmong = 10
    /// Days within which a settled document still explains a payment as a second one.
    package var closedDays = 400

    package init() {}
}
