/// What was found out about one payment, as the gates ask for it.
struct Evidence {
    var payer = PayerGrade.none
    var reference = ReferenceGrade.none
    var amount = AmountGrade.none
    var circumstances: Circumstances = []
}

/// What else the gates ask for.
struct Circumstances: OptionSet {
    let rawValue: UInt16

    /// Exactly one document is named.
    static let oneDocument = Circumstances(rawValue: 1)
    /// Other documents of the payer explain the amount: one of them, the whole balance, all past
    /// due, or a unique combination.
    static let elseExplained = Circumstances(rawValue: 2)
    /// It was not proved that no other documents of the payer add up to the amount.
    static let elseUnproved = Circumstances(rawValue: 4)
    /// Something that looks like a document number names nothing.
    static let unfound = Circumstances(rawValue: 8)
    /// A document that would be paid is disputed or in collections.
    static let held = Circumstances(rawValue: 16)
    /// The only combination that adds up may well do so by accident.
    static let byChance = Circumstances(rawValue: 64)
    /// A document of the payer settled not long ago had this amount.
    static let settledAlike = Circumstances(rawValue: 32)
    /// The advice pays less of a document than is open.
    static let advisedInPart = Circumstances(rawValue: 128)
    /// Documents that nobody could tell apart explain the amount, and the policy asks a person.
    static let interchangeable = Circumstances(rawValue: 256)
    /// The payer says that the money is for no document yet.
    static let onAccount = Circumstances(rawValue: 512)
    /// What was paid of the document before is the amount once more, or all of it is.
    static let paidBefore = Circumstances(rawValue: 1024)
}

/// What a gate lets happen.
enum Action {
    /// Settle the documents in full.
    case apply
    /// Settle them in full and post what is missing with its reason.
    case applyWithDifference
    /// Set all the money against the one document, which stays open.
    case applyInPart
    /// Settle the documents in full and keep the rest of the money on account.
    case applyAndKeepRest
    /// Set against each document what the advice says, and keep the rest.
    case applyAsAdvised
    /// Touch nothing: on account if the payer is known, else unidentified.
    case hold
}

/// One row: if the evidence is among these grades, this happens.
struct GateRow {
    let gate: Gate
    let payer: AnyOf<PayerGrade>
    let reference: AnyOf<ReferenceGrade>
    let amount: AnyOf<AmountGrade>
    var requires: Circumstances = []
    var excludes: Circumstances = []
    let action: Action
    let discrepancy: DiscrepancyCode?

    func admits(_ evidence: Evidence) -> Bool {
        payer.contains(evidence.payer) && reference.contains(evidence.reference)
            && amount.contains(evidence.amount)
            && evidence.circumstances.isSuperset(of: requires)
            && evidence.circumstances.isDisjoint(with: excludes)
    }
}

/// The gates in order; the first row that admits the evidence decides.
///
/// Vetoes come first. There are no scores. Evidence that contradicts closes a gate; nothing
/// outweighs it. The last row admits everything and touches nothing.
enum GateTable {
    static let rows: [GateRow] =
        vetoes + advised + exact + foreign + approximate + partial + closed + none

    private static let vetoes = [
        GateRow(
            gate: .payerConflict, payer: [.conflicting], reference: .any, amount: .any,
            action: .hold, discrepancy: .payerConflict),
        GateRow(
            gate: .heldDocument, payer: .any, reference: .any, amount: .any, requires: .held,
            action: .hold, discrepancy: .heldDocument),
    ]

    /// The payer's advice names open documents and what is paid of each.
    private static let advised = [
        GateRow(
            gate: .advised, payer: .any, reference: [.advised], amount: [.equal],
            requires: .advisedInPart,
            action: .applyAsAdvised, discrepancy: .shortPayment),
        GateRow(
            gate: .advised, payer: .any, reference: [.advised], amount: [.equal],
            action: .applyAsAdvised, discrepancy: nil),
        GateRow(
            gate: .advised, payer: .any, reference: [.advised], amount: [.over],
            action: .applyAsAdvised, discrepancy: .referenceNotFound),
        GateRow(
            gate: .adviceContradicts, payer: .any, reference: [.advised], amount: .any,
            action: .hold, discrepancy: .referenceContradictsAmount),
    ]

    /// All documents named are found, open and of one customer, who is the payer if there is one.
    private static let exact = [
        GateRow(
            gate: .referencesEqual, payer: .any, reference: [.exact], amount: [.equal],
            action: .apply, discrepancy: nil),
        // Other documents complete the named ones to the amount, which says nothing else.
        GateRow(
            gate: .someFoundUnequal, payer: [.known], reference: [.exact],
            amount: [.uniqueCombination],
            action: .apply, discrepancy: nil),
        GateRow(
            gate: .closedDocument, payer: .any, reference: [.exact], amount: [.over],
            requires: .paidBefore,
            action: .hold, discrepancy: .possibleSecondPayment),
        GateRow(
            gate: .referenceContradictsAmount, payer: .any, reference: [.exact], amount: .any,
            requires: .elseExplained,
            action: .hold, discrepancy: .referenceContradictsAmount),
        GateRow(
            gate: .referencesEqualLessDeduction, payer: [.known, .inferred], reference: [.exact],
            amount: [.equalLessDeduction],
            action: .applyWithDifference, discrepancy: nil),
        GateRow(
            gate: .referenceShort, payer: [.known], reference: [.exact], amount: [.short],
            requires: .oneDocument, excludes: .elseUnproved,
            action: .applyInPart, discrepancy: .shortPayment),
        GateRow(
            gate: .referenceShort, payer: .any, reference: [.exact],
            amount: [.short, .equalLessDeduction], requires: .oneDocument,
            action: .hold, discrepancy: .shortPayment),
        GateRow(
            gate: .referencesShort, payer: .any, reference: [.exact],
            amount: [.short, .equalLessDeduction],
            action: .hold, discrepancy: .shortPayment),
        GateRow(
            gate: .referencesOver, payer: [.known, .inferred], reference: [.exact],
            amount: [.over], excludes: .elseUnproved,
            action: .applyAndKeepRest, discrepancy: .overpayment),
        GateRow(
            gate: .referencesOver, payer: .any, reference: [.exact], amount: [.over],
            action: .hold, discrepancy: .overpayment),
        // Another currency, or credit notes only: nothing to compare.
        GateRow(
            gate: .referenceContradictsAmount, payer: .any, reference: [.exact], amount: .any,
            action: .hold, discrepancy: .referenceContradictsAmount),
    ]

    /// The documents named are another customer's, or several customers'.
    private static let foreign = [
        GateRow(
            gate: .thirdParty, payer: [.known, .inferred], reference: [.foreign],
            amount: [.equal], excludes: [.elseExplained, .elseUnproved, .unfound],
            action: .apply, discrepancy: .thirdPartyPayment),
        GateRow(
            gate: .otherCustomersDocument, payer: .any, reference: [.foreign], amount: .any,
            action: .hold, discrepancy: .otherCustomersDocument),
    ]

    /// Numbers incomplete, in lists, broken or misread, read among the payer's own documents.
    private static let approximate = [
        GateRow(
            gate: .approximateEqual, payer: [.known, .inferred], reference: [.approximate],
            amount: [.equal], excludes: .unfound,
            action: .apply, discrepancy: nil),
        GateRow(
            gate: .approximateWithoutPayer, payer: .any, reference: [.approximate], amount: .any,
            action: .hold, discrepancy: .suggestion),
    ]

    /// Some numbers name open documents, some name nothing or documents long settled.
    private static let partial = [
        GateRow(
            gate: .someFoundEqual, payer: [.known], reference: [.partial], amount: [.equal],
            action: .apply, discrepancy: .referenceNotFound),
        GateRow(
            gate: .someFoundEqual, payer: .any, reference: [.partial], amount: [.equal],
            action: .hold, discrepancy: .referenceNotFound),
        GateRow(
            gate: .someFoundUnequal, payer: [.known], reference: [.partial],
            amount: [.uniqueCombination],
            action: .apply, discrepancy: .referenceNotFound),
        GateRow(
            gate: .someFoundUnequal, payer: .any, reference: [.partial], amount: .any,
            action: .hold, discrepancy: .referenceNotFound),
    ]

    /// Only settled documents are named.
    private static let closed = [
        GateRow(
            gate: .closedDocument, payer: .any, reference: [.closed], amount: [.equal],
            action: .hold, discrepancy: .possibleSecondPayment),
        GateRow(
            gate: .closedDocument, payer: .any, reference: [.closed], amount: [.uniqueCombination],
            action: .hold, discrepancy: .referenceContradictsAmount),
        GateRow(
            gate: .closedDocument, payer: .any, reference: [.closed], amount: .any,
            action: .hold, discrepancy: .unexplainedAmount),
    ]

    /// No document is named.
    private static let none = [
        GateRow(
            gate: .someFoundUnequal, payer: [.known], reference: [.none], amount: .any,
            requires: .unfound,
            action: .hold, discrepancy: .referenceNotFound),
        GateRow(
            gate: .payerOnly, payer: [.known], reference: [.none], amount: .any,
            requires: .onAccount,
            action: .hold, discrepancy: .unexplainedAmount),
        GateRow(
            gate: .ambiguous, payer: [.known], reference: [.none], amount: [.uniqueCombination],
            requires: .interchangeable,
            action: .hold, discrepancy: .ambiguous),
        GateRow(
            gate: .uniqueCombination, payer: [.known], reference: [.none],
            amount: [.uniqueCombination], excludes: .byChance,
            action: .apply, discrepancy: nil),
        GateRow(
            gate: .uniqueCombination, payer: [.known], reference: [.none],
            amount: [.uniqueCombination],
            action: .hold, discrepancy: .suggestion),
        GateRow(
            gate: .ambiguous, payer: [.known], reference: [.none], amount: [.ambiguous],
            action: .hold, discrepancy: .ambiguous),
        GateRow(
            gate: .undecided, payer: [.known], reference: [.none], amount: [.undecided],
            action: .hold, discrepancy: .undecided),
        GateRow(
            gate: .uniqueWithoutPayer, payer: [.inferred], reference: [.none],
            amount: [.uniqueCombination],
            action: .hold, discrepancy: .suggestion),
        GateRow(
            gate: .closedDocument, payer: [.known], reference: [.none], amount: [.none],
            requires: .settledAlike,
            action: .hold, discrepancy: .possibleSecondPayment),
        GateRow(
            gate: .payerOnly, payer: [.known], reference: .any, amount: .any,
            action: .hold, discrepancy: .unexplainedAmount),
        GateRow(
            gate: .nothingFound, payer: .any, reference: .any, amount: .any,
            action: .hold, discrepancy: .unidentifiedPayer),
    ]
}

/// Some of the grades of one kind.
struct AnyOf<Grade: RawRepresentable<UInt8>>: ExpressibleByArrayLiteral {
    private let bits: UInt32

    init(arrayLiteral grades: Grade...) {
        bits = grades.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    }

    private init(bits: UInt32) { self.bits = bits }

    static var any: AnyOf { AnyOf(bits: .max) }

    func contains(_ grade: Grade) -> Bool { bits >> UInt32(grade.rawValue) & 1 != 0 }
}
