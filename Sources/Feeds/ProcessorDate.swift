import Values

/// Reads the days of a provider's report; the time of day and its zone are passed over.
///
/// The day is the one written: a zone would move it, and the provider's balance is struck by it.
struct ProcessorDate {
    /// Whether `3/4/2026` is a day of April; nil when that is not known.
    var isDayFirst: Bool?

    /// The day in a range, at its beginning; nil when there is none.
    func date(in bytes: Span<UInt8>, _ range: Range<Int>) -> CalendarDate? {
        guard let parts = Self.parts(in: bytes, range) else { return nil }
        switch parts.form {
        case .yearFirst:
            return CalendarDate(year: parts.first, month: parts.second, day: parts.third)
        case .dayFirst:
            return CalendarDate(year: parts.third, month: parts.second, day: parts.first)
        case .either:
            guard let isDayFirst else { return nil }
            return CalendarDate(
                year: parts.third, month: isDayFirst ? parts.second : parts.first,
                day: isDayFirst ? parts.first : parts.second)
        }
    }

    /// What a date says about the order of days and months: true for the day first, nil for
    /// nothing.
    static func isDayFirst(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool? {
        guard let parts = parts(in: bytes, range), parts.form == .either else { return nil }
        if parts.first > 12 { return true }
        return parts.second > 12 ? false : nil
    }

    /// Whether a date is of the form that does not tell its order.
    static func isUndecided(in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        parts(in: bytes, range)?.form == .either
    }

    private enum Form { case yearFirst, dayFirst, either }

    private struct Parts {
        var first = 0
        var second = 0
        var third = 0
        var form = Form.yearFirst
    }

    private static func parts(in bytes: Span<UInt8>, _ range: Range<Int>) -> Parts? {
        var index = range.lowerBound
        guard let first = number(in: bytes, &index, range.upperBound), index < range.upperBound
        else { return nil }
        let separator = bytes[index]
        guard [0x2D, 0x2E, 0x2F].contains(separator) else { return nil }
        index += 1
        guard let second = number(in: bytes, &index, range.upperBound), second.digits <= 2,
            index < range.upperBound, bytes[index] == separator
        else { return nil }
        index += 1
        guard let third = number(in: bytes, &index, range.upperBound) else { return nil }
        if index < range.upperBound {
            let next = bytes[index]
            guard next == 0x20 || next == UInt8(ascii: "T") || next == UInt8(ascii: ",") else {
                return nil
            }
        }
        var parts = Parts(first: first.value, second: second.value, third: third.value)
        if first.digits == 4, third.digits <= 2 { return parts }
        // Two digits after a dash may be a year or, in a short ISO 8601, a day.
        guard first.digits <= 2, third.digits == 4 || third.digits == 2 && separator != 0x2D else {
            return nil
        }
        if third.digits == 2 { parts.third += third.value < 80 ? 2000 : 1900 }
        parts.form = separator == 0x2E ? .dayFirst : .either
        return parts
    }

    private static func number(
        in bytes: Span<UInt8>, _ index: inout Int, _ end: Int
    ) -> (value: Int, digits: Int)? {
        let start = index
        var value = 0
        while index < end, index - start < 5, bytes[index].isDigit {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return (1...4).contains(index - start) ? (value, index - start) : nil
    }
}
