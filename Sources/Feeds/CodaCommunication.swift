import Values

/// What the communication of a movement says, once its pieces are put together.
struct CodaCommunication {
    /// The pieces, each filled up to its width, in the encoding of the file.
    private(set) var bytes: [UInt8] = []
    private let encoding: CharacterEncoding

    init(
        _ pieces: [(field: Range<Int>, width: Int)], _ encoding: CharacterEncoding,
        in file: Span<UInt8>
    ) {
        self.encoding = encoding
        for (field, width) in pieces {
            let line = FixedLine(field, number: 0, encoding: encoding, in: file)
            bytes.append(file.extracting(field))
            let missing = max(0, width - line.width(in: file))
            bytes.append(contentsOf: repeatElement(0x20, count: missing))
        }
    }

    /// The code of a structured communication; nil when the columns hold no number.
    var code: Int64? { line.number(1...3, in: bytes.span) }

    /// Where columns lie in ``bytes``.
    func field(_ columns: ClosedRange<Int>) -> Range<Int> { line.field(columns, in: bytes.span) }

    func byte(_ column: Int) -> UInt8 { line.byte(column, in: bytes.span) }

    /// The twelve digits of a Belgian structured communication; nil where its check digits
    /// disagree.
    ///
    /// Source: Febelfin, CODA 2.6, structured communications 101 and 102: the remainder of ten
    /// digits by 97, and 97 for nought.
    var payerReference: Range<Int>? {
        guard let digits = line.number(4...15, in: bytes.span) else { return nil }
        let remainder = digits / 100 % 97
        guard digits % 100 == (remainder == 0 ? 97 : remainder) else { return nil }
        return field(4...15)
    }

    private var line: FixedLine {
        FixedLine(0..<bytes.count, number: 0, encoding: encoding, in: bytes.span)
    }
}

/// Puts movements of CODA together as details, in the arena of a batch.
struct CodaAssembly {
    private let encoding: CharacterEncoding
    private var text: FixedText
    /// Structured communications whose check digits disagreed.
    private(set) var wrongCheckDigits = 0

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
        text = FixedText(encoding: encoding)
    }

    /// What a movement says of one payment.
    ///
    /// - Returns: the detail, its amount not yet set, and whether the bank calls it a return.
    mutating func detail(
        _ movement: CodaMovement, in bytes: Span<UInt8>, to arena: inout [UInt8]
    ) throws(NulByte) -> (detail: EntryDetail, isReturn: Bool) {
        var detail = EntryDetail(amountMinor: movement.amountMinor)
        var isReturn = Self.isReturn(movement.returnType)
        detail.endToEndID = try reference(movement.customerReference, in: bytes, to: &arena)
        detail.partyAccount = try account(movement.partyAccount, in: bytes, to: &arena)
        detail.partyName = try text.take(movement.partyName, in: bytes, to: &arena)
        detail.returnReason = try text.take(movement.returnReason, in: bytes, to: &arena)
        let communication = CodaCommunication(movement.communication, encoding, in: bytes)
        var lines: [(CodaCommunication, Range<Int>)] = []
        if movement.isStructured {
            let remark = try takeStructured(communication, &detail, &isReturn, to: &arena)
            lines.append((communication, remark))
        } else {
            lines.append((communication, 0..<communication.bytes.count))
        }
        for one in movement.information {
            let said = CodaCommunication(one.pieces, encoding, in: bytes)
            guard one.isStructured else {
                lines.append((said, 0..<said.bytes.count))
                continue
            }
            let remark = try takeInformation(
                said, &detail, isMoneyIn: movement.amountMinor > 0, to: &arena)
            lines.append((said, remark))
        }
        detail.text = try joined(lines, to: &arena)
        if isReturn { detail.originalReferences = detail.endToEndID }
        return (detail, isReturn)
    }

    /// Copies a field of the file.
    mutating func take(
        _ field: Range<Int>, in bytes: Span<UInt8>, to arena: inout [UInt8],
        removesBlanks: Bool = false
    ) throws(NulByte) -> TextRange {
        try text.take(field, in: bytes, to: &arena, removesBlanks: removesBlanks)
    }

    /// Fills in what a structured communication says; returns the rest, which is text.
    private mutating func takeStructured(
        _ communication: CodaCommunication, _ detail: inout EntryDetail, _ isReturn: inout Bool,
        to arena: inout [UInt8]
    ) throws(NulByte) -> Range<Int> {
        let whole = communication.field(4...communication.bytes.count + 4)
        switch communication.code {
        case 100:
            detail.structuredReferences = try take(
                communication.field(4...28), in: communication, to: &arena)
            return 0..<0
        case 101, 102:
            guard let reference = communication.payerReference else {
                wrongCheckDigits += 1
                return whole
            }
            detail.structuredReferences = try take(reference, in: communication, to: &arena)
            return communication.field(16...communication.bytes.count + 16)
        case 107:
            detail.mandate = try take(communication.field(4...15), in: communication, to: &arena)
            return communication.field(22...communication.bytes.count + 22)
        case 127:
            // After the settlement date: type, scheme, paid or reason, then creditor and mandate.
            detail.mandate = try take(
                communication.field(48...82), in: communication, to: &arena)
            if Self.isReturn(communication.byte(145)) || communication.byte(12).isRefusal {
                isReturn = true
            }
            let reason = try take(communication.field(146...149), in: communication, to: &arena)
            if detail.returnReason.isEmpty { detail.returnReason = reason }
            return communication.field(83...144)
        default: return whole
        }
    }

    /// Fills in what a structured information record says; returns the rest, which is text.
    ///
    /// Source: Febelfin, CODA 2.6, information records: 001 the counterparty, 008 the ultimate
    /// creditor, 009 the ultimate debtor; addresses follow the name.
    private mutating func takeInformation(
        _ said: CodaCommunication, _ detail: inout EntryDetail, isMoneyIn: Bool,
        to arena: inout [UInt8]
    ) throws(NulByte) -> Range<Int> {
        let name = said.field(4...73)
        switch said.code {
        case 1:
            let full = try text.take(name, in: said.bytes.span, to: &arena)
            // Record 2.3 has half its width.
            if full.count > detail.partyName.count { detail.partyName = full }
        case 8 where !isMoneyIn, 9 where isMoneyIn:
            detail.ultimateName = try text.take(name, in: said.bytes.span, to: &arena)
        case 8, 9: break
        default: return said.field(4...said.bytes.count + 4)
        }
        return 0..<0
    }

    /// The lines that say anything, in order.
    private mutating func joined(
        _ lines: [(CodaCommunication, Range<Int>)], to arena: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        let start = arena.count
        for (communication, field) in lines {
            let end = arena.count
            if end > start { arena.append(0x0A) }
            let line = try text.take(field, in: communication.bytes.span, to: &arena)
            if line.isEmpty { arena.removeLast(arena.count - end) }
        }
        let count = arena.count - start
        return count == 0 ? .empty : TextRange(start: start, count: count)
    }

    private mutating func take(
        _ field: Range<Int>, in communication: CodaCommunication, to arena: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        try text.take(field, in: communication.bytes.span, to: &arena, removesBlanks: true)
    }

    /// The customer's reference; a placeholder is none.
    private mutating func reference(
        _ field: Range<Int>, in bytes: Span<UInt8>, to arena: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        let reference = try text.string(field, in: bytes)
        let isPlaceholder = reference.filter { $0 != " " }.uppercased() == "NOTPROVIDED"
        return isPlaceholder ? .empty : arena.appendText(reference)
    }

    /// The counterparty's account without the currency, country and qualifier behind it.
    private mutating func account(
        _ field: Range<Int>, in bytes: Span<UInt8>, to arena: inout [UInt8]
    ) throws(NulByte) -> TextRange {
        let words = try text.string(field, in: bytes).split(separator: " ")
        guard let first = words.first else { return .empty }
        if IBAN(first) != nil { return arena.appendText(first) }
        let account = words.enumerated().prefix { index, word in
            index == 0 || Currency(code: word.prefix(3)) == nil
        }
        return arena.appendText(account.map(\.element).joined())
    }

    /// 1 rejected, 2 returned, 3 refunded, 4 reversed, 5 cancelled.
    private static func isReturn(_ type: UInt8) -> Bool {
        (UInt8(ascii: "1")...UInt8(ascii: "5")).contains(type)
    }
}

extension UInt8 {
    /// Why a direct debit was not paid: 1 technical, 2 unspecified, 3 the debtor disagrees, 4 his
    /// account.
    fileprivate var isRefusal: Bool {
        (UInt8(ascii: "1")...UInt8(ascii: "4")).contains(self)
    }
}
