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

    /// A number that fills its columns, blanks before it counting as zeros.
    ///
    /// - Throws: ``FeedError`` for anything else.
    func number(
        _ first: Int, _ last: Int, _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let columns = columns(first, last, in: bytes)
        let digits = text(first, last, in: bytes)
        guard columns.count == last - first + 1, digits.upperBound == columns.upperBound,
            !digits.isEmpty, digits.allSatisfy({ bytes[$0].isDigit })
        else {
            throw FeedError(
                .malformed, line: line, field: "\(name) (columns \(first)-\(last))",
                found: bytes.excerpt(columns), expected: "\(last - first + 1) digits")
        }
        return digits.reduce(0) { $0 * 10 + Int64(bytes[$1] - 0x30) }
    }

    /// A day `YYMMDD`; nil for anything else.
    func day(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> CalendarDate? {
        CalendarDate(digits: bytes.extracting(columns(first, last, in: bytes)))
    }
}
