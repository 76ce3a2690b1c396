/// A structured reference that an invoice gives the payer to return, confirmed by its own check
/// digits.
package struct PaymentReference: Hashable, Sendable {
    /// Whose rules the reference follows.
    package enum Scheme: UInt8, Sendable, CaseIterable {
        /// RF creditor reference, ISO 11649.
        case creditorReference = 1
        /// Swiss QR reference of 27 digits.
        case swissQR = 2
    }

    package let scheme: Scheme
    /// Upper case, without blanks.
    package let text: String

    /// Reads a reference as people write it: blanks are dropped, small letters made capital.
    ///
    /// Nil when no scheme confirms it.
    package init?(_ written: some StringProtocol) {
        let electronic = written.utf8.filter { $0 != 0x20 }.map(capital)
        guard let scheme = Self.scheme(of: electronic.span) else { return nil }
        self.scheme = scheme
        text = String(decoding: electronic, as: UTF8.self)
    }

    /// The scheme that confirms a reference in electronic form: capital letters, no blanks.
    package static func scheme(of bytes: Span<UInt8>) -> Scheme? {
        if isCreditorReference(bytes) { return .creditorReference }
        return isSwissQR(bytes) ? .swissQR : nil
    }

    /// `RF`, two check digits, and one to twenty-one letters or digits.
    ///
    /// Source: ISO 11649:2009, clause 5 and annex B; check digits as in an IBAN, 02…98.
    private static func isCreditorReference(_ bytes: Span<UInt8>) -> Bool {
        guard (5...25).contains(bytes.count), bytes[0] == UInt8(ascii: "R"),
            bytes[1] == UInt8(ascii: "F"), isDigit(bytes[2]), isDigit(bytes[3])
        else { return false }
        let check = (bytes[2] - 0x30) * 10 + (bytes[3] - 0x30)
        return (2...98).contains(check) && remainder97(bytes) == 1
    }

    /// Twenty-six digits and the check digit that follows from them; not all of them nought,
    /// which the rule would confirm and no biller prints.
    ///
    /// Source: SIX, Swiss Implementation Guidelines QR-bill 2.3, annex B: modulo 10, recursive.
    private static func isSwissQR(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count == 27 else { return false }
        let row: [10 of UInt8] = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
        var carry = 0
        var isBlank = true
        for index in 0..<26 {
            guard isDigit(bytes[index]) else { return false }
            if bytes[index] != 0x30 { isBlank = false }
            carry = Int(row[(carry + Int(bytes[index] - 0x30)) % 10])
        }
        return !isBlank && Int(bytes[26]) - 0x30 == (10 - carry) % 10
    }
}
