import Values

/// Where a decoder stands inside an MT940 file: the open message and the entry being collected.
struct MT940Reading {
    private let encoding: CharacterEncoding
    private var header = MT940Header()
    private var statement: Statement?
    private var entries: MT940Entries
    private var closedBy: MT940Field?
    /// Whether the file ends with the closing balance, perhaps in the middle of its amount.
    private var mayBeCut = false
    private var previousPage: Page?
    /// Whether `:64:`, `:65:` or an end of message followed the entries.
    private var sawEnd = false
    private var statementCount = 0

    /// A message whose statement goes on in the next.
    private struct Page {
        var account: String
        var closing: Balance
    }

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
        entries = MT940Entries(.statement, encoding: encoding)
    }

    /// Whether an opening balance was read and no closing one.
    var isBetweenEntries: Bool { statement != nil && closedBy == nil }

    /// Takes the next field of the file.
    mutating func take(
        _ field: MT940Field, after isTerminated: Bool, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if isTerminated { sawEnd = true }
        switch field.tag {
        case .information, .numberedLines:
            entries.add(field)
        case .entry:
            try entries.finish(of: &statement, in: bytes, emit: emit)
            try beginEntry(field, in: bytes)
        case .reference, .account, .number, .relatedReference:
            try entries.finish(of: &statement, in: bytes, emit: emit)
            if statement != nil {
                try finishStatement(line: field.line, emit: emit)
                header = MT940Header()
            }
            try header.take(field, encoding: encoding, in: bytes)
        case .opening, .intermediateOpening:
            try open(field, in: bytes, emit: emit)
        case .closing, .intermediateClosing:
            try entries.finish(of: &statement, in: bytes, emit: emit)
            try close(field, in: bytes)
        case .available:
            try entries.finish(of: &statement, in: bytes, emit: emit)
            sawEnd = true
        case .floorLimit, .debitTotal, .creditTotal:
            throw FeedError(
                .unknownFormat, line: field.line, field: ":34F: or :90D:",
                found: "a field of MT942", expected: "an end-of-day statement MT940")
        case .reportTime, .ignored: break
        }
    }

    /// Takes the end of the file.
    mutating func finish(
        endsWithTerminator: Bool, line: Int, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if endsWithTerminator { sawEnd = true }
        try entries.finish(of: &statement, in: bytes, emit: emit)
        guard let open = statement else {
            if header.isEmpty, statementCount > 0 { return }
            throw FeedError(
                bytes.isEmpty ? .empty : header.isEmpty ? .malformed : .truncated, line: line,
                field: ":60F:", found: "the end of the file", expected: "an opening balance")
        }
        if closedBy == nil, !sawEnd {
            throw FeedError(
                .truncated, line: line, field: ":62F:", found: "the end of the file",
                expected: "a closing balance")
        }
        if let closedBy, mayBeCut, open.isBalanced == false {
            throw FeedError(
                .truncated, line: closedBy.line, field: ":62F:", found: "the end of the file",
                expected: "a closing balance that equals opening and entries, or a line end")
        }
        if closedBy?.tag == .intermediateClosing {
            statement?.note(
                "pages_missing", line: Int32(clamping: line),
                "The file ends with an intermediate balance; the statement has more pages.")
        }
        try finishStatement(line: line, emit: emit)
    }

    private mutating func open(
        _ field: MT940Field, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try entries.finish(of: &statement, in: bytes, emit: emit)
        if closedBy != nil { try finishStatement(line: field.line, emit: emit) }
        guard statement == nil else {
            throw FeedError(
                .malformed, line: field.line, field: ":60F:", found: "a second opening balance",
                expected: "a closing balance first")
        }
        guard !header.account.isEmpty else {
            throw FeedError(
                .malformed, line: field.line, field: ":25:", expected: "an account before :60F:")
        }
        let balance = try MT940Balance(field, named: ":60F:", in: bytes)
        var opened = header.statement(currency: balance.currency)
        opened.opening = balance.balance
        balance.noteOddities(in: &opened, line: field.line)
        checkChain(&opened, field)
        statement = opened
        (closedBy, sawEnd) = (nil, false)
    }

    /// An intermediate opening balance carries the closing balance of the page before.
    private mutating func checkChain(_ opened: inout Statement, _ field: MT940Field) {
        let line = Int32(clamping: field.line)
        let previous = previousPage?.account == opened.account ? previousPage : nil
        previousPage = nil
        if let previous, let opening = opened.opening,
            previous.closing.amountMinor != opening.amountMinor
        {
            let carried = opened.amount(Int128(previous.closing.amountMinor))
            opened.note(
                "page_chain", line: line,
                "The page before closes with \(carried), this one opens with "
                    + "\(opened.amount(Int128(opening.amountMinor))).")
        } else if previous == nil, field.tag == .intermediateOpening {
            opened.note(
                "pages_missing", line: line,
                "The page opens with an intermediate balance; the pages before it are not here.")
        }
    }

    private mutating func close(_ field: MT940Field, in bytes: Span<UInt8>) throws(FeedError) {
        guard var closing = statement, closedBy == nil else {
            throw FeedError(
                .malformed, line: field.line, field: ":62F:", found: "a closing balance",
                expected: "an opening balance before it")
        }
        let balance = try MT940Balance(field, named: ":62F:", in: bytes)
        guard balance.currency == closing.currency else {
            throw FeedError(
                .badCurrency, line: field.line, field: ":62F:", found: balance.currency.code,
                expected: closing.currency.code)
        }
        closing.closing = balance.balance
        balance.noteOddities(in: &closing, line: field.line)
        statement = closing
        closedBy = field
        mayBeCut = field.isLastLineOpen && !balance.isWrittenInFull
        if field.tag == .intermediateClosing {
            previousPage = Page(account: closing.account, closing: balance.balance)
        }
    }

    private mutating func beginEntry(
        _ field: MT940Field, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard statement != nil else {
            throw FeedError(
                .malformed, line: field.line, field: ":61:", found: "an entry",
                expected: "an opening balance before it")
        }
        try entries.begin(field, of: &statement, in: bytes)
        if closedBy != nil {
            statement?.note(
                "entry_after_closing", line: Int32(clamping: field.line),
                "An entry follows the closing balance.")
        }
        sawEnd = false
    }

    private mutating func finishStatement(
        line: Int, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var finished = statement else { return }
        if finished.closing == nil {
            finished.note(
                "no_closing_balance", line: Int32(clamping: line),
                "The statement has no closing balance; nothing proves that it is complete.")
        }
        finished.checkBalance(line: Int32(clamping: closedBy?.line ?? line))
        try entries.batch.handOn(emit)
        try emit(.statement(finished))
        statementCount += 1
        statement = nil
        closedBy = nil
        sawEnd = false
    }
}
