package import Values

/// Where a payment ends up.
///
/// Every payment has exactly one.
package enum Outcome: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// All of it is set against documents.
    case applied = 1
    /// Part is set against documents, the rest is on account.
    case partlyApplied = 2
    /// The payer is known, the documents are not: unapplied cash.
    case onAccount = 3
    /// The payer is not known: unidentified cash.
    case unidentified = 4
    /// It looks like a payment that was already received for the same document.
    case duplicate = 5
}

/// The row of the gate table that decided (`matching.md`, section 3).
package enum Gate: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case referencesEqual = 1
    case referencesEqualLessDeduction = 2
    case referenceShort = 3
    case referencesShort = 4
    case referencesOver = 5
    case referenceContradictsAmount = 6
    case approximateEqual = 7
    case approximateWithoutPayer = 8
    case someFoundEqual = 9
    case someFoundUnequal = 10
    case uniqueCombination = 11
    case ambiguous = 12
    case undecided = 13
    case uniqueWithoutPayer = 14
    case closedDocument = 15
    case thirdParty = 16
    case otherCustomersDocument = 17
    case payerConflict = 18
    case payerOnly = 19
    case nothingFound = 20
    /// The documents named are held: disputed or in collections.
    case heldDocument = 21
    /// The payer's advice says what is paid of each document.
    case advised = 22
    /// The payer's advice does not add up to the payment.
    case adviceContradicts = 23
}

/// How sure the payer is.
package enum PayerGrade: UInt8, Sendable, BitwiseCopyable {
    case none = 0
    case inferred = 1
    case known = 2
    case conflicting = 3
}

/// What the references say.
package enum ReferenceGrade: UInt8, Sendable, BitwiseCopyable {
    case none = 0
    case exact = 1
    case approximate = 2
    case closed = 3
    case foreign = 4
    /// Some name an open document, some name nothing.
    case partial = 5
    /// The payer's advice says which documents, and how much of each.
    case advised = 6
}

/// How the amount compares.
package enum AmountGrade: UInt8, Sendable, BitwiseCopyable {
    case none = 0
    case equal = 1
    case equalLessDeduction = 2
    case short = 3
    case over = 4
    case uniqueCombination = 5
    case ambiguous = 6
    case undecided = 7
}

/// A part of a payment set against one document.
package struct Allocation: Sendable, Equatable, BitwiseCopyable {
    package var payment: Int64
    package var item: Int64
    package var customer: Int64
    /// Signed as the item is: positive pays an invoice, negative uses a credit note.
    package var amountMinor: Int64
    /// Whether nothing of the document stays open after it.
    package var settles: Bool

    package init(
        payment: Int64, item: Int64, customer: Int64, amountMinor: Int64, settles: Bool
    ) {
        self.payment = payment
        self.item = item
        self.customer = customer
        self.amountMinor = amountMinor
        self.settles = settles
    }
}

/// Why a payment settled a document for less than was open.
package enum DifferenceReason: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case tolerance = 1
    case bankCharge = 2
    case discount = 3
}

/// A difference that closes a document beside the money: an entitled deduction.
package struct Difference: Sendable, Equatable, BitwiseCopyable {
    package var payment: Int64
    package var item: Int64
    package var customer: Int64
    /// Positive: what the payer left out and is let off.
    package var amountMinor: Int64
    package var reason: DifferenceReason

    package init(
        payment: Int64, item: Int64, customer: Int64, amountMinor: Int64, reason: DifferenceReason
    ) {
        self.payment = payment
        self.item = item
        self.customer = customer
        self.amountMinor = amountMinor
        self.reason = reason
    }
}

/// What was decided about one payment and on what evidence.
package struct Decision: Sendable, Equatable, BitwiseCopyable {
    package var payment: Int64
    package var outcome: Outcome
    package var gate: Gate
    package var payer: PayerGrade
    package var reference: ReferenceGrade
    package var amount: AmountGrade
    /// The payer; 0 when unknown.
    package var customer: Int64 = 0
    /// Ranges into the ``DecisionSet``'s arrays.
    package var firstAllocation: Int32 = 0
    package var allocationCount: Int32 = 0
    package var firstDifference: Int32 = 0
    package var differenceCount: Int32 = 0
    /// What stays on account or unidentified, in minor units.
    package var restMinor: Int64 = 0
    /// The discrepancy a person should see, as an index into ``DiscrepancyCode``; nil for none.
    package var discrepancy: DiscrepancyCode?
    /// What the store may learn about the payer's account and mandate.
    package var lesson = Lesson.nothing
    /// One sentence for a clerk, in the set's arena.
    package var sentence = TextRange.empty
    /// The competing explanations or nearest candidates, one a line, in the set's arena.
    ///
    /// Each is a sentence of its own naming documents and amounts. Empty where nothing was left
    /// open.
    package var alternatives = TextRange.empty

    package init(
        payment: Int64, outcome: Outcome, gate: Gate, payer: PayerGrade,
        reference: ReferenceGrade, amount: AmountGrade
    ) {
        self.payment = payment
        self.outcome = outcome
        self.gate = gate
        self.payer = payer
        self.reference = reference
        self.amount = amount
    }
}

/// What a person has to look at about a payment.
///
/// Raw values are the register's codes.
package enum DiscrepancyCode: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case shortPayment = 1
    case overpayment = 2
    case referenceNotFound = 3
    case referenceContradictsAmount = 4
    case ambiguous = 5
    case undecided = 6
    case possibleSecondPayment = 7
    case thirdPartyPayment = 8
    case otherCustomersDocument = 9
    case payerConflict = 10
    case unidentifiedPayer = 11
    /// One explanation exists, but nobody known stands behind it.
    case suggestion = 12
    /// The payer is known and nothing explains the amount.
    case unexplainedAmount = 13
    case heldDocument = 14
}

extension DiscrepancyCode {
    /// The register's code: `short_payment`.
    package var name: String {
        switch self {
        case .shortPayment: "short_payment"
        case .overpayment: "overpayment"
        case .referenceNotFound: "reference_not_found"
        case .referenceContradictsAmount: "reference_contradicts_amount"
        case .ambiguous: "ambiguous_payment"
        case .undecided: "undecided_payment"
        case .possibleSecondPayment: "possible_second_payment"
        case .thirdPartyPayment: "third_party_payment"
        case .otherCustomersDocument: "other_customers_document"
        case .payerConflict: "payer_conflict"
        case .unidentifiedPayer: "unidentified_payer"
        case .suggestion: "suggested_application"
        case .unexplainedAmount: "unexplained_amount"
        case .heldDocument: "held_document"
        }
    }
}

/// The decisions about a batch of payments; a complete partition of it.
package struct DecisionSet: Sendable, Equatable {
    /// One for each payment, in the order of payment ids.
    package var decisions: [Decision] = []
    package var allocations: [Allocation] = []
    package var differences: [Difference] = []
    /// UTF-8.
    package var text: [UInt8] = []

    package init() {}
}
