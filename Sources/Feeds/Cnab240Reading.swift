import Values

/// Where a decoder stands inside a CNAB 240 file.
struct Cnab240Reading {
    private var text: FixedText
    private var file: File?
    private var lot: Lot?
    /// A segment T whose segment U has not come yet.
    private var pending: Pending?
    private var batch = EntryBatch()
    private var statementCount = 0
    private var fileCount = 0

    private struct File {
        var bank: Int64
        /// Nil where the bank moved the header's columns.
        var createdOn: CalendarDate?
        var sequence: Int64?
        var records: Int64 = 0
        var lots: Int64 = 0
    }

    private struct Lot {
        var number: Int64
        var statement: Statement
        var layout: Cnab240Layout
        var paid: Set<Int64>
        var records: Int64 = 0
    }

    private struct Pending {
        var title: CnabTitle
        var movement: Int64
        var feeMinor: Int64
    }

    init(encoding: CharacterEncoding) {
        text = FixedText(encoding: encoding)
    }

    /// Takes the next record.
    mutating func take(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let record = line.byte(8, in: bytes)
        let isHeader = record == UInt8(ascii: "0")
        guard isHeader == (file == nil) else {
            throw line.error(
                .malformed, 1...16, "record", in: bytes,
                expected: isHeader ? "a file trailer first" : "a file header")
        }
        if !isHeader, line.number(1...3, in: bytes) != file?.bank {
            throw line.error(
                .malformed, 1...3, "bank", in: bytes, expected: "the bank of the file header")
        }
        switch record {
        case UInt8(ascii: "0"): try begin(line, in: bytes)
        case UInt8(ascii: "1"): try beginLot(line, in: bytes)
        case UInt8(ascii: "3"): try takeSegment(line, in: bytes, emit: emit)
        case UInt8(ascii: "5"): try endLot(line, in: bytes, emit: emit)
        case UInt8(ascii: "9"): try end(line, in: bytes)
        default:
            throw line.error(.malformed, 1...16, "record", in: bytes, expected: "0, 1, 3, 5 or 9")
        }
        file?.records += 1
    }

    /// Takes the end of the file.
    func finish(line: Int) throws(FeedError) {
        guard file == nil, fileCount > 0 else {
            throw FeedError(
                .truncated, line: line, field: "file trailer", found: "the end of the file",
                expected: "a record 9")
        }
        guard statementCount > 0 else {
            throw FeedError(.empty, field: "lot", expected: "a lot of titles")
        }
    }

    private mutating func begin(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        guard let bank = line.number(1...3, in: bytes), line.has("0000", at: 4, in: bytes) else {
            throw line.error(
                .malformed, 1...16, "file header", in: bytes, expected: "a bank and lot 0000")
        }
        file = File(
            bank: bank, createdOn: line.dayFirstDate(144...151, in: bytes),
            sequence: line.number(158...163, in: bytes))
    }

    private mutating func beginLot(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        guard lot == nil, let file, line.number(4...7, in: bytes) == file.lots + 1 else {
            throw line.error(
                .controlTotal, 4...7, "lot", in: bytes,
                expected: lot == nil ? "the next lot's number" : "the trailer of the lot before")
        }
        guard line.has("T01", at: 9, in: bytes), let currency = Currency(code: "BRL") else {
            throw line.error(
                .malformed, 9...11, "lot header, service", in: bytes,
                expected: "T01, a return of titles; other services are other formats")
        }
        var statement = Statement(
            account: try account(line, in: bytes), currency: currency, kind: .notification)
        statement.sequence = file.sequence
        lot = Lot(
            number: file.lots + 1, statement: statement, layout: Cnab240Layout(bank: file.bank),
            paid: CnabCodes.paid240(bank: file.bank), records: 1)
        self.file?.lots += 1
    }

    private mutating func account(
        _ line: FixedLine, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        do throws(NulByte) {
            let parts = try [1...3, 54...58, 60...72].map { columns throws(NulByte) in
                try text.string(line.field(columns, in: bytes), in: bytes, removesBlanks: true)
            }
            guard parts.dropFirst().allSatisfy(\.isEmpty) else {
                return parts.filter { !$0.isEmpty }.joined(separator: "/")
            }
        } catch {
            throw .nulByte(line: line.number)
        }
        throw line.error(
            .malformed, 54...72, "lot header, account", in: bytes, expected: "branch and account")
    }

    private mutating func takeSegment(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let open = lot, line.number(4...7, in: bytes) == open.number else {
            throw line.error(
                .malformed, 4...7, "lot", in: bytes, expected: "the header of this lot before it")
        }
        guard line.number(9...13, in: bytes) == open.records % 100_000 else {
            throw line.error(
                .controlTotal, 9...13, "record number", in: bytes, expected: "\(open.records)")
        }
        lot?.records += 1
        let segment = line.byte(14, in: bytes)
        if segment == UInt8(ascii: "U") { return try takeAmounts(line, in: bytes, emit: emit) }
        try checkNothingPending(line, in: bytes)
        switch segment {
        case UInt8(ascii: "T"): pending = try title(line, of: open, in: bytes)
        // Guarantors, payments by PIX, images of cheques.
        case UInt8(ascii: "Y"), UInt8(ascii: "W"), UInt8(ascii: "S"): return
        default:
            throw line.error(
                .malformed, 14...14, "segment", in: bytes,
                expected: "T, U or one that explains them")
        }
    }

    private func checkNothingPending(
        _ line: FixedLine, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard pending != nil else { return }
        throw line.error(
            .malformed, 9...14, "segment", in: bytes, expected: "the segment U of the T before it")
    }

    /// What a segment T says; the dates and the amount paid come with segment U.
    private func title(
        _ line: FixedLine, of lot: Lot, in bytes: Span<UInt8>
    ) throws(FeedError) -> Pending {
        guard let movement = line.number(16...17, in: bytes) else {
            throw line.error(
                .malformed, 16...17, "segment T, movement", in: bytes, expected: "two digits")
        }
        let layout = lot.layout
        guard let nominal = line.number(layout.nominal, in: bytes), nominal <= AmountDigits.limit
        else {
            throw line.error(
                .badAmount, layout.nominal, "segment T, amount", in: bytes, expected: "15 digits")
        }
        var title = CnabTitle(
            line: line.number, isPaid: lot.paid.contains(movement),
            bookedOn: CalendarDate(daysSince2000: 0), receivedMinor: 0, nominalMinor: nominal)
        title.occurrence = line.field(16...17, in: bytes)
        title.bankNumber = line.field(layout.bankNumber, in: bytes)
        title.document = line.field(layout.document, in: bytes)
        title.ownUse = line.field(layout.ownUse, in: bytes)
        title.payerName = line.field(layout.payerName, in: bytes)
        title.reasons = line.field(layout.reasons, in: bytes)
        let fee = try line.centavos(layout.fee, "segment T, fee", in: bytes)
        return Pending(title: title, movement: movement, feeMinor: fee)
    }

    private mutating func takeAmounts(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var title = pending?.title, let feeMinor = pending?.feeMinor,
            pending?.movement == line.number(16...17, in: bytes), var open = lot
        else {
            throw line.error(
                .malformed, 9...17, "segment U", in: bytes,
                expected: "the segment T of the same movement before it")
        }
        pending = nil
        guard let received = line.number(78...92, in: bytes), received <= AmountDigits.limit else {
            throw line.error(
                .badAmount, 78...92, "segment U, amount paid", in: bytes, expected: "15 digits")
        }
        title.receivedMinor = received
        let occurredOn = try line.optionalDate(138...145, "segment U, occurrence", in: bytes)
        guard let bookedOn = occurredOn ?? (title.isPaid ? nil : file?.createdOn) else {
            throw line.error(
                .badDate, 138...145, "segment U, occurrence", in: bytes, expected: "DDMMYYYY")
        }
        title.bookedOn = bookedOn
        if title.isPaid {
            title.creditedOn = try line.optionalDate(146...153, "segment U, credit", in: bytes)
        }
        title.remarks = [
            ("nominal", title.nominalMinor), ("fee", feeMinor),
            ("interest and fine", try line.centavos(18...32, "segment U, interest", in: bytes)),
            ("discount", try line.centavos(33...47, "segment U, discount", in: bytes)),
            ("rebate", try line.centavos(48...62, "segment U, rebate", in: bytes)),
            ("credited", try line.centavos(93...107, "segment U, credited", in: bytes)),
        ]
        let entry: Entry
        do throws(NulByte) {
            entry = try title.append(to: &batch, &text, open.statement, in: bytes)
        } catch {
            throw .nulByte(line: line.number)
        }
        try open.statement.count(entry)
        lot = open
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private mutating func endLot(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try checkNothingPending(line, in: bytes)
        guard let closing = lot, line.number(4...7, in: bytes) == closing.number else {
            throw line.error(
                .malformed, 4...7, "lot trailer", in: bytes, expected: "the header of this lot")
        }
        let records = closing.records + 1
        guard line.number(18...23, in: bytes) == records % 1_000_000 else {
            throw line.error(
                .controlTotal, 18...23, "lot trailer, records", in: bytes, expected: "\(records)")
        }
        try batch.handOn(emit)
        try emit(.statement(closing.statement))
        statementCount += 1
        lot = nil
    }

    private mutating func end(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        guard lot == nil, let closing = file else {
            throw line.error(
                .malformed, 1...16, "file trailer", in: bytes, expected: "the lot's trailer first")
        }
        let records = closing.records + 1
        for (columns, name, count) in [
            (18...23, "file trailer, lots", closing.lots),
            (24...29, "file trailer, records", records),
        ] where line.number(columns, in: bytes) != count % 1_000_000 {
            throw line.error(.controlTotal, columns, name, in: bytes, expected: "\(count)")
        }
        file = nil
        fileCount += 1
    }
}
