/// What one or more `:86:` fields say, taken apart whatever their dialect.
///
/// The dialects are told apart by their first bytes: three digits, a separator and numbered
/// sub-fields (Germany, Austria, Poland); codes between slashes (the Netherlands, global banks);
/// SEPA's keywords or labels in plain text; plain text. The buffers are kept from entry to entry.
struct MT940Remittance {
    enum Role: UInt8 {
        case bookingText
        case text
        /// The other party's name.
        case name
        /// Who ordered the payment; the other party of a credit.
        case orderingName
        /// Who receives the payment; the other party of a debit.
        case beneficiaryName
        case account
        case ultimateName
        case endToEndID
        case customerReference
        case mandate
        case transactionID
        case structuredReference
        case returnReason
        /// A reference of the payment that comes back.
        case originalReference
        /// Three digits of a German sub-field; the reason where the entry is a return.
        case textKey
        /// An amount the bank took for itself.
        case charges
        /// `/REMI/`: text, or a structured reference behind `STRD`.
        case remittance
        /// `/CNTP/`: account, bank, name and city with slashes between.
        case counterparty
        /// Of no use to receivables: a BIC, a creditor's id, a date.
        case ignored
    }

    /// A piece of ``text`` and what it is.
    struct Part {
        var role: Role
        var range: Range<Int>
    }

    /// One of the pieces between separators.
    struct SubField {
        var code: UInt8
        var content: Range<Int>
    }

    /// What the parts are ranges of, in the file's encoding.
    var text: [UInt8] = []
    /// The fields' bytes without their line ends, while numbered sub-fields are read.
    var joined: [UInt8] = []
    private(set) var parts: [Part] = []
    /// One bit for each role that a part has.
    private var roles: UInt32 = 0
    /// Numbered sub-fields of ``joined``.
    var subFields: [SubField] = []
    /// The three digits that begin a field with numbered sub-fields.
    var businessCode: Int?
    /// Whether those digits are a German code; elsewhere they may mean something else.
    var hasGermanCode = false

    mutating func removeAll() {
        text.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        roles = 0
        businessCode = nil
        hasGermanCode = false
    }

    mutating func add(_ role: Role, _ range: Range<Int>) {
        guard !range.isEmpty, role != .ignored else { return }
        parts.append(Part(role: role, range: range))
        roles |= 1 << UInt32(role.rawValue)
    }

    func has(_ role: Role) -> Bool { roles & 1 << UInt32(role.rawValue) != 0 }

    /// The first part of a role.
    func first(_ role: Role) -> Range<Int>? {
        guard has(role) else { return nil }
        return parts.first { $0.role == role }?.range
    }

    /// Takes the fields of one entry apart.
    mutating func read(_ fields: [MT940Field], in bytes: Span<UInt8>) {
        guard let first = fields.first else { return }
        if first.tag == .numberedLines {
            for field in fields { readNumberedLines(field, in: bytes) }
            return
        }
        // The numbered sub-fields ignore line ends, so a broken line is none.
        for field in fields { append(field, in: bytes, joining: .always) }
        swap(&joined, &text)
        text.removeAll(keepingCapacity: true)
        if readSubFields() { return }
        if joined.first == UInt8(ascii: "/") {
            for field in fields { append(field, in: bytes, joining: .words(55)) }
            if readSlashedCodes(0..<text.count) { return }
        }
        text.removeAll(keepingCapacity: true)
        for field in fields { append(field, in: bytes, joining: .lines(65)) }
        if readKeywordLines(0..<text.count) { return }
        readLabels(0..<text.count)
    }

    private enum Joining {
        case always
        /// A line that reaches this column was cut by the width of the field and goes on in the
        /// next; a shorter one ends with a blank.
        case words(Int)
        /// The same, but a shorter one is a line of its own.
        case lines(Int)
    }

    private mutating func append(
        _ field: MT940Field, in bytes: Span<UInt8>, joining: Joining
    ) {
        let (separator, column): (UInt8, Int) =
            switch joining {
            case .always: (0x20, 0)
            case .words(let column): (0x20, column)
            case .lines(let column): (0x0A, column)
            }
        if !text.isEmpty, column > 0 { text.append(0x0A) }
        var lineStart = field.start
        while lineStart <= field.end {
            let lineEnd = bytes.lineEnd(from: lineStart, before: field.end)
            text.append(bytes.extracting(lineStart..<lineEnd))
            if lineEnd - lineStart < column { text.append(separator) }
            lineStart = lineEnd + 1
            if lineEnd < field.end, bytes[lineEnd] == 0x0D, lineStart < field.end,
                bytes[lineStart] == 0x0A
            {
                lineStart += 1
            }
        }
    }

    /// Two digits and a text on each line: 01 to 14 text, 15 and 16 name, 17 booking text.
    ///
    /// Source: Deutsche Kreditwirtschaft, "MT940 Fassung für Filialbanken", field `:NS:`.
    private mutating func readNumberedLines(_ field: MT940Field, in bytes: Span<UInt8>) {
        let fieldStart = text.count
        append(field, in: bytes, joining: .lines(.max))
        var start = fieldStart
        for end in fieldStart..<text.count where text[end] == 0x0A {
            defer { start = end + 1 }
            guard end - start > 2, text[start].isDigit, text[start + 1].isDigit else {
                continue
            }
            let number = (text[start] - 0x30) * 10 + text[start + 1] - 0x30
            switch number {
            case 1...14: add(.text, start + 2..<end)
            case 15, 16: add(.name, start + 2..<end)
            case 17: add(.bookingText, start + 2..<end)
            default: break
            }
        }
    }
}
