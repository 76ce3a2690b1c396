import Values

/// A movement being collected: record `22` and the `23` and `24` behind it.
struct Norma43Movement {
    private let encoding: CharacterEncoding
    private var entry: Entry?
    private var record: Norma43Record?
    private var clean = CleanText()
    /// Whether the concept before was cut at its full width and goes on in the next.
    private var isCut = false
    private var text = CleanText()
    /// The amount in another currency, as people write it.
    private var equivalent = ""

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    var isOpen: Bool { entry != nil }

    /// Reads a record `22`.
    ///
    /// - Throws: ``FeedError`` when its date, sign or amount cannot be read.
    mutating func begin(
        _ record: Norma43Record, currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let bookedOn = record.date(11, in: bytes) else {
            throw record.error(.badDate, 11, 16, expected: "a date YYMMDD", in: bytes)
        }
        var valueOn = record.date(17, in: bytes)
        if valueOn == nil, record.number(17, 22, in: bytes) == 0 { valueOn = bookedOn }
        guard let valueOn else {
            throw record.error(.badDate, 17, 22, expected: "a date YYMMDD", in: bytes)
        }
        let sign = record.number(28, 28, in: bytes)
        guard sign == 1 || sign == 2 else {
            throw record.error(.malformed, 28, 28, expected: "1 debit or 2 credit", in: bytes)
        }
        let magnitude = try record.amount(29, currency: currency, in: bytes)
        var entry = Entry(
            line: Int32(clamping: record.line), bookedOn: bookedOn, valueOn: valueOn,
            amountMinor: sign == 2 ? magnitude : -magnitude)
        let concept = record.number(23, 24, in: bytes).map(Int.init) ?? 99
        entry.kind = Norma43Codes.kind(concept: concept, isMoneyIn: sign == 2)
        entry.isReversal = Norma43Codes.isCorrection(concept: concept)
        self.entry = entry
        self.record = record
        isCut = false
        equivalent = ""
    }

    /// Takes a record `23`, which holds two pieces of text, or `24`.
    ///
    /// - Throws: ``FeedError`` for a NUL byte, or an amount that cannot be read.
    mutating func add(_ record: Norma43Record, in bytes: Span<UInt8>) throws(FeedError) {
        if record.type == .equivalence {
            let currency = try record.currency(5, in: bytes)
            let amount = try record.amount(8, currency: currency, in: bytes)
            equivalent = Money(minorUnits: amount, currency: currency).description
            return
        }
        guard text.bytes.count + record.range.count <= DelimitedRecords.maximumFieldBytes else {
            throw FeedError(
                .tooLarge, line: record.line, field: "record 23",
                expected: "at most \(DelimitedRecords.maximumFieldBytes) bytes of text")
        }
        // Columns beyond the last belong to the text too, see ``Norma43Reading``.
        try addText(record.columns(5, 42, in: bytes), of: record, in: bytes)
        try addText(record.columns(43, record.range.count, in: bytes), of: record, in: bytes)
    }

    /// Appends the open movement to a batch; nil when there is none.
    ///
    /// - Throws: ``FeedError`` for a NUL byte.
    mutating func finish(
        in bytes: Span<UInt8>, to batch: inout EntryBatch
    ) throws(FeedError) -> Entry? {
        guard var entry, let record else { return nil }
        var detail = EntryDetail(amountMinor: entry.amountMinor)
        do throws(NulByte) {
            try clean.append(bytes, record.columns(23, 24, in: bytes))
            clean.bytes.append(UInt8(ascii: "/"))
            try clean.append(bytes, record.columns(25, 27, in: bytes))
            entry.code = clean.take(to: &batch.text, encoding)
            // Which of the two references a bank fills, and with what, is its own affair.
            for columns in [record.columns(53, 64, in: bytes), record.columns(65, 80, in: bytes)]
            where Self.saysSomething(columns, in: bytes) {
                if !clean.bytes.isEmpty { clean.bytes.append(0x20) }
                try clean.append(bytes, columns)
            }
            entry.bankReference = clean.take(to: &batch.text, encoding)
            let document = record.columns(43, 52, in: bytes)
            if Self.saysSomething(document, in: bytes) { try clean.append(bytes, document) }
            detail.transactionID = clean.take(to: &batch.text, encoding)
        } catch {
            throw Self.nulByte(record)
        }
        entry.information = batch.text.appendText(equivalent)
        detail.text = text.take(to: &batch.text, encoding)
        entry.firstDetail = Int32(batch.details.count)
        entry.detailCount = 1
        batch.details.append(detail)
        batch.entries.append(entry)
        self.entry = nil
        return entry
    }

    /// A piece of 38 columns that is filled to its last goes on in the next; any other is a line.
    private mutating func addText(
        _ columns: Range<Int>, of record: Norma43Record, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let start = text.bytes.count
        let goesOn = isCut && !columns.isEmpty && bytes[columns.lowerBound] > 0x20
        if start > 0, !goesOn { text.bytes.append(0x0A) }
        let contentStart = text.bytes.count
        do throws(NulByte) {
            try text.append(bytes, columns)
        } catch {
            throw Self.nulByte(record)
        }
        if text.bytes.count == contentStart {
            text.bytes.removeLast(contentStart - start)
        }
        isCut = columns.count >= 38 && bytes[columns.upperBound - 1] > 0x20
    }

    /// Noughts and blanks fill what has no content.
    private static func saysSomething(_ columns: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        columns.contains { bytes[$0] > 0x20 && bytes[$0] != 0x30 }
    }

    private static func nulByte(_ record: Norma43Record) -> FeedError {
        FeedError(
            .badEncoding, line: record.line, field: "record 22, 23", found: "a NUL byte",
            expected: "text")
    }
}
