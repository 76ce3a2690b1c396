/// A bank's number in the United States: nine digits with a check digit.
///
/// Every single digit misread is noticed, and neighbours swapped unless they differ by five.
///
/// Source: American Bankers Association, "Routing Number Policy and Procedures"; weights 3, 7, 1.
package struct ABARoutingNumber: Hashable, Sendable {
    /// Nine digits.
    package let text: String

    /// Reads a routing number; blanks are dropped.
    ///
    /// Nil when it has another length, an unassigned range or a wrong check digit.
    package init?(_ written: some StringProtocol) {
        let digits = written.utf8.filter { $0 != 0x20 }
        guard Self.isValid(digits.span) else { return nil }
        text = String(decoding: digits, as: UTF8.self)
    }

    /// Completes the first eight digits; nil when no routing number begins with them.
    package init?(over base: some StringProtocol) {
        let base = Array(base.utf8)
        guard isNumber(base.span, digits: 8...8) else { return nil }
        let digits = base + [asciiDigit((10 - Self.sum(base.span) % 10) % 10)]
        guard Self.isValid(digits.span) else { return nil }
        text = String(decoding: digits, as: UTF8.self)
    }

    /// Whether these bytes are a routing number: nine digits of an assigned range that their check
    /// digit confirms.
    package static func isValid(_ bytes: Span<UInt8>) -> Bool {
        isNumber(bytes, digits: 9...9) && range(of: bytes) != nil && sum(bytes) % 10 == 0
    }

    /// What the first two digits say about the institution.
    package enum Range: Sendable, CaseIterable {
        /// 00: the United States government.
        case government
        /// 01…12: banks by Federal Reserve district.
        case primary
        /// 21…32: once for savings institutions only.
        case thrift
        /// 61…72: numbers for electronic entries only.
        case electronic
        /// 80: travellers' cheques.
        case travellersCheque
    }

    /// The range the number belongs to.
    package var range: Range? { Self.range(of: Array(text.utf8).span) }

    private static func range(of bytes: Span<UInt8>) -> Range? {
        switch remainder(bytes.extracting(first: 2), by: 100) {
        case 0: .government
        case 1...12: .primary
        case 21...32: .thrift
        case 61...72: .electronic
        case 80: .travellersCheque
        default: nil
        }
    }

    private static func sum(_ digits: Span<UInt8>) -> Int {
        let weights: [3 of Int] = [3, 7, 1]
        var sum = 0
        for index in digits.indices { sum += Int(digits[index] & 0x0F) * weights[index % 3] }
        return sum
    }
}
