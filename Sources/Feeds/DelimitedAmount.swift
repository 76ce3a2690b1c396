import Values

/// Reads amounts as a profile says they are written, and in no other way.
struct DelimitedAmount {
    private let decimalMark: UInt32
    private let thousandsMarks: [UInt32]

    init(_ profile: DelimitedProfile) {
        decimalMark = profile.decimalMark.value
        thousandsMarks = profile.thousandsMarks.map(\.value)
    }

    /// An amount with its sign: `-1.234,50`, `1'234.50-`, `(12.00)`, `+5`.
    ///
    /// Groups have three digits each, for `1.23` under a thousands point would be read as a
    /// hundredfold.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - place: where the amount stands, trimmed.
    ///   - currency: the currency of the amount.
    /// - Returns: minor units, negative below zero.
    /// - Throws: ``MoneyError`` for anything that is not exactly that.
    func minorUnits(
        in text: Span<UInt8>, _ place: Range<Int>, _ currency: Currency
    ) throws(MoneyError) -> Int64 {
        var (start, end) = (place.lowerBound, place.upperBound)
        let isNegative = takeSign(of: text, &start, &end)
        var digits = AmountDigits(currency: currency)
        /// Digits since the last thousands mark; nil before the first.
        var group: Int?
        var wholeDigits = 0
        while start < end {
            if text[start].isDigit {
                try digits.append(digit: text[start] - 0x30)
                if !digits.hasDecimalMark {
                    wholeDigits += 1
                    group = group.map { $0 + 1 }
                }
                start += 1
                continue
            }
            let mark = scalar(in: text, at: &start, before: end)
            guard wholeDigits > 0 || mark == decimalMark, group == nil || group == 3 else {
                throw .notADecimal
            }
            if mark == decimalMark {
                try digits.appendDecimalMark()
            } else {
                guard thousandsMarks.contains(mark), !digits.hasDecimalMark,
                    group != nil || wholeDigits <= 3
                else { throw .notADecimal }
                group = 0
            }
        }
        guard digits.fractionDigits != 0, digits.hasDecimalMark || group == nil || group == 3 else {
            throw .notADecimal
        }
        let magnitude = try digits.minorUnits()
        return isNegative ? -magnitude : magnitude
    }

    /// Takes a sign before or behind, or parentheses around; at most one of them.
    private func takeSign(of text: Span<UInt8>, _ start: inout Int, _ end: inout Int) -> Bool {
        guard start < end else { return false }
        let (first, last) = (text[start], text[end - 1])
        if first == UInt8(ascii: "("), last == UInt8(ascii: ")"), end - start > 2 {
            start += 1
            end -= 1
            return true
        }
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            start += 1
            return first == UInt8(ascii: "-")
        }
        // U+2212, the typographer's minus.
        if first == 0xE2, end - start >= 3, text[start + 1] == 0x88, text[start + 2] == 0x92 {
            start += 3
            return true
        }
        if last == UInt8(ascii: "-") || last == UInt8(ascii: "+") {
            end -= 1
            return last == UInt8(ascii: "-")
        }
        return false
    }

    /// The character at a place in valid UTF-8.
    private func scalar(in text: Span<UInt8>, at index: inout Int, before end: Int) -> UInt32 {
        let first = UInt32(text[index])
        index += 1
        guard first >= 0xC0 else { return first }
        var value = first >= 0xF0 ? first & 0x07 : first >= 0xE0 ? first & 0x0F : first & 0x1F
        while index < end, text[index] & 0xC0 == 0x80 {
            value = value << 6 | UInt32(text[index] & 0x3F)
            index += 1
        }
        return value
    }
}
