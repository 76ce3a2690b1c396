import Values

/// One record of 94 columns, as a place in the file; blanks at its end may be missing.
struct NACHARecord {
    /// Bytes of the record, without blanks at its end.
    var range: Range<Int>
    /// Line of the file, counted from 1; of a file without line ends, the number of the record.
    var line: Int
    /// Whether a column is a character of UTF-8 and not a byte.
    var isByCharacter = false
    /// Whether a column is a byte although letters have several: one that a column's edge cuts
    /// belongs to the column before.
    var cutsCharacters = false
    /// Whether the file ends with the record, without a line end.
    var isOpen: Bool

    /// Bytes, at least the columns.
    var count: Int { range.count }

    func type(in bytes: Span<UInt8>) -> UInt8 { bytes[range.lowerBound] }

    /// The bytes of columns counted from 1, as far as they are there.
    func columns(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Range<Int> {
        guard isByCharacter else {
            var start = min(range.lowerBound + first - 1, range.upperBound)
            var end = max(start, min(range.lowerBound + last, range.upperBound))
            if cutsCharacters {
                while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
                while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            }
            return start..<max(start, end)
        }
        let start = offset(of: first - 1, in: bytes)
        return start..<max(start, offset(of: last, in: bytes))
    }

    /// The columns without blanks around them.
    func text(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Range<Int> {
        let range = columns(first, last, in: bytes)
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    /// A number that fills its columns; blanks before it count as zeros.
    ///
    /// - Throws: ``FeedError`` where there is anything but digits, or the record ends before.
    func number(
        _ first: Int, _ last: Int, _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let columns = columns(first, last, in: bytes)
        var number: Int64 = 0
        var isNumber = columns.count == last - first + 1
        var sawDigit = false
        for index in columns {
            let byte = bytes[index]
            if byte.isDigit {
                sawDigit = true
                // At most 20 columns, of which the first two can only be zeros.
                let (scaled, overflow) = number.multipliedReportingOverflow(by: 10)
                if overflow || scaled > AmountDigits.limit {
                    isNumber = false
                } else {
                    number = scaled + Int64(byte - 0x30)
                }
            } else if byte != 0x20 || sawDigit {
                isNumber = false
            }
        }
        guard isNumber, sawDigit else {
            throw FeedError(
                .malformed, line: line, field: "\(name) (columns \(first)-\(last))",
                found: bytes.excerpt(columns), expected: "\(last - first + 1) digits")
        }
        return number
    }

    /// The columns as a string, for what is needed once a batch.
    func string(
        _ first: Int, _ last: Int, in bytes: Span<UInt8>, _ encoding: CharacterEncoding
    ) throws(FeedError) -> String {
        var clean = CleanText()
        do throws(NulByte) {
            try clean.append(bytes, text(first, last, in: bytes))
        } catch {
            throw FeedError(
                .badEncoding, line: line, field: "columns \(first)-\(last)", found: "a NUL byte",
                expected: "text")
        }
        var text: [UInt8] = []
        let range = clean.take(to: &text, encoding)
        return text.string(range)
    }

    private func offset(of column: Int, in bytes: Span<UInt8>) -> Int {
        var index = range.lowerBound
        var passed = 0
        while index < range.upperBound {
            if bytes[index] & 0xC0 != 0x80 {
                if passed == column { break }
                passed += 1
            }
            index += 1
        }
        return index
    }
}

/// Finds the records of a file, with line ends or without.
///
/// Lines are trimmed by some systems and padded by others; blanks at a line's end say nothing. A
/// line that is longer holds several records, up to the whole file.
struct NACHARecords {
    /// Line of the record that comes next, counted from 1.
    private(set) var line = 1
    private let encoding: CharacterEncoding
    private var position = 0
    /// End of the line that is being taken apart, without blanks, and how its columns count.
    private var lineEnd = 0
    private var isByCharacter = false
    private var cutsCharacters = false
    private var isOpen = false
    private var takesNextLine = true

    init(_ bytes: Span<UInt8>, encoding: CharacterEncoding) {
        self.encoding = encoding
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    /// The next record; nil at the end of the file.
    ///
    /// Blank lines are passed over.
    mutating func next(in bytes: Span<UInt8>) -> NACHARecord? {
        while takesNextLine || position == lineEnd {
            guard beginLine(in: bytes) else { return nil }
        }
        let start = position
        var end = start
        if isByCharacter {
            var characters = 0
            while end < lineEnd {
                if bytes[end] & 0xC0 != 0x80 {
                    if characters == 94 { break }
                    characters += 1
                }
                end += 1
            }
        } else {
            end = min(start + 94, lineEnd)
        }
        position = end
        let record = NACHARecord(
            range: start..<end, line: line, isByCharacter: isByCharacter,
            cutsCharacters: cutsCharacters, isOpen: isOpen && end == lineEnd)
        if end < lineEnd { line += 1 }
        return record
    }

    /// Finds the end of the next line and how to count its columns; false at the end of the file.
    private mutating func beginLine(in bytes: Span<UInt8>) -> Bool {
        if !takesNextLine {
            position = lineEnd
            while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D {
                position += 1
            }
            if position + 1 < bytes.count, bytes[position] == 0x0D, bytes[position + 1] == 0x0A {
                position += 1
            }
            position += 1
            line += 1
        }
        guard position < bytes.count else {
            takesNextLine = true
            return false
        }
        takesNextLine = false
        var end = position
        var highBits: UInt8 = 0
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
            highBits |= bytes[end]
            end += 1
        }
        isOpen = end == bytes.count
        let width = end - position
        while end > position, bytes[end - 1].isBlank { end -= 1 }
        lineEnd = end
        let hasWideCharacters = highBits >= 0x80 && encoding == .utf8
        isByCharacter = hasWideCharacters && countsCharacters(width: width, in: bytes)
        cutsCharacters = hasWideCharacters && !isByCharacter
        return true
    }

    /// Whether the columns of a line with letters of several bytes are its characters.
    ///
    /// They are, unless the line is whole in bytes: then it was laid out in bytes.
    private func countsCharacters(width: Int, in bytes: Span<UInt8>) -> Bool {
        var characters = 0
        for index in position..<position + width where bytes[index] & 0xC0 != 0x80 {
            characters += 1
        }
        return characters.isMultiple(of: 94) || !width.isMultiple(of: 94)
    }
}
