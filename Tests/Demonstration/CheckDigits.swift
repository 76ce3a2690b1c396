/// Numbers with right check digits, for accounts and references nobody has.
enum CheckDigits {
    /// An IBAN over a basic bank account number.
    ///
    /// Source: ISO 13616-1, with ISO/IEC 7064 MOD 97-10.
    static func iban(country: String, _ basicNumber: String) -> String {
        country + modulo97(over: basicNumber + country) + basicNumber
    }

    /// A creditor reference `RF…`.
    ///
    /// Source: ISO 11649.
    static func creditorReference(_ body: String) -> String {
        "RF" + modulo97(over: body + "RF") + body
    }

    /// A Swiss QR reference of 27 digits over up to 26.
    ///
    /// Source: SIX, Swiss Implementation Guidelines QR-bill, modulo 10 recursive.
    static func swissReference(_ number: Int) -> String {
        let body = padded(number, 26)
        let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
        let carry = body.utf8.reduce(0) { table[($0 + Int($1 - 0x30)) % 10] }
        return body + String((10 - carry) % 10)
    }

    private static func modulo97(over text: String) -> String {
        var remainder = 0
        for byte in text.utf8 {
            remainder =
                byte < 0x41
                ? (remainder * 10 + Int(byte - 0x30)) % 97
                : (remainder * 100 + Int(byte - 0x41) + 10) % 97
        }
        return padded(98 - remainder * 100 % 97, 2)
    }
}

/// A number with zeros before it.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
