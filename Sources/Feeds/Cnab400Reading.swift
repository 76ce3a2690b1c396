import Values

/// Where a decoder stands inside a CNAB 400 file.
struct Cnab400Reading {
    private var text: FixedText
    private var file: File?
    private var batch = EntryBatch()
    private var fileCount = 0

    /// Records 0 to 9.
    private struct File {
        var statement: Statement
        var bank: Int64
        var layout: Cnab400Layout
        var paid: Set<Int64>
        var createdOn: CalendarDate
        var records: Int64 = 1
        var details: Int64 = 0
        var nominalMinor: Int128 = 0
    }

    init(encoding: CharacterEncoding) {
        text = FixedText(encoding: encoding)
    }

    /// Takes the next record.
    mutating func take(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let record = line.byte(1, in: bytes)
        let isHeader = record == UInt8(ascii: "0")
        guard isHeader == (file == nil) else {
            throw line.error(
                .malformed, 1...11, "record", in: bytes,
                expected: isHeader ? "a trailer 9 first" : "a header 02RETORNO")
        }
        let expected = (file?.records ?? 0) + 1
        guard line.number(395...400, in: bytes) == expected % 1_000_000 else {
            throw line.error(
                .controlTotal, 395...400, "record number", in: bytes, expected: "\(expected)")
        }
        file?.records = expected
        switch record {
        case UInt8(ascii: "0"): try begin(line, in: bytes)
        case UInt8(ascii: "1"), UInt8(ascii: "7"): try takeTitle(line, in: bytes, emit: emit)
        // Messages, shares of others and payments by PIX of the title before.
        case UInt8(ascii: "2")...UInt8(ascii: "5"): return
        case UInt8(ascii: "9"): try end(line, in: bytes, emit: emit)
        default:
            throw line.error(.malformed, 1...11, "record", in: bytes, expected: "0 to 5, 7 or 9")
        }
    }

    /// Takes the end of the file.
    func finish(line: Int) throws(FeedError) {
        guard file == nil, fileCount > 0 else {
            throw FeedError(
                .truncated, line: line, field: "record 9", found: "the end of the file",
                expected: "a trailer record")
        }
    }

    private mutating func begin(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) {
        guard line.has("02RETORNO01", at: 1, in: bytes), let bank = line.number(77...79, in: bytes)
        else {
            throw line.error(
                .malformed, 1...19, "header", in: bytes, expected: "02RETORNO01 and a bank's number"
            )
        }
        guard let createdOn = line.dayFirstDate(95...100, in: bytes),
            let currency = Currency(code: "BRL")
        else {
            throw line.error(.badDate, 95...100, "header, date", in: bytes, expected: "DDMMYY")
        }
        let account: String
        do throws(NulByte) {
            let code = try text.string(line.field(77...79, in: bytes), in: bytes)
            let number = try text.string(
                line.field(27...46, in: bytes), in: bytes, removesBlanks: true)
            account = number.isEmpty ? "" : code + "/" + number
        } catch {
            throw .nulByte(line: line.number)
        }
        guard !account.isEmpty else {
            throw line.error(
                .malformed, 27...46, "header, account", in: bytes, expected: "branch and account")
        }
        file = File(
            statement: Statement(account: account, currency: currency, kind: .notification),
            bank: bank, layout: Cnab400Layout(bank: bank), paid: CnabCodes.paid400(bank: bank),
            createdOn: createdOn)
    }

    private mutating func takeTitle(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var open = file else { return }
        let title = try title(line, in: &open, bytes)
        open.details += 1
        open.nominalMinor += Int128(title.nominalMinor)
        let entry: Entry
        do throws(NulByte) {
            entry = try title.append(to: &batch, &text, open.statement, in: bytes)
        } catch {
            throw .nulByte(line: line.number)
        }
        try open.statement.count(entry)
        file = open
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private func title(
        _ line: FixedLine, in open: inout File, _ bytes: Span<UInt8>
    ) throws(FeedError) -> CnabTitle {
        let layout = open.layout
        var isPaid = true
        if let columns = layout.occurrence {
            guard let code = line.number(columns, in: bytes) else {
                throw line.error(
                    .malformed, columns, "occurrence", in: bytes, expected: "two digits")
            }
            isPaid = open.paid.contains(code)
        }
        let occurredOn = try line.optionalDate(layout.occurredOn, "date of occurrence", in: bytes)
        guard let bookedOn = occurredOn ?? (isPaid ? nil : open.createdOn) else {
            throw line.error(
                .badDate, layout.occurredOn, "date of occurrence", in: bytes, expected: "a date")
        }
        guard let received = line.number(layout.received, in: bytes),
            received <= AmountDigits.limit
        else {
            throw line.error(
                .badAmount, layout.received, "amount received", in: bytes, expected: "13 digits")
        }
        var title = CnabTitle(
            line: line.number, isPaid: isPaid, bookedOn: bookedOn, receivedMinor: received,
            nominalMinor: try line.centavos(layout.nominal, "amount of the title", in: bytes))
        if isPaid, let columns = layout.creditedOn {
            title.creditedOn = try line.optionalDate(columns, "date of credit", in: bytes)
        }
        title.occurrence = layout.occurrence.map { line.field($0, in: bytes) } ?? 0..<0
        title.bankNumber = line.field(layout.bankNumber, in: bytes)
        title.document = line.field(layout.document, in: bytes)
        title.ownUse = layout.ownUse.map { line.field($0, in: bytes) } ?? 0..<0
        title.payerName = layout.payerName.map { line.field($0, in: bytes) } ?? 0..<0
        title.reasons = layout.reasons.map { line.field($0, in: bytes) } ?? 0..<0
        if let parts = layout.parts { try explain(&title, parts, line, in: &open, bytes) }
        return title
    }

    /// Tells what the bank means by the amount received.
    ///
    /// It is what the payer paid, or that less the fee; the other amounts tell which.
    private func explain(
        _ title: inout CnabTitle, _ parts: Cnab400Layout.Parts, _ line: FixedLine,
        in open: inout File, _ bytes: Span<UInt8>
    ) throws(FeedError) {
        let fee = try line.centavos(parts.fee, "fee", in: bytes)
        let rebate = try line.centavos(parts.rebate, "rebate", in: bytes)
        let discount = try line.centavos(parts.discount, "discount", in: bytes)
        let interest = try line.centavos(parts.interest, "interest and fine", in: bytes)
        let other = try line.centavos(parts.otherCredits, "other credits", in: bytes)
        title.remarks = [
            ("nominal", title.nominalMinor), ("fee", fee), ("rebate", rebate),
            ("discount", discount), ("interest and fine", interest), ("other credits", other),
        ]
        guard title.isPaid else { return }
        // Amounts of thirteen digits: their sums stay far within 64 bits.
        let due = title.nominalMinor + interest + other - rebate - discount
        if title.receivedMinor + fee == due, fee != 0 {
            title.chargesMinor = fee
        } else if title.receivedMinor != due {
            open.statement.note(
                "amounts_differ", line: Int32(clamping: line.number),
                "Received is \(open.statement.amount(Int128(title.receivedMinor))), the title with "
                    + "its interest and discounts \(open.statement.amount(Int128(due))).")
        }
    }

    private mutating func end(
        _ line: FixedLine, in bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var closing = file else { return }
        checkTotals(line, of: &closing, in: bytes)
        try batch.handOn(emit)
        try emit(.statement(closing.statement))
        file = nil
        fileCount += 1
    }

    /// Only Itaú's trailer counts this file; with the others it counts the whole portfolio.
    private func checkTotals(_ line: FixedLine, of file: inout File, in bytes: Span<UInt8>) {
        guard line.has("341", at: 5, in: bytes), let count = line.number(213...220, in: bytes),
            let sum = line.number(221...234, in: bytes),
            count != file.details || Int128(sum) != file.nominalMinor
        else { return }
        file.statement.note(
            "control_total", line: Int32(clamping: line.number),
            "The trailer has \(count) titles of \(file.statement.amount(Int128(sum))), the file "
                + "\(file.details) of \(file.statement.amount(file.nominalMinor)).")
    }
}
