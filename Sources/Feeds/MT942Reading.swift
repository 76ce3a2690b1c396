import Values

/// Where a decoder stands inside an MT942 file: the open message and the entry being collected.
struct MT942Reading {
    private let encoding: CharacterEncoding
    private var header = MT940Header()
    private var statement: Statement?
    private var entries: MT940Entries
    private var credits = MT942Sums()
    private var debits = MT942Sums()
    private var hasEntries = false
    /// Whether `:90D:`, `:90C:` or an end of message followed the entries.
    private var sawEnd = false
    private var statementCount = 0

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
        entries = MT940Entries(.report, encoding: encoding)
    }

    /// Whether an entry was read and not yet the totals that follow the last.
    var isBetweenEntries: Bool {
        hasEntries && credits.declared == nil && debits.declared == nil
    }

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
            try finishEntry(in: bytes, emit: emit)
            try beginEntry(field, in: bytes)
        case .reference, .account, .number, .relatedReference:
            try finishEntry(in: bytes, emit: emit)
            // Some banks write the floor limit before the rest of the header.
            if field.tag == .reference || statement != nil && (hasEntries || sawEnd) {
                try finishStatement(line: field.line, emit: emit)
            }
            try header.take(field, encoding: encoding, in: bytes)
        case .floorLimit:
            try takeFloorLimit(field, in: bytes)
        case .debitTotal, .creditTotal:
            try finishEntry(in: bytes, emit: emit)
            try takeTotal(field, in: bytes)
        case .opening, .intermediateOpening, .closing, .intermediateClosing, .available:
            throw FeedError(
                .unknownFormat, line: field.line, field: ":60F:, :62F: or :64:",
                found: "a balance", expected: "an interim report MT942, which has none")
        case .reportTime, .ignored: break
        }
    }

    /// Takes the end of the file.
    mutating func finish(
        endsWithTerminator: Bool, line: Int, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if endsWithTerminator { sawEnd = true }
        try finishEntry(in: bytes, emit: emit)
        guard statement != nil else {
            if header.isEmpty, statementCount > 0 { return }
            throw FeedError(
                bytes.isEmpty ? .empty : header.isEmpty ? .malformed : .truncated, line: line,
                field: ":34F:", found: "the end of the file", expected: "a floor limit")
        }
        guard sawEnd else {
            throw FeedError(
                .truncated, line: line, field: ":90D:, :90C:", found: "the end of the file",
                expected: "number and sum of the entries, or an end of message")
        }
        for sums in [debits, credits] {
            if let declared = sums.declared, declared.mayBeCut, !sums.agree {
                throw FeedError(
                    .truncated, line: Int(declared.line), field: ":90D:, :90C:",
                    found: "the end of the file", expected: "the sum of the entries or a line end")
            }
        }
        try finishStatement(line: line, emit: emit)
    }

    private mutating func beginEntry(
        _ field: MT940Field, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard statement != nil else {
            throw FeedError(
                .badCurrency, line: field.line, field: ":34F:", found: "an entry",
                expected: "a floor limit before it, which names the currency")
        }
        try entries.begin(field, of: &statement, in: bytes)
        (hasEntries, sawEnd) = (true, false)
    }

    private mutating func finishEntry(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let entry = try entries.finish(of: &statement, in: bytes, emit: emit) else { return }
        if entry.amountMinor < 0 {
            debits.add(-entry.amountMinor, isBooked: entry.status == .booked)
        } else {
            credits.add(entry.amountMinor, isBooked: entry.status == .booked)
        }
    }

    /// `:34F:EURD0,00`: a currency, perhaps a mark, and the amount below which nothing is listed.
    private mutating func takeFloorLimit(
        _ field: MT940Field, in bytes: Span<UInt8>
    ) throws(FeedError) {
        var cursor = MT940Cursor(field, named: ":34F:")
        let currency = try cursor.currency(in: bytes)
        if !cursor.take("D", in: bytes) { _ = cursor.take("C", in: bytes) }
        cursor.passBlanks(in: bytes)
        _ = try cursor.amount(in: currency, from: bytes)
        guard !header.account.isEmpty else {
            throw FeedError(
                .malformed, line: field.line, field: ":25:", expected: "an account before :34F:")
        }
        guard let open = statement else {
            var opened = header.statement(currency: currency)
            opened.kind = .intraday
            statement = opened
            sawEnd = false
            return
        }
        guard open.currency == currency else {
            throw FeedError(
                .badCurrency, line: field.line, field: ":34F:", found: currency.code,
                expected: open.currency.code)
        }
    }

    /// `:90D:2EUR10,50`: how many entries there are, and their sum.
    private mutating func takeTotal(
        _ field: MT940Field, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let open = statement else {
            throw FeedError(
                .malformed, line: field.line, field: ":90D:, :90C:", found: "totals",
                expected: "a floor limit :34F: before them")
        }
        var cursor = MT940Cursor(field, named: ":90D:, :90C:")
        let count = try cursor.count(in: bytes)
        let currency = try cursor.currency(in: bytes)
        guard currency == open.currency else {
            throw FeedError(
                .badCurrency, line: field.line, field: ":90D:, :90C:", found: currency.code,
                expected: open.currency.code)
        }
        let amount = try cursor.amount(in: currency, from: bytes)
        let declared = MT942Sums.Declared(
            count: count, minor: amount.minor, line: Int32(clamping: field.line),
            mayBeCut: field.isLastLineOpen
                && (amount.fractionDigits ?? -1) < currency.minorDigits)
        if field.tag == .debitTotal {
            debits.declared = declared
        } else {
            credits.declared = declared
        }
        sawEnd = true
    }

    private mutating func finishStatement(
        line: Int, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if var finished = statement {
            debits.check(":90D:", in: &finished)
            credits.check(":90C:", in: &finished)
            try entries.batch.handOn(emit)
            try emit(.statement(finished))
            statementCount += 1
        } else if !header.isEmpty {
            throw FeedError(
                .malformed, line: line, field: ":34F:", found: "the next message",
                expected: "a floor limit, which names the currency")
        }
        statement = nil
        header = MT940Header()
        (credits, debits) = (MT942Sums(), MT942Sums())
        (hasEntries, sawEnd) = (false, false)
    }
}
