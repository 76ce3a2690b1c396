import Values

/// A way of writing dates: `yyyy-MM-dd`, `dd.MM.yyyy`, `M/d/yyyy`, `dd.MM.yy`.
///
/// A doubled letter stands for exactly two digits, a single one for one or two, `yy` for a year of
/// 1980 to 2079; anything else stands for itself. A star at the end passes over a time of day.
package struct DatePattern: Sendable, Equatable {
    private enum Step: Sendable, Equatable {
        case year(digits: Int)
        case month(exactly: Bool)
        case day(exactly: Bool)
        case literal(UInt8)
    }

    private var steps: [Step] = []
    private var allowsMore = false
    /// As it was written, for messages.
    package let description: String

    /// Reads a pattern; nil unless it has a year, a month and a day once each, in ASCII.
    package init?(_ text: String) {
        description = text
        var letters = Array(text.utf8)
        if letters.last == UInt8(ascii: "*") {
            allowsMore = true
            letters.removeLast()
        }
        var index = 0
        while index < letters.count {
            let letter = letters[index]
            let length = letters[index...].prefix { $0 == letter }.count
            switch (letter, length) {
            case (UInt8(ascii: "y"), 2), (UInt8(ascii: "y"), 4):
                steps.append(.year(digits: length))
            case (UInt8(ascii: "M"), 1...2): steps.append(.month(exactly: length == 2))
            case (UInt8(ascii: "d"), 1...2): steps.append(.day(exactly: length == 2))
            case (0x20..<0x7F, _) where !letter.isDigit && !(0x41...0x5A).contains(letter.capital):
                steps.append(contentsOf: repeatElement(.literal(letter), count: length))
            default: return nil
            }
            index += length
        }
        let parts = steps.map { step in
            switch step {
            case .year: "y"
            case .month: "M"
            case .day: "d"
            case .literal: ""
            }
        }
        guard parts.joined().count == 3, Set(parts.joined()).count == 3 else { return nil }
    }

    /// The date that a text means; nil when it is not in this form or no calendar has it.
    func date(in text: Span<UInt8>, _ place: Range<Int>) -> CalendarDate? {
        var index = place.lowerBound
        let end = place.upperBound
        var (year, month, day) = (0, 0, 0)
        for step in steps {
            switch step {
            case .literal(let byte):
                guard index < end, text[index] == byte else { return nil }
                index += 1
            case .year(let digits):
                guard let number = number(in: text, at: &index, end, digits...digits) else {
                    return nil
                }
                year = digits == 4 ? number : number < 80 ? 2000 + number : 1900 + number
            case .month(let isExact):
                guard let number = number(in: text, at: &index, end, (isExact ? 2 : 1)...2) else {
                    return nil
                }
                month = number
            case .day(let isExact):
                guard let number = number(in: text, at: &index, end, (isExact ? 2 : 1)...2) else {
                    return nil
                }
                day = number
            }
        }
        guard allowsMore || index == end else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private func number(
        in text: Span<UInt8>, at index: inout Int, _ end: Int, _ digits: ClosedRange<Int>
    ) -> Int? {
        var number = 0
        var count = 0
        while count < digits.upperBound, index < end, text[index].isDigit {
            number = number * 10 + Int(text[index] - 0x30)
            index += 1
            count += 1
        }
        return count >= digits.lowerBound ? number : nil
    }
}
