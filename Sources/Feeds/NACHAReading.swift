import Values

/// Where a decoder stands inside a file of the clearing house: the open file, batch and entry.
struct NACHAReading {
    /// Addenda of an entry at most, by the rules.
    private static let maximumAddenda = 9_999

    private let encoding: CharacterEncoding
    private let readPayload: NACHA.ReadPayload?
    private var assembly: NACHAEntry
    private var entries = EntryBatch()
    private var file: OpenFile?
    private var batch: NACHABatch?
    private var entry: NACHARecord?
    private var addenda: [NACHARecord] = []
    /// The last finished statement, held back for what the end of the file says.
    private var heldBack: Statement?
    private var sawTrailer = false

    private struct OpenFile {
        var hasHeader = false
        var created: CalendarDate?
        var isAdvice = false
        var totals = NACHATotals()
        var batchCount: Int64 = 0
        var recordCount: Int64 = 0
        /// Line of a header that does not come first.
        var lateHeader: Int?
    }

    init(encoding: CharacterEncoding, readPayload: NACHA.ReadPayload?) {
        self.encoding = encoding
        self.readPayload = readPayload
        assembly = NACHAEntry(encoding: encoding)
    }

    /// Takes the next record of the file.
    ///
    /// - Throws: ``FeedError``; also any that `emit` throws.
    mutating func take(
        _ record: NACHARecord, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if file == nil, sawTrailer, record.range.allSatisfy({ bytes[$0] == 0x39 }) { return }
        switch record.type(in: bytes) {
        case UInt8(ascii: "1"): try openFile(record, in: bytes)
        case UInt8(ascii: "5"):
            guard batch == nil, file != nil || !sawTrailer else {
                throw misplaced(record, "a batch control (8) before it", in: bytes)
            }
            if file == nil { file = OpenFile() }
            try emitHeldBack(emit)
            try openBatch(record, in: bytes)
        case UInt8(ascii: "6"):
            guard batch != nil else { throw misplaced(record, "a batch header (5)", in: bytes) }
            try finishEntry(in: bytes, emit: emit)
            entry = record
        case UInt8(ascii: "7"):
            guard entry != nil else { throw misplaced(record, "an entry (6)", in: bytes) }
            guard addenda.count < Self.maximumAddenda else {
                throw FeedError(
                    .tooLarge, line: record.line, field: "7",
                    expected: "at most \(Self.maximumAddenda) addenda")
            }
            addenda.append(record)
        case UInt8(ascii: "8"): try closeBatch(record, in: bytes, emit: emit)
        case UInt8(ascii: "9"): try closeFile(record, in: bytes)
        default: throw misplaced(record, "1, 5, 6, 7, 8 or 9", in: bytes)
        }
        file?.recordCount += 1
    }

    /// Ends the file.
    ///
    /// - Throws: ``FeedError`` where its control record is missing.
    mutating func finish(
        line: Int, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard file == nil, sawTrailer else {
            throw FeedError(
                file == nil ? .malformed : .truncated, line: line, field: "9",
                found: "the end of the file", expected: "a file control record")
        }
        try emitHeldBack(emit)
    }

    private mutating func openFile(
        _ record: NACHARecord, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard file?.hasHeader != true else {
            throw misplaced(record, "a file control record (9) before it", in: bytes)
        }
        if file != nil { file?.lateHeader = record.line } else { file = OpenFile() }
        file?.hasHeader = true
        file?.created = CalendarDate(
            digits: bytes.extracting(record.columns(24, 29, in: bytes)))
    }

    private mutating func openBatch(
        _ record: NACHARecord, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let dollar = Currency(code: "USD") else { return }
        let opened = try NACHABatch(
            record, created: file?.created, currency: dollar, encoding, in: bytes)
        if opened.layout == .advice { file?.isAdvice = true }
        assembly.begin(opened)
        batch = opened
    }

    /// Completes the entry whose addenda have been read to their end.
    private mutating func finishEntry(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let record = entry, var open = batch else { return }
        // Not shared while it is changed, or each entry would copy it.
        batch = nil
        entry = nil
        try assembly.append(record, addenda, to: &open, &entries, in: bytes)
        if let readPayload, let payload = assembly.payload(of: open, record, in: bytes) {
            var advice: [Advice] = []
            do throws(FeedError) {
                advice = try readPayload(payload)
            } catch {
                open.statement.note(
                    "advice", line: Int32(clamping: record.line),
                    "The remittance in the addenda cannot be read: \(error).")
            }
            for one in advice { try emit(.advice(one)) }
        }
        batch = open
        addenda.removeAll(keepingCapacity: true)
        if entries.entries.count == entriesPerBatch { try entries.handOn(emit) }
    }

    private mutating func closeBatch(
        _ record: NACHARecord, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try finishEntry(in: bytes, emit: emit)
        guard var closing = batch else {
            throw misplaced(record, "a batch header (5)", in: bytes)
        }
        try closing.close(record, encoding, in: bytes)
        try entries.handOn(emit)
        heldBack = closing.statement
        file?.totals.add(closing.totals)
        file?.batchCount += 1
        batch = nil
    }

    private mutating func closeFile(
        _ record: NACHARecord, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let closing = file, batch == nil else {
            throw misplaced(record, "a batch control (8) before it", in: bytes)
        }
        guard closing.hasHeader else {
            throw misplaced(record, "a file header (1) before it", in: bytes)
        }
        let batches = try record.number(2, 7, "9 batch count", in: bytes)
        let blocks = try record.number(8, 13, "9 block count", in: bytes)
        let declared = try NACHATotals.declared(
            by: record, first: 14, countWidth: 8, isAdvice: closing.isAdvice, "9", in: bytes)
        guard batches == closing.batchCount else {
            throw FeedError(
                .controlTotal, line: record.line, field: "9 batch count", found: "\(batches)",
                expected: "\(closing.batchCount)")
        }
        try closing.totals.check(declared, "9", line: record.line)
        let line = Int32(clamping: record.line)
        let ownBlocks = (closing.recordCount + 10) / 10
        if blocks != ownBlocks {
            heldBack?.note(
                "block_count", line: line,
                "The file counts \(blocks) blocks of ten records, there are \(ownBlocks).")
        }
        if let late = closing.lateHeader {
            heldBack?.note(
                "record_order", line: Int32(clamping: late),
                "The file header does not come first.")
        }
        file = nil
        sawTrailer = true
    }

    private mutating func emitHeldBack(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let statement = heldBack else { return }
        heldBack = nil
        try emit(.statement(statement))
    }

    private func misplaced(
        _ record: NACHARecord, _ expected: String, in bytes: Span<UInt8>
    ) -> FeedError {
        FeedError(
            .malformed, line: record.line, field: "record type",
            found: bytes.excerpt(record.columns(1, 40, in: bytes)), expected: expected)
    }
}
