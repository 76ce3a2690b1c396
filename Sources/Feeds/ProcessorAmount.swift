import Values

/// Reads the amounts of a provider's report: `1.234,50`, `-$0.95`, `($12.34)`, `- $220.00`.
///
/// Where the report's decimal mark depends on a language, the first amount that can be read in one
/// way only tells it, and every other has to agree; one that can be read in two ways before that
/// is an error.
struct ProcessorAmount {
    private var decimalMark: UInt8?
    /// Digits, points and commas, and an apostrophe for any other mark between groups.
    private var characters: [UInt8] = []
    private var isNegative = false

    private static let point = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")
    private static let group = UInt8(ascii: "'")

    /// - Parameter decimalMark: nil when it is to be found out.
    init(decimalMark: UInt8?) {
        self.decimalMark = decimalMark
    }

    /// The amount in a range of UTF-8.
    ///
    /// - Returns: minor units, negative below zero.
    /// - Throws: ``MoneyError`` for anything that is not exactly one amount.
    mutating func minorUnits(
        in bytes: Span<UInt8>, _ range: Range<Int>, _ currency: Currency
    ) throws(MoneyError) -> Int64 {
        if let decimalMark, let minor = Self.plain(bytes, range, decimalMark, currency) {
            return minor
        }
        try collect(bytes, range)
        let mark = try decimalMark(for: currency)
        var digits = AmountDigits(currency: currency)
        /// Digits since the last group mark; nil before the first.
        var inGroup: Int?
        for character in characters {
            if character.isDigit {
                try digits.append(digit: character - 0x30)
                if !digits.hasDecimalMark { inGroup = inGroup.map { $0 + 1 } }
                continue
            }
            guard inGroup == nil || inGroup == 3, !digits.hasDecimalMark else {
                throw .notADecimal
            }
            if character == mark {
                try digits.appendDecimalMark()
            } else {
                guard (inGroup == nil ? 1...3 : 3...Int.max).contains(digits.digitCount) else {
                    throw .notADecimal
                }
                inGroup = 0
            }
        }
        guard digits.fractionDigits != 0, digits.hasDecimalMark || inGroup == nil || inGroup == 3
        else { throw .notADecimal }
        let magnitude = try digits.minorUnits()
        return isNegative ? -magnitude : magnitude
    }

    /// The currency that an amount's sign means; nil when it has none.
    ///
    /// - Returns: also whether the sign alone leaves several, of which this is the commonest.
    static func currency(
        in bytes: Span<UInt8>, _ range: Range<Int>
    ) -> (currency: Currency?, isAssumed: Bool)? {
        for index in range {
            switch bytes[index] {
            case UInt8(ascii: "$"):
                let before = index > range.lowerBound ? bytes[index - 1] : 0
                switch before {
                case UInt8(ascii: "A"):
                    let isCanadian = index > range.lowerBound + 1 && bytes[index - 2] == 0x43
                    return (Currency(code: isCanadian ? "CAD" : "AUD"), false)
                case UInt8(ascii: "C"): return (Currency(code: "CAD"), false)
                case UInt8(ascii: "S"): return (Currency(code: "USD"), false)
                default: return (Currency(code: "USD"), true)
                }
            case 0xC2 where index + 1 < range.upperBound && bytes[index + 1] == 0xA3:
                return (Currency(code: "GBP"), false)
            case 0xC2 where index + 1 < range.upperBound && bytes[index + 1] == 0xA5:
                return (Currency(code: "JPY"), false)
            case 0xE2
            where index + 2 < range.upperBound && bytes[index + 1] == 0x82
                && bytes[index + 2] == 0xAC:
                return (Currency(code: "EUR"), false)
            default: continue
            }
        }
        return nil
    }

    /// The usual case in one pass: a minus, few digits, the whole fraction; nil for any other.
    private static func plain(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ mark: UInt8, _ currency: Currency
    ) -> Int64? {
        let minorDigits = currency.minorDigits
        let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
        let start = isNegative ? range.lowerBound + 1 : range.lowerBound
        let point = range.upperBound - minorDigits - 1
        guard minorDigits > 0, point > start, point - start <= 12, bytes[point] == mark else {
            return nil
        }
        var magnitude: Int64 = 0
        for index in start..<range.upperBound where index != point {
            guard bytes[index].isDigit else { return nil }
            magnitude = magnitude * 10 + Int64(bytes[index] - 0x30)
        }
        return isNegative ? -magnitude : magnitude
    }

    /// Takes the characters that count, and the sign, which stands before, behind or around.
    private mutating func collect(
        _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(MoneyError) {
        characters.removeAll(keepingCapacity: true)
        isNegative = false
        var signs = 0
        var opened = 0
        var hasBlank = false
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x30...0x39:
                guard opened >= 0 else { throw .notADecimal }
                // A blank between digits is a mark between groups.
                if hasBlank, !characters.isEmpty { characters.append(Self.group) }
                hasBlank = false
                characters.append(byte)
            case Self.point, Self.comma: characters.append(byte)
            case Self.group: characters.append(Self.group)
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                signs += 1
                isNegative = byte == UInt8(ascii: "-")
            case UInt8(ascii: "("): opened += 1
            case UInt8(ascii: ")"):
                guard opened == 1 else { throw .notADecimal }
                opened = -1
            case 0x20: hasBlank = true
            case UInt8(ascii: "$"): continue
            case 0x41...0x5A:
                // `CA$`: letters only right before the dollar.
                guard characters.isEmpty, index < range.upperBound,
                    bytes[index] == UInt8(ascii: "$") || (0x41...0x5A).contains(bytes[index])
                else { throw .notADecimal }
            default:
                try passWide(byte, bytes, &index, range.upperBound, &hasBlank, &signs)
            }
        }
        guard signs <= 1, opened <= 0, opened == 0 || signs == 0 else { throw .notADecimal }
        if opened == -1 { isNegative = true }
    }

    /// Signs, marks and blanks beyond ASCII.
    private mutating func passWide(
        _ first: UInt8, _ bytes: Span<UInt8>, _ index: inout Int, _ end: Int,
        _ hasBlank: inout Bool, _ signs: inout Int
    ) throws(MoneyError) {
        if first == 0xC2, index < end {
            let second = bytes[index]
            index += 1
            switch second {
            case 0xA0: hasBlank = true
            case 0xA3, 0xA5: return
            default: throw .notADecimal
            }
            return
        }
        guard first == 0xE2, index + 1 < end else { throw .notADecimal }
        let pair = (bytes[index], bytes[index + 1])
        index += 2
        switch pair {
        case (0x80, 0x99): characters.append(Self.group)
        case (0x80, 0xAF), (0x80, 0x89): hasBlank = true
        case (0x82, 0xAC): return
        case (0x88, 0x92):
            signs += 1
            isNegative = true
        default: throw .notADecimal
        }
    }

    private mutating func decimalMark(for currency: Currency) throws(MoneyError) -> UInt8 {
        let last = characters.lastIndex { $0 == Self.point || $0 == Self.comma }
        guard let last else { return decimalMark ?? Self.point }
        let mark = characters[last]
        let other = mark == Self.point ? Self.comma : Self.point
        if let decimalMark { return decimalMark }
        if characters.contains(other) || characters.contains(Self.group) {
            decimalMark = mark
            return mark
        }
        let fraction = characters.count - last - 1
        guard characters.firstIndex(of: mark) == last else { return other }
        if fraction == 3 {
            // `1,234` is a thousand and more, or a little over one.
            guard currency.minorDigits == 0 else { throw .notADecimal }
            return other
        }
        decimalMark = mark
        return mark
    }
}
