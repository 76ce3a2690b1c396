import Values

/// One segment of an X12 file, with its elements.
///
/// Line ends are no part of it: where they do not end segments they are a transport's.
struct X12Segment {
    /// Its number in the file, counted from 1.
    private(set) var number: Int32 = 0
    private(set) var tag: X12Code = ""
    /// Whether the file ended before a terminator.
    private(set) var isOpen = false
    private var bytes: [UInt8] = []
    /// Where each element ends, the tag first.
    private var ends: [Int] = []
    private let encoding: CharacterEncoding

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// More than twice what any segment of these sets has.
    static let maximumElements = 64

    /// Takes the next segment apart.
    ///
    /// - Throws: ``FeedError`` where it has no tag or too many elements.
    mutating func read(
        _ source: Span<UInt8>, separator: UInt8, isOpen: Bool
    ) throws(FeedError) {
        number += 1
        self.isOpen = isOpen
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        var runStart = 0
        for index in source.indices {
            let byte = source[index]
            if byte == separator {
                ends.append(bytes.count + index - runStart)
            } else if byte == 0x0A || byte == 0x0D {
                bytes.append(source.extracting(runStart..<index))
                runStart = index + 1
            }
        }
        bytes.append(source.extracting(runStart..<source.count))
        ends.append(bytes.count)
        tag = code(0)
        guard ends.count <= Self.maximumElements else {
            throw FeedError(
                .tooLarge, line: Int(number), field: name(0),
                expected: "at most \(Self.maximumElements) elements")
        }
        guard (2...3).contains(ends[0]), bytes[..<ends[0]].allSatisfy(\.isCapitalOrDigit) else {
            throw fault(.malformed, 0, "a segment's tag")
        }
    }

    /// The number of the last element that is there.
    var last: Int { ends.count - 1 }

    /// Where an element's bytes lie, without the blanks around them; empty where it is missing.
    private func range(_ index: Int) -> Range<Int> {
        guard index < ends.count else { return 0..<0 }
        var start = index == 0 ? 0 : ends[index - 1] + 1
        var end = ends[index]
        while start < end, bytes[start] == 0x20 { start += 1 }
        while start < end, bytes[end - 1] == 0x20 { end -= 1 }
        return start..<end
    }

    func isEmpty(_ index: Int) -> Bool { range(index).isEmpty }

    func code(_ index: Int) -> X12Code { X12Code(bytes.span.extracting(range(index))) }

    /// The first two characters of a composite: a reason.
    func firstComponent(_ index: Int) -> String {
        let range = range(index)
        var end = range.lowerBound
        while end < range.upperBound, bytes[end].capital.isCapitalOrDigit { end += 1 }
        return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
    }

    /// What follows the first component of a composite, without a separator at its end.
    func laterComponents(_ index: Int) throws(FeedError) -> String {
        let range = range(index)
        var start = range.lowerBound
        while start < range.upperBound, bytes[start].capital.isCapitalOrDigit { start += 1 }
        var text: [UInt8] = []
        try append(min(start + 1, range.upperBound)..<range.upperBound, to: &text, index)
        return String(decoding: text, as: UTF8.self)
    }

    /// An element as text, without control characters.
    ///
    /// - Throws: ``FeedError`` for a NUL byte.
    func text(_ index: Int) throws(FeedError) -> String {
        let range = range(index)
        if isPlain(range) { return String(decoding: bytes[range], as: UTF8.self) }
        var text: [UInt8] = []
        try append(range, to: &text, index)
        return String(decoding: text, as: UTF8.self)
    }

    /// An identifier: text without its blanks.
    func identifier(_ index: Int) throws(FeedError) -> String {
        let text = try text(index)
        return text.utf8.contains(0x20) ? text.filter { $0 != " " } : text
    }

    /// Appends an element's text in UTF-8.
    func append(_ index: Int, to text: inout [UInt8]) throws(FeedError) {
        let range = range(index)
        if isPlain(range) {
            text.append(bytes.span.extracting(range))
        } else {
            try append(range, to: &text, index)
        }
    }

    /// An error about an element, in the format's own words.
    func fault(_ reason: FeedError.Reason, _ index: Int, _ expected: String) -> FeedError {
        var found: [UInt8] = []
        found.append(bytes.span.extracting(range(index)), as: encoding)
        return FeedError(
            reason, line: Int(number), field: name(index),
            found: String(decoding: found, as: UTF8.self), expected: expected)
    }

    /// An element's name: `CLP04`.
    private func name(_ index: Int) -> String {
        let tag = String(decoding: bytes[..<min(3, ends[0])], as: UTF8.self)
        return index == 0 ? tag : tag + (index < 10 ? "0" : "") + "\(index)"
    }

    private func isPlain(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { (0x20..<0x7F).contains($0) }
    }

    private func append(
        _ range: Range<Int>, to text: inout [UInt8], _ index: Int
    ) throws(FeedError) {
        var clean = CleanText()
        do throws(NulByte) {
            try clean.append(bytes, range)
        } catch {
            throw FeedError(
                .badEncoding, line: Int(number), field: name(index), found: "a NUL byte",
                expected: "text")
        }
        clean.joinLines(from: 0)
        _ = clean.take(to: &text, encoding)
    }
}

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
}
