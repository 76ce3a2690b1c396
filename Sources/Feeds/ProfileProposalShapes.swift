/// What a cell that may be a date looks like: three numbers and what stands between them.
struct DateShape: Equatable {
    /// Digits of the three numbers.
    var digits: [Int]
    var numbers: [Int]
    var separator: Character
    /// Whether a time of day or a zone follows.
    var hasMore: Bool

    /// Reads `31.12.2026`, `2026-12-31 00:00:00.0`, `12/31/26`, `20261231`; nil for others.
    init?(_ text: String) {
        var rest = Substring(text)
        if let number = Self.compact(rest) {
            digits = [4, 2, 2]
            numbers = [number / 10_000, number / 100 % 100, number % 100]
            separator = "0"
            hasMore = false
            return
        }
        var digits: [Int] = []
        var numbers: [Int] = []
        var separator: Character?
        while digits.count < 3 {
            let run = rest.prefix { $0.isASCIIDigit }
            guard (1...4).contains(run.count), let number = Int(run) else { return nil }
            digits.append(run.count)
            numbers.append(number)
            rest = rest.dropFirst(run.count)
            guard digits.count < 3 else { break }
            guard let mark = rest.popFirst(), "-./".contains(mark), separator ?? mark == mark else {
                return nil
            }
            separator = mark
        }
        guard let separator, rest.isEmpty || rest.first == " " || rest.first == "T" else {
            return nil
        }
        guard digits[0] == 4 ? digits[2] <= 2 : digits[0] <= 2 && [2, 4].contains(digits[2]),
            digits[1] <= 2
        else { return nil }
        self.digits = digits
        self.numbers = numbers
        self.separator = separator
        hasMore = !rest.isEmpty
    }

    /// Eight digits, as a day of these decades in ISO 8601's basic form.
    private static func compact(_ text: Substring) -> Int? {
        guard text.utf8.count == 8, text.allSatisfy(\.isASCIIDigit), let number = Int(text),
            (1980...2079).contains(number / 10_000), (1...12).contains(number / 100 % 100),
            (1...31).contains(number % 100)
        else { return nil }
        return number
    }
}

/// What a cell that may be an amount looks like: its marks, each with the digits behind it.
struct AmountShape: Equatable {
    var leadingDigits: Int
    var marks: [(mark: Unicode.Scalar, digits: Int)]
    var isNegative: Bool
    /// Whether all digits are zero.
    var isZero: Bool

    /// Reads digits with marks between and a sign before, behind or around; nil for others.
    init?(_ text: String) {
        var scalars = Array(text.unicodeScalars)
        let signs: Set<Unicode.Scalar> = ["+", "-", "\u{2212}"]
        isNegative = false
        if scalars.first == "(", scalars.last == ")", scalars.count > 2 {
            isNegative = true
            scalars = Array(scalars[1..<scalars.count - 1])
        } else if let first = scalars.first, signs.contains(first) {
            isNegative = first != "+"
            scalars.removeFirst()
        } else if let last = scalars.last, last == "-" || last == "+" {
            isNegative = last == "-"
            scalars.removeLast()
        }
        leadingDigits = 0
        marks = []
        isZero = true
        for scalar in scalars {
            if ("0"..."9").contains(scalar) {
                if scalar != "0" { isZero = false }
                if marks.isEmpty {
                    leadingDigits += 1
                } else {
                    marks[marks.count - 1].digits += 1
                }
            } else {
                guard Self.known.contains(scalar) else { return nil }
                marks.append((scalar, 0))
            }
        }
        guard leadingDigits > 0 || marks.count == 1, marks.allSatisfy({ $0.digits > 0 }),
            leadingDigits + marks.count > 0, leadingDigits < 16
        else { return nil }
    }

    static let known: Set<Unicode.Scalar> = [
        ".", ",", "'", "\u{2019}", " ", "\u{A0}", "\u{202F}", "\u{FFFD}",
    ]

    /// Whether the text is an amount if this is the decimal mark.
    func fits(_ decimalMark: Unicode.Scalar) -> Bool {
        var groups = marks
        if groups.last?.mark == decimalMark { groups.removeLast() }
        guard !groups.isEmpty else { return true }
        return (1...3).contains(leadingDigits)
            && groups.allSatisfy {
                $0.mark == groups[0].mark && $0.mark != decimalMark && $0.digits == 3
            }
    }

    static func == (left: AmountShape, right: AmountShape) -> Bool {
        left.leadingDigits == right.leadingDigits && left.isNegative == right.isNegative
            && left.marks.elementsEqual(right.marks) { $0 == $1 }
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
