import Values

/// Where a decoder stands inside an OFX document.
struct OFXReading {
    /// Of statements that leave theirs empty.
    private let currency: Currency?
    private var text: OFXText
    /// The aggregates that are open, without those that mean nothing here.
    private var open: [OFXTag] = []
    private var batch = EntryBatch()
    private var statement: OpenStatement?
    private var transaction: OFXTransaction?
    private var response = Response()
    /// Complete but for what responses without a statement have to say.
    private var finished: Statement?
    private var firstError: FeedError?
    private var isClosed = false

    /// Far beyond the standard's own depth; only hostile files nest further.
    private static let maximumDepth = 32

    /// A statement whose parts may come in any order.
    private struct OpenStatement {
        var line: Int
        var bank = OFXValue()
        var account = OFXValue()
        /// The account is not known before the end, the currency before the first transaction.
        var statement: Statement?
        var balance = OFXValue()
        var asOf = OFXValue()
        var securityTransactions = 0
    }

    /// What `STATUS` says of the response it stands in.
    private struct Response {
        var line = 0
        var code = OFXValue()
        var severity = OFXValue()
        var message = OFXValue()
    }

    init(encoding: CharacterEncoding, currency: Currency?) {
        self.currency = currency
        text = OFXText(encoding: encoding)
    }

    /// Takes the next tag.
    mutating func take(
        _ token: OFXToken, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if token.isClosing {
            noteStrayText(token)
            try close(token, in: bytes, emit: emit)
        } else if token.tag.isAggregate {
            if !token.isSelfClosing { try begin(token, in: bytes, emit: emit) }
        } else if token.tag != .other, !token.value.isEmpty {
            try takeValue(token, in: bytes)
        }
    }

    /// Takes the end of the file.
    mutating func finish(
        line: Int, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard isClosed, open.isEmpty else {
            throw FeedError(
                .truncated, line: line, field: "OFX", found: "the end of the file",
                expected: "the closing tag of OFX")
        }
        guard finished != nil else {
            throw firstError
                ?? FeedError(
                    .empty, field: "OFX", found: "a response without a statement",
                    expected: "STMTRS, CCSTMTRS or INVSTMTRS")
        }
        try emitFinished(emit)
    }

    private mutating func begin(
        _ token: OFXToken, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        switch token.tag {
        case .document:
            isClosed = false
        case .statement:
            try closeStatement(in: bytes, emit: emit)
            try emitFinished(emit)
            statement = OpenStatement(line: token.line)
        case .transaction, .pendingTransaction:
            // The closing tag of the one before was left out.
            try close(.transaction, in: bytes, emit: emit)
            try close(.pendingTransaction, in: bytes, emit: emit)
            guard statement != nil else {
                throw FeedError(
                    .malformed, line: token.line, field: "STMTTRN", found: "a transaction",
                    expected: "a statement around it")
            }
            transaction = OFXTransaction(
                line: token.line, isPending: token.tag == .pendingTransaction)
        case .status:
            response = Response(line: token.line)
        case .securityTransaction:
            statement?.securityTransactions += 1
        default: break
        }
        guard open.count < Self.maximumDepth else {
            throw FeedError(
                .tooLarge, line: token.line, field: "OFX",
                expected: "at most \(Self.maximumDepth) aggregates inside each other")
        }
        open.append(token.tag)
    }

    private mutating func close(
        _ token: OFXToken, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard token.tag.isAggregate else { return }
        try close(token.tag, in: bytes, emit: emit)
        if token.tag == .document { isClosed = true }
    }

    /// Closes an aggregate and all that is open inside it; one that is not open is passed over.
    private mutating func close(
        _ tag: OFXTag, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard open.contains(tag) else { return }
        while let last = open.popLast() {
            switch last {
            case .transaction, .pendingTransaction: try closeTransaction(in: bytes, emit: emit)
            case .statement: try closeStatement(in: bytes, emit: emit)
            case .status: try closeStatus(in: bytes)
            default: break
            }
            if last == tag { return }
        }
    }

    private mutating func takeValue(_ token: OFXToken, in bytes: Span<UInt8>) throws(FeedError) {
        guard let aggregate = open.last else { return }
        let isInTransaction = transaction != nil
        switch aggregate {
        case .transaction, .pendingTransaction:
            try transaction?.take(token)
        case .payee, .otherAccount, .currency,
            .account where isInTransaction:
            transaction?.take(token, in: aggregate)
        case .account:
            if token.tag == .bankID { statement?.bank = token.value }
            if token.tag == .accountID { statement?.account = token.value }
        case .statement:
            if token.tag == .statementCurrency { try begin(token.value, token.line, in: bytes) }
        case .ledgerBalance:
            if token.tag == .balanceAmount { statement?.balance = token.value }
            if token.tag == .asOf { statement?.asOf = token.value }
        case .status:
            if token.tag == .code { response.code = token.value }
            if token.tag == .severity { response.severity = token.value }
            if token.tag == .message { response.message = token.value }
        default: break
        }
    }

    private mutating func begin(
        _ symbol: OFXValue, _ line: Int, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let currency = Currency(letters: bytes.extracting(symbol.range)) else {
            throw FeedError(
                .badCurrency, line: line, field: "CURDEF", at: symbol.range, in: bytes,
                expected: "a currency of ISO 4217")
        }
        guard statement?.statement == nil else {
            throw FeedError(
                .malformed, line: line, field: "CURDEF", found: "a second currency",
                expected: "one currency for the statement")
        }
        statement?.statement = Statement(account: "", currency: currency, kind: .listing)
    }

    /// The open statement; where it names no currency so far, in that of the source.
    private func opened(line: Int) throws(FeedError) -> Statement {
        if let named = statement?.statement { return named }
        guard let currency else {
            throw FeedError(
                .badCurrency, line: line, field: "CURDEF", found: "no currency",
                expected: "a currency of ISO 4217 before the transactions, or a source's `account`")
        }
        var assumed = Statement(account: "", currency: currency, kind: .listing)
        assumed.note(
            "currency_assumed", line: Int32(clamping: line),
            "The statement names no currency; \(currency), that of the source, was taken.")
        return assumed
    }

    private mutating func closeTransaction(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let closing = transaction else { return }
        transaction = nil
        var current = try opened(line: closing.line)
        try closing.append(to: &batch, of: &current, &text, in: bytes)
        statement?.statement = current
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private mutating func closeStatement(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let closing = statement else { return }
        try closeTransaction(in: bytes, emit: emit)
        var complete = try opened(line: closing.line)
        statement = nil
        complete.account = try account(of: closing, in: bytes)
        try takeBalance(of: closing, &complete, in: bytes)
        if closing.securityTransactions > 0 {
            complete.note(
                "securities_ignored", line: Int32(clamping: closing.line),
                "\(closing.securityTransactions) transactions in securities were passed over.")
        }
        try batch.handOn(emit)
        finished = complete
    }

    private mutating func account(
        of closing: OpenStatement, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        do throws(NulByte) {
            let bank = try text.string(closing.bank, in: bytes).filter { $0 != " " }
            let account = try text.string(closing.account, in: bytes).filter { $0 != " " }
            guard account.isEmpty else { return bank.isEmpty ? account : bank + "/" + account }
        } catch {
            throw FeedError(
                .badEncoding, line: closing.line, field: "ACCTID", found: "a NUL byte",
                expected: "text")
        }
        throw FeedError(
            .malformed, line: closing.line, field: "ACCTID", found: "no account",
            expected: "the account of the statement")
    }

    /// The ledger balance, where the bank fills it in.
    ///
    /// The available one is another thing: it knows of what is not booked yet.
    private func takeBalance(
        of closing: OpenStatement, _ statement: inout Statement, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard !closing.balance.isEmpty else { return }
        let amountMinor: Int64
        do throws(MoneyError) {
            amountMinor = try OFXValues.amount(
                closing.balance.range, in: bytes, statement.currency)
        } catch {
            throw FeedError(
                .badAmount, line: closing.line, field: "LEDGERBAL/BALAMT",
                at: closing.balance.range, in: bytes,
                expected: error.expected(in: statement.currency))
        }
        guard let on = OFXValues.date(closing.asOf.range, in: bytes) else {
            statement.note(
                "no_balance_date", line: Int32(clamping: closing.line),
                "The ledger balance \(statement.amount(Int128(amountMinor))) has no date and "
                    + "was left out.")
            return
        }
        statement.closing = Balance(amountMinor: amountMinor, on: on)
    }

    /// A response that reports an error has no statement, which must not pass for an empty one.
    private mutating func closeStatus(in bytes: Span<UInt8>) throws(FeedError) {
        let isError: Bool
        let found: String
        do throws(NulByte) {
            isError = try text.string(response.severity, in: bytes).uppercased() == "ERROR"
            found =
                try text.string(response.code, in: bytes) + " "
                + text.string(response.message, in: bytes)
        } catch {
            throw FeedError(
                .badEncoding, line: response.line, field: "STATUS", found: "a NUL byte",
                expected: "text")
        }
        guard isError else { return }
        if firstError == nil {
            firstError = FeedError(
                .malformed, line: response.line, field: "STATUS", found: found,
                expected: "a response without an error")
        }
        // Said with the statement of another account, where there is one.
        finished?.note(
            "response_error", line: Int32(clamping: response.line),
            "The bank answered for another account: \(found).")
    }

    private mutating func noteStrayText(_ token: OFXToken) {
        guard !token.value.isEmpty, statement?.statement != nil else { return }
        statement?.statement?.note(
            "stray_text", line: Int32(clamping: token.line),
            "Text behind a closing tag belongs to nothing and was passed over.")
    }

    private mutating func emitFinished(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var complete = finished else { return }
        // An error that came before the first statement has not been said yet.
        if let firstError, !complete.findings.contains(where: { $0.code == "response_error" }) {
            complete.note(
                "response_error", line: Int32(clamping: firstError.line ?? 0),
                "The bank answered for another account: \(firstError.found).")
        }
        firstError = nil
        finished = nil
        try emit(.statement(complete))
    }
}
