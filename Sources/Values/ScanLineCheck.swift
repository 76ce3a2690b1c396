/// How a lockbox bank computes a check digit of the scan line on a payment coupon.
///
/// There is no standard: weights, direction and what becomes of the sum are agreed with the bank,
/// and a line may have several check digits over several stretches.
package struct ScanLineCheck: Hashable, Sendable {
    /// Multipliers of the digits, used over and over.
    package var weights: [UInt8]
    /// Whether the first weight belongs to the leftmost digit or to the rightmost.
    package var isFromLeft: Bool
    /// Whether products of two digits count as the sum of the two.
    package var addsProductDigits: Bool
    /// Whether the check digit fills the sum up to a multiple of ten, or is its last digit.
    package var isComplement: Bool

    /// Modulo 10 with weights 2 and 1 from the left and products cast out, the commonest, unless
    /// said otherwise.
    package init(
        weights: [UInt8] = [2, 1], isFromLeft: Bool = true, addsProductDigits: Bool = true,
        isComplement: Bool = true
    ) {
        self.weights = weights
        self.isFromLeft = isFromLeft
        self.addsProductDigits = addsProductDigits
        self.isComplement = isComplement
    }

    /// The check digit, ASCII, over a stretch of digits; nil when it holds anything else or there
    /// are no weights.
    package func digit(over digits: Span<UInt8>) -> UInt8? {
        guard !digits.isEmpty, !weights.isEmpty else { return nil }
        var sum = 0
        for index in digits.indices {
            guard isDigit(digits[index]) else { return nil }
            let place = isFromLeft ? index : digits.count - 1 - index
            let product = Int(digits[index] - 0x30) * Int(weights[place % weights.count])
            sum += addsProductDigits ? product / 10 + product % 10 : product
        }
        let last = sum % 10
        return asciiDigit(isComplement ? (10 - last) % 10 : last)
    }

    /// Whether a stretch of digits ends with its own check digit.
    package func confirms(_ digits: Span<UInt8>) -> Bool {
        guard digits.count > 1 else { return false }
        return digit(over: digits.extracting(droppingLast: 1)) == digits[digits.count - 1]
    }
}
