import Values

/// What makes a payment worth telling about.
enum Scenario: String, Codable {
    case exactReference = "exact_reference"
    case structuredReference = "structured_reference"
    case severalDocuments = "several_documents"
    case netOfCreditNote = "net_of_credit_note"
    case shortPayment = "short_payment"
    case chargesDeducted = "charges_deducted"
    case overpayment
    case nameOnly = "name_only"
    case unknownPayer = "unknown_payer"
    case ambiguous
    case secondPayment = "second_payment"
    case thirdParty = "third_party"
    case mistypedReference = "mistyped_reference"
    case directDebit = "direct_debit"
    case twin
    /// Credited by the bank in error and reversed.
    case bankError = "bank_error"
}

/// One customer's payment, as it happened; what a bank reports of it is another matter.
struct Payment {
    /// Of all payments, from 1, in the order they were made up.
    var id = 0
    let scenario: Scenario
    let currency: String
    var bookedOn: CalendarDate
    let amountMinor: Int64
    let payerName: String
    let plainPayerName: String
    let payerAccount: String
    var endToEndID = ""
    var mandate = ""
    var structuredReferences: [String] = []
    var text = ""
    /// What the payment is truly for; empty where nobody can know.
    var parts: [Part] = []

    /// A document paid, with how much of it; negative uses a credit note.
    struct Part: Codable {
        let document: String
        let amountMinor: Int64
    }
}

extension Payment {
    init(
        _ scenario: Scenario, from customer: Customer, on day: CalendarDate, amountMinor: Int64,
        text: String, parts: [Part] = []
    ) {
        self.init(
            scenario: scenario, currency: customer.currency, bookedOn: day.businessDay,
            amountMinor: amountMinor, payerName: customer.name,
            plainPayerName: customer.plainName, payerAccount: customer.account,
            mandate: scenario == .directDebit ? customer.mandate : "", text: text, parts: parts)
    }
}

/// One booking on one of our accounts.
struct Booking {
    enum Kind: String {
        case payment
        case batch
        case directDebitReturn = "direct_debit_return"
        case reversal
        case charge
        case interest
        case sweep
    }

    let kind: Kind
    let bookedOn: CalendarDate
    /// Positive is money in.
    let amountMinor: Int64
    /// The payments inside; for a return or reversal the payment it takes back.
    var payments: [Payment] = []
    let reference: String
}
