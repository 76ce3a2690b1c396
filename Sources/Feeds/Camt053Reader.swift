import Values

/// Turns the events of a bank-to-customer statement into parts of a feed.
///
/// Errors mostly leave here without a line: whoever holds the bytes adds it.
struct Camt053Reader {
    /// Parts ready to be handed on, in order.
    var finished: [FeedPart] = []
    private(set) var messageCount = 0
    private(set) var statementCount = 0

    var statement = Camt053Statement(line: 1)
    var entry = Camt053Entry()
    var transaction = Camt053Transaction()
    var balance = Camt053BalanceDraft()
    var charge = Camt053ChargeDraft()
    var batch = EntryBatch()
    /// The `Ccy` of the amount that follows.
    var amountCurrency = Camt053AmountCurrency.none

    private var messageCreatedOn: CalendarDate?
    private var messagePage: Int64?
    /// Branches that are open, innermost last.
    private var open: [Camt053Field] = []

    /// Bytes of text after which a batch is handed on, however few its entries are.
    private static let textLimit = 8 * 1024 * 1024

    /// Takes the next event.
    ///
    /// - Parameters:
    ///   - event: in the file's order.
    ///   - text: of the event.
    ///   - line: of the event; only looked at where a statement or an entry starts.
    /// - Throws: ``FeedError``, when the file cannot be used.
    mutating func read(
        _ event: XMLEvent, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError) {
        guard let field = Camt053Field(rawValue: event.path) else { return }
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
    func path(_ field: Camt053Field) -> String {
        let branch = open.last?.path ?? ""
        return switch field {
        case .amount: branch + "/Amt"
        case .direction: branch + "/CdtDbtInd"
        default: field.path
        }
    }

    /// Whether a transaction is open, rather than only the entry around it.
    var isInTransaction: Bool { open.contains(.transaction) }

    private mutating func begin(
        _ branch: Camt053Field, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError) {
        switch branch {
        case .message:
            messageCount += 1
            messageCreatedOn = nil
            messagePage = nil
            try checkNamespace(text)
        case .statement: statement = Camt053Statement(line: line)
        case .balance: balance = Camt053BalanceDraft()
        case .entry: entry.begin(line: line)
        case .transaction:
            // Their order is the standard's, and the other party depends on them.
            guard entry.amountMinor != nil, entry.isCredit != nil else {
                throw FeedError(
                    .malformed, field: branch.path, expected: "Amt and CdtDbtInd before it")
            }
            transaction.begin()
        case .charges, .chargeRecord: charge = Camt053ChargeDraft()
        case .returnInformation:
            transaction.hasReturnInformation = true
            entry.hasReturnInformation = true
        default: break
        }
    }

    private mutating func end(_ branch: Camt053Field) throws(FeedError) {
        switch branch {
        case .statement: try endStatement()
        case .balance: try endBalance()
        case .entry: try endEntry()
        case .transaction: try endTransaction()
        case .charges, .chargeRecord: endCharge()
        default: break
        }
    }

    private mutating func leaf(_ field: Camt053Field, _ text: Span<UInt8>) throws(FeedError) {
        switch open.last {
        case .transaction, .returnInformation: try readTransaction(field, text)
        case .charges, .chargeRecord: try readCharge(field, text)
        case .entry: try readEntry(field, text)
        case .balance: try readBalance(field, text)
        case .statement: try readStatement(field, text)
        default: try readHeader(field, text)
        }
        amountCurrency = .none
    }

    private mutating func readHeader(
        _ field: Camt053Field, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch field {
        case .messageCreated: messageCreatedOn = camt053Date(text)
        case .messagePage: messagePage = camt053Number(text)
        case .messageInformation:
            // Swiss banks mark their test files so.
            // Source: SIX, Swiss Implementation Guidelines for Cash Management, group header.
            let mark = String(utf8: text) ?? ""
            if mark.hasPrefix("SPS/"), mark.hasSuffix("/TEST") {
                throw FeedError(
                    .testFile, field: field.path, found: mark, expected: "a productive file")
            }
        default: break
        }
    }

    private func checkNamespace(_ text: Span<UInt8>) throws(FeedError) {
        let namespace = String(utf8: text) ?? ""
        // A bank may leave the namespace out or spell it its own way; the message's name tells. But
        // one that names another message or a version nobody has read is believed.
        guard let version = namespace.firstRange(ofASCII: "camt.053.001.") else {
            guard namespace.firstRange(ofASCII: "camt.") == nil else {
                throw FeedError(
                    .unknownFormat, field: "xmlns", found: namespace, expected: "camt.053.001")
            }
            return
        }
        guard let number = Int(namespace[version...]), (1...13).contains(number) else {
            throw FeedError(
                .unknownFormat, field: "xmlns", found: namespace,
                expected: "camt.053.001.01 to camt.053.001.13")
        }
    }
}

extension Camt053Reader {
    private mutating func endStatement() throws(FeedError) {
        guard !statement.texts[.account].isEmpty else {
            throw FeedError(
                .malformed, field: "Stmt/Acct/Id", expected: "an IBAN or another account number")
        }
        guard let currency = statement.currency else {
            throw FeedError(
                .badCurrency, field: "Stmt/Acct/Ccy",
                expected: "a currency of the account, a balance or an entry")
        }
        if !batch.isEmpty { emitBatch() }
        finished.append(.statement(statement.finished(page: messagePage, currency: currency)))
        statementCount += 1
    }

    private mutating func endEntry() throws(FeedError) {
        let draft = try entry.checked(in: statement, created: messageCreatedOn)
        var result = Entry(
            line: entry.line, bookedOn: draft.bookedOn,
            valueOn: entry.valueOn ?? draft.bookedOn,
            amountMinor: draft.isCredit ? draft.amountMinor : -draft.amountMinor)
        result.status = draft.status
        result.isReversal = entry.isReversal ?? false
        result.kind = entry.code.kind(
            isCredit: draft.isCredit, isReversal: result.isReversal,
            hasReturnInformation: entry.hasReturnInformation)
        result.bankReference = batch.text.appendText(entry.texts.slice(.bankReference))
        result.ownReference = entry.appendOwnReference(to: &batch.text)
        result.code = entry.appendCode(to: &batch.text)
        result.information = batch.text.appendText(entry.texts.slice(.entryInformation))

        if let reason = entry.settle(draft.amountMinor, isCredit: draft.isCredit) {
            entry.join(draft.amountMinor, isCredit: draft.isCredit, in: &batch.text)
            if draft.status == .booked {
                statement.find(
                    "details_differ", line: entry.line,
                    "The entry cannot be divided: \(reason).")
            }
        }
        let isInRange = statement.count(
            amountMinor: draft.amountMinor, isCredit: draft.isCredit, bookedOn: draft.bookedOn,
            status: draft.status)
        guard isInRange else {
            throw FeedError(
                .tooLarge, line: Int(entry.line), field: "sum of Stmt/Ntry/Amt",
                expected: "a sum within 64 bits of minor units")
        }
        batch.append(result, details: entry.details)
        if batch.entries.count == entriesPerBatch || batch.text.count > Self.textLimit {
            emitBatch()
        }
    }

    private mutating func endTransaction() throws(FeedError) {
        entry.adoptCode(of: transaction)
        let isUndoing =
            entry.isReversal == true || transaction.hasReturnInformation || entry.code.isReturn
            || transaction.code.isReturn
        entry.details.append(
            transaction.detail(
                isCredit: entry.isCredit == true, isUndoing: isUndoing, in: statement.texts,
                to: &batch.text))
        entry.moneys.append(transaction.money)
        // Ranges count in 32 bits, and joining an entry's texts writes them a second time.
        guard batch.text.count < Int(Int32.max) else {
            throw FeedError(
                .tooLarge, line: Int(entry.line), field: "Stmt/Ntry",
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

extension StringProtocol {
    /// Where the text after the first place of a pattern begins; nil when it is not there.
    fileprivate func firstRange(ofASCII pattern: String) -> Index? {
        var rest = self[...]
        while !rest.isEmpty {
            if rest.hasPrefix(pattern) {
                return rest.index(rest.startIndex, offsetBy: pattern.count)
            }
            rest = rest.dropFirst()
        }
        return nil
    }
}
