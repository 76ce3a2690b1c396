/// `RF`, two check digits, and one to twenty-one letters or digits.
///
/// Source: ISO 11649:2009, clause 5 and annex B; check digits as in an IBAN, 02…98.
enum CreditorReference: ReferenceRules {
    static let strength = 97
    static let hasOwnShape = true
    static let prefix = Array("RF".utf8)

    static func confirms(_ text: Span<UInt8>) -> Bool {
        guard (5...25).contains(text.count), text[0] == prefix[0], text[1] == prefix[1],
            isDigit(text[2]), isDigit(text[3])
        else { return false }
        let check = (text[2] - 0x30) * 10 + (text[3] - 0x30)
        return (2...98).contains(check) && remainder97(text) == 1
    }

    static func completed(_ base: Span<UInt8>) -> [UInt8]? {
        guard !base.isEmpty else { return nil }
        let open = prefix + [0x30, 0x30] + base.array
        return prefix + twoDigits(98 - remainder97(open.span)) + base.array
    }

    static func printed(_ text: [UInt8]) -> [UInt8] { text.grouped(by: 4) }
}
