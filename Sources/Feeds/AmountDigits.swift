import Values

/// Collects the digits of an amount, exactly, in the minor unit of its currency.
///
/// Leading zeros and zeros beyond the currency's precision are passed over; any other digit too
/// many is an error, for nothing is rounded.
struct AmountDigits {
    /// Beyond this no bank statement goes, and sums of a million entries stay within 128 bits.
    static let limit: Int64 = 900_000_000_000_000_000

    private(set) var magnitude: Int64 = 0
    private(set) var digitCount = 0
    /// Digits after the decimal mark; nil before it.
    private(set) var fractionDigits: Int?
    private let minorDigits: Int

    init(currency: Currency) {
        self.init(minorDigits: currency.minorDigits)
    }

    /// Digits of a number in a unit of its own; 0 for a whole number.
    init(minorDigits: Int) {
        self.minorDigits = minorDigits
    }

    var hasDecimalMark: Bool { fractionDigits != nil }

    /// Takes the next digit, 0…9.
    mutating func append(digit: UInt8) throws(MoneyError) {
        digitCount += 1
        if let fraction = fractionDigits {
            fractionDigits = fraction + 1
            guard fraction < minorDigits else {
                if digit == 0 { return }
                throw .tooPrecise
            }
        }
        try scale(adding: digit)
    }

    /// Takes the decimal mark.
    mutating func appendDecimalMark() throws(MoneyError) {
        guard fractionDigits == nil else { throw .notADecimal }
        fractionDigits = 0
    }

    /// The whole amount in minor units, never negative.
    func minorUnits() throws(MoneyError) -> Int64 {
        guard digitCount > 0 else { throw .notADecimal }
        var whole = self
        for _ in min(fractionDigits ?? 0, minorDigits)..<minorDigits { try whole.scale(adding: 0) }
        return whole.magnitude
    }

    private mutating func scale(adding digit: UInt8) throws(MoneyError) {
        // Far below the limit of the type, so the arithmetic cannot overflow.
        guard magnitude <= (Self.limit - Int64(digit)) / 10 else { throw .tooLarge }
        magnitude = magnitude * 10 + Int64(digit)
    }
}
