import Values

/// Where a decoder stands inside a BAI2 file: the open file, group and account.
struct BAI2Reading {
    private var assembly: BAI2Entry
    private var batch = EntryBatch()
    private var file: BAI2Level?
    private var created: CalendarDate?
    private var group: BAI2Group?
    private var account: BAI2Account?
    /// The last finished statement, held back for what the trailers of its group and file say.
    private var heldBack: Statement?
    private var sawTrailer = false

    init(encoding: CharacterEncoding) {
        assembly = BAI2Entry(encoding: encoding)
    }

    /// Takes the next record of the file.
    ///
    /// - Throws: ``FeedError``; also any that `emit` throws.
    mutating func take(
        _ record: BAI2Record, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        switch record.code {
        case .fileHeader:
            guard file == nil else { throw misplaced(record, "a record 99 first") }
            try open(record, in: bytes)
        case .groupHeader:
            guard file != nil, group == nil else { throw misplaced(record, "a record 01 or 98") }
            group = try BAI2Group(record, created: created, in: bytes)
        case .account:
            guard let group, account == nil else { throw misplaced(record, "a record 02 or 49") }
            try emitHeldBack(emit)
            account = try BAI2Account(record, group: group, in: bytes)
        case .detail:
            guard let group, var open = account else { throw misplaced(record, "a record 03") }
            // Not shared while it is changed, or each entry would copy it.
            account = nil
            open.level.count(record)
            try assembly.append(record, on: group.asOf, to: &open, &batch, in: bytes)
            account = open
            if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
        case .accountTrailer: try closeAccount(record, in: bytes, emit: emit)
        case .groupTrailer: try closeGroup(record, in: bytes)
        case .fileTrailer: try closeFile(record, in: bytes)
        case .continuation: throw misplaced(record, "a record to continue")
        }
    }

    /// Ends the file.
    ///
    /// - Throws: ``FeedError`` where its trailer is missing.
    mutating func finish(
        line: Int, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard file == nil, sawTrailer else {
            throw FeedError(
                file == nil ? .malformed : .truncated, line: line, field: "99",
                found: "the end of the file", expected: "a file trailer")
        }
        try emitHeldBack(emit)
    }

    private mutating func open(_ record: BAI2Record, in bytes: Span<UInt8>) throws(FeedError) {
        var fields = BAI2Fields(record)
        _ = fields.next(in: bytes)
        _ = fields.next(in: bytes)
        created = try fields.day("01 file creation date", in: bytes)
        _ = fields.next(in: bytes)
        _ = fields.next(in: bytes)
        let length = try fields.number("01 physical record length", in: bytes) ?? 0
        _ = fields.next(in: bytes)
        let version = try fields.number("01 version", in: bytes) ?? 2
        guard version == 2 || version == 3 else {
            throw FeedError(
                .malformed, line: record.line, field: "01 version", found: "\(version)",
                expected: "2")
        }
        assembly.recordLength = length > 0 ? Int(length) : 80
        var level = BAI2Level()
        level.count(record)
        file = level
    }

    private mutating func closeAccount(
        _ record: BAI2Record, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var closing = account, group != nil else { throw misplaced(record, "a record 03") }
        let trailer = try BAI2Trailer(record, "49", parts: "", in: bytes)
        closing.level.count(record)
        try closing.close(trailer)
        group?.level.add(closing.level, trailer)
        try batch.handOn(emit)
        heldBack = closing.statement
        account = nil
    }

    private mutating func closeGroup(
        _ record: BAI2Record, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard var closing = group, account == nil else { throw misplaced(record, "a record 49") }
        let trailer = try BAI2Trailer(record, "98", parts: "accounts", in: bytes)
        closing.level.count(record)
        try check(closing.level, trailer)
        file?.add(closing.level, trailer)
        group = nil
    }

    private mutating func closeFile(_ record: BAI2Record, in bytes: Span<UInt8>) throws(FeedError) {
        guard var closing = file, group == nil else { throw misplaced(record, "a record 98") }
        let trailer = try BAI2Trailer(record, "99", parts: "groups", in: bytes)
        closing.count(record)
        try check(closing, trailer)
        file = nil
        sawTrailer = true
    }

    /// Refuses wrong counts, and notes a wrong total in the last statement before the trailer.
    private mutating func check(
        _ level: BAI2Level, _ trailer: BAI2Trailer
    ) throws(FeedError) {
        try level.checkCounts(trailer)
        guard let mistake = level.totalMistake(trailer) else { return }
        guard heldBack != nil else {
            throw FeedError(
                .controlTotal, line: trailer.line, field: "\(trailer.name) control total",
                found: mistake, expected: "the sum of the amounts")
        }
        heldBack?.note("control_total", line: Int32(clamping: trailer.line), mistake)
    }

    private mutating func emitHeldBack(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let statement = heldBack else { return }
        heldBack = nil
        try emit(.statement(statement))
    }

    private func misplaced(_ record: BAI2Record, _ expected: String) -> FeedError {
        FeedError(
            .malformed, line: record.line, field: "record code",
            found: "\(record.code.rawValue)", expected: expected)
    }
}
