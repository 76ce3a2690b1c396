// The arithmetic that several schemes share. Digits are ASCII; what is no digit must have been
// refused before.

/// The check digit that makes the sum of a number a multiple of ten, every second digit from the
/// right doubled and cast out.
///
/// It misses 09 for 90.
///
/// Source: ISO/IEC 7812-1:2017, annex B.
func luhnDigit(_ base: Span<UInt8>) -> UInt8 {
    var sum = 0
    for place in 1...max(1, base.count) where place <= base.count {
        let digit = Int(base[base.count - place] & 0x0F)
        let doubled = digit * 2
        sum += place % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled
    }
    return asciiDigit((10 - sum % 10) % 10)
}

/// The sum of a number's digits, each times the weight that belongs to its place from the right.
func weightedSum(_ digits: Span<UInt8>, weight: (Int) -> Int) -> Int {
    var sum = 0
    for offset in digits.indices {
        sum += Int(digits[digits.count - 1 - offset] & 0x0F) * weight(offset)
    }
    return sum
}

/// A number's remainder, digit by digit.
func remainder(_ digits: Span<UInt8>, by divisor: Int) -> Int {
    var remainder = 0
    for index in digits.indices {
        remainder = (remainder * 10 + Int(digits[index] & 0x0F)) % divisor
    }
    return remainder
}

/// Whether a text is so many digits and not all of them nought, which most rules would confirm and
/// no biller prints.
func isNumber(_ text: Span<UInt8>, digits: ClosedRange<Int>) -> Bool {
    guard digits.contains(text.count) else { return false }
    var isBlank = true
    for index in text.indices {
        guard isDigit(text[index]) else { return false }
        if text[index] != 0x30 { isBlank = false }
    }
    return !isBlank
}

func asciiDigit(_ digit: Int) -> UInt8 { 0x30 + UInt8(digit) }

/// A number of two digits, a nought before it if need be.
func twoDigits(_ number: Int) -> [UInt8] {
    [asciiDigit(number / 10), asciiDigit(number % 10)]
}

extension Span<UInt8> {
    var array: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return bytes
    }
}

extension [UInt8] {
    /// Groups with blanks between, counted from the left after the first few characters.
    func grouped(by count: Int, after first: Int = 0) -> [UInt8] {
        var groups: [UInt8] = []
        for (index, byte) in enumerated() {
            if index > 0, index == first || index > first && (index - first) % count == 0 {
                groups.append(0x20)
            }
            groups.append(byte)
        }
        return groups
    }

    /// Groups with blanks between, counted from the right.
    func groupedFromRight(by count: Int) -> [UInt8] {
        grouped(by: count, after: self.count % count)
    }
}
