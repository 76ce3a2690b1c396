import Values

/// The orders of one of our accounts in one currency, as a statement while it is read.
struct StatusStatement {
    private let line: Int32
    private var account = ""
    private var currency: Currency?
    /// Its currency and account are set when it is finished.
    private var totals: Statement
    private var batch = EntryBatch()
    private var isEmpty = true

    /// The currency where a report names none.
    ///
    /// No amount depends on it, for there is none then.
    private static let withoutAmounts: Currency = {
        guard let euro = Currency(code: "EUR") else { preconditionFailure("EUR is in ISO 4217") }
        return euro
    }()

    init(line: Int32 = 1) {
        self.line = line
        totals = Statement(account: "", currency: Self.withoutAmounts, kind: .notification)
    }

    /// Whether an order belongs to another statement than those before.
    func isOf(other account: String, _ currency: Currency?) -> Bool {
        let isOtherAccount = !self.account.isEmpty && !account.isEmpty && self.account != account
        let isOtherCurrency =
            if let own = self.currency, let currency { own != currency } else { false }
        return !isEmpty && (isOtherAccount || isOtherCurrency)
    }

    mutating func adopt(_ account: String, _ currency: Currency?) {
        if self.account.isEmpty { self.account = account }
        if self.currency == nil { self.currency = currency }
    }

    mutating func find(_ code: String, line: Int32, _ sentence: String) {
        totals.note(code, line: line, sentence)
    }

    /// Adds one order.
    ///
    /// - Parameters:
    ///   - transaction: complete.
    ///   - isCollection: whether it was to collect money.
    ///   - payment: the block it stands in.
    ///   - day: of the report.
    /// - Throws: tooLarge, when a sum leaves 64 bits.
    mutating func append(
        _ transaction: StatusTransaction, isCollection: Bool, of payment: StatusLevel,
        on day: CalendarDate
    ) throws(FeedError) {
        let level = transaction.level
        var entry = entry(of: level, on: day, amountMinor: transaction.amountMinor)
        entry.valueOn = transaction.dueOn ?? day
        entry.bankReference = batch.text.appendText(transaction.texts.slice(.bankReference))
        let own = transaction.texts.slice(.paymentID)
        entry.ownReference = batch.text.appendText(own.isEmpty ? payment.originalID[...] : own)
        let detail = transaction.detail(isCollection: isCollection, to: &batch.text)
        try append(entry, detail)
    }

    /// Adds a block or a whole file of orders that was rejected without naming them.
    ///
    /// - Parameters:
    ///   - level: of the block or file.
    ///   - group: of the file.
    ///   - day: of the report.
    /// - Throws: tooLarge, when a sum leaves 64 bits.
    mutating func append(
        _ level: StatusLevel, of group: StatusLevel, on day: CalendarDate
    ) throws(FeedError) {
        var entry = entry(of: level, on: day, amountMinor: nil)
        let id = batch.text.appendText(level.originalID[...])
        entry.ownReference = id
        var detail = EntryDetail(amountMinor: 0)
        detail.returnReason = batch.text.appendText(level.reason[...])
        detail.originalReferences =
            id.isEmpty ? batch.text.appendText(group.originalID[...]) : id
        try append(entry, detail)
    }

    /// A batch that is full; nil while there is room.
    mutating func fullBatch() -> EntryBatch? {
        guard batch.entries.count == entriesPerBatch || batch.text.count > Self.textLimit else {
            return nil
        }
        defer { batch = EntryBatch() }
        return batch
    }

    /// The parts that are left to hand on.
    func finished(identifier: String) -> [FeedPart] {
        var statement = totals
        statement.account = account
        statement.identifier = identifier
        if let currency { statement.currency = currency }
        if currency == nil, !isEmpty {
            statement.note(
                "currency_missing", line: line,
                "The report gives no amounts; it says \(statement.currency) for want of one.")
        }
        return (batch.isEmpty ? [] : [.entries(batch)]) + [.statement(statement)]
    }

    private static let textLimit = 8 * 1024 * 1024

    private mutating func entry(
        of level: StatusLevel, on day: CalendarDate, amountMinor: Int64?
    ) -> Entry {
        var entry = Entry(
            line: level.line, bookedOn: day, valueOn: day, amountMinor: amountMinor ?? 0)
        entry.kind = level.isRejected ? .returned : .unclassified
        // Without an amount a rejection is news, but no sum.
        entry.status = level.isRejected && amountMinor != nil ? .booked : .information
        entry.code = batch.text.appendText(level.status[...])
        entry.information = batch.text.appendText(level.reasonText[...])
        return entry
    }

    private mutating func append(_ entry: Entry, _ detail: EntryDetail) throws(FeedError) {
        try totals.count(entry)
        batch.append(entry, details: [detail])
        isEmpty = false
    }
}
