import Values

/// The currency written on an amount.
enum CamtAmountCurrency {
    /// None is given, or none that ISO 4217 knows.
    case none
    /// The statement's.
    case own
    case other(Currency)
}

/// A balance while it is read.
struct CamtBalanceDraft {
    var type: ShortCode = ""
    var amount: String?
    var currency = CamtAmountCurrency.none
    var isCredit: Bool?
    var date: String?

    /// Whether the balance is of a kind we use; the others may be as odd as they like.
    var isUsed: Bool { type == "OPBD" || type == "PRCD" || type == "CLBD" }
}

/// A record of charges while it is read.
struct CamtChargeDraft {
    var isGiven = false
    /// Nil in another currency.
    var amountMinor: Int64?
    var isCredit = false
    var isIncluded: Bool?
}

// The words of the grammar. What throws says what stands there and what was expected. Those that a
// file is full of are mutating, though they change nothing: for others the compiler copies the
// reader, nearly a kilobyte, before each call.
extension CamtReader {
    mutating func direction(_ text: Span<UInt8>) throws(FeedError) -> Bool {
        switch ShortCode(text) {
        case "CRDT": true
        case "DBIT": false
        default: throw unexpected(text, .direction, "CRDT or DBIT")
        }
    }

    mutating func status(_ text: Span<UInt8>) throws(FeedError) -> EntryStatus {
        switch ShortCode(text) {
        case "BOOK": .booked
        // Expected at a later date, since version 7: not booked either.
        case "PDNG", "FUTR": .pending
        case "INFO": .information
        default: throw unexpected(text, .status, "BOOK, PDNG, INFO or FUTR")
        }
    }

    mutating func date(_ text: Span<UInt8>, _ field: CamtField) throws(FeedError) -> CalendarDate {
        guard let date = isoDate(text) else {
            throw FeedError(
                .badDate, field: path(field), found: shown(text), expected: "a date YYYY-MM-DD")
        }
        return date
    }

    /// An amount in the statement's currency, which it decides if nothing did before.
    mutating func amount(
        _ text: Span<UInt8>, _ field: CamtField
    ) throws(FeedError) -> Int64 {
        if case .other(let currency) = amountCurrency { try adopt(currency, field) }
        guard let currency = statement.currency, !amountCurrency.isNone else {
            throw FeedError(
                .badCurrency, field: path(field) + "/@Ccy", expected: "a currency of ISO 4217")
        }
        return try amount(text, currency, field)
    }

    /// An amount if it is in the statement's currency, else nil.
    mutating func ownAmount(
        _ text: Span<UInt8>, _ field: CamtField
    ) throws(FeedError) -> Int64? {
        guard case .own = amountCurrency, let currency = statement.currency else { return nil }
        return try amount(text, currency, field)
    }

    private mutating func amount(
        _ text: Span<UInt8>, _ currency: Currency, _ field: CamtField
    ) throws(FeedError) -> Int64 {
        guard let amount = isoAmount(text, minorDigits: currency.minorDigits) else {
            throw FeedError(
                .badAmount, field: path(field), found: shown(text),
                expected: "an amount of \(currency.code) without a sign, with at most"
                    + " \(currency.minorDigits) decimals")
        }
        return amount
    }

    /// Makes a currency the statement's; one statement has one.
    mutating func adopt(_ currency: Currency, _ field: CamtField) throws(FeedError) {
        guard (statement.currency ?? currency) == currency else {
            throw FeedError(
                .badCurrency, field: path(field), found: currency.code,
                expected: "\(statement.currency?.code ?? ""), the statement's currency")
        }
        statement.setCurrency(currency)
    }

    /// A value that may be given once.
    mutating func once<Value>(
        _ current: Value?, _ new: Value?, _ field: CamtField
    ) throws(FeedError) -> Value? {
        guard current == nil else {
            throw FeedError(.malformed, field: path(field), expected: "the element once")
        }
        return new
    }

    func unexpected(
        _ text: Span<UInt8>, _ field: CamtField, _ expected: String
    ) -> FeedError {
        FeedError(.malformed, field: path(field), found: shown(text), expected: expected)
    }

    func shown(_ text: Span<UInt8>) -> String {
        String(utf8: text) ?? ""
    }
}

extension CamtReader {
    mutating func endBalance() throws(FeedError) {
        guard balance.isUsed else { return }
        // Beside the account's balance a bank may give its value in another currency. It proves
        // nothing about the entries, so it is reported and left alone.
        if case .other(let currency) = balance.currency, let own = statement.currency {
            statement.find(
                "balance_currency",
                "A balance is in \(currency), the account in \(own); the balance is not used.")
            return
        }
        amountCurrency = balance.currency
        let text = Array((balance.amount ?? "").utf8)
        if let currency = statement.currency, isoIsTooPrecise(text.span, currency.minorDigits) {
            statement.find(
                "balance_amount",
                "A balance of \(balance.amount ?? "") has more decimals than the \(currency);"
                    + " the balance is not used.")
            return
        }
        let amountMinor = try amount(text.span, .amount)
        amountCurrency = .none
        let day = try balanceDay()
        if balance.isCredit == nil, amountMinor != 0 {
            statement.find(
                "balance_sign",
                "A balance has no CdtDbtInd; it is read as money we have, not as an overdraft.")
        }
        statement.take(
            Balance(amountMinor: balance.isCredit ?? true ? amountMinor : -amountMinor, on: day),
            type: balance.type)
    }

    /// The day of the balance; that of the report where it gives none, as some banks' reports do.
    private mutating func balanceDay() throws(FeedError) -> CalendarDate {
        guard balance.date == nil, let day = statement.createdOn else {
            return try date(Array((balance.date ?? "").utf8).span, .balanceDate)
        }
        statement.find(
            "balance_date", "A balance has no date; it is put to the day of the report, \(day).")
        return day
    }

    mutating func endCharge() {
        guard charge.isGiven else { return }
        if isInTransaction {
            transaction.charges.add(
                charge.amountMinor, isCredit: charge.isCredit, isIncluded: charge.isIncluded)
        } else {
            entry.charges.add(
                charge.amountMinor, isCredit: charge.isCredit, isIncluded: charge.isIncluded)
        }
        charge = CamtChargeDraft()
    }
}

extension CamtAmountCurrency {
    fileprivate var isNone: Bool {
        if case .none = self { true } else { false }
    }
}
