package import Values

/// An own bank account.
package struct OwnAccountFact: Hashable, Sendable {
    package var id: Int32
    package var identifier: String
    package var name: String
    package var currency: Currency

    package init(id: Int32, identifier: String, name: String, currency: Currency) {
        self.id = id
        self.identifier = identifier
        self.name = name
        self.currency = currency
    }
}

/// A payment posted in the period, and where its cash was at the period's end.
package struct ReceiptFact: Hashable, Sendable {
    package var payment: Int64
    package var ownAccount: Int32
    package var currency: Currency
    package var postedOn: CalendarDate
    package var bookedOn: CalendarDate
    package var valueOn: CalendarDate
    package var customer: Int64?
    /// Format of the file that reported it first, and the file.
    package var format: String
    package var feed: Int64?
    package var entry: Int64
    package var bankReference: String
    /// The bank's transaction code.
    package var method: String
    package var payerAccount: String
    package var amountMinor: Int64
    package var unappliedMinor: Int64
    package var unidentifiedMinor: Int64
    /// Taken back by the bank or paid back.
    package var returnedMinor: Int64
    /// Nil before the payment was decided about.
    package var first: FirstDecision?
    /// How the amount compared with the documents at the last decision.
    package var amountMatch: AmountMatch
    package var hasAutomatic: Bool
    package var hasManual: Bool

    package init(
        payment: Int64, ownAccount: Int32, currency: Currency, postedOn: CalendarDate,
        bookedOn: CalendarDate, valueOn: CalendarDate, amountMinor: Int64
    ) {
        self.payment = payment
        self.ownAccount = ownAccount
        self.currency = currency
        self.postedOn = postedOn
        self.bookedOn = bookedOn
        self.valueOn = valueOn
        self.amountMinor = amountMinor
        format = ""
        entry = 0
        bankReference = ""
        method = ""
        payerAccount = ""
        unappliedMinor = 0
        unidentifiedMinor = 0
        returnedMinor = 0
        amountMatch = .unknown
        hasAutomatic = false
        hasManual = false
    }

    /// What the first decision about a payment left over, and whether a person made it.
    package struct FirstDecision: Hashable, Sendable {
        package var restMinor: Int64
        package var isAutomatic: Bool

        package init(restMinor: Int64, isAutomatic: Bool) {
            self.restMinor = restMinor
            self.isAutomatic = isAutomatic
        }
    }

    /// What was set against documents, or otherwise used, by the period's end.
    package var appliedMinor: Int64 {
        amountMinor - unappliedMinor - unidentifiedMinor - returnedMinor
    }

    /// What the first decision applied without a person.
    package var firstPassMinor: Int64 {
        guard let first, first.isAutomatic else { return 0 }
        return amountMinor - first.restMinor
    }

    /// Whether the first decision applied all of it without a person.
    ///
    /// Later corrections do not change it.
    package var isFirstPass: Bool { firstPassMinor == amountMinor }
}

/// How a payment compares with the documents it was decided to be for.
package enum AmountMatch: Sendable {
    case unknown
    case full
    case short
    case over
}

/// What became of a payment by the period's end.
///
/// Every payment is one of these.
package enum MatchResult: Sendable, CaseIterable {
    case full
    /// All of it is applied, and the documents are not settled by it.
    case short
    /// More than the documents asked for.
    case over
    case partly
    case unmatched
    case returned
}

extension ReceiptFact {
    package var matchResult: MatchResult {
        if returnedMinor > 0 { return .returned }
        if appliedMinor <= 0 { return .unmatched }
        if appliedMinor < amountMinor { return amountMatch == .over ? .over : .partly }
        return amountMatch == .short ? .short : .full
    }
}

/// Money a bank took back in the period.
package struct ReturnFact: Hashable, Sendable {
    package var id: Int64
    package var ownAccount: Int32
    package var currency: Currency
    package var bookedOn: CalendarDate
    /// Nil when it is not known which payment came back.
    package var payment: Int64?
    package var reasonCode: String
    package var amountMinor: Int64

    package init(
        id: Int64, ownAccount: Int32, currency: Currency, bookedOn: CalendarDate, payment: Int64?,
        reasonCode: String, amountMinor: Int64
    ) {
        self.id = id
        self.ownAccount = ownAccount
        self.currency = currency
        self.bookedOn = bookedOn
        self.payment = payment
        self.reasonCode = reasonCode
        self.amountMinor = amountMinor
    }
}

/// How the payments posted in a month were matched at their first decision.
package struct MatchingFact: Hashable, Sendable {
    package var month: CalendarDate
    package var currency: Currency
    package var count: Int64
    package var amountMinor: Int64
    /// Payments applied whole, without a person.
    package var firstPassCount: Int64
    /// Amount applied without a person, of whole and of partly applied payments.
    package var firstPassMinor: Int64

    package init(
        month: CalendarDate, currency: Currency, count: Int64, amountMinor: Int64,
        firstPassCount: Int64, firstPassMinor: Int64
    ) {
        self.month = month
        self.currency = currency
        self.count = count
        self.amountMinor = amountMinor
        self.firstPassCount = firstPassCount
        self.firstPassMinor = firstPassMinor
    }
}

/// A bank statement whose last day is in the period: what it claims and what was found in it.
package struct StatementFact: Hashable, Sendable {
    package var id: Int64
    package var feed: Int64
    package var ownAccount: Int32
    package var format: String
    package var currency: Currency
    package var openingMinor: Int64?
    package var closingMinor: Int64?
    package var statedCount: Int64
    package var creditMinor: Int64
    package var debitMinor: Int64
    /// From the bookings kept of it.
    package var countedCount: Int64
    package var countedMinor: Int64

    package init(
        id: Int64, feed: Int64, ownAccount: Int32, format: String, currency: Currency,
        openingMinor: Int64?, closingMinor: Int64?, statedCount: Int64, creditMinor: Int64,
        debitMinor: Int64, countedCount: Int64, countedMinor: Int64
    ) {
        self.id = id
        self.feed = feed
        self.ownAccount = ownAccount
        self.format = format
        self.currency = currency
        self.openingMinor = openingMinor
        self.closingMinor = closingMinor
        self.statedCount = statedCount
        self.creditMinor = creditMinor
        self.debitMinor = debitMinor
        self.countedCount = countedCount
        self.countedMinor = countedMinor
    }

    /// Closing less opening balance; the sums of the decoder for a list without balances.
    package var statedMinor: Int64 {
        guard let openingMinor, let closingMinor else { return creditMinor - debitMinor }
        return closingMinor - openingMinor
    }

    package var agrees: Bool { statedCount == countedCount && statedMinor == countedMinor }
}

/// Payment files of a format and own account that belong to the period.
package struct ArrivalFact: Hashable, Sendable {
    package var format: String
    /// Nil for files that were refused before an account was known.
    package var ownAccount: Int32?
    package var received: Int64
    package var duplicates: Int64
    package var rejected: Int64

    package init(
        format: String, ownAccount: Int32?, received: Int64, duplicates: Int64, rejected: Int64
    ) {
        self.format = format
        self.ownAccount = ownAccount
        self.received = received
        self.duplicates = duplicates
        self.rejected = rejected
    }
}

/// Credits of one own account and booking day: in the ledger and on the statements.
package struct BankDayFact: Hashable, Sendable {
    package var ownAccount: Int32
    package var bookedOn: CalendarDate
    package var receiptCount: Int64
    package var receiptMinor: Int64
    /// Of the receipts, those posted outside the period because their month was closed.
    package var postedElsewhereMinor: Int64
    /// Credits that are no customer's payment.
    package var otherMinor: Int64
    package var statementMinor: Int64

    package init(
        ownAccount: Int32, bookedOn: CalendarDate, receiptCount: Int64, receiptMinor: Int64,
        postedElsewhereMinor: Int64, otherMinor: Int64, statementMinor: Int64
    ) {
        self.ownAccount = ownAccount
        self.bookedOn = bookedOn
        self.receiptCount = receiptCount
        self.receiptMinor = receiptMinor
        self.postedElsewhereMinor = postedElsewhereMinor
        self.otherMinor = otherMinor
        self.statementMinor = statementMinor
    }
}

/// The last closing balance a bank stated by the period's end, and the ledger's for the same day.
package struct BankBalanceFact: Hashable, Sendable {
    package var ownAccount: Int32
    package var closingOn: CalendarDate
    package var statedMinor: Int64
    package var ledgerMinor: Int64

    package init(
        ownAccount: Int32, closingOn: CalendarDate, statedMinor: Int64, ledgerMinor: Int64
    ) {
        self.ownAccount = ownAccount
        self.closingOn = closingOn
        self.statedMinor = statedMinor
        self.ledgerMinor = ledgerMinor
    }
}
