/// Whether digits and capital letters leave 1 when divided by 97, the first four moved to the end.
///
/// Source: ISO/IEC 7064, MOD 97-10, as ISO 13616 (IBAN) and ISO 11649 (RF reference) use it.
func passesModulo97(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count > 4 else { return false }
    var remainder = 0
    for byte in bytes[4...] + bytes[..<4] {
        switch byte {
        case 0x30...0x39: remainder = (remainder * 10 + Int(byte - 0x30)) % 97
        case 0x41...0x5A: remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
        default: return false
        }
    }
    return remainder == 1
}

/// Whether the last of a row of digits is the check digit of those before it.
///
/// Source: SIX, Swiss Implementation Guidelines QR-bill 2.2, annex B, modulo 10 recursive.
func passesModulo10Recursive(_ text: String) -> Bool {
    let table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
    var carry = 0
    for byte in text.utf8.dropLast() {
        guard (0x30...0x39).contains(byte) else { return false }
        carry = table[(carry + Int(byte - 0x30)) % 10]
    }
    guard let last = text.utf8.last, (0x30...0x39).contains(last) else { return false }
    return Int(last - 0x30) == (10 - carry) % 10
}

/// Whether a text begins as an IBAN does: two letters, two digits, and long enough.
func looksLikeIBAN(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (15...34).contains(bytes.count) else { return false }
    return bytes[..<2].allSatisfy { (0x41...0x5A).contains($0) }
        && bytes[2..<4].allSatisfy { (0x30...0x39).contains($0) }
}
