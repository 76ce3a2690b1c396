package import Values

/// How one report of a payment service provider is written.
///
/// Pure data: ``ProcessorReport`` reads with it. Names are compared without regard to case and to
/// blanks around and doubled inside, because publishers differ in nothing else between years.
package struct ProcessorProfile: Sendable {
    /// `stripe_balance`, `paypal_activity`.
    package var name: String
    /// Names the provider's account where the file does not: `STRIPE`.
    package var account: String
    /// The names a column has in the languages and years of the report, best first.
    package var columns: [ProcessorColumn: [String]]
    /// Columns without which a file is not this report.
    package var required: [ProcessorColumn]
    /// Whether a fee that costs money stands there positive.
    package var feesArePositive = false
    /// Whether rows say by their type alone whether money goes out, so that signs are ignored.
    package var signsFollowTypes = false
    /// Where the word that says what a row is stands.
    package var typeSource = TypeSource.column
    /// What the words mean; the first that fits counts.
    package var types: [TypeRule] = []
    /// The same for the description, asked where the type says nothing.
    package var descriptions: [TypeRule] = []
    /// Whether the description is asked first: only where no merchant writes it.
    package var descriptionsLead = false
    /// What a row's status makes of it, in small letters; a word not here refuses the file.
    package var statuses: [String: EntryStatus] = [:]
    /// Whether a word of the column ``ProcessorColumn/impact`` means an effect on the balance.
    package var impacts: [String: Bool] = [:]
    /// Words of the column ``ProcessorColumn/method`` for money that never reached the provider.
    package var outsideMethods: Set<String> = []
    /// Where not empty: the only words of that column for money that did.
    package var insideMethods: Set<String> = []
    /// Whether a row without a gross is one that has not reached the balance yet.
    package var isPendingWithoutGross = false
    /// The mark before the fraction; nil where it depends on the language or on a spreadsheet.
    package var decimalMark: UInt8? = UInt8(ascii: ".")
    /// Header names of languages that write the day before the month.
    package var dayFirstHeaders: [String] = []
    /// The only currency of the provider, where it has one.
    package var currency: Currency?
    /// Whether the currency may be taken from the sign before an amount.
    package var hasCurrencySigns = false

    package init(
        name: String, account: String, columns: [ProcessorColumn: [String]],
        required: [ProcessorColumn]
    ) {
        self.name = name
        self.account = account
        self.columns = columns
        self.required = required
    }

    /// Where the word that says what a row is stands.
    package enum TypeSource: Sendable, Equatable {
        case column
        /// Before this byte in the provider's reference: `TRANSFER-1`, `tr_1`.
        case referencePrefix(UInt8)
    }

    /// What a word in a row means.
    package struct TypeRule: Sendable {
        package enum Fit: Sendable { case whole, beginning, part }

        /// In small letters.
        package var word: String
        package var fit: Fit
        package var meaning: ProcessorMeaning

        package init(_ word: String, _ fit: Fit, _ meaning: ProcessorMeaning) {
            self.word = word
            self.fit = fit
            self.meaning = meaning
        }
    }

    /// Rules for whole words, separated by blanks.
    package static func words(_ words: String, _ meaning: ProcessorMeaning) -> [TypeRule] {
        words.split(whereSeparator: \.isWhitespace).map {
            TypeRule(String($0), .whole, meaning)
        }
    }

    /// Rules for parts of a longer name.
    package static func parts(_ parts: [String], _ meaning: ProcessorMeaning) -> [TypeRule] {
        parts.map { TypeRule($0, .part, meaning) }
    }
}

/// What a row of a provider's report is about.
package enum ProcessorMeaning: Sendable, Equatable {
    case payment
    /// Given back to the customer, and the failure of that.
    case refund, refundReversal
    /// Taken back by the customer's bank, and won back.
    case chargeback, chargebackReversal
    case fee
    /// Sent to the merchant's bank, and come back from there.
    case payout, payoutReversal
    /// Between own accounts, pockets and currencies; put aside and released.
    case conversion, reserve, transfer
    case interest
    /// Anything else that moves the balance.
    case adjustment
    /// Moves nothing: an authorisation, an order, a request.
    case memo
}

extension ProcessorMeaning {
    /// The entry's kind; a payment of ours to somebody is none that the ledger knows.
    func kind(isMoneyIn: Bool) -> EntryKind {
        switch self {
        case .payment: isMoneyIn ? .payment : .unclassified
        // Money that comes in as a refund is a supplier's, not one of ours.
        case .refund: isMoneyIn ? .unclassified : .refund
        case .refundReversal: .refund
        case .chargeback, .chargebackReversal: .returned
        case .fee: .charge
        case .payout, .payoutReversal, .conversion, .reserve, .transfer: .transfer
        case .interest: .interest
        case .adjustment, .memo: .unclassified
        }
    }

    /// Whether a row undoes an earlier one of the same meaning.
    var isReversal: Bool {
        switch self {
        case .refundReversal, .chargebackReversal, .payoutReversal: true
        default: false
        }
    }

    /// Whether a row names a payment that it undoes.
    var undoesPayment: Bool {
        switch self {
        case .refund, .refundReversal, .chargeback, .chargebackReversal: true
        default: false
        }
    }
}

/// What a column of a provider's report holds.
package enum ProcessorColumn: Int, Sendable, CaseIterable {
    /// The merchant's account with the provider.
    case account
    /// The day of the booking; a blank one gives way to ``started``.
    case booked
    case started
    case timeZone
    case type
    case status
    /// Whether the row moves the balance.
    case impact
    /// How the customer paid.
    case method
    case currency
    /// What the customer paid; several columns add up.
    case gross
    /// What the provider kept; several columns add up.
    case fee
    case feeCurrency
    /// What the balance moved by. It decides: a fee is what lies between it and the gross.
    case net
    /// The movement in two columns without signs, where there is no ``net``.
    case debit
    case credit
    /// Parts of the net that never reached the provider, such as cash; several add up.
    case outside
    /// The gross in the customer's currency, to be checked where that is the account's.
    case originalCurrency
    case originalDebit
    case originalCredit
    case balance
    /// The provider's id of the row.
    case reference
    /// The merchant's id of it.
    case ownReference
    /// The provider's id of the row it belongs to.
    case originalReference
    /// The provider's id of the payout it is part of.
    case payout
    case payerName
    /// IBAN, account number or e-mail address.
    case payerAccount
    case invoice
    case description
    case note
    case reason
    /// Money of which it is not known whether the gross has it: a row with any is refused.
    case unknown
}
