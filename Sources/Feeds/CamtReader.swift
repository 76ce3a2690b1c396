import Values

/// Turns the events of a bank-to-customer message into parts of a feed.
struct CamtReader: XMLReader {
    let message: CamtMessage
    var finished: [FeedPart] = []
    private(set) var messageCount = 0
    private(set) var statementCount = 0

    var statement = CamtStatement(line: 1)
    var entry = CamtEntry()
    var transaction = CamtTransaction()
    var balance = CamtBalanceDraft()
    var charge = CamtChargeDraft()
    var document = CamtDocument()
    var batch = EntryBatch()
    /// The `Ccy` of the amount that follows.
    var amountCurrency = CamtAmountCurrency.none

    private var messageCreatedOn: CalendarDate?
    private var messagePage: Int64?
    /// Branches that are open, innermost last.
    private var open: [CamtField] = []

    /// Bytes of text after which a batch is handed on, however few its entries are.
    private static let textLimit = 8 * 1024 * 1024

    init(_ message: CamtMessage) {
        self.message = message
    }

    var anchors: [String] { message.anchors }
    var messageField: CamtField { .message }
    var paths: [ISOPath<CamtField>] { message.paths }
    var tree: XMLPathTree { message.tree }

    mutating func read(
        _ event: XMLEvent, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError) {
        guard let field = CamtField(rawValue: event.path) else { return }
        switch event.kind {
        case .start:
            open.append(field)
            try begin(field, text, line: line)
        case .attribute:
            amountCurrency = statement.amountCurrency(text)
        case .end where field.isBranch:
            try end(field)
            open.removeLast()
        case .end:
            // Only `Sts` may have children instead of text, since version 8.
            if !event.hasChildren {
                try leaf(field, text.extracting(trimmedRange(text)))
            }
        }
    }

    /// The path of a field as errors name it: `Stmt/Ntry/Amt`.
    func path(_ field: CamtField) -> String {
        let branch = open.last?.path(in: message) ?? ""
        return switch field {
        case .amount: branch + "/Amt"
        case .direction: branch + "/CdtDbtInd"
        default: field.path(in: message)
        }
    }

    /// Whether a transaction is open, rather than only the entry around it.
    var isInTransaction: Bool { open.contains(.transaction) }

    private mutating func begin(
        _ branch: CamtField, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError) {
        switch branch {
        case .message:
            messageCount += 1
            messageCreatedOn = nil
            messagePage = nil
            try checkNamespace(
                shown(text), series: [message.identifier + ".001."], versions: 1...13,
                family: "camt.")
        case .statement: statement = CamtStatement(line: line)
        case .balance: balance = CamtBalanceDraft()
        case .entry: entry.begin(line: line)
        case .transaction:
            // Their order is the standard's, and the other party depends on them.
            guard entry.amountMinor != nil, entry.isCredit != nil else {
                throw FeedError(
                    .malformed, field: path(branch), expected: "Amt and CdtDbtInd before it")
            }
            transaction.begin()
        case .charges, .chargeRecord: charge = CamtChargeDraft()
        case .document: document = CamtDocument()
        case .adjustment: document.beginAdjustment()
        case .returnInformation:
            transaction.hasReturnInformation = true
            entry.hasReturnInformation = true
        default: break
        }
    }

    private mutating func end(_ branch: CamtField) throws(FeedError) {
        switch branch {
        case .statement: try endStatement()
        case .balance: try endBalance()
        case .entry: try endEntry()
        case .transaction: try endTransaction()
        case .charges, .chargeRecord: endCharge()
        case .document: transaction.documents.append(document)
        case .adjustment: document.endAdjustment()
        default: break
        }
    }

    private mutating func leaf(_ field: CamtField, _ text: Span<UInt8>) throws(FeedError) {
        switch open.last {
        case .transaction, .returnInformation: try readTransaction(field, text)
        case .charges, .chargeRecord: try readCharge(field, text)
        case .document, .adjustment: try readDocument(field, text)
        case .batch: readBatch(field, text)
        case .entry: try readEntry(field, text)
        case .balance: try readBalance(field, text)
        case .statement: try readStatement(field, text)
        default: try readHeader(field, text)
        }
        amountCurrency = .none
    }

    private mutating func readHeader(
        _ field: CamtField, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch field {
        case .messageCreated: messageCreatedOn = isoDate(text)
        case .messagePage: messagePage = isoNumber(text)
        case .messageInformation:
            // Swiss banks mark their test files so.
            // Source: SIX, Swiss Implementation Guidelines for Cash Management, group header.
            let mark = String(utf8: text) ?? ""
            if mark.hasPrefix("SPS/"), mark.hasSuffix("/TEST") {
                throw FeedError(
                    .testFile, field: path(field), found: mark, expected: "a productive file")
            }
        default: break
        }
    }
}

extension CamtReader {
    private mutating func endStatement() throws(FeedError) {
        guard !statement.texts[.account].isEmpty else {
            throw FeedError(
                .malformed, field: message.record + "/Acct/Id",
                expected: "an IBAN or another account number")
        }
        guard let currency = statement.currency else {
            throw FeedError(
                .badCurrency, field: path(.accountCurrency),
                expected: "a currency of the account, a balance or an entry")
        }
        if !batch.isEmpty { emitBatch() }
        finished.append(
            .statement(
                statement.finished(kind: message.kind, page: messagePage, currency: currency)))
        statementCount += 1
    }

    private mutating func endEntry() throws(FeedError) {
        let draft = try entry.checked(
            in: message, fallback: statement.fallbackDay ?? messageCreatedOn)
        if !draft.isDated {
            statement.find(
                "entry_date", line: entry.line,
                "The entry has no date; it is put to the day of the report, \(draft.bookedOn).")
        }
        var result = Entry(
            line: entry.line, bookedOn: draft.bookedOn,
            valueOn: entry.valueOn ?? draft.bookedOn,
            amountMinor: draft.isCredit ? draft.amountMinor : -draft.amountMinor)
        result.status = draft.status
        result.isReversal = entry.isReversal ?? false
        result.kind = entry.kind(isCredit: draft.isCredit)
        result.bankReference = entry.appendBankReference(to: &batch.text)
        result.ownReference = entry.appendOwnReference(to: &batch.text)
        result.code = entry.appendCode(to: &batch.text)
        result.information = batch.text.appendText(entry.texts.slice(.entryInformation))

        divide(draft)
        let isInRange = statement.count(
            amountMinor: draft.amountMinor, isCredit: draft.isCredit, bookedOn: draft.bookedOn,
            status: draft.status)
        guard isInRange else {
            throw FeedError(
                .tooLarge, line: Int(entry.line), field: "sum of \(message.record)/Ntry/Amt",
                expected: "a sum within 64 bits of minor units")
        }
        batch.append(result, details: entry.details)
        if batch.entries.count == entriesPerBatch || batch.text.count > Self.textLimit {
            emitBatch()
        }
    }

    /// Gives the entry's amount to its details, and makes advice of what they say of documents.
    private mutating func divide(_ draft: CamtEntry.Essentials) {
        entry.checkBatch(&statement)
        guard let reason = entry.settle(draft.amountMinor, isCredit: draft.isCredit) else {
            // What is not money yet is told again when it is.
            if draft.status == .booked, draft.isCredit, message.kind != .intraday {
                finished += entry.advice(in: statement, valueOn: draft.bookedOn, batch.text)
            }
            return
        }
        entry.join(draft.amountMinor, isCredit: draft.isCredit, in: &batch.text)
        if draft.status == .booked {
            statement.find(
                "details_differ", line: entry.line, "The entry cannot be divided: \(reason).")
        }
    }

    private mutating func endTransaction() throws(FeedError) {
        entry.adoptCode(of: transaction)
        entry.adoptReference(of: transaction)
        let isUndoing =
            entry.isReversal == true || transaction.hasReturnInformation || entry.code.isReturn
            || transaction.code.isReturn
        entry.details.append(
            transaction.detail(
                isCredit: entry.isCredit == true, isUndoing: isUndoing, in: statement.texts,
                to: &batch.text))
        entry.moneys.append(transaction.money)
        if transaction.documents.count > 1 {
            entry.documents.append((detail: entry.details.count - 1, transaction.documents))
        }
        // Ranges count in 32 bits, and joining an entry's texts writes them a second time.
        guard batch.text.count < Int(Int32.max) else {
            throw FeedError(
                .tooLarge, line: Int(entry.line), field: message.record + "/Ntry",
                expected: "an entry of less than 2 GiB")
        }
    }

    private mutating func emitBatch() {
        let sizes = (batch.entries.count, batch.details.count, batch.text.count)
        finished.append(.entries(batch))
        batch = EntryBatch()
        // The next one will be much alike, so its room is made at once.
        batch.entries.reserveCapacity(sizes.0)
        batch.details.reserveCapacity(sizes.1)
        batch.text.reserveCapacity(sizes.2)
    }
}
