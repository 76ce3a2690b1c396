import Values

/// Where a decoder stands inside a Cuaderno 43 file: the open account and its last movement.
struct Norma43Reading {
    private let encoding: CharacterEncoding
    private var account: Norma43Account?
    /// The last account of the file so far; kept back until the file's end has been checked.
    private var finished: Statement?
    private var movement: Norma43Movement
    private var batch = EntryBatch()
    private var recordCount: Int64 = 0
    private var sawFileEnd = false

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
        movement = Norma43Movement(encoding: encoding)
    }

    /// Takes the next record of the file.
    mutating func take(
        _ record: Norma43Record, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        // Behind column 80 may lie a record whose line end was lost; only texts are left alone.
        guard record.type == .concept || record.columns(81, 81, in: bytes).isEmpty else {
            throw record.error(
                .malformed, 81, 120, expected: "nothing beyond column 80", in: bytes)
        }
        recordCount += 1
        switch record.type {
        case .account: try begin(record, in: bytes, emit: emit)
        case .movement:
            try finishMovement(in: bytes, emit: emit)
            guard let statement = account?.statement else {
                throw record.error(.malformed, 1, 2, expected: "an account 11 before", in: bytes)
            }
            try movement.begin(record, currency: statement.currency, in: bytes)
        case .concept, .equivalence:
            guard movement.isOpen else {
                throw record.error(.malformed, 1, 2, expected: "a movement 22 before", in: bytes)
            }
            try movement.add(record, in: bytes)
        case .accountEnd:
            try finishMovement(in: bytes, emit: emit)
            guard var open = account else {
                throw record.error(.malformed, 1, 2, expected: "an account 11 before", in: bytes)
            }
            try open.close(record, in: bytes)
            account = nil
            try batch.handOn(emit)
            finished = open.statement
        case .fileEnd: try end(record, in: bytes, emit: emit)
        case .unknown:
            throw record.error(
                .malformed, 1, 2, expected: "a record 11, 22, 23, 24, 33 or 88", in: bytes)
        }
    }

    /// Takes the end of the file.
    func finish(line: Int, isEmpty: Bool) throws(FeedError) {
        guard sawFileEnd, recordCount == 0 else {
            throw FeedError(
                isEmpty ? .empty : .truncated, line: line, field: "record 88",
                found: "the end of the file", expected: "a record 88")
        }
    }

    private mutating func begin(
        _ record: Norma43Record, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard account == nil else {
            throw record.error(
                .malformed, 1, 2, expected: "the end 33 of the account before", in: bytes)
        }
        if let finished { try emit(.statement(finished)) }
        finished = nil
        account = try Norma43Account(record, in: bytes)
    }

    private mutating func finishMovement(
        in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let entry = try movement.finish(in: bytes, to: &batch) else { return }
        try account?.count(entry)
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    /// `88` and the number of the records before it.
    private mutating func end(
        _ record: Norma43Record, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard account == nil else {
            throw record.error(
                .malformed, 1, 2, expected: "the end 33 of the account before", in: bytes)
        }
        guard var last = finished else {
            throw record.error(.malformed, 1, 2, expected: "an account 11 before", in: bytes)
        }
        let count = recordCount - 1
        guard let declared = record.number(21, 26, in: bytes), abs(declared - count) <= 1 else {
            throw record.error(
                .controlTotal, 21, 26, expected: "\(count), the number of records", in: bytes)
        }
        if declared != count {
            last.note(
                "control_total", line: Int32(clamping: record.line),
                "The file's end declares \(declared) records, there are \(count) before it.")
        }
        try emit(.statement(last))
        finished = nil
        recordCount = 0
        sawFileEnd = true
    }
}
