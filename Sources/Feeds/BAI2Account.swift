import Values

/// An account being read: its statement and the totals that its header announces.
struct BAI2Account {
    var statement: Statement
    var level = BAI2Level()
    private var totalCredits: Int64?
    private var totalDebits: Int64?

    /// Reads a record 03: the account, its currency, and its balances and totals.
    ///
    /// - Throws: ``FeedError`` for a field that cannot be read.
    init(
        _ record: BAI2Record, group: BAI2Group, in bytes: Span<UInt8>
    ) throws(FeedError) {
        var fields = BAI2Fields(record)
        var account: [UInt8] = []
        for index in fields.next(in: bytes) ?? 0..<0 where !bytes[index].isBlank {
            account.append(bytes[index])
        }
        guard !account.isEmpty else {
            throw FeedError(
                .malformed, line: record.line, field: "03 customer account number",
                expected: "an account")
        }
        var name: [UInt8] = []
        name.append(account.span, as: .detected(in: account.span))
        let currency =
            try Currency(
                bai2: fields.next(in: bytes), line: record.line, field: "03 currency", in: bytes)
            ?? group.currency
        statement = Statement(
            account: String(decoding: name, as: UTF8.self), currency: currency, kind: group.kind)
        level.count(record)
        try readSummaries(&fields, on: group.asOf, in: bytes)
        group.note(in: &statement, line: record.line)
    }

    /// Groups of a type, an amount, an item count and a funds type with its own fields.
    private mutating func readSummaries(
        _ fields: inout BAI2Fields, on day: CalendarDate, in bytes: Span<UInt8>
    ) throws(FeedError) {
        var next = fields.next(in: bytes)
        while let field = next {
            // Banks leave whole groups blank, or one field too many behind the last.
            guard !field.isEmpty else {
                next = fields.next(in: bytes)
                continue
            }
            let type = try BAI2Entry.type(field, line: fields.line, name: "03", in: bytes)
            if let amount = try fields.number("03 amount", in: bytes) {
                level.total += Int128(amount)
                take(type, amount, on: day)
            }
            _ = try fields.number("03 item count", in: bytes)
            let funds = try BAI2Entry.fundsDate(&fields, name: "03", in: bytes)
            next = funds.nextType ?? fields.next(in: bytes)
        }
    }

    private mutating func take(_ type: Int, _ amount: Int64, on day: CalendarDate) {
        switch type {
        case BAI2TypeCodes.openingLedger: statement.opening = Balance(amountMinor: amount, on: day)
        case BAI2TypeCodes.closingLedger: statement.closing = Balance(amountMinor: amount, on: day)
        case BAI2TypeCodes.totalCredits: totalCredits = amount
        case BAI2TypeCodes.totalDebits: totalDebits = amount
        default: break
        }
    }

    /// Checks everything the account's records say about themselves.
    ///
    /// - Throws: ``FeedError`` where records are missing or doubled.
    mutating func close(_ trailer: BAI2Trailer) throws(FeedError) {
        try level.checkCounts(trailer)
        let line = Int32(clamping: trailer.line)
        if let mistake = level.totalMistake(trailer) {
            statement.note("control_total", line: line, mistake)
        }
        checkSummary("credits", totalCredits, statement.creditCount, statement.creditMinor, line)
        checkSummary("debits", totalDebits, statement.debitCount, statement.debitMinor, line)
        statement.checkBalance(line: line)
    }

    /// A total may stand alone, without the entries it sums.
    private mutating func checkSummary(
        _ side: String, _ declared: Int64?, _ count: Int64, _ sum: Int64, _ line: Int32
    ) {
        guard let declared, count > 0, declared.magnitude != sum.magnitude else { return }
        statement.note(
            "control_total", line: line,
            "03 has total \(side) of \(statement.amount(Int128(declared))), "
                + "the entries add up to \(statement.amount(Int128(sum))).")
    }
}

/// What a record 02 says of all accounts of its group.
struct BAI2Group {
    var currency: Currency
    var asOf: CalendarDate
    var kind = StatementKind.endOfDay
    var level = BAI2Level()
    private var status = Status.update

    private enum Status: Int64 {
        case update = 1
        case deletion = 2
        case correction = 3
        case test = 4
    }

    /// - Parameters:
    ///   - record: a record 02.
    ///   - created: the file's day, for a group without one of its own.
    ///   - bytes: the file.
    /// - Throws: ``FeedError`` for a test, or a field that cannot be read.
    init(
        _ record: BAI2Record, created: CalendarDate?, in bytes: Span<UInt8>
    ) throws(FeedError) {
        var fields = BAI2Fields(record)
        _ = fields.next(in: bytes)
        _ = fields.next(in: bytes)
        if let number = try fields.number("02 group status", in: bytes) {
            guard let status = Status(rawValue: number) else {
                throw FeedError(
                    .malformed, line: record.line, field: "02 group status", found: "\(number)",
                    expected: "1, 2, 3 or 4")
            }
            self.status = status
        }
        guard status != .test else {
            throw FeedError(
                .testFile, line: record.line, field: "02 group status", found: "4", expected: "1")
        }
        guard let day = try fields.day("02 as-of date", in: bytes) ?? created else {
            throw FeedError(
                .badDate, line: record.line, field: "02 as-of date", expected: "a day YYMMDD")
        }
        asOf = day
        _ = fields.next(in: bytes)
        let written = try Currency(
            bai2: fields.next(in: bytes), line: record.line, field: "02 currency", in: bytes)
        // The format's currency where a file names none.
        guard let currency = written ?? Currency(code: "USD") else {
            throw FeedError(.badCurrency, line: record.line, field: "02 currency", expected: "USD")
        }
        self.currency = currency
        let modifier = try fields.number("02 as-of-date modifier", in: bytes)
        if modifier == 3 || modifier == 4 { kind = .intraday }
        // What a deletion holds must never be posted.
        if status == .deletion { kind = .notification }
        level.count(record)
    }

    /// Says in the statement that the bank takes an earlier one back or sends it anew.
    func note(in statement: inout Statement, line: Int) {
        switch status {
        case .deletion:
            statement.note(
                "group_deleted", line: Int32(clamping: line),
                "The bank takes this statement back; nothing of it is posted.")
        case .correction:
            statement.note(
                "group_corrected", line: Int32(clamping: line),
                "The bank sends this statement as a correction of an earlier one.")
        case .update, .test: break
        }
    }
}

extension Currency {
    /// The currency of a field; nil where it is blank.
    fileprivate init?(
        bai2 field: Range<Int>?, line: Int, field name: String, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let field, !field.isEmpty else { return nil }
        guard let currency = Currency(letters: bytes.extracting(field)) else {
            throw FeedError(
                .badCurrency, line: line, field: name, found: bytes.excerpt(field),
                expected: "a currency of ISO 4217")
        }
        self = currency
    }
}
