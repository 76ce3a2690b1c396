import Values

/// What the elements of a segment mean.
extension X12Segment {
    /// An amount, nought where the element is empty.
    ///
    /// - Throws: ``FeedError`` where it is no decimal of the currency.
    func amount(_ index: Int, in currency: Currency) throws(FeedError) -> Int64 {
        var rest = range(index)
        guard let first = rest.first else { return 0 }
        let isNegative = bytes[first] == UInt8(ascii: "-")
        if isNegative || bytes[first] == UInt8(ascii: "+") { rest = first + 1..<rest.upperBound }
        do throws(MoneyError) {
            var digits = AmountDigits(currency: currency)
            for position in rest {
                switch bytes[position] {
                case 0x30...0x39: try digits.append(digit: bytes[position] - 0x30)
                case UInt8(ascii: "."): try digits.appendDecimalMark()
                default: throw .notADecimal
                }
            }
            let minor = try digits.minorUnits()
            return isNegative ? -minor : minor
        } catch {
            throw fault(.badAmount, index, "an amount in \(currency.code)")
        }
    }

    /// An amount that the standard demands.
    func demandedAmount(_ index: Int, in currency: Currency) throws(FeedError) -> Int64 {
        guard !isEmpty(index) else { throw fault(.badAmount, index, "an amount") }
        return try amount(index, in: currency)
    }

    /// A whole number; nil where it is none.
    func count(_ index: Int) -> Int? {
        let range = range(index)
        guard !range.isEmpty, range.count <= 10 else { return nil }
        var count = 0
        for position in range {
            guard bytes[position].isDigit else { return nil }
            count = count * 10 + Int(bytes[position] - 0x30)
        }
        return count
    }

    /// A control number, which senders pad with noughts as they like.
    func controlNumber(_ index: Int) -> String {
        let digits = bytes[range(index)]
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return String(
            decoding: significant.isEmpty ? digits.suffix(1) : significant, as: UTF8.self)
    }

    /// A day, `CCYYMMDD` or, before version 004, `YYMMDD`; nil where no calendar has it.
    func date(_ index: Int) -> CalendarDate? {
        guard let digits = count(index) else { return nil }
        switch range(index).count {
        case 8:
            return CalendarDate(
                year: digits / 10_000, month: digits / 100 % 100, day: digits % 100)
        case 6:
            let year = digits / 10_000
            return CalendarDate(
                year: year < 80 ? 2000 + year : 1900 + year, month: digits / 100 % 100,
                day: digits % 100)
        default: return nil
        }
    }

    /// Appends words and a day as `2026-03-05`; nothing where no calendar has it.
    func appendDate(_ index: Int, after words: StaticString, to text: inout [UInt8]) {
        guard let (year, month, day) = date(index)?.numbers else { return }
        text.append(words)
        text.appendTwoDigits(year / 100)
        text.appendTwoDigits(year % 100)
        text.append(UInt8(ascii: "-"))
        text.appendTwoDigits(month)
        text.append(UInt8(ascii: "-"))
        text.appendTwoDigits(day)
    }

    /// The name in an NM1: a person's parts in the order they are spoken.
    func name() throws(FeedError) -> String {
        var name = ""
        for index in [4, 5, 3, 7] where !isEmpty(index) {
            if !name.isEmpty { name += " " }
            name += try text(index)
        }
        return name
    }
}

extension [UInt8] {
    /// Appends words of ours; string interpolation costs more than all the rest of the reading.
    mutating func append(_ words: StaticString) {
        // The buffer is the literal itself and is read only while the closure runs.
        words.withUTF8Buffer { unsafe append(contentsOf: $0) }
    }

    fileprivate mutating func appendTwoDigits(_ number: Int) {
        append(0x30 + UInt8(number / 10))
        append(0x30 + UInt8(number % 10))
    }
}
