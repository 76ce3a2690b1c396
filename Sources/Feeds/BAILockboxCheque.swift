import Values

/// Reads a cheque with its overflow records and puts them together as an entry with one detail.
struct BAILockboxCheque {
    private let encoding: CharacterEncoding
    private var clean = CleanText()
    /// Texts of the cheque, for its advice.
    private var number = ""
    private var payerAccount = ""
    private var payerName = ""

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// Appends the cheque to a batch and counts it in its statement.
    ///
    /// - Throws: ``FeedError`` for a field that cannot be read.
    mutating func append(
        _ record: BAILockboxRecord, _ overflows: [BAILockboxRecord], depositedOn: CalendarDate,
        to statement: inout Statement, _ batch: inout EntryBatch, in bytes: Span<UInt8>
    ) throws(FeedError) -> Entry {
        let line = Int32(clamping: record.line)
        let amount = try record.number(8, 17, "6 amount", in: bytes)
        let itemDay = itemDay(record, near: depositedOn, in: bytes)
        var entry = Entry(
            line: line, bookedOn: itemDay ?? depositedOn, valueOn: depositedOn,
            amountMinor: amount)
        entry.kind = .payment
        // Correspondence without a cheque.
        if amount == 0 { entry.status = .information }
        var detail = EntryDetail(amountMinor: amount)
        let routing = record.text(18, 26, in: bytes)
        if !routing.isEmpty, routing.contains(where: { bytes[$0] != 0x30 }),
            !ABARoutingNumber.isValid(bytes.extracting(routing))
        {
            statement.note(
                "check_digit", line: line,
                "\(bytes.excerpt(routing)) is no routing number: check digit or range is wrong.")
        }
        checkSequence(overflows, in: &statement, bytes)
        do throws(NulByte) {
            try fill(&entry, &detail, record, itemDay != nil, bytes, &batch.text)
            for overflow in overflows {
                if !clean.bytes.isEmpty { clean.bytes.append(0x0A) }
                try clean.append(bytes, overflow.columns(12, .max, in: bytes))
                if clean.bytes.last == 0x0A { clean.bytes.removeLast() }
            }
            detail.text = clean.take(to: &batch.text, encoding)
        } catch {
            throw FeedError(
                .badEncoding, line: record.line, field: "6, 4", found: "a NUL byte",
                expected: "text")
        }
        try statement.count(entry)
        batch.append(entry, details: [detail])
        return entry
    }

    /// The documents of the cheque just appended; nil where they do not add up to it.
    func advice(
        _ record: BAILockboxRecord, _ entry: Entry, _ overflows: [BAILockboxRecord],
        in bytes: Span<UInt8>
    ) -> Advice? {
        guard entry.amountMinor > 0, let dollar = Currency(code: "USD"),
            let lines = Self.lines(overflows, amountMinor: entry.amountMinor, in: bytes)
        else { return nil }
        var advice = Advice(line: entry.line, currency: dollar, amountMinor: entry.amountMinor)
        advice.traceNumber = number
        advice.payerName = payerName
        advice.payerAccount = payerAccount
        advice.paidOn = entry.bookedOn
        advice.method = .cheque
        advice.lines = lines
        return advice
    }

    /// Takes the fields of the cheque; what follows them stays in ``clean``, as the first text.
    private mutating func fill(
        _ entry: inout Entry, _ detail: inout EntryDetail, _ record: BAILockboxRecord,
        _ hasItemDay: Bool, _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) throws(NulByte) {
        try clean.append(bytes, record.columns(2, 4, in: bytes))
        clean.bytes.append(UInt8(ascii: "/"))
        try clean.append(bytes, record.columns(5, 7, in: bytes))
        entry.bankReference = clean.take(to: &text, encoding)
        entry.code = text.appendText("LBX")
        try clean.append(bytes, record.text(18, 26, in: bytes))
        clean.bytes.append(UInt8(ascii: "/"))
        try clean.append(bytes, withoutZeros(record.text(27, 36, in: bytes), bytes))
        clean.removeBlanks(from: 0)
        if clean.bytes.count == 1 { clean.bytes.removeAll() }
        detail.partyAccount = clean.take(to: &text, encoding)
        payerAccount = text.string(detail.partyAccount)
        try clean.append(bytes, withoutZeros(numberColumns(record, bytes), bytes))
        detail.transactionID = clean.take(to: &text, encoding)
        detail.endToEndID = detail.transactionID
        number = text.string(detail.transactionID)
        var rest = 47
        payerName = ""
        if hasItemDay {
            try clean.append(bytes, record.text(53, 82, in: bytes))
            detail.partyName = clean.take(to: &text, encoding)
            payerName = text.string(detail.partyName)
            // The payee, as the cheque names him.
            try clean.append(bytes, record.text(83, .max, in: bytes))
            entry.information = clean.take(to: &text, encoding)
            rest = .max
        }
        try clean.append(bytes, record.text(rest, .max, in: bytes))
    }

    /// The cheque's number: up to ten digits; with nine, what follows is not a part of it.
    private func numberColumns(_ record: BAILockboxRecord, _ bytes: Span<UInt8>) -> Range<Int> {
        let field = record.text(37, 46, in: bytes)
        var end = field.lowerBound
        while end < field.upperBound, bytes[end].isDigit { end += 1 }
        return field.lowerBound..<end
    }

    private func withoutZeros(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, bytes[start] == 0x30 { start += 1 }
        return start..<range.upperBound
    }

    /// The day behind the cheque's number, `MMDDYY`, where a bank gives one: not long before the
    /// deposit.
    private func itemDay(
        _ record: BAILockboxRecord, near depositedOn: CalendarDate, in bytes: Span<UInt8>
    ) -> CalendarDate? {
        let field = record.columns(47, 52, in: bytes)
        guard field.count == 6, field.allSatisfy({ bytes[$0].isDigit }) else { return nil }
        let digits = field.map { Int(bytes[$0] - 0x30) }
        guard
            let day = CalendarDate(
                year: 2000 + digits[4] * 10 + digits[5], month: digits[0] * 10 + digits[1],
                day: digits[2] * 10 + digits[3])
        else { return nil }
        return (-7...366).contains(depositedOn.days(since: day)) ? day : nil
    }

    /// Each overflow record has a number, and the last one a flag: 9; 0 means that more follow.
    private func checkSequence(
        _ overflows: [BAILockboxRecord], in statement: inout Statement, _ bytes: Span<UInt8>
    ) {
        for (index, record) in overflows.enumerated() {
            let flag = record.columns(11, 11, in: bytes)
            let isLast = flag.count == 1 && bytes[flag.lowerBound] == UInt8(ascii: "9")
            let number = record.digits(9, 10, in: bytes)
            if number != Int64((index + 1) % 100) || isLast != (index + 1 == overflows.count) {
                statement.note(
                    "overflow", line: Int32(clamping: record.line),
                    "Overflow record \(index + 1) of \(overflows.count) has number "
                        + "\(number.map(String.init) ?? "none") and "
                        + "\(isLast ? "ends" : "does not end") the list.")
            }
        }
    }
}
