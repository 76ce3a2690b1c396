import Values

/// The values of one `STMTTRN`, where they stand in the file, until its end.
struct OFXTransaction {
    var line: Int
    /// Of a list of pending transactions.
    var isPending: Bool
    private var values: [OFXTag: OFXValue] = [:]
    private var payee = OFXValue()
    private var otherBank = OFXValue()
    private var otherAccount = OFXValue()
    private var symbol = OFXValue()

    init(line: Int, isPending: Bool) {
        self.line = line
        self.isPending = isPending
    }

    /// Keeps a value that stands in the transaction itself.
    ///
    /// - Throws: ``FeedError`` where what the booking is made of stands there twice.
    mutating func take(_ token: OFXToken) throws(FeedError) {
        guard !token.value.isEmpty else { return }
        guard values[token.tag] == nil else {
            if token.tag == .amount || token.tag == .posted {
                throw FeedError(
                    .malformed, line: token.line, field: "STMTTRN",
                    found: "a second \(token.tag)", expected: "the end of the transaction first")
            }
            return
        }
        values[token.tag] = token.value
    }

    /// Keeps a value that stands in one of the transaction's aggregates.
    mutating func take(_ token: OFXToken, in aggregate: OFXTag) {
        switch (aggregate, token.tag) {
        case (.payee, .name): payee = token.value
        case (.otherAccount, .bankID), (.account, .bankID): otherBank = token.value
        case (.otherAccount, .accountID), (.account, .accountID): otherAccount = token.value
        case (.currency, .currencySymbol): symbol = token.value
        default: break
        }
    }

    /// Appends the transaction to a batch.
    ///
    /// - Throws: ``FeedError`` for an amount, date or currency that cannot be read, or a NUL byte.
    func append(
        to batch: inout EntryBatch, of statement: inout Statement, _ text: inout OFXText,
        in bytes: Span<UInt8>
    ) throws(FeedError) {
        try checkCurrency(statement.currency, in: bytes)
        var entry = Entry(
            line: Int32(clamping: line), bookedOn: try bookedOn(in: bytes),
            valueOn: CalendarDate(daysSince2000: 0),
            amountMinor: try amount(statement.currency, in: bytes))
        entry.valueOn = valueOn(or: entry.bookedOn, &statement, in: bytes)
        var detail = EntryDetail(amountMinor: entry.amountMinor)
        do throws(NulByte) {
            try describe(&entry, &detail, &batch.text, &text, in: bytes)
            try noteCorrection(&entry, &detail, &statement, &batch.text, &text, in: bytes)
        } catch {
            throw FeedError(
                .badEncoding, line: line, field: "STMTTRN", found: "a NUL byte", expected: "text")
        }
        batch.append(entry, details: [detail])
        try statement.count(entry)
    }

    /// `CURRENCY` says that the amount is in that currency and not in the statement's.
    private func checkCurrency(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard !symbol.isEmpty,
            Currency(letters: bytes.extracting(symbol.range)) != currency
        else { return }
        throw FeedError(
            .badCurrency, line: line, field: "STMTTRN/CURRENCY/CURSYM", at: symbol.range, in: bytes,
            expected: "\(currency), in which the statement is")
    }

    private func amount(_ currency: Currency, in bytes: Span<UInt8>) throws(FeedError) -> Int64 {
        let range = values[.amount]?.range ?? 0..<0
        do throws(MoneyError) {
            return try OFXValues.amount(range, in: bytes, currency)
        } catch {
            throw FeedError(
                .badAmount, line: line, field: "TRNAMT", at: range, in: bytes,
                expected: error.expected(in: currency))
        }
    }

    private func bookedOn(in bytes: Span<UInt8>) throws(FeedError) -> CalendarDate {
        let range = values[.posted]?.range ?? 0..<0
        guard let date = OFXValues.date(range, in: bytes) else {
            throw FeedError(
                .badDate, line: line, field: "DTPOSTED", at: range, in: bytes,
                expected: "a date such as 20240131")
        }
        return date
    }

    private func valueOn(
        or bookedOn: CalendarDate, _ statement: inout Statement, in bytes: Span<UInt8>
    ) -> CalendarDate {
        guard let value = values[.available] else { return bookedOn }
        if let date = OFXValues.date(value.range, in: bytes) { return date }
        statement.note(
            "bad_value_date", line: Int32(clamping: line),
            "DTAVAIL is no date; the booking date was taken.")
        return bookedOn
    }

    private func describe(
        _ entry: inout Entry, _ detail: inout EntryDetail, _ arena: inout [UInt8],
        _ text: inout OFXText, in bytes: Span<UInt8>
    ) throws(NulByte) {
        let type = try text.string(self[.type], in: bytes).uppercased()
        entry.code = arena.appendText(type)
        entry.kind = OFXCodes.kind(of: type, isMoneyIn: entry.amountMinor > 0)
        if isPending || type == OFXCodes.hold { entry.status = .pending }
        entry.bankReference = try text.take(self[.transactionID], in: bytes, to: &arena)
        let check = try text.string(self[.checkNumber], in: bytes)
        // Banks that have no cheque number write noughts.
        if check.contains(where: { $0 != "0" }) { entry.ownReference = arena.appendText(check) }
        detail.transactionID = try text.take(self[.referenceNumber], in: bytes, to: &arena)

        detail.partyName = try text.take(
            payee.isEmpty ? description : payee, in: bytes, to: &arena)
        detail.partyAccount = try partyAccount(&arena, &text, in: bytes)
        detail.text = try remittance(&arena, &text, in: bytes)
    }

    private func partyAccount(
        _ arena: inout [UInt8], _ text: inout OFXText, in bytes: Span<UInt8>
    ) throws(NulByte) -> TextRange {
        let bank = try text.string(otherBank, in: bytes)
        let account = try text.string(otherAccount, in: bytes)
        guard !account.isEmpty else { return .empty }
        let joined = bank.isEmpty ? account : bank + "/" + account
        return arena.appendText(joined.filter { $0 != " " })
    }

    /// The memo, behind the name where that is a description: banks write what a payment is for
    /// into either.
    private func remittance(
        _ arena: inout [UInt8], _ text: inout OFXText, in bytes: Span<UInt8>
    ) throws(NulByte) -> TextRange {
        let start = arena.count
        let memo = self[.memo]
        let isRepeated =
            description.range.count <= memo.range.count
            && zip(description.range, memo.range).allSatisfy { bytes[$0] == bytes[$1] }
        if !isRepeated {
            _ = try text.take(description, in: bytes, to: &arena)
            if !memo.isEmpty, arena.count > start { arena.append(0x0A) }
        }
        _ = try text.take(memo, in: bytes, to: &arena, joinsLines: false)
        let count = arena.count - start
        return count == 0 ? .empty : TextRange(start: start, count: count)
    }

    /// A correction speaks of a transaction that another download may have delivered.
    private func noteCorrection(
        _ entry: inout Entry, _ detail: inout EntryDetail, _ statement: inout Statement,
        _ arena: inout [UInt8], _ text: inout OFXText, in bytes: Span<UInt8>
    ) throws(NulByte) {
        let corrected = try text.string(self[.correctedID], in: bytes)
        guard !corrected.isEmpty else { return }
        detail.originalReferences = arena.appendText(corrected)
        let isDeleted =
            try text.string(self[.correctionAction], in: bytes).uppercased() == "DELETE"
        // What is deleted is repeated for information; it is no booking of its own.
        if isDeleted { entry.status = .information }
        statement.note(
            "corrects_earlier", line: Int32(clamping: line),
            "The bank \(isDeleted ? "deletes" : "replaces") its transaction \(corrected); "
                + "see that it is not posted as well.")
    }

    /// The longer name where there are two: `NAME` ends after 32 characters.
    private var description: OFXValue {
        self[.extendedName].isEmpty ? self[.name] : self[.extendedName]
    }

    private subscript(_ tag: OFXTag) -> OFXValue { values[tag] ?? OFXValue() }
}
