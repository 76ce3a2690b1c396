import Values

/// Where a decoder stands inside a CODA file.
struct CodaReading {
    private let encoding: CharacterEncoding
    private var group: Group?
    private var statement: Statement?
    private var isClosed = false
    /// The account as record 1 writes it, for record 8.
    private var accountField = 0..<0
    private var parent: CodaMovement?
    private var parts: [CodaMovement] = []
    private var batch = EntryBatch()
    private var assembly: CodaAssembly
    private var previous: Statement?

    /// Records 0 to 9.
    private struct Group {
        var isDuplicate: Bool
        var records: Int64 = 0
        var creditMinor: Int128 = 0
        var debitMinor: Int128 = 0
    }

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
        assembly = CodaAssembly(encoding: encoding)
    }

    /// Takes the next record.
    mutating func take(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let record = line.byte(1, in: bytes)
        guard (record == UInt8(ascii: "0")) == (group == nil) else {
            throw line.error(
                .malformed, 1...16, "record", in: bytes,
                expected: group == nil ? "a header record 0" : "a record 9 before the next header")
        }
        switch record {
        case UInt8(ascii: "0"): try begin(line, in: bytes)
        case UInt8(ascii: "1"): try open(line, in: bytes, emit: emit)
        case UInt8(ascii: "2"), UInt8(ascii: "3"): try takeMovement(line, in: bytes, emit: emit)
        case UInt8(ascii: "4"): return
        case UInt8(ascii: "8"): try close(line, in: bytes, emit: emit)
        case UInt8(ascii: "9"): try end(line, in: bytes, emit: emit)
        default:
            throw line.error(
                .malformed, 1...16, "record", in: bytes, expected: "0, 1, 2, 3, 4, 8 or 9")
        }
        if record != UInt8(ascii: "0") { group?.records += 1 }
    }

    /// Takes the end of the file.
    func finish(line: Int) throws(FeedError) {
        guard group == nil, previous != nil else {
            throw FeedError(
                .truncated, line: line, field: "record 9", found: "the end of the file",
                expected: "a trailer record")
        }
    }

    private mutating func begin(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        guard line.byte(128, in: bytes) == UInt8(ascii: "2") else {
            throw line.error(
                .malformed, 128...128, "record 0, version", in: bytes, expected: "version 2")
        }
        group = Group(isDuplicate: line.byte(17, in: bytes) == UInt8(ascii: "D"))
    }

    private mutating func open(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if isClosed { try emitStatement(emit) }
        guard statement == nil else {
            throw line.error(
                .malformed, 1...16, "record 1", in: bytes, expected: "a new balance, record 8")
        }
        let isBelgianNumber = line.byte(2, in: bytes) == UInt8(ascii: "0")
        let number = line.field(isBelgianNumber ? 6...17 : 6...39, in: bytes)
        let currencyColumns = isBelgianNumber ? 19...21 : 40...42
        guard
            let currency = Currency(
                letters: bytes.extracting(line.field(currencyColumns, in: bytes)))
        else {
            throw line.error(
                .badCurrency, currencyColumns, "record 1, currency", in: bytes,
                expected: "a currency of ISO 4217")
        }
        let account = try account(number, line, in: bytes)
        var opened = Statement(account: account, currency: currency, kind: .endOfDay)
        let paper = line.number(3...5, in: bytes) ?? 0
        let coded = line.number(126...128, in: bytes) ?? 0
        opened.sequence = coded > 0 ? coded : paper > 0 ? paper : nil
        opened.opening = try balance(line, sign: 43, 44...58, 59...64, currency, in: bytes)
        accountField = line.field(6...42, in: bytes)
        checkChain(&opened, line)
        if group?.isDuplicate == true {
            opened.note(
                "duplicate_file", line: Int32(clamping: line.number),
                "The bank marks the file as a duplicate of one it has sent.")
        }
        statement = opened
    }

    private func account(
        _ field: Range<Int>, _ line: FixedLine, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        var text = FixedText(encoding: encoding)
        let account: String
        do throws(NulByte) {
            account = try text.string(field, in: bytes, removesBlanks: true)
        } catch {
            throw .nulByte(line: line.number)
        }
        guard !account.isEmpty else {
            throw line.error(
                .malformed, 6...42, "record 1, account", in: bytes, expected: "an account number")
        }
        return account
    }

    private func balance(
        _ line: FixedLine, sign: Int, _ amount: ClosedRange<Int>, _ date: ClosedRange<Int>,
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Balance {
        let minor = try CodaFields.amount(
            sign: sign, amount, "balance", of: line, currency, in: bytes)
        guard let on = line.dayFirstDate(date, in: bytes) else {
            throw line.error(.badDate, date, "balance date", in: bytes, expected: "DDMMYY")
        }
        return Balance(amountMinor: minor, on: on)
    }

    /// The old balance is the new balance of the account's statement before.
    private func checkChain(_ opened: inout Statement, _ line: FixedLine) {
        guard let previous, previous.account == opened.account,
            previous.currency == opened.currency, let carried = previous.closing?.amountMinor,
            let opening = opened.opening?.amountMinor, carried != opening
        else { return }
        opened.note(
            "balance_chain", line: Int32(clamping: line.number),
            "The statement before closes with \(opened.amount(Int128(carried))), this one opens "
                + "with \(opened.amount(Int128(opening))).")
    }

    private mutating func takeMovement(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let currency = statement?.currency, !isClosed else {
            throw line.error(
                .malformed, 1...16, "record", in: bytes, expected: "an old balance, record 1")
        }
        guard line.has("21", at: 1, in: bytes) else { return try takeContinuation(line, in: bytes) }
        let movement = try CodaMovement(line, currency: currency, in: bytes)
        if movement.detailNumber == 0 {
            noteGap(before: movement)
            try finishEntry(in: bytes, emit: emit)
            parent = movement
        } else if movement.sequence == parent?.sequence {
            parts.append(movement)
        } else {
            throw line.error(
                .malformed, 3...10, "record 2.1, detail number", in: bytes,
                expected: "the movement that this is a detail of")
        }
    }

    private mutating func takeContinuation(
        _ line: FixedLine, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let isTaken =
            parts.isEmpty
            ? try parent?.take(line, in: bytes)
            : try parts[parts.count - 1].take(line, in: bytes)
        guard isTaken == true else {
            throw line.error(
                .malformed, 1...10, "record", in: bytes,
                expected: "a record that continues the movement before it")
        }
    }

    private mutating func noteGap(before movement: CodaMovement) {
        let expected = (parent?.sequence ?? 0) + 1
        // The numbering has four digits and starts again behind them.
        guard movement.sequence != expected % 10_000 else { return }
        statement?.note(
            "sequence_gap", line: Int32(clamping: movement.line),
            "The movement has the number \(movement.sequence), expected was \(expected).")
    }

    /// Completes the movement whose details have been read to their end.
    private mutating func finishEntry(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let movement = parent, var open = statement else { return }
        parent = nil
        defer { parts.removeAll(keepingCapacity: true) }
        var entry = Entry(
            line: Int32(clamping: movement.line), bookedOn: movement.bookedOn,
            valueOn: movement.valueOn, amountMinor: movement.amountMinor)
        let details: [EntryDetail]
        do throws(NulByte) {
            details = try assembly.details(
                of: movement, parts, &entry, in: &open, bytes, to: &batch.text)
        } catch {
            throw .nulByte(line: movement.line)
        }
        batch.append(entry, details: details)
        try open.count(entry)
        statement = open
        if entry.amountMinor < 0 {
            group?.debitMinor -= Int128(entry.amountMinor)
        } else {
            group?.creditMinor += Int128(entry.amountMinor)
        }
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private mutating func close(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try finishEntry(in: bytes, emit: emit)
        guard var closing = statement, !isClosed else {
            throw line.error(
                .malformed, 1...16, "record 8", in: bytes, expected: "an old balance, record 1")
        }
        closing.closing = try balance(
            line, sign: 42, 43...57, 58...63, closing.currency, in: bytes)
        let account = line.field(5...41, in: bytes)
        let isSame =
            account.count == accountField.count
            && zip(account, accountField).allSatisfy { bytes[$0] == bytes[$1] }
        if !isSame {
            closing.note(
                "account_differs", line: Int32(clamping: line.number),
                "The new balance names another account than the old balance.")
        }
        closing.checkBalance(line: Int32(clamping: line.number))
        statement = closing
        isClosed = true
    }

    private mutating func end(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let group, var closing = statement, isClosed else {
            throw line.error(
                .malformed, 1...16, "record 9", in: bytes, expected: "a new balance, record 8")
        }
        guard let records = line.number(17...22, in: bytes) else {
            throw line.error(
                .malformed, 17...22, "record 9, number of records", in: bytes,
                expected: "six digits")
        }
        let debit = try CodaFields.amount(
            23...37, "record 9, debits", of: line, closing.currency, in: bytes)
        let credit = try CodaFields.amount(
            38...52, "record 9, credits", of: line, closing.currency, in: bytes)
        let number = Int32(clamping: line.number)
        if records != group.records {
            closing.note(
                "control_total", line: number,
                "The trailer counts \(records) records, the file has \(group.records).")
        }
        for (name, told, found) in [
            ("debits", Int128(debit), group.debitMinor),
            ("credits", Int128(credit), group.creditMinor),
        ] where told != found {
            closing.note(
                "control_total", line: number,
                "The trailer has \(name) of \(closing.amount(told)), the movements add up to "
                    + "\(closing.amount(found)).")
        }
        statement = closing
        try emitStatement(emit)
        self.group = nil
    }

    private mutating func emitStatement(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let finished = statement else { return }
        try batch.handOn(emit)
        try emit(.statement(finished))
        previous = finished
        statement = nil
        isClosed = false
    }
}
