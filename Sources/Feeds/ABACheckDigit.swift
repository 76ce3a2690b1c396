/// The check digit of an American routing number.
enum ABACheckDigit {
    /// Whether nine digits end with the right one; false for anything else.
    ///
    /// Source: ANSI X9.100-171, weights 3, 7, 1 modulo 10.
    static func isValid(_ digits: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        guard digits.count == 9 else { return false }
        var (sum, digitsSeen) = (0, 0)
        for (offset, index) in digits.enumerated() {
            guard bytes[index].isDigit else { return false }
            let digit = Int(bytes[index] - 0x30)
            digitsSeen += digit
            sum += digit * [3, 7, 1][offset % 3]
        }
        return sum.isMultiple(of: 10) && digitsSeen > 0
    }
}
