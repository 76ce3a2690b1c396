import TestSupport
import Testing
import Values

struct PaymentReferenceTests {
    @Test(
        arguments: [
            ("RF18539007547034", .creditorReference), ("RF18 5390 0754 7034", .creditorReference),
            ("rf712348231", .creditorReference), ("RF341234561", .creditorReference),
            ("RF4113", .creditorReference), ("210000000003139471430009017", .swissQR),
            ("21 00000 00003 13947 14300 09017", .swissQR),
        ] as [(String, PaymentReference.Scheme)])
    func `published examples are confirmed`(_ text: String, scheme: PaymentReference.Scheme) {
        let reference = PaymentReference(text)
        #expect(reference?.scheme == scheme)
        #expect(reference?.text == text.uppercased().filter { $0 != " " })
    }

    @Test(
        arguments: [
            ("RF68539007547034", "digits swapped"), ("RF18539007547035", "last digit"),
            ("RF00539007547034", "check digits 00"), ("RF1853900754703412345678901", "too long"),
            ("RF18", "nothing behind"), ("RF", "nothing"), ("", "nothing at all"),
            ("FR18539007547034", "letters swapped"), ("RF18-5390-0754-7034", "hyphens"),
            ("210000000003139471430009018", "QR check digit"),
            ("21000000000313947143000901", "26 digits"),
            ("2100000000031394714300090177", "28 digits"),
            ("21000000000313947143000901A", "a letter"),
            ("000000000000000000000000000", "all nought"),
        ])
    func `anything else is refused`(_ text: String, why: String) {
        #expect(PaymentReference(text) == nil, "\(why)")
    }

    @Test(arguments: UInt64(0)..<100)
    func `of all check digits only the right ones are confirmed`(seed: UInt64) {
        var random = Seeded(seed)
        let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        let body = (0..<Int.random(in: 1...21, using: &random))
            .map { _ in String(letters.randomElement(using: &random) ?? "0") }.joined()
        let valid = (0...99).filter { PaymentReference("RF\($0 / 10)\($0 % 10)" + body) != nil }
        #expect(valid.count == 1)
    }

    @Test(arguments: UInt64(0)..<100)
    func `one Swiss digit misread is always noticed`(seed: UInt64) {
        var random = Seeded(seed)
        let body = (0..<26).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
        let valid = (0...9).map { body + String($0) }.filter { PaymentReference($0) != nil }
        #expect(valid.count == 1)
        guard let reference = valid.first.map({ Array($0.utf8) }) else { return }
        let place = Int.random(in: 0..<27, using: &random)
        for digit in UInt8(0x30)...0x39 where digit != reference[place] {
            var misread = reference
            misread[place] = digit
            let scheme = PaymentReference.scheme(of: misread.span)
            #expect(scheme == nil)
        }
    }
}
