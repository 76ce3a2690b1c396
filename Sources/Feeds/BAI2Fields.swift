import Values

/// Reads a record's fields one after the other, across its continuations.
///
/// A continuation begins a new field. Only where the line above has neither slash nor content
/// behind its last comma does it fill that last field.
struct BAI2Fields {
    private let pieces: [BAI2Record.Piece]
    private var piece = 0
    /// Where the next field begins; nil when the next piece has to be begun.
    private var position: Int?
    let line: Int

    init(_ record: BAI2Record) {
        pieces = record.pieces
        position = pieces.first?.content.lowerBound
        line = record.line
    }

    /// Whether the next field begins a continuation.
    var isAtContinuation: Bool { position == nil }

    /// The next field without blanks around it; nil when there is none.
    mutating func next(in bytes: Span<UInt8>) -> Range<Int>? {
        if position == nil {
            guard piece + 1 < pieces.count else { return nil }
            piece += 1
            position = pieces[piece].content.lowerBound
        }
        guard let start = position else { return nil }
        let end = pieces[piece].content.upperBound
        var comma = start
        while comma < end, bytes[comma] != UInt8(ascii: ",") { comma += 1 }
        position = comma < end ? comma + 1 : nil
        let isDangling =
            comma + 1 == end && !pieces[piece].isTerminated && piece + 1 < pieces.count
        if isDangling { position = nil }
        return trimmed(start..<comma, in: bytes)
    }

    /// What is left of the record, as it stands: pieces of text.
    mutating func rest() -> [BAI2Record.Piece] {
        var rest = Array(pieces[min(piece + 1, pieces.count)...])
        if let position {
            var first = pieces[piece]
            first.content = position..<first.content.upperBound
            rest.insert(first, at: 0)
        }
        position = nil
        piece = pieces.count
        return rest
    }

    /// Whether the next field, which begins a continuation, reads as text: a reference has neither
    /// blanks nor a label.
    func continuesAsText(in bytes: Span<UInt8>) -> Bool {
        guard position == nil, piece + 1 < pieces.count else { return false }
        let content = trimmed(pieces[piece + 1].content, in: bytes)
        for index in content {
            switch bytes[index] {
            case UInt8(ascii: ","): return false
            case UInt8(ascii: ":"), 0x20: return true
            default: break
            }
        }
        return content.count > 35
    }

    /// The next field as a whole number, signed where the file signs it; nil where it is blank.
    ///
    /// - Throws: ``FeedError`` for anything but digits.
    mutating func number(
        _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        guard let field = next(in: bytes), !field.isEmpty else { return nil }
        var start = field.lowerBound
        let isNegative = bytes[start] == UInt8(ascii: "-")
        if isNegative || bytes[start] == UInt8(ascii: "+") { start += 1 }
        var digits = AmountDigits(minorDigits: 0)
        do throws(MoneyError) {
            for index in start..<field.upperBound {
                guard bytes[index].isDigit else { throw .notADecimal }
                try digits.append(digit: bytes[index] - 0x30)
            }
            return isNegative ? -(try digits.minorUnits()) : try digits.minorUnits()
        } catch {
            throw FeedError(
                .badAmount, line: line, field: name, found: bytes.excerpt(field),
                expected: "a whole number below 9 · 10¹⁷, without a decimal mark")
        }
    }

    /// The next field as a day, `YYMMDD` or `YYYYMMDD`; nil where it is blank.
    ///
    /// - Throws: ``FeedError`` for anything else.
    mutating func day(
        _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> CalendarDate? {
        guard let field = next(in: bytes), !field.isEmpty else { return nil }
        if let day = CalendarDate(digits: bytes.extracting(field)) { return day }
        if field.allSatisfy({ bytes[$0] == 0x30 }) { return nil }
        throw FeedError(
            .badDate, line: line, field: name, found: bytes.excerpt(field),
            expected: "a day YYMMDD")
    }

    private func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}

extension CalendarDate {
    /// Reads `YYMMDD` or `YYYYMMDD`; nil for anything else.
    ///
    /// Years 80 to 99 are 19YY.
    init?(digits: Span<UInt8>) {
        guard digits.count == 6 || digits.count == 8 else { return nil }
        var number = 0
        for index in digits.indices {
            guard digits[index].isDigit else { return nil }
            number = number * 10 + Int(digits[index] - 0x30)
        }
        var year = number / 10_000
        if digits.count == 6 { year += year < 80 ? 2000 : 1900 }
        self.init(year: year, month: number / 100 % 100, day: number % 100)
    }
}
