import Values

/// Where a decoder stands inside a lockbox file: the open box, batch and cheque.
struct BAILockboxReading {
    private let encoding: CharacterEncoding
    private var assembly: BAILockboxCheque
    private var batch = EntryBatch()
    private var hasHeader = false
    private var created: CalendarDate?
    private var recordCount: Int64 = 0
    private var box: Box?
    /// What the open batch, the box and its checks hold so far.
    private var batchSum = Sum()
    private var cheque: BAILockboxRecord?
    private var overflows: [BAILockboxRecord] = []
    private var sawTrailer = false

    private struct Sum {
        var count: Int64 = 0
        var minor: Int64 = 0
    }

    private struct Box {
        var statement: Statement
        var depositedOn: CalendarDate
        var sum = Sum()
    }

    /// Overflow records of one cheque; their sequence number has two digits, and starts again.
    private static let maximumOverflows = 999
    /// Banks agree with their customers on up to 400 columns.
    private static let maximumColumns = 1_024

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
        assembly = BAILockboxCheque(encoding: encoding)
    }

    /// Takes the next record of the file.
    ///
    /// - Throws: ``FeedError``; also any that `emit` throws.
    mutating func take(
        _ record: BAILockboxRecord, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let type = record.type(in: bytes)
        if type != UInt8(ascii: "4") { try finishCheque(in: bytes, emit: emit) }
        recordCount += 1
        guard record.range.count <= Self.maximumColumns else {
            throw FeedError(
                .tooLarge, line: record.line, field: "record",
                expected: "at most \(Self.maximumColumns) columns")
        }
        guard type == UInt8(ascii: "1") || hasHeader else {
            throw misplaced(record, "a record 1 before it", in: bytes)
        }
        switch type {
        case UInt8(ascii: "1"):
            guard !hasHeader else { throw misplaced(record, "a record 9 before it", in: bytes) }
            (hasHeader, recordCount, created) = (true, 1, record.day(24, 29, in: bytes))
        case UInt8(ascii: "2"): try closeBox(emit)
        case UInt8(ascii: "5"): try openBox(record, in: bytes, emit: emit)
        case UInt8(ascii: "6"):
            guard box != nil else { throw misplaced(record, "a record 5 before it", in: bytes) }
            cheque = record
        case UInt8(ascii: "4"):
            guard cheque != nil, overflows.count < Self.maximumOverflows else {
                let few = "a record 6 and at most \(Self.maximumOverflows) records 4 before it"
                throw misplaced(record, few, in: bytes)
            }
            overflows.append(record)
        case UInt8(ascii: "7"): try closeBatch(record, in: bytes)
        case UInt8(ascii: "8"): try closeService(record, in: bytes, emit: emit)
        case UInt8(ascii: "9"): try closeFile(record, in: bytes, emit: emit)
        default: throw misplaced(record, "a record 1, 2 or 4 to 9", in: bytes)
        }
    }

    /// Ends the file.
    ///
    /// - Throws: ``FeedError`` where its trailer is missing.
    mutating func finish(
        line: Int, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard sawTrailer, !hasHeader else {
            throw FeedError(
                hasHeader ? .truncated : .malformed, line: line, field: "9",
                found: "the end of the file", expected: "a record 9")
        }
    }

    private mutating func openBox(
        _ record: BAILockboxRecord, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        // Some banks write ten digits of the lockbox and not seven.
        let isWide = record.day(15, 20, in: bytes) == nil && record.day(18, 23, in: bytes) != nil
        let number = record.text(8, isWide ? 17 : 14, in: bytes)
        let day = record.day(isWide ? 18 : 15, isWide ? 23 : 20, in: bytes)
        guard let depositedOn = day ?? created else {
            throw FeedError(
                .badDate, line: record.line, field: "5 deposit date",
                found: bytes.excerpt(record.columns(15, 20, in: bytes)),
                expected: "a day YYMMDD")
        }
        let account = String(bytes.excerpt(number).drop { $0 == "0" })
        guard let dollar = Currency(code: "USD") else { return }
        // The header of each batch may repeat that of the box.
        if let open = box, open.statement.account == account, open.depositedOn == depositedOn {
            return
        }
        try closeBox(emit)
        var statement = Statement(account: account, currency: dollar, kind: .notification)
        if day == nil {
            statement.note(
                "impossible_date", line: Int32(clamping: record.line),
                "The lockbox has no deposit date; that of the file was taken.")
        }
        box = Box(statement: statement, depositedOn: depositedOn)
    }

    /// Completes the cheque whose overflow records have been read to their end.
    private mutating func finishCheque(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let record = cheque, var open = box else { return }
        // Not shared while it is changed, or each entry would copy it.
        box = nil
        cheque = nil
        let entry = try assembly.append(
            record, overflows, depositedOn: open.depositedOn, to: &open.statement, &batch,
            in: bytes)
        if let advice = assembly.advice(record, entry, overflows, in: bytes) {
            try emit(.advice(advice))
        }
        overflows.removeAll(keepingCapacity: true)
        batchSum.count += 1
        batchSum.minor = batchSum.minor.addingReportingOverflow(entry.amountMinor).partialValue
        open.sum.count += 1
        open.sum.minor = open.sum.minor.addingReportingOverflow(entry.amountMinor).partialValue
        box = open
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private mutating func closeBatch(
        _ record: BAILockboxRecord, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard box != nil else { throw misplaced(record, "a record 5 before it", in: bytes) }
        try check(
            batchSum, count: record.number(21, 23, "7 number of cheques", in: bytes),
            minor: record.number(24, 33, "7 total", in: bytes), modulo: 1_000, "7", record)
        batchSum = Sum()
    }

    private mutating func closeService(
        _ record: BAILockboxRecord, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        // An empty lockbox may have no header of its own.
        if box == nil { try openBox(record, in: bytes, emit: emit) }
        guard let open = box else { return }
        try check(
            open.sum, count: record.number(21, 24, "8 number of cheques", in: bytes),
            minor: record.number(25, 34, "8 total", in: bytes), modulo: 10_000, "8", record)
        if batchSum.count > 0 {
            box?.statement.note(
                "batch_open", line: Int32(clamping: record.line),
                "The last batch has no total of its own.")
            batchSum = Sum()
        }
        try closeBox(emit)
    }

    /// Counts that outgrow their columns lose their first digit.
    private mutating func check(
        _ sum: Sum, count: Int64, minor: Int64, modulo: Int64, _ name: String,
        _ record: BAILockboxRecord
    ) throws(FeedError) {
        guard count == sum.count % modulo else {
            throw FeedError(
                .controlTotal, line: record.line, field: "\(name) number of cheques",
                found: "\(count)", expected: "\(sum.count)")
        }
        if minor != sum.minor, let statement = box?.statement {
            box?.statement.note(
                "control_total", line: Int32(clamping: record.line),
                "Record \(name) has a total of \(statement.amount(Int128(minor))), the cheques add "
                    + "up to \(statement.amount(Int128(sum.minor))).")
        }
    }

    private mutating func closeBox(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let closing = box else { return }
        try batch.handOn(emit)
        try emit(.statement(closing.statement))
        box = nil
    }

    private mutating func closeFile(
        _ record: BAILockboxRecord, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let count = try record.number(2, 7, "9 number of records", in: bytes)
        guard count == recordCount else {
            throw FeedError(
                .controlTotal, line: record.line, field: "9 number of records",
                found: "\(count)", expected: "\(recordCount)")
        }
        try closeBox(emit)
        (hasHeader, sawTrailer) = (false, true)
    }

    private func misplaced(
        _ record: BAILockboxRecord, _ expected: String, in bytes: Span<UInt8>
    ) -> FeedError {
        FeedError(
            .malformed, line: record.line, field: "record type",
            found: bytes.excerpt(record.columns(1, 40, in: bytes)), expected: expected)
    }
}
