import Values

/// One line of a lockbox file, without blanks at its end.
struct BAILockboxRecord {
    var range: Range<Int>
    /// Counted from 1.
    var line: Int
    /// Whether the file ends with the line, without a line end.
    var isOpen: Bool
    /// Whether letters may have several bytes, although columns are bytes: one that a column's edge
    /// cuts belongs to the column before.
    var isUTF8 = false

    func type(in bytes: Span<UInt8>) -> UInt8 { bytes[range.lowerBound] }

    /// The bytes of columns counted from 1, as far as they are there.
    func columns(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Range<Int> {
        var start = first > range.count ? range.upperBound : range.lowerBound + first - 1
        var end = last > range.count ? range.upperBound : range.lowerBound + last
        if isUTF8 {
            while start < range.upperBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
            while end < range.upperBound, bytes[end] & 0xC0 == 0x80 { end += 1 }
        }
        return start..<max(start, end)
    }

    /// The columns without blanks around them.
    func text(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Range<Int> {
        let columns = columns(first, last, in: bytes)
        var (start, end) = (columns.lowerBound, columns.upperBound)
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    /// A number that fills its columns, blanks before it counting as zeros; nil for anything else.
    ///
    /// At most 18 columns.
    func digits(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Int64? {
        let columns = columns(first, last, in: bytes)
        guard columns.count == last - first + 1 else { return nil }
        var start = columns.lowerBound
        while start < columns.upperBound, bytes[start] == 0x20 { start += 1 }
        guard start < columns.upperBound else { return nil }
        var number: Int64 = 0
        for index in start..<columns.upperBound {
            guard bytes[index].isDigit else { return nil }
            number = number * 10 + Int64(bytes[index] - 0x30)
        }
        return number
    }

    /// The same, where nothing else may be.
    ///
    /// - Throws: ``FeedError`` for anything else.
    func number(
        _ first: Int, _ last: Int, _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        guard let number = digits(first, last, in: bytes) else {
            throw FeedError(
                .malformed, line: line, field: "\(name) (columns \(first)-\(last))",
                found: bytes.excerpt(columns(first, last, in: bytes)),
                expected: "\(last - first + 1) digits")
        }
        return number
    }

    /// A day `YYMMDD`; nil for anything else.
    func day(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> CalendarDate? {
        CalendarDate(digits: bytes.extracting(columns(first, last, in: bytes)))
    }
}
