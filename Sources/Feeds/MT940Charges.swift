import Values

/// Amounts that a bank took for itself, as `/CHGS/EUR0,50/` or `COAM+0,50` says.
enum MT940Charges {
    /// The amount that begins a text, in minor units; 0 where there is none or it is in another
    /// currency.
    ///
    /// It is not money of the statement but a remark on it: unreadable, it stays in the text.
    static func amount(
        in text: Span<UInt8>, _ range: Range<Int>, currency: Currency
    ) -> Int64 {
        var index = range.lowerBound
        while index < range.upperBound, text[index] <= 0x20 { index += 1 }
        if range.upperBound - index > 3, !text[index].isDigit {
            guard Currency(letters: text.extracting(index..<index + 3)) == currency else {
                return 0
            }
            index += 3
        }
        while index < range.upperBound, text[index] == 0x20 { index += 1 }
        do throws(MoneyError) {
            var digits = AmountDigits(currency: currency)
            while index < range.upperBound {
                switch text[index] {
                case 0x30...0x39: try digits.append(digit: text[index] - 0x30)
                case UInt8(ascii: ","), UInt8(ascii: "."): try digits.appendDecimalMark()
                default: return try digits.minorUnits()
                }
                index += 1
            }
            return try digits.minorUnits()
        } catch {
            return 0
        }
    }

    /// The sum of every `/CHGS/` of a supplementary line.
    static func sum(
        in supplement: Range<Int>, of bytes: Span<UInt8>, currency: Currency
    ) -> Int64 {
        let label = label
        var sum: Int64 = 0
        var start = supplement.lowerBound
        while start + label.count < supplement.upperBound {
            start = bytes.firstPlace(of: label[0], from: start, before: supplement.upperBound)
            guard start + label.count < supplement.upperBound else { break }
            if label.indices.allSatisfy({ bytes[start + $0] == label[$0] }) {
                let range = start + label.count..<supplement.upperBound
                sum = adding(amount(in: bytes, range, currency: currency), to: sum)
            }
            start += 1
        }
        return sum
    }

    /// Amounts together; where they leave 64 bits, those so far.
    static func adding(_ amount: Int64, to sum: Int64) -> Int64 {
        let (total, overflow) = sum.addingReportingOverflow(amount)
        return overflow ? sum : total
    }

    private static let label = Array("/CHGS/".utf8)
}
