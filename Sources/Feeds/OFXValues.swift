import Values

/// Reads the amounts and dates of OFX.
enum OFXValues {
    /// Reads an amount: a sign, digits, a comma or a point.
    ///
    /// Groups of thousands are no part of the standard; they are read where the other mark behind
    /// them leaves no doubt, as in `1,234.56`.
    static func amount(
        _ range: Range<Int>, in bytes: Span<UInt8>, _ currency: Currency
    ) throws(MoneyError) -> Int64 {
        var index = range.lowerBound
        let isNegative = index < range.upperBound && bytes[index] == UInt8(ascii: "-")
        let hasSign = isNegative || (index < range.upperBound && bytes[index] == UInt8(ascii: "+"))
        if hasSign { index += 1 }
        let group = groupMark(index..<range.upperBound, in: bytes)
        var digits = AmountDigits(currency: currency)
        var sinceMark = 0
        var groups = 0
        while index < range.upperBound {
            let byte = bytes[index]
            if byte.isDigit {
                try digits.append(digit: byte - 0x30)
                sinceMark += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
                // The first group has one to three digits, every other three.
                let isGroupWhole =
                    groups == 0 ? (1...3).contains(sinceMark) : sinceMark == 3
                guard group == nil || isGroupWhole else { throw .notADecimal }
                if byte == group {
                    guard !digits.hasDecimalMark else { throw .notADecimal }
                    groups += 1
                } else {
                    try digits.appendDecimalMark()
                }
                sinceMark = 0
            } else {
                throw .notADecimal
            }
            index += 1
        }
        let magnitude = try digits.minorUnits()
        return isNegative ? -magnitude : magnitude
    }

    /// The first mark, where a different one follows.
    private static func groupMark(_ range: Range<Int>, in bytes: Span<UInt8>) -> UInt8? {
        var first: UInt8?
        for index in range
        where bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
            if let first, bytes[index] != first { return first }
            first = bytes[index]
        }
        return nil
    }

    /// Reads a date with or without a time: `20240131`, `20240131120000.000[-5:EST]`.
    ///
    /// The day is taken as written. It is the bank's own, whatever zone stands behind it.
    static func date(_ range: Range<Int>, in bytes: Span<UInt8>) -> CalendarDate? {
        if range.count == 10, let date = CalendarDate(iso8601: bytes.extracting(range)) {
            return date
        }
        var end = range.lowerBound
        while end < range.upperBound, bytes[end].isDigit { end += 1 }
        guard [8, 10, 12, 14].contains(end - range.lowerBound) else { return nil }
        if end < range.upperBound {
            switch bytes[end] {
            case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["), 0x20: break
            default: return nil
            }
        }
        var number = 0
        for index in range.lowerBound..<range.lowerBound + 8 {
            number = number * 10 + Int(bytes[index] - 0x30)
        }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
}

/// Moves values of OFX into an arena, entities resolved.
struct OFXText {
    let encoding: CharacterEncoding
    private var clean = CleanText()
    private var resolved: [UInt8] = []

    init(encoding: CharacterEncoding) {
        self.encoding = encoding
    }

    /// Appends a value to an arena and says where it lies.
    mutating func take(
        _ value: OFXValue, in bytes: Span<UInt8>, to text: inout [UInt8], joinsLines: Bool = true
    ) throws(NulByte) -> TextRange {
        guard !value.isEmpty else { return .empty }
        let hasEntities =
            !value.isLiteral && value.range.contains { bytes[$0] == UInt8(ascii: "&") }
        if hasEntities {
            resolve(value.range, in: bytes)
            try clean.append(resolved, resolved.indices)
        } else {
            try clean.append(bytes, value.range)
        }
        if joinsLines { clean.joinLines(from: 0) }
        return clean.take(to: &text, hasEntities ? .utf8 : encoding)
    }

    /// A value as a string of its own.
    mutating func string(_ value: OFXValue, in bytes: Span<UInt8>) throws(NulByte) -> String {
        var text: [UInt8] = []
        _ = try take(value, in: bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Fills ``resolved`` with a value in UTF-8; what is no entity stays as it is.
    private mutating func resolve(_ range: Range<Int>, in bytes: Span<UInt8>) {
        resolved.removeAll(keepingCapacity: true)
        var copied = range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "&"),
                let (scalar, end) = Self.entity(index..<range.upperBound, in: bytes)
            {
                resolved.append(bytes.extracting(copied..<index), as: encoding)
                resolved.append(contentsOf: String(Character(scalar)).utf8)
                copied = end
                index = end
            } else {
                index += 1
            }
        }
        resolved.append(bytes.extracting(copied..<range.upperBound), as: encoding)
    }

    /// The character that an entity at the range's beginning stands for, and where it ends.
    private static func entity(
        _ range: Range<Int>, in bytes: Span<UInt8>
    ) -> (scalar: Unicode.Scalar, end: Int)? {
        var end = range.lowerBound + 1
        // `&#x10FFFF;` is the longest.
        let limit = min(range.upperBound, range.lowerBound + 10)
        while end < limit, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < limit,
            let name = String(utf8: bytes.extracting(range.lowerBound + 1..<end))
        else { return nil }
        if let scalar = named[name] { return (scalar, end + 1) }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { ($0, end + 1) }
    }

    /// Source: Open Financial Exchange Specification 1.6, section 2.3.2.1; XML adds two.
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "quot": "\"", "apos": "'",
    ]
}
