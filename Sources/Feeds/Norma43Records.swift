import Values

/// One record of a Cuaderno 43 file: its type and where its columns lie.
struct Norma43Record {
    enum RecordType {
        case account
        case movement
        case concept
        case equivalence
        case accountEnd
        case fileEnd
        case unknown
    }

    let type: RecordType
    /// Without its line end.
    let range: Range<Int>
    let line: Int
    /// Whether the file ends with this record.
    let isLast: Bool
    /// Whether all letters are one byte each, so that columns are offsets.
    private let isNarrow: Bool

    init(_ range: Range<Int>, line: Int, isLast: Bool, isUTF8: Bool, in bytes: Span<UInt8>) {
        self.range = range
        self.line = line
        self.isLast = isLast
        isNarrow = !isUTF8 || bytes.extracting(range).isASCII
        let (first, second) =
            range.count < 2 ? (0, 0) : (bytes[range.lowerBound], bytes[range.lowerBound + 1])
        type =
            switch (Unicode.Scalar(first), Unicode.Scalar(second)) {
            case ("1", "1"): .account
            case ("2", "2"): .movement
            case ("2", "3"): .concept
            case ("2", "4"): .equivalence
            case ("3", "3"): .accountEnd
            case ("8", "8"): .fileEnd
            default: .unknown
            }
    }

    /// Whether the record ends before its last number.
    var isCut: Bool { range.count < (type == .fileEnd ? 26 : 76) }

    /// Where columns, counted from 1, lie; what a trimmed line lacks is left out.
    func columns(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Range<Int> {
        if isNarrow {
            let start = min(range.lowerBound + first - 1, range.upperBound)
            return start..<min(range.lowerBound + last, range.upperBound)
        }
        var column = 0
        var start = range.upperBound
        var index = range.lowerBound
        while index < range.upperBound {
            // A continuation byte of UTF-8 is no column of its own.
            if bytes[index] & 0xC0 != 0x80 {
                column += 1
                if column == first { start = index }
                if column > last { break }
            }
            index += 1
        }
        return min(start, index)..<index
    }

    /// The number that columns spell; nil where one of them is no digit or is missing.
    func number(_ first: Int, _ last: Int, in bytes: Span<UInt8>) -> Int64? {
        let columns = columns(first, last, in: bytes)
        guard columns.count == last - first + 1, columns.count <= 18 else { return nil }
        var number: Int64 = 0
        for index in columns {
            guard bytes[index].isDigit else { return nil }
            number = number * 10 + Int64(bytes[index] - 0x30)
        }
        return number
    }

    /// The day that six columns spell as `YYMMDD`; nil where they spell none.
    func date(_ first: Int, in bytes: Span<UInt8>) -> CalendarDate? {
        guard let number = number(first, first + 5, in: bytes) else { return nil }
        let digits = Int(number)
        let year = digits / 10_000
        return CalendarDate(
            year: year < 80 ? 2000 + year : 1900 + year, month: digits / 100 % 100,
            day: digits % 100)
    }

    /// An amount of fourteen digits, two of them behind the comma whatever the currency.
    ///
    /// - Throws: ``FeedError`` where it is none, or finer than the currency.
    func amount(
        _ first: Int, currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        guard var hundredths = number(first, first + 13, in: bytes) else {
            throw error(.badAmount, first, first + 13, expected: "fourteen digits", in: bytes)
        }
        for _ in 2..<max(2, currency.minorDigits) { hundredths *= 10 }
        for _ in min(2, currency.minorDigits)..<2 {
            guard hundredths.isMultiple(of: 10) else {
                throw error(
                    .badAmount, first, first + 13, expected: "whole \(currency)", in: bytes)
            }
            hundredths /= 10
        }
        return hundredths
    }

    /// The currency whose number stands in three columns.
    func currency(_ first: Int, in bytes: Span<UInt8>) throws(FeedError) -> Currency {
        guard let number = number(first, first + 2, in: bytes),
            let currency = Currency(numeric: Int(number))
        else {
            throw error(
                .badCurrency, first, first + 2, expected: "a currency's number such as 978",
                in: bytes)
        }
        return currency
    }

    /// Says what is wrong with columns of this record.
    func error(
        _ reason: FeedError.Reason, _ first: Int, _ last: Int, expected: String,
        in bytes: Span<UInt8>
    ) -> FeedError {
        var found: [UInt8] = []
        found.append(
            bytes.extracting(columns(first, last, in: bytes)), as: isNarrow ? .windows1252 : .utf8)
        return FeedError(
            reason, line: line, field: "columns \(first)-\(last)",
            found: String(decoding: found, as: UTF8.self), expected: expected)
    }
}

/// Walks over the records of a file: lines, or blocks of 80 bytes where there are no lines.
struct Norma43Records {
    private(set) var line = 0
    /// Whether the last record has no line end, so that the file may have been cut in it.
    let isLastOpen: Bool
    private let hasLines: Bool
    private let isUTF8: Bool
    private var position = 0

    init(_ bytes: Span<UInt8>, encoding: CharacterEncoding) {
        let end = bytes.lineEnd(from: 0, before: bytes.count)
        hasLines = end < bytes.count
        isUTF8 = encoding == .utf8
        isLastOpen = bytes.isEmpty || bytes[bytes.count - 1] > 0x1F
        // A byte order mark.
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    /// The next record; nil at the end. Blank lines and the end-of-file character are passed over.
    mutating func next(in bytes: Span<UInt8>) -> Norma43Record? {
        while position < bytes.count {
            let start = position
            var end = hasLines ? bytes.lineEnd(from: start, before: bytes.count) : bytes.count
            if !hasLines { end = min(start + Self.width, end) }
            position = end
            if position < bytes.count, bytes[position] == 0x0D { position += 1 }
            if position < bytes.count, bytes[position] == 0x0A { position += 1 }
            line += 1
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            guard end > start else { continue }
            return Norma43Record(
                start..<end, line: line, isLast: position >= bytes.count, isUTF8: isUTF8,
                in: bytes)
        }
        return nil
    }

    private static let width = 80
}
