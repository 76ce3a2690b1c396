import Values

/// Reads an entry with its addenda and puts them together as an entry with one detail.
struct NACHAEntry {
    let encoding: CharacterEncoding
    var clean = CleanText()
    /// The batch's texts in UTF-8, for every entry of it.
    private var companyName: [UInt8] = []
    private var companyID: [UInt8] = []
    private var entryDescription: [UInt8] = []
    private var entryClass: [UInt8] = []
    /// `routing/number` of the entry.
    private var account: [UInt8] = []
    /// Payment information of the addenda 05 and 17, 80 columns each.
    var payload: [UInt8] = []
    /// Where in ``payload`` each of the addenda begins.
    var payloadStarts: [Int] = []
    private var amountMinor: Int64 = 0

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// Prepares for the entries of a batch.
    mutating func begin(_ batch: NACHABatch) {
        companyName = Array(batch.companyName.utf8)
        companyID = Array(batch.companyID.utf8)
        entryDescription = Array(batch.entryDescription.utf8)
        entryClass = Array(batch.entryClass.utf8)
    }

    /// Appends the entry to a batch of entries and counts it in its own batch.
    ///
    /// - Throws: ``FeedError`` for a field that cannot be read.
    mutating func append(
        _ record: NACHARecord, _ addenda: [NACHARecord], to batch: inout NACHABatch,
        _ entries: inout EntryBatch, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let code = try record.number(2, 3, "6 transaction code", in: bytes)
        guard let transaction = NACHACodes.transaction(code) else {
            throw FeedError(
                .malformed, line: record.line, field: "6 transaction code (columns 2-3)",
                found: "\(code)", expected: "a transaction code of the rules")
        }
        let routing = try record.number(4, 11, "6 routing number", in: bytes)
        let (first, last) = batch.layout == .advice ? (28, 39) : (30, 39)
        let cents = try record.number(first, last, "6 amount", in: bytes)
        amountMinor = transaction.isCredit ? cents : -cents
        let line = Int32(clamping: record.line)
        var entry = Entry(
            line: line, bookedOn: batch.bookedOn, valueOn: batch.settledOn,
            amountMinor: amountMinor)
        entry.isReversal = batch.isReversal
        var detail = EntryDetail(amountMinor: amountMinor)
        payload.removeAll(keepingCapacity: true)
        payloadStarts.removeAll(keepingCapacity: true)
        let last99 = addenda.last.flatMap { kind(of: $0, in: bytes) }
        switch (last99, transaction.nature) {
        case (99, _): entry.kind = .returned
        case (98, _), (_, .prenote), (_, .zeroAmount): entry.status = .information
        case (_, .live) where transaction.isCredit: entry.kind = .payment
        default: break
        }
        if entry.status == .information, last99 != 98, cents != 0 {
            batch.statement.note(
                "prenote_amount", line: line,
                "Transaction code \(code) moves no money, but the entry has an amount.")
        }
        noteOddities(record, addenda.count, batch.layout, in: &batch.statement, bytes)
        do throws(NulByte) {
            let isReceived = transaction.isCredit && last99 != 99 && last99 != 98
            try fill(&entry, &detail, record, batch.layout, isReceived, bytes, &entries.text)
            for addendum in addenda {
                try read(addendum, &entry, &detail, batch.layout, bytes, &entries.text)
            }
            try finish(&entry, &detail, &batch.statement, &entries.text)
        } catch {
            throw FeedError(
                .badEncoding, line: record.line, field: "6, 7", found: "a NUL byte",
                expected: "text")
        }
        try batch.count(
            entry, isCredit: transaction.isCredit, isForward: last99 != 99 && last99 != 98,
            account: account, routing: routing, addenda: addenda.count)
        entry.firstDetail = Int32(entries.details.count)
        entry.detailCount = 1
        entries.details.append(detail)
        entries.entries.append(entry)
    }

    /// What the addenda of the entry just appended say, for a reader of remittance.
    ///
    /// - Returns: nil where they do not begin like a segment of X12.
    func payload(
        of batch: NACHABatch, _ record: NACHARecord, in bytes: Span<UInt8>
    ) -> NACHAPayload? {
        guard NACHAText.isX12(payload) else { return nil }
        var content = payload
        while content.last == 0x20 { content.removeLast() }
        return NACHAPayload(
            bytes: content, line: Int32(clamping: record.line), amountMinor: amountMinor,
            paidOn: batch.settledOn,
            traceNumber: bytes.excerpt(record.text(80, 94, in: bytes)),
            payerID: batch.companyID, payerName: batch.companyName,
            account: String(decoding: account, as: UTF8.self))
    }

    private func noteOddities(
        _ record: NACHARecord, _ addenda: Int, _ layout: NACHABatch.Layout,
        in statement: inout Statement, _ bytes: Span<UInt8>
    ) {
        let line = Int32(clamping: record.line)
        let routing = record.columns(4, 12, in: bytes)
        if !ABARoutingNumber.isValid(bytes.extracting(routing)) {
            statement.note(
                "check_digit", line: line,
                "\(bytes.excerpt(routing)) is no routing number: check digit or range is wrong.")
        }
        let indicator = record.columns(79, 79, in: bytes)
        let announces = indicator.count == 1 && bytes[indicator.lowerBound] == UInt8(ascii: "1")
        if announces != (addenda > 0) {
            statement.note(
                "addenda_count", line: line,
                "The entry announces \(announces ? "addenda" : "no addenda") and has \(addenda).")
        }
        let columns =
            switch layout {
            case .international: (13, 16)
            case .countedAddenda: (55, 58)
            default: (0, 0)
            }
        if columns.0 > 0, let count = try? record.number(columns.0, columns.1, "", in: bytes),
            count != addenda
        {
            statement.note(
                "addenda_count", line: line,
                "The entry announces \(count) addenda and has \(addenda).")
        }
    }

    /// Takes the fields of the entry's own record.
    ///
    /// Where it is received, the other party is the company that sent the credit; else the one the
    /// entry names.
    private mutating func fill(
        _ entry: inout Entry, _ detail: inout EntryDetail, _ record: NACHARecord,
        _ layout: NACHABatch.Layout, _ isReceived: Bool, _ bytes: Span<UInt8>,
        _ text: inout [UInt8]
    ) throws(NulByte) {
        entry.code = code(record, bytes, &text)
        let columns = NACHAText.columns(layout)
        try clean.append(bytes, record.text(4, 12, in: bytes))
        clean.bytes.append(UInt8(ascii: "/"))
        let numberStart = clean.bytes.count
        try clean.append(bytes, record.text(columns.account.0, columns.account.1, in: bytes))
        clean.removeBlanks(from: numberStart)
        let accountRange = clean.take(to: &text, encoding)
        account.removeAll(keepingCapacity: true)
        account.append(contentsOf: text[accountRange.range])
        var name = TextRange.empty
        if let place = columns.name {
            try clean.append(bytes, record.text(place.0, place.1, in: bytes))
            name = clean.take(to: &text, encoding)
        }
        if let place = columns.number {
            try clean.append(bytes, record.text(place.0, place.1, in: bytes))
            if clean.bytes.allSatisfy({ $0 == 0x30 }) { clean.bytes.removeAll() }
            detail.endToEndID = clean.take(to: &text, encoding)
        }
        if isReceived {
            detail.partyName = text.appendText(companyName.span)
            detail.partyAccount = text.appendText(companyID.span)
        } else {
            (detail.partyName, detail.partyAccount) = (name, accountRange)
        }
        if layout != .advice {
            try clean.append(bytes, record.text(80, 94, in: bytes))
            entry.bankReference = clean.take(to: &text, encoding)
            detail.transactionID = entry.bankReference
        }
        // The description of the batch, and below it the receiver where he is not the party.
        let start = text.count
        text.append(contentsOf: entryDescription)
        if isReceived, !name.isEmpty {
            if text.count > start { text.append(0x0A) }
            text.appendAgain(name.range)
        }
        entry.information = TextRange(start: start, count: text.count - start)
    }

    /// `CCD/22`.
    private func code(
        _ record: NACHARecord, _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) -> TextRange {
        let start = text.count
        text.append(contentsOf: entryClass)
        text.append(UInt8(ascii: "/"))
        text.append(bytes.extracting(record.columns(2, 3, in: bytes)))
        return TextRange(start: start, count: text.count - start)
    }

    /// The type of an addenda record: 98, 99, 5 and so on.
    private func kind(of addendum: NACHARecord, in bytes: Span<UInt8>) -> Int64? {
        try? addendum.number(2, 3, "", in: bytes)
    }

    private mutating func read(
        _ addendum: NACHARecord, _ entry: inout Entry, _ detail: inout EntryDetail,
        _ layout: NACHABatch.Layout, _ bytes: Span<UInt8>, _ text: inout [UInt8]
    ) throws(NulByte) {
        switch kind(of: addendum, in: bytes) {
        case 5, 17: appendPayload(addendum, bytes)
        case 2:
            try clean.append(bytes, addendum.text(36, 79, in: bytes))
            detail.text = clean.take(to: &text, encoding)
        case 10:
            try clean.append(bytes, addendum.text(47, 81, in: bytes))
            let name = clean.take(to: &text, encoding)
            if entry.kind != .payment { detail.partyName = name }
        case 11 where entry.kind == .payment:
            try clean.append(bytes, addendum.text(4, 38, in: bytes))
            detail.partyName = clean.take(to: &text, encoding)
        case 98: try readChange(addendum, &entry, &detail, bytes, &text)
        case 99: try readReturn(addendum, &entry, &detail, layout, bytes, &text)
        default: break
        }
    }

    /// Keeps the 80 columns whole: a segment of X12 goes on in the next record.
    private mutating func appendPayload(_ addendum: NACHARecord, _ bytes: Span<UInt8>) {
        let columns = addendum.columns(4, 83, in: bytes)
        payloadStarts.append(payload.count)
        payload.append(bytes.extracting(columns))
        let width =
            addendum.isByCharacter
            ? columns.count(where: { bytes[$0] & 0xC0 != 0x80 }) : columns.count
        for _ in width..<max(width, 80) { payload.append(0x20) }
        NACHAText.removePadding(&payload)
    }
}
