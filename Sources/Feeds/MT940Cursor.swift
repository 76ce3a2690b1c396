import Values

/// Reads the fixed parts of MT940 fields byte by byte.
///
/// Line ends inside those parts are passed over: some systems wrap at 65 or 80 columns wherever
/// that happens to be.
struct MT940Cursor {
    var position: Int
    let end: Int
    /// Line of the file, for messages.
    let line: Int
    /// The field's tag, for messages.
    let field: StaticString

    /// What a date was that no calendar has, such as `160230`; the cursor took the month's end.
    private(set) var impossibleDate: ImpossibleDate?

    init(_ field: MT940Field, named name: StaticString) {
        position = field.start
        end = field.end
        line = field.line
        self.field = name
    }

    /// The next byte without taking it, past line ends; nil at the field's end.
    mutating func peek(in bytes: Span<UInt8>) -> UInt8? {
        while position < end {
            let byte = bytes[position]
            if byte != 0x0A, byte != 0x0D { return byte }
            position += 1
        }
        return nil
    }

    /// Takes the next byte if it is this letter, in either case.
    mutating func take(_ letter: Unicode.Scalar, in bytes: Span<UInt8>) -> Bool {
        guard let byte = peek(in: bytes), byte.capital == UInt8(ascii: letter) else { return false }
        position += 1
        return true
    }

    mutating func passBlanks(in bytes: Span<UInt8>) {
        while position < end, bytes[position] == 0x20 { position += 1 }
    }

    /// Takes a number of so many digits; nil, and takes nothing, when there are fewer.
    mutating func number(digits: Int, in bytes: Span<UInt8>) -> Int? {
        let start = position
        var number = 0
        for _ in 0..<digits {
            guard let byte = peek(in: bytes), (0x30...0x39).contains(byte) else {
                position = start
                return nil
            }
            number = number * 10 + Int(byte - 0x30)
            position += 1
        }
        return number
    }

    /// Takes `YYMMDD`.
    mutating func date(in bytes: Span<UInt8>) throws(FeedError) -> CalendarDate {
        let start = position
        guard let digits = number(digits: 6, in: bytes) else {
            throw unexpected(.badDate, at: start, in: bytes, expected: "a date YYMMDD")
        }
        // Source: SWIFT Standards MT, general field formatting rules: 80 to 99 are 19YY.
        let year = digits / 10_000
        guard
            let date = clampedDate(
                year: year < 80 ? 2000 + year : 1900 + year, month: digits / 100 % 100,
                day: digits % 100, written: ImpossibleDate(digits: digits, width: 6))
        else {
            throw unexpected(.badDate, at: start, in: bytes, expected: "a date YYMMDD")
        }
        return date
    }

    /// Takes the entry date `MMDD` where there is one: in the year that brings it nearest to the
    /// value date, for it has none of its own.
    mutating func entryDate(
        near valueDate: CalendarDate, in bytes: Span<UInt8>
    ) throws(FeedError) -> CalendarDate? {
        let start = position
        passBlanks(in: bytes)
        guard let digits = number(digits: 4, in: bytes), digits != 0 else { return nil }
        let (year, month, day) = (valueDate.numbers.year, digits / 100, digits % 100)
        if let date = Self.nearest(to: valueDate, year: year, month: month, day: day) {
            return date
        }
        let written = ImpossibleDate(digits: digits, width: 4)
        guard let date = clampedDate(year: year, month: month, day: day, written: written) else {
            throw unexpected(.badDate, at: start, in: bytes, expected: "an entry date MMDD")
        }
        return date
    }

    /// The day in this year, the one before or the one after; the nearest to another date.
    private static func nearest(
        to other: CalendarDate, year: Int, month: Int, day: Int
    ) -> CalendarDate? {
        var nearest: CalendarDate?
        var distance = Int.max
        // In the year of the other within half a year, as nearly always, no other can be nearer.
        for offset in 0..<3 where distance > 182 {
            let candidateYear = offset == 2 ? year - 1 : year + offset
            guard let date = CalendarDate(year: candidateYear, month: month, day: day)
            else {
                continue
            }
            let days = abs(date.days(since: other))
            if days < distance { (nearest, distance) = (date, days) }
        }
        return nearest
    }

    /// Takes an amount: digits and a comma; banks also write a point or, for zero cents, neither.
    ///
    /// - Returns: minor units, never negative, and how many digits followed the decimal mark; nil
    ///   where there was no mark.
    mutating func amount(
        in currency: Currency, from bytes: Span<UInt8>
    ) throws(FeedError) -> (minor: Int64, fractionDigits: Int?) {
        let start = position
        do throws(MoneyError) {
            var digits = AmountDigits(currency: currency)
            while let byte = peekAmount(digits, in: bytes) {
                switch byte {
                case 0x30...0x39: try digits.append(digit: byte - 0x30)
                case UInt8(ascii: ","), UInt8(ascii: "."): try digits.appendDecimalMark()
                default:
                    return (try digits.minorUnits(), digits.fractionDigits)
                }
                position += 1
            }
            return (try digits.minorUnits(), digits.fractionDigits)
        } catch {
            let expected =
                switch error {
                case .notADecimal: "an amount such as 1234,50"
                case .tooPrecise: "at most \(currency.minorDigits) digits after the comma"
                case .tooLarge: "an amount below 9 · 10¹⁷ minor units"
                }
            throw unexpected(.badAmount, at: start, in: bytes, expected: expected)
        }
    }

    /// Says where the field cannot be read.
    func unexpected(
        _ reason: FeedError.Reason, at start: Int, in bytes: Span<UInt8>, expected: String
    ) -> FeedError {
        let found = bytes.extracting(min(start, end)..<min(end, start + 40))
        var text: [UInt8] = []
        text.append(found, as: .windows1252)
        return FeedError(
            reason, line: line, field: "\(field)",
            found: String(utf8: found) ?? String(utf8: text.span) ?? "", expected: expected)
    }

    /// The next byte of an amount; nil where a line end is the amount's end.
    ///
    /// It is not where what follows finishes the amount: digits and the missing comma, or digits
    /// and a transaction code. Text below an entry may begin with digits too.
    private mutating func peekAmount(_ digits: AmountDigits, in bytes: Span<UInt8>) -> UInt8? {
        guard digits.digitCount > 0, position < end,
            bytes[position] == 0x0A || bytes[position] == 0x0D
        else { return peek(in: bytes) }
        var next = position
        while next < end, bytes[next] == 0x0A || bytes[next] == 0x0D { next += 1 }
        var after = next
        while after < end, bytes[after].isDigit { after += 1 }
        guard after < end else { return nil }
        switch bytes[after] {
        case UInt8(ascii: ","), UInt8(ascii: "."):
            return digits.hasDecimalMark ? nil : peek(in: bytes)
        case UInt8(ascii: "N"), UInt8(ascii: "F"), UInt8(ascii: "S"):
            return digits.hasDecimalMark && after > next ? peek(in: bytes) : nil
        default:
            return nil
        }
    }

    /// The date, or the month's end when the month has no such day; nil when no month has.
    private mutating func clampedDate(
        year: Int, month: Int, day: Int, written: ImpossibleDate
    ) -> CalendarDate? {
        if let date = CalendarDate(year: year, month: month, day: day) { return date }
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        impossibleDate = written
        return CalendarDate(
            year: year, month: month, day: CalendarDate.length(ofMonth: month, year: year))
    }
}

/// A date that no calendar has, as it was written: `160230`.
struct ImpossibleDate: CustomStringConvertible, BitwiseCopyable {
    var digits: Int
    var width: Int

    var description: String {
        let digits = String(digits)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension UInt8 {
    /// The capital of an ASCII letter; anything else as it is.
    var capital: UInt8 { (0x61...0x7A).contains(self) ? self - 0x20 : self }

    var isDigit: Bool { (0x30...0x39).contains(self) }

    /// A capital ASCII letter or a digit.
    var isCapitalOrDigit: Bool { isDigit || (0x41...0x5A).contains(self) }
}
