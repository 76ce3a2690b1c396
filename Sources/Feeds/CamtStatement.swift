import Values

/// A statement while it is read.
struct CamtStatement {
    let line: Int32
    var texts = FieldTexts<CamtField>()
    /// Set by the account, else by the first balance or entry.
    private(set) var currency: Currency?
    /// As it stands in the file, so that comparing needs no look-up.
    private var currencyCode: ShortCode = ""
    var createdOn: CalendarDate?
    /// `OPBD` and `PRCD`; where a statement of several days repeats them, the first day's.
    private var opening: Balance?
    private var previousClosing: Balance?
    /// `CLBD`; where a statement of several days repeats it, the last day's.
    private(set) var closing: Balance?

    var firstBookedOn: CalendarDate?
    var lastBookedOn: CalendarDate?
    var booked = CamtTotals()
    /// Entries that are announced or for information only; some summaries count them.
    var other = CamtTotals()
    var findings: [Finding] = []

    init(line: Int32) {
        self.line = line
    }

    mutating func setCurrency(_ currency: Currency) {
        self.currency = currency
        currencyCode = ShortCode(currency.letters.span)
    }

    /// What a `Ccy` says, by the statement's currency as known so far.
    func amountCurrency(_ text: Span<UInt8>) -> CamtAmountCurrency {
        if currency != nil, ShortCode(text) == currencyCode { return .own }
        return Currency(letters: text).map { .other($0) } ?? .none
    }

    /// Counts an entry.
    ///
    /// - Returns: false when the sums leave 64 bits.
    mutating func count(
        amountMinor: Int64, isCredit: Bool, bookedOn day: CalendarDate, status: EntryStatus
    ) -> Bool {
        guard status == .booked else { return other.add(amountMinor, isCredit: isCredit) }
        firstBookedOn = min(firstBookedOn ?? day, day)
        lastBookedOn = max(lastBookedOn ?? day, day)
        return booked.add(amountMinor, isCredit: isCredit)
    }

    /// Records a finding, of one kind no more than ``Statement`` keeps.
    mutating func find(_ code: String, line: Int32? = nil, _ sentence: String) {
        guard findings.count(where: { $0.code == code }) < Statement.findingsPerCode else { return }
        findings.append(Finding(code: code, line: line ?? self.line, sentence: sentence))
    }

    /// The opening booked balance; the previous closing one is the same by another name.
    var openingBalance: Balance? { opening ?? previousClosing }

    /// Takes a balance if it is of a kind we use.
    mutating func take(_ balance: Balance, type: ShortCode) {
        switch type {
        case "OPBD" where opening.map { balance.on < $0.on } ?? true: opening = balance
        case "PRCD" where previousClosing.map { balance.on < $0.on } ?? true:
            previousClosing = balance
        case "CLBD" where closing.map { balance.on >= $0.on } ?? true: closing = balance
        default: break
        }
    }

    /// The day an entry without one is put to: only for entries that are not booked.
    var fallbackDay: CalendarDate? {
        closing?.on ?? openingBalance?.on ?? createdOn
    }

    /// The finished statement, with what is odd about it.
    ///
    /// - Parameters:
    ///   - kind: of the message.
    ///   - page: of the message, where the statement gives none itself.
    ///   - currency: of the account.
    /// - Returns: the statement with all findings.
    mutating func finished(kind: StatementKind, page: Int64?, currency: Currency) -> Statement {
        var statement = Statement(
            account: texts.string(.account), currency: currency, kind: kind)
        statement.identifier = texts.string(.statementID)
        statement.sequence = sequence()
        statement.page = number(.statementPage) ?? page
        statement.opening = openingBalance
        statement.closing = closing
        statement.firstBookedOn = firstBookedOn
        statement.lastBookedOn = lastBookedOn
        // Nothing has no sign: like the entries themselves, the counts put it with the credits.
        statement.creditCount = booked.creditCount + booked.zeroDebitCount
        statement.debitCount = booked.debitCount - booked.zeroDebitCount
        statement.creditMinor = booked.creditMinor
        statement.debitMinor = booked.debitMinor

        checkCopy()
        checkSummary(currency)
        statement.findings = findings
        statement.checkBalance(line: line)
        return statement
    }

    private mutating func sequence() -> Int64? {
        for field in [CamtField.electronicSequence, .legalSequence] where !texts[field].isEmpty {
            if let number = number(field) { return number }
            find(
                "sequence_unreadable",
                "The statement's number is \"\(texts.string(field))\"; a whole number is expected.")
        }
        return nil
    }

    private func number(_ field: CamtField) -> Int64? {
        isoNumber(texts.bytes.span.extracting(texts[field].range))
    }
}

/// Counts and sums, both sides positive.
struct CamtTotals {
    private(set) var creditCount: Int64 = 0
    private(set) var debitCount: Int64 = 0
    private(set) var creditMinor: Int64 = 0
    private(set) var debitMinor: Int64 = 0
    private(set) var zeroDebitCount: Int64 = 0

    /// - Returns: false when a sum leaves 64 bits.
    mutating func add(_ amountMinor: Int64, isCredit: Bool) -> Bool {
        let overflow: Bool
        if isCredit {
            creditCount += 1
            (creditMinor, overflow) = creditMinor.addingReportingOverflow(amountMinor)
        } else {
            debitCount += 1
            zeroDebitCount += amountMinor == 0 ? 1 : 0
            (debitMinor, overflow) = debitMinor.addingReportingOverflow(amountMinor)
        }
        return !overflow
    }
}
