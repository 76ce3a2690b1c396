import Values

/// A movement 04 and its details 05, by their place in the file.
struct Cfonb120Movement {
    let entry: Entry
    private let movement: FixedLine
    private let currency: Currency
    /// Details by their qualifier, in order.
    private var details: [(qualifier: String, line: FixedLine)] = []

    /// Reads a record 04.
    ///
    /// - Throws: ``FeedError`` for a date or an amount that cannot be read.
    init(_ line: FixedLine, _ currency: Currency, in bytes: Span<UInt8>) throws(FeedError) {
        movement = line
        self.currency = currency
        guard let bookedOn = line.dayFirstDate(35...40, in: bytes) else {
            throw line.error(
                .badDate, 35...40, "record 04, booking date", in: bytes, expected: "DDMMYY")
        }
        var valueOn = bookedOn
        if !line.isBlank(43...48, in: bytes), line.number(43...48, in: bytes) != 0 {
            guard let written = line.dayFirstDate(43...48, in: bytes) else {
                throw line.error(
                    .badDate, 43...48, "record 04, value date", in: bytes, expected: "DDMMYY")
            }
            valueOn = written
        }
        entry = Entry(
            line: Int32(clamping: line.number), bookedOn: bookedOn, valueOn: valueOn,
            amountMinor: try Cfonb120Amount.amount(of: line, currency, in: bytes))
    }

    /// Takes a record 05.
    mutating func take(_ line: FixedLine, in bytes: Span<UInt8>) {
        let qualifier = String(utf8: bytes.extracting(line.field(46...48, in: bytes))) ?? ""
        details.append((qualifier, line))
    }

    /// Appends the movement to a batch.
    ///
    /// - Throws: ``NulByte``.
    func append(
        to batch: inout EntryBatch, _ text: inout FixedText, _ statement: inout Statement,
        in bytes: Span<UInt8>
    ) throws(NulByte) {
        var entry = entry
        let isMoneyIn = entry.amountMinor > 0
        let code = try text.string(movement.field(33...34, in: bytes), in: bytes)
        let ownCode = try text.string(movement.field(8...11, in: bytes), in: bytes)
        entry.code = batch.text.appendText(ownCode.isEmpty ? code : code + "/" + ownCode)
        entry.kind = Cfonb120Codes.kind(of: code, isMoneyIn: isMoneyIn)
        if movement.number(82...88, in: bytes) != 0 {
            entry.bankReference = try text.take(
                movement.field(82...88, in: bytes), in: bytes, to: &batch.text)
        }
        entry.ownReference = try text.take(
            movement.field(105...120, in: bytes), in: bytes, to: &batch.text)

        var detail = EntryDetail(amountMinor: entry.amountMinor)
        detail.returnReason = try text.take(
            movement.field(41...42, in: bytes), in: bytes, to: &batch.text)
        var isReturn = !detail.returnReason.isEmpty && movement.number(41...42, in: bytes) != 0
        if !isReturn { detail.returnReason = .empty }
        try name(&detail, isMoneyIn: isMoneyIn, &text, &batch.text, in: bytes)
        for (qualifier, line) in details {
            switch qualifier {
            case "RCN":
                detail.endToEndID = try reference(
                    line.field(49...83, in: bytes), &text, &batch.text, in: bytes)
            case "REF":
                detail.transactionID = try reference(
                    line.field(49...118, in: bytes), &text, &batch.text, in: bytes)
            case "RUM":
                detail.mandate = try reference(
                    line.field(49...83, in: bytes), &text, &batch.text, in: bytes)
            case "LCS":
                detail.structuredReferences = try reference(
                    line.field(49...118, in: bytes), &text, &batch.text, in: bytes)
            case "RET":
                isReturn = true
                detail.returnReason = try reference(
                    line.field(49...52, in: bytes), &text, &batch.text, in: bytes)
            case "FEE": takeCharges(line, &detail, &statement, in: bytes)
            default: break
            }
        }
        if isReturn {
            entry.kind = .returned
            detail.originalReferences = detail.endToEndID
        }
        detail.text = try remittance(&text, &batch.text, in: bytes)
        batch.append(entry, details: [detail])
    }

    /// Who paid a credit or was paid by a debit; a bank that names but one party means the other
    /// one.
    private func name(
        _ detail: inout EntryDetail, isMoneyIn: Bool, _ text: inout FixedText,
        _ arena: inout [UInt8], in bytes: Span<UInt8>
    ) throws(NulByte) {
        let name = first(isMoneyIn ? "NPY" : "NBE") ?? first(isMoneyIn ? "NBE" : "NPY")
        if let name {
            detail.partyName = try text.take(name.field(49...118, in: bytes), in: bytes, to: &arena)
        }
        if let ultimate = first(isMoneyIn ? "NPO" : "NBU") {
            detail.ultimateName = try text.take(
                ultimate.field(49...118, in: bytes), in: bytes, to: &arena)
        }
        if let account = first(isMoneyIn ? "CPY" : "CBE") {
            detail.partyAccount = try text.take(
                account.field(49...83, in: bytes), in: bytes, to: &arena, removesBlanks: true)
        }
    }

    private func first(_ qualifier: String) -> FixedLine? {
        details.first { $0.qualifier == qualifier }?.line
    }

    private func reference(
        _ field: Range<Int>, _ text: inout FixedText, _ arena: inout [UInt8], in bytes: Span<UInt8>
    ) throws(NulByte) -> TextRange {
        let reference = try text.string(field, in: bytes)
        let isPlaceholder = ["NOTPROVIDED", "NOT PROVIDED"].contains(reference.uppercased())
        return isPlaceholder ? .empty : arena.appendText(reference)
    }

    /// The label and what the details add to it, a line each; `LC2` goes on where `LCC` ends.
    private func remittance(
        _ text: inout FixedText, _ arena: inout [UInt8], in bytes: Span<UInt8>
    ) throws(NulByte) -> TextRange {
        let start = arena.count
        _ = try text.take(movement.field(49...79, in: bytes), in: bytes, to: &arena)
        for (qualifier, line) in details {
            let field: Range<Int>
            switch qualifier {
            case "RCN": field = line.field(84...118, in: bytes)
            case "RET": field = line.field(55...118, in: bytes)
            case "NPY", "NBE", "NPO", "NBU", "CPY", "CBE", "REF", "RUM", "LCS", "FEE", "IPY",
                "IBE", "BDB", "BDO":
                continue
            default: field = line.field(49...118, in: bytes)
            }
            let end = arena.count
            if end > start { arena.append(qualifier == "LC2" ? 0x20 : 0x0A) }
            let added = try text.take(field, in: bytes, to: &arena)
            if added.isEmpty { arena.removeLast(arena.count - end) }
        }
        let count = arena.count - start
        return count == 0 ? .empty : TextRange(start: start, count: count)
    }

    /// Fees in the statement's currency: currency, decimals, fourteen digits.
    private func takeCharges(
        _ line: FixedLine, _ detail: inout EntryDetail, _ statement: inout Statement,
        in bytes: Span<UInt8>
    ) {
        let isSameCurrency =
            Currency(letters: bytes.extracting(line.field(49...51, in: bytes))) == currency
            && line.number(52...52, in: bytes) == Int64(currency.minorDigits)
        guard isSameCurrency, let minor = line.number(53...66, in: bytes) else {
            statement.note(
                "charges_unread", line: Int32(clamping: line.number),
                "The fees of the detail FEE cannot be told in \(currency).")
            return
        }
        detail.chargesMinor = minor
    }
}
