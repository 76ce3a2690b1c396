import TestSupport
import Testing
import Values

/// How references are written, told apart and printed; the check digits of the schemes are in
/// ``CheckDigitTests``.
struct PaymentReferenceTests {
    @Test(
        arguments: [
            ("RF18 5390 0754 7034", "RF18539007547034", .creditorReference),
            ("rf712348231", "RF712348231", .creditorReference),
            ("21 00000 00003 13947 14300 09017", "210000000003139471430009017", .swissQR),
            ("+++090/9337/55493+++", "090933755493", .belgian),
            ("***090/9337/55493***", "090933755493", .belgian),
            ("+++ 090 / 9337 / 55493 +++", "090933755493", .belgian),
            ("+++312401398067+++", "312401398067", .belgian),
            ("090/9337/55493", "090933755493", .belgian),
            ("090933755493", "090933755493", .belgian),
            ("si05 19-1235-84503", "SI0519-1235-84503", .slovenian),
            ("SI12 1234567890120", "SI121234567890120", .slovenian),
            ("HR01 2020-789-1", "HR012020-789-1", .croatian),
            ("+71<004040400000669+12345678<", "004040400000669", .danish),
            ("71<004040400000669+12345678<", "004040400000669", .danish),
            ("5000 0567 8901 2345", "5000056789012345", .dutch),
            ("12 34561", "1234561", .finnish), ("036536-", "036536-", .norwegianModulo11),
        ] as [(String, String, PaymentReference.Scheme)])
    func `every way of writing has one electronic form`(
        _ written: String, text: String, scheme: PaymentReference.Scheme
    ) {
        let reference = PaymentReference(written)
        #expect(reference?.text == text)
        #expect(reference?.scheme == scheme)
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
            ("000000000000000000000000000", "all nought"), ("+++", "nothing between"),
            ("++++++", "nothing between either"), ("+++090/9337/55494+++", "check number"),
            ("+++0909/337/55493+++", "slashes elsewhere"), ("+++090/9337/5549+++", "11 digits"),
            ("+71<004040400000668+12345678<", "FIK check digit"), ("+73<+12345678<", "card 73"),
            ("+71<+12345678<", "no identification"), ("+71<", "cut"), ("71<1+2<3<", "more behind"),
            ("SI99", "no reference"), ("HR99", "no reference"), ("SI", "no model"),
            ("SI05", "no groups"), ("SI05-19", "a group missing"), ("SI0519--1", "an empty group"),
            ("SI0510-1", "check digit"), ("SI0510-1-2-3", "four groups"), ("SI7719", "no model"),
            ("SI02123-19", "fewer groups than the model"), ("SI12123456789012345", "too long"),
            ("HR01 7269-68949637676-00019", "a published demonstration with check digit 9 for 8"),
            ("HR0119-1234567890123", "a group of 13"), ("HR016-000000000000-000000000000", "long"),
            ("SI00123456789012345678901", "21 digits"), ("0000", "noughts"), ("7", "one digit"),
            ("+++RF18539007547034+++", "another scheme's decoration"), ("é1234561", "not ASCII"),
        ])
    func `anything else is refused`(_ text: String, why: String) {
        #expect(PaymentReference(text) == nil, "\(why)")
    }

    @Test(
        arguments: [
            ("RF18539007547034", "RF18 5390 0754 7034"), ("RF4113", "RF41 13"),
            ("210000000003139471430009017", "21 00000 00003 13947 14300 09017"),
            ("090933755493", "+++090/9337/55493+++"), ("1234561", "12 34561"),
            ("12234534622567", "12 2345 3462 2567"),
            ("5000056789012345", "5000 0567 8901 2345"), ("036536-", "036536-"),
            ("SI0519-1235-84503", "SI05 19-1235-84503"), ("HR012020-789-1", "HR01 2020-789-1"),
        ])
    func `a reference is printed as its scheme wants it`(_ text: String, printed: String) {
        #expect(PaymentReference(text)?.printed == printed)
        #expect(PaymentReference(printed)?.text == text)
    }

    @Test func `what several schemes confirm is printed as the scheme in use wants it`() {
        let text = "1234567123456784"

        #expect(PaymentReference(text, scheme: .finnish)?.printed == "1 23456 71234 56784")
        #expect(PaymentReference(text)?.printed == "1234 5671 2345 6784")
    }

    @Test func `the code line of a Danish card has the card of its length`() {
        let short = PaymentReference(over: "404040000066", scheme: .danish)
        let long = PaymentReference(over: "100000000000001", scheme: .danish)

        #expect(short?.danishCodeLine(creditor: "12345678") == "+71<004040400000669+12345678<")
        #expect(long?.danishCodeLine(creditor: "12345678")?.hasPrefix("+75<1000000000") == true)
        #expect(PaymentReference("RF4113")?.danishCodeLine(creditor: "12345678") == nil)
    }

    @Test(
        arguments: [
            ("RF341234561", ["1234561"]), ("1234561", ["RF341234561"]),
            ("00000000000001234561", ["1234561", "RF341234561"]),
            ("RF34001234561", ["1234561", "RF341234561"]),
            ("RF18539007547034", []), ("RF4113", []), ("1234562", []), ("", []), ("0000", []),
            ("RF18ABC", []), ("000000000000000000001234561", []),
        ])
    func `a Finnish reference has twins`(_ text: String, twins: [String]) {
        let found = PaymentReference.twins(of: Array(text.utf8).span)
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == twins)
    }

    @Test func `what claims a scheme must be confirmed by it`() {
        let mistyped = ElectronicReference(Array("+++090/9337/55494+++".utf8).span)
        let plain = ElectronicReference(Array("si1234".utf8).span)

        #expect(mistyped.claimedScheme == .belgian)
        #expect(mistyped.scheme == nil)
        #expect(plain.claimedScheme == nil)
        #expect(plain.bytes == Array("SI1234".utf8))
    }

    @Test func `a scheme that is known is the only one asked`() {
        #expect(PaymentReference("1234561", scheme: .norwegianModulo10) == nil)
        #expect(PaymentReference("2345676", scheme: .norwegianModulo10)?.text == "2345676")
        #expect(PaymentReference("2345676", scheme: .swedish)?.scheme == .swedish)
    }

    @Test func `only prefixes and fixed lengths are shapes of their own`() {
        let own = PaymentReference.Scheme.allCases.filter(\.hasOwnShape)
        #expect(
            own == [
                .creditorReference, .swissQR, .slovenian, .croatian, .belgian, .italian, .danish,
            ])
    }
}
