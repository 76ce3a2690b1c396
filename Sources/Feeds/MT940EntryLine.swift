import Values

/// What a statement line `:61:` says, before its `:86:` is read.
///
/// `:61:` value date, entry date, mark, funds letter, amount, type code, own reference, `//`, bank
/// reference, then on lines of its own the supplementary details.
///
/// Source: SWIFT Standards MT, category 9, MT940 field 61: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]`
/// `[34x]`, and the deviations of banks named at the places where they are read.
struct MT940EntryLine {
    var entry: Entry
    /// Four letters such as `NTRF`, trimmed; empty where the bank leaves the code out.
    var typeCode: Range<Int>
    var ownReference: Range<Int>
    var bankReference: Range<Int>
    /// Text behind a reference that was padded to its full width.
    var textBesideReference: Range<Int>
    var supplement: Range<Int>
    /// A date that no calendar has, as written.
    var impossibleDate: ImpossibleDate?
    var hasDecimalMark: Bool

    /// Reads the field.
    ///
    /// - Throws: ``FeedError`` when a date, the mark or the amount cannot be read.
    init(
        _ field: MT940Field, of message: MT940Fields.Message, currency: Currency,
        in bytes: Span<UInt8>
    ) throws(FeedError) {
        var cursor = MT940Cursor(field, named: ":61:")
        _ = cursor.peek(in: bytes)
        cursor.passBlanks(in: bytes)
        let valueOn = try cursor.date(in: bytes)
        let bookedOn = try cursor.entryDate(near: valueOn, in: bytes) ?? valueOn
        cursor.passBlanks(in: bytes)
        let isExpected = message == .report && cursor.take("E", in: bytes)
        let mark = try Self.mark(&cursor, in: bytes)
        let amount = try cursor.amount(in: currency, from: bytes)
        try Self.checkEnd(ofAmount: cursor, in: bytes)
        entry = Entry(
            line: Int32(clamping: field.line), bookedOn: bookedOn, valueOn: valueOn,
            amountMinor: mark.isMoneyIn ? amount.minor : -amount.minor)
        entry.isReversal = mark.isReversal
        if isExpected { entry.status = .pending }
        hasDecimalMark = amount.fractionDigits != nil
        impossibleDate = cursor.impossibleDate
        typeCode = Self.typeCode(&cursor, in: bytes)
        let references = Self.references(&cursor, in: bytes)
        ownReference = references.own
        bankReference = references.bank
        textBesideReference = references.text
        supplement = min(cursor.position, field.end)..<field.end
    }

    /// C and D, with R before them for a reversal: RC undoes a credit, so money goes out. Before
    /// them all an MT942 writes E for what is only expected.
    ///
    /// A third letter may follow, the last of the currency: it is told from the mark by standing
    /// between mark and amount, where `DR` is a debit of `EUR` and `RDR` its reversal.
    private static func mark(
        _ cursor: inout MT940Cursor, in bytes: Span<UInt8>
    ) throws(FeedError) -> (isMoneyIn: Bool, isReversal: Bool) {
        let start = cursor.position
        let isReversal = cursor.take("R", in: bytes)
        let isCredit = cursor.take("C", in: bytes)
        guard isCredit || cursor.take("D", in: bytes) else {
            throw cursor.unexpected(
                .malformed, at: start, in: bytes, expected: "a mark C, D, RC or RD")
        }
        if let letter = cursor.peek(in: bytes), (0x41...0x5A).contains(letter.capital) {
            cursor.position += 1
        }
        return (isCredit != isReversal, isReversal)
    }

    /// A code, a reference, a blank or a line end follows an amount; anything else, such as the
    /// apostrophe of `1'000,00`, means that it was not read to its end.
    private static func checkEnd(
        ofAmount cursor: MT940Cursor, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard cursor.position < cursor.end else { return }
        let byte = bytes[cursor.position]
        guard byte <= 0x20 || byte == UInt8(ascii: "/") || (0x41...0x5A).contains(byte.capital)
        else {
            throw cursor.unexpected(
                .badAmount, at: cursor.position, in: bytes,
                expected: "a transaction code after the amount")
        }
    }

    /// N, F or S and three characters; Dutch banks write two and a blank, some none at all.
    private static func typeCode(
        _ cursor: inout MT940Cursor, in bytes: Span<UInt8>
    ) -> Range<Int> {
        cursor.passBlanks(in: bytes)
        let isAtLineEnd =
            cursor.position < cursor.end
            && (bytes[cursor.position] == 0x0A || bytes[cursor.position] == 0x0D)
        let start = cursor.position
        guard !isAtLineEnd, start + 4 <= cursor.end, (0x41...0x5A).contains(bytes[start].capital),
            bytes[start + 1].capital.isCapitalOrDigit, bytes[start + 2].capital.isCapitalOrDigit
        else { return start..<start }
        let last = bytes[start + 3]
        guard last == 0x20 || last.capital.isCapitalOrDigit else { return start..<start }
        cursor.position += 4
        return start..<(last == 0x20 ? start + 3 : start + 4)
    }

    /// The rest of the line, and of the next when that begins with the bank's reference.
    private static func references(
        _ cursor: inout MT940Cursor, in bytes: Span<UInt8>
    ) -> (own: Range<Int>, bank: Range<Int>, text: Range<Int>) {
        let start = cursor.position
        var index = start
        var separator: Int?
        var wideBlank: Int?
        while index < cursor.end {
            let byte = bytes[index]
            let next = index + 1 < cursor.end ? bytes[index + 1] : 0
            if byte == 0x0A || byte == 0x0D {
                guard separator == nil, isSeparator(afterLineEnd: index, of: cursor, in: bytes)
                else { break }
            } else if separator == nil, byte == 0x2F, next == 0x2F {
                separator = index
                index += 1
            } else if separator == nil, wideBlank == nil, byte == 0x20, next == 0x20 {
                wideBlank = index
            }
            index += 1
        }
        cursor.position = index
        let ownEnd = separator ?? index
        let own = trimmed(start..<min(ownEnd, wideBlank ?? ownEnd), in: bytes)
        let bank = trimmed((separator.map { $0 + 2 } ?? index)..<index, in: bytes)
        let text = trimmed(min(ownEnd, wideBlank ?? ownEnd)..<ownEnd, in: bytes)
        return (
            isPlaceholder(own, in: bytes) ? start..<start : own,
            isPlaceholder(bank, in: bytes) ? start..<start : bank, text
        )
    }

    private static func isSeparator(
        afterLineEnd index: Int, of cursor: MT940Cursor, in bytes: Span<UInt8>
    ) -> Bool {
        var next = index
        while next < cursor.end, bytes[next] == 0x0A || bytes[next] == 0x0D { next += 1 }
        return next + 2 < cursor.end && bytes[next] == 0x2F && bytes[next + 1] == 0x2F
    }

    private static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    /// Words that say that there is no reference, or that it stands in `:86:`.
    private static func isPlaceholder(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard (4...11).contains(range.count), !bytes[range.lowerBound].isDigit else {
            return false
        }
        var word: UInt128 = 0
        for index in range { word = word << 8 | UInt128(bytes[index].capital) }
        return placeholders.contains(word)
    }

    private static let placeholders: Set<UInt128> = Set(
        ["NONREF", "NOTPROVIDED", "EREF", "EREF+", "KREF", "KREF+", "MREF", "MARF", "PREF"]
            .map { $0.utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } })
}
