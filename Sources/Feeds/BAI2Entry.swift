import Values

/// Reads a record 16 and puts it together as an entry with one detail.
struct BAI2Entry {
    private let encoding: CharacterEncoding
    private var clean = CleanText()
    /// Width at which the bank cuts its lines, from record 01.
    var recordLength = 80

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// Appends the record's entry to a batch and counts it in its account.
    ///
    /// - Throws: ``FeedError`` for a field that cannot be read.
    mutating func append(
        _ record: BAI2Record, on day: CalendarDate, to account: inout BAI2Account,
        _ batch: inout EntryBatch, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard
            record.pieces.reduce(0, { $0 + $1.content.count })
                <= DelimitedRecords.maximumFieldBytes
        else {
            throw FeedError(
                .tooLarge, line: record.line, field: "16",
                expected: "at most \(DelimitedRecords.maximumFieldBytes) bytes")
        }
        var fields = BAI2Fields(record)
        let typeField = fields.next(in: bytes) ?? 0..<0
        let type = try Self.type(typeField, line: record.line, name: "16", in: bytes)
        let amount = try fields.number("16 amount", in: bytes)
        guard amount != nil || type == BAI2TypeCodes.nonMonetary else {
            throw FeedError(
                .badAmount, line: record.line, field: "16 amount", expected: "an amount")
        }
        let funds = try Self.fundsDate(&fields, name: "16", in: bytes)
        if let impossible = funds.impossible {
            account.statement.note(
                "impossible_date", line: Int32(clamping: record.line),
                "The value date \(impossible) is none; the as-of date was taken.")
        }
        var entry = Entry(
            line: Int32(clamping: record.line), bookedOn: day, valueOn: funds.day ?? day,
            amountMinor: amount ?? 0)
        classify(&entry, type, in: &account.statement)
        account.level.total += Int128(amount ?? 0)
        var detail = EntryDetail(amountMinor: entry.amountMinor)
        do throws(NulByte) {
            try clean.append(bytes, typeField)
            entry.code = clean.take(to: &batch.text, encoding)
            try readTexts(&fields, &entry, &detail, bytes, &batch.text)
        } catch {
            throw FeedError(
                .badEncoding, line: record.line, field: "16", found: "a NUL byte",
                expected: "text")
        }
        try account.statement.count(entry)
        entry.firstDetail = Int32(batch.details.count)
        entry.detailCount = 1
        batch.details.append(detail)
        batch.entries.append(entry)
    }

    /// Sets sign, kind and status by the type code.
    private func classify(_ entry: inout Entry, _ type: Int, in statement: inout Statement) {
        let line = entry.line
        // A negative amount takes an item of its type back.
        entry.isReversal = entry.amountMinor < 0 || BAI2TypeCodes.isReversal(type)
        entry.kind = BAI2TypeCodes.kind(type)
        switch BAI2TypeCodes.direction(type) {
        case .credit: break
        case .debit: entry.amountMinor = -entry.amountMinor
        case .none:
            entry.status = .information
            guard entry.amountMinor != 0 else { return }
            statement.note(
                "unknown_direction", line: line,
                "Type \(type) is neither a credit nor a debit; "
                    + "\(statement.amount(Int128(entry.amountMinor))) are not posted.")
        }
        if BAI2TypeCodes.isSummary(type) {
            statement.note(
                "summary_code", line: line,
                "Type \(type) is a total, but stands in a detail record; it was taken as a detail.")
        }
    }

    private mutating func readTexts(
        _ fields: inout BAI2Fields, _ entry: inout Entry,
        _ detail: inout EntryDetail, _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) throws(NulByte) {
        if !fields.continuesAsText(in: bytes) {
            entry.bankReference = try reference(fields.next(in: bytes), bytes, &text)
        }
        if !fields.continuesAsText(in: bytes) {
            entry.ownReference = try reference(fields.next(in: bytes), bytes, &text)
        }
        for (index, piece) in fields.rest().enumerated() {
            if index > 0, !clean.bytes.isEmpty, clean.bytes.last != 0x0A {
                clean.bytes.append(0x0A)
            }
            try clean.append(bytes, piece.content)
            guard isCut(piece) else { continue }
            // Cut by the width of the line: the next one goes on in the same word.
            clean.bytes.append(bytes[piece.content.upperBound - 1] == 0x20 ? 0x20 : 0)
        }
        joinCuts()
        detail.text = clean.take(to: &text, encoding)
        guard entry.kind == .returned else { return }
        detail.returnReason = NACHAReturnReasons.find(in: text, detail.text)
        detail.originalReferences = entry.ownReference
    }

    private func isCut(_ piece: BAI2Record.Piece) -> Bool {
        !piece.isTerminated && piece.lineWidth == recordLength && !piece.content.isEmpty
    }

    /// Takes out the marks at which two lines are one.
    private mutating func joinCuts() {
        var end = 0
        var index = 0
        while index < clean.bytes.count {
            let byte = clean.bytes[index]
            let next = index + 1 < clean.bytes.count ? clean.bytes[index + 1] : 0
            if byte == 0 {
                index += next == 0x0A ? 2 : 1
            } else {
                clean.bytes[end] = byte
                end += 1
                index += byte == 0x20 && next == 0x0A ? 2 : 1
            }
        }
        while end > 0, clean.bytes[end - 1] == 0x0A { end -= 1 }
        clean.bytes.removeLast(clean.bytes.count - end)
    }

    private mutating func reference(
        _ field: Range<Int>?, _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        guard let field, field.contains(where: { bytes[$0] != 0x30 }) else { return .empty }
        try clean.append(bytes, field)
        return clean.take(to: &text, encoding)
    }

    /// A type code of up to three digits.
    static func type(
        _ field: Range<Int>, line: Int, name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int {
        var type = 0
        for index in field where (1...3).contains(field.count) && bytes[index].isDigit {
            type = type * 10 + Int(bytes[index] - 0x30)
        }
        guard (1...3).contains(field.count), field.allSatisfy({ bytes[$0].isDigit }) else {
            throw FeedError(
                .malformed, line: line, field: "\(name) type code", found: bytes.excerpt(field),
                expected: "three digits")
        }
        return type
    }

    /// Takes a funds type with the fields it brings along: S three amounts, V a day and a time,
    /// D a count and as many pairs.
    ///
    /// - Returns: the value date where there is one, or what is written there and is none; and the
    ///   type code of the next total, where a bank left the last field of one out.
    /// - Throws: ``FeedError`` for an unknown funds type.
    static func fundsDate(
        _ fields: inout BAI2Fields, name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> (day: CalendarDate?, impossible: String?, nextType: Range<Int>?) {
        if name == "16", fields.continuesAsText(in: bytes) { return (nil, nil, nil) }
        guard let field = fields.next(in: bytes) else { return (nil, nil, nil) }
        if name == "03", field.count == 3 { return (nil, nil, field) }
        var day: CalendarDate?
        var impossible: String?
        switch field.count == 1 ? bytes[field.lowerBound].capital : field.isEmpty ? 0 : 0xFF {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "Z"): break
        case UInt8(ascii: "V"):
            if let date = fields.next(in: bytes), date.contains(where: { bytes[$0] != 0x30 }) {
                day = CalendarDate(digits: bytes.extracting(date))
                if day == nil { impossible = bytes.excerpt(date) }
            }
            _ = fields.next(in: bytes)
        case UInt8(ascii: "S"):
            for part in ["immediate", "one-day", "two-day"] {
                _ = try fields.number("\(name) \(part) availability", in: bytes)
            }
        case UInt8(ascii: "D"):
            var pairs = try fields.number("\(name) number of distributions", in: bytes) ?? 0
            while pairs > 0, fields.next(in: bytes) != nil {
                _ = try fields.number("\(name) available amount", in: bytes)
                pairs -= 1
            }
        default:
            throw FeedError(
                .malformed, line: fields.line, field: "\(name) funds type",
                found: bytes.excerpt(field), expected: "0, 1, 2, S, V, D, Z or a blank")
        }
        return (day, impossible, nil)
    }
}
