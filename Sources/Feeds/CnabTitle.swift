import Values

/// What a return file of CNAB says of one title, by its place in the file.
struct CnabTitle {
    var line: Int
    /// The bank's code of what happened: `06`.
    var occurrence = 0..<0
    /// Whether it says that the title was paid.
    var isPaid: Bool
    var bookedOn: CalendarDate
    var creditedOn: CalendarDate?
    /// What the bank reports as received, in centavos.
    var receivedMinor: Int64
    /// What the title demanded.
    var nominalMinor: Int64
    /// What the bank took out of the received amount.
    var chargesMinor: Int64 = 0
    /// The bank's own number of the title (nosso número).
    var bankNumber = 0..<0
    /// The number of the document (seu número).
    var document = 0..<0
    /// What the office wrote for itself when it registered the title (uso da empresa).
    var ownUse = 0..<0
    var payerName = 0..<0
    /// Why a title was rejected.
    var reasons = 0..<0
    /// Amounts that explain the received one, with their names, for people.
    var remarks: [(name: String, minor: Int64)] = []

    /// Appends the title to a batch: a payment, or what happened for information.
    ///
    /// The numbers that the office knows the title by are references of the payment.
    ///
    /// - Throws: ``NulByte``.
    func append(
        to batch: inout EntryBatch, _ text: inout FixedText, _ statement: Statement,
        in bytes: Span<UInt8>
    ) throws(NulByte) -> Entry {
        var entry = Entry(
            line: Int32(clamping: line), bookedOn: bookedOn, valueOn: creditedOn ?? bookedOn,
            amountMinor: isPaid ? receivedMinor : nominalMinor)
        entry.status = isPaid ? .booked : .information
        entry.kind = isPaid ? .payment : .unclassified
        entry.code = try text.take(occurrence, in: bytes, to: &batch.text)
        entry.bankReference = try text.take(bankNumber, in: bytes, to: &batch.text)
        entry.ownReference = try text.take(ownUse, in: bytes, to: &batch.text)
        let remarks = remarks.filter { $0.minor != 0 }
            .map { "\($0.name) \(statement.amount(Int128($0.minor)))" }
        entry.information = batch.text.appendText(remarks.joined(separator: ", "))
        var detail = EntryDetail(amountMinor: entry.amountMinor)
        detail.chargesMinor = isPaid ? chargesMinor : 0
        detail.partyName = try text.take(payerName, in: bytes, to: &batch.text)
        detail.returnReason = isPaid ? .empty : try text.take(reasons, in: bytes, to: &batch.text)
        detail.structuredReferences = try references(&text, &batch.text, in: bytes)
        batch.append(entry, details: [detail])
        return entry
    }

    /// Document, own use and the bank's number, each once; noughts are no number.
    private func references(
        _ text: inout FixedText, _ arena: inout [UInt8], in bytes: Span<UInt8>
    ) throws(NulByte) -> TextRange {
        var references: [String] = []
        for field in [document, ownUse, bankNumber] {
            let reference = try text.string(field, in: bytes, removesBlanks: true)
            let isNumber = reference.contains { $0 != "0" }
            if isNumber, !references.contains(reference) { references.append(reference) }
        }
        return arena.appendText(references.joined(separator: "\n"))
    }
}

extension FixedLine {
    /// An amount in centavos; nought where the bank leaves the columns blank.
    func centavos(
        _ columns: ClosedRange<Int>, _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        if isBlank(columns, in: bytes) { return 0 }
        guard let amount = number(columns, in: bytes), amount <= AmountDigits.limit else {
            throw error(.badAmount, columns, name, in: bytes, expected: "digits, two of them cents")
        }
        return amount
    }

    /// A date `DDMMYY` or `DDMMYYYY`; nil where the columns are blank or noughts.
    func optionalDate(
        _ columns: ClosedRange<Int>, _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> CalendarDate? {
        if isBlank(columns, in: bytes) || number(columns, in: bytes) == 0 { return nil }
        guard let date = dayFirstDate(columns, in: bytes) else {
            throw error(
                .badDate, columns, name, in: bytes,
                expected: columns.count == 8 ? "DDMMYYYY" : "DDMMYY")
        }
        return date
    }
}
