/// What one or more `:86:` fields say, taken apart whatever their dialect.
///
/// The dialects are told apart by their first bytes: three digits, a separator and numbered
/// sub-fields (Germany, Austria, Poland); codes between slashes (the Netherlands); labels in plain
/// text; plain text. The buffers are kept from entry to entry.
struct MT940Remittance {
    enum Role: Equatable {
        case bookingText
        case text
        case name
        case account
        case ultimateName
        case endToEndID
        case customerReference
        case mandate
        case transactionID
        case structuredReference
        case returnReason
        /// `/REMI/`: text, or a structured reference behind `STRD`.
        case remittance
        /// `/CNTP/`: account, bank, name and city with slashes between.
        case counterparty
        /// Of no use to receivables: a BIC, a creditor's id, a date.
        case ignored
    }

    /// A piece of ``scratch`` and what it is.
    struct Part {
        var role: Role
        var range: Range<Int>
    }

    /// The fields' bytes without their line ends, in the file's encoding; more text behind.
    var scratch: [UInt8] = []
    private(set) var parts: [Part] = []
    /// The three digits that begin a field with numbered sub-fields.
    var businessCode: Int?

    mutating func removeAll() {
        scratch.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        businessCode = nil
    }

    mutating func add(_ role: Role, _ range: Range<Int>) {
        if !range.isEmpty { parts.append(Part(role: role, range: range)) }
    }

    func has(_ role: Role) -> Bool { parts.contains { $0.role == role } }

    /// Takes the fields of one entry apart.
    mutating func read(_ fields: [MT940Field], in bytes: Span<UInt8>) {
        guard let first = fields.first else { return }
        if first.tag == .numberedLines {
            for field in fields { readNumberedLines(field, in: bytes) }
            return
        }
        // The numbered sub-fields ignore line ends, so a broken line is none.
        for field in fields { append(field, in: bytes, joining: .always) }
        if readSubFields() { return }
        if scratch.first == UInt8(ascii: "/") {
            scratch.removeAll(keepingCapacity: true)
            for field in fields { append(field, in: bytes, joining: .fromColumn(55)) }
            if readSlashedCodes(0..<scratch.count) { return }
        }
        scratch.removeAll(keepingCapacity: true)
        for field in fields { append(field, in: bytes, joining: .fromColumn(65)) }
        readLabels(0..<scratch.count)
    }

    private enum Joining {
        case always
        /// A line that reaches this column was cut by the width of the field, so its words go on
        /// in the next; a shorter one ends with its sense.
        case fromColumn(Int)
    }

    private mutating func append(
        _ field: MT940Field, in bytes: Span<UInt8>, joining: Joining
    ) {
        if !scratch.isEmpty, case .fromColumn = joining { scratch.append(0x0A) }
        var lineStart = field.start
        while lineStart <= field.end {
            var lineEnd = lineStart
            while lineEnd < field.end, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D {
                lineEnd += 1
            }
            scratch.append(bytes.extracting(lineStart..<lineEnd))
            if case .fromColumn(let column) = joining, lineEnd - lineStart < column {
                scratch.append(0x0A)
            }
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
        let fieldStart = scratch.count
        append(field, in: bytes, joining: .fromColumn(.max))
        var start = fieldStart
        for end in fieldStart..<scratch.count where scratch[end] == 0x0A {
            defer { start = end + 1 }
            guard end - start > 2, scratch[start].isDigit, scratch[start + 1].isDigit else {
                continue
            }
            let number = (scratch[start] - 0x30) * 10 + scratch[start + 1] - 0x30
            switch number {
            case 1...14: add(.text, start + 2..<end)
            case 15, 16: add(.name, start + 2..<end)
            case 17: add(.bookingText, start + 2..<end)
            default: break
            }
        }
    }
}
