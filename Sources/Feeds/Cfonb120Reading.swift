import Values

/// Where a decoder stands inside a French statement file.
struct Cfonb120Reading {
    private var text: FixedText
    private var statement: Statement?
    /// The account number as record 01 writes it.
    private var accountField = 0..<0
    private var movement: Cfonb120Movement?
    private var batch = EntryBatch()
    private var previous: Statement?

    init(encoding: CharacterEncoding) {
        text = FixedText(encoding: encoding)
    }

    /// Takes the next record.
    mutating func take(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let isOpening = line.has("01", at: 1, in: bytes)
        guard isOpening == (statement == nil) else {
            throw line.error(
                .malformed, 1...40, "record", in: bytes,
                expected: isOpening ? "the new balance 07 first" : "an old balance 01")
        }
        if isOpening { return try open(line, in: bytes) }
        try checkAccount(line, in: bytes)
        if line.has("04", at: 1, in: bytes), let currency = statement?.currency {
            try finishMovement(in: bytes, emit: emit)
            movement = try Cfonb120Movement(line, currency, in: bytes)
        } else if line.has("05", at: 1, in: bytes) {
            guard movement != nil else {
                throw line.error(
                    .malformed, 1...48, "record 05", in: bytes, expected: "a movement 04 before it")
            }
            movement?.take(line, in: bytes)
        } else if line.has("07", at: 1, in: bytes) {
            try close(line, in: bytes, emit: emit)
        } else {
            throw line.error(
                .malformed, 1...40, "record", in: bytes, expected: "01, 04, 05 or 07")
        }
    }

    /// Takes the end of the file.
    func finish(line: Int) throws(FeedError) {
        guard statement == nil, previous != nil else {
            throw FeedError(
                .truncated, line: line, field: "record 07", found: "the end of the file",
                expected: "a new balance")
        }
    }

    private mutating func open(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        guard let currency = Currency(letters: bytes.extracting(line.field(17...19, in: bytes)))
        else {
            throw line.error(
                .badCurrency, 17...19, "record 01, currency", in: bytes,
                expected: "a currency of ISO 4217")
        }
        accountField = line.field(22...32, in: bytes)
        var opened = Statement(
            account: try account(line, in: bytes), currency: currency, kind: .endOfDay)
        opened.opening = try balance(line, currency, in: bytes)
        if let previous, previous.account == opened.account, previous.currency == currency,
            let carried = previous.closing?.amountMinor, let opening = opened.opening?.amountMinor,
            carried != opening
        {
            opened.note(
                "balance_chain", line: Int32(clamping: line.number),
                "The statement before closes with \(opened.amount(Int128(carried))), this one "
                    + "opens with \(opened.amount(Int128(opening))).")
        }
        statement = opened
    }

    /// Bank, branch and number, as they stand in the middle of a French IBAN.
    private mutating func account(
        _ line: FixedLine, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        do throws(NulByte) {
            let number = try text.string(accountField, in: bytes, removesBlanks: true)
            let bank = try text.string(line.field(3...7, in: bytes), in: bytes)
            let branch = try text.string(line.field(12...16, in: bytes), in: bytes)
            guard number.isEmpty else { return bank + branch + number }
        } catch {
            throw .nulByte(line: line.number)
        }
        throw line.error(
            .malformed, 22...32, "record 01, account", in: bytes, expected: "an account number")
    }

    private func balance(
        _ line: FixedLine, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Balance {
        guard let on = line.dayFirstDate(35...40, in: bytes) else {
            throw line.error(.badDate, 35...40, "balance date", in: bytes, expected: "DDMMYY")
        }
        return Balance(
            amountMinor: try Cfonb120Amount.amount(of: line, currency, in: bytes), on: on)
    }

    /// A record of another account or currency means that records are missing.
    private func checkAccount(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        let account = line.field(22...32, in: bytes)
        let isSame =
            account.count == accountField.count
            && zip(account, accountField).allSatisfy { bytes[$0] == bytes[$1] }
            && Currency(letters: bytes.extracting(line.field(17...19, in: bytes)))
                == statement?.currency
        guard isSame else {
            throw line.error(
                .malformed, 17...32, "currency and account", in: bytes,
                expected: "those of the old balance")
        }
    }

    private mutating func finishMovement(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let finished = movement, var open = statement else { return }
        movement = nil
        do throws(NulByte) {
            try finished.append(to: &batch, &text, &open, in: bytes)
        } catch {
            throw .nulByte(line: Int(finished.entry.line))
        }
        try open.count(finished.entry)
        statement = open
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private mutating func close(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try finishMovement(in: bytes, emit: emit)
        guard var closing = statement else { return }
        closing.closing = try balance(line, closing.currency, in: bytes)
        closing.checkBalance(line: Int32(clamping: line.number))
        try batch.handOn(emit)
        try emit(.statement(closing))
        previous = closing
        statement = nil
    }
}
