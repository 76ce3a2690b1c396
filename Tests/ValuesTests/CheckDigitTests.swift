import Testing
import Values

/// Published check digits of every scheme.
struct CheckDigitTests {
    @Test(
        arguments: [
            // EPC QR examples; ISO 11649, annex B.1; Finance Finland; a number of two digits.
            (.creditorReference, "539007547034", "RF18539007547034"),
            (.creditorReference, "2348231", "RF712348231"),
            (.creditorReference, "1234561", "RF341234561"), (.creditorReference, "13", "RF4113"),
            // SIX, QR-bill sample.
            (.swissQR, "21000000000313947143000901", "210000000003139471430009017"),
            (.belgian, "0909337554", "090933755493"), (.belgian, "3124013980", "312401398067"),
            (.belgian, "0000000097", "000000009797"), (.belgian, "101234567", "010123456732"),
            (.finnish, "123456", "1234561"), (.finnish, "1234567", "12345672"),
            (.finnish, "123123", "1231234"), (.finnish, "23409678", "234096783"),
            (.finnish, "1234", "12344"), (.finnish, "123456712345678", "1234567123456784"),
            (.norwegianModulo10, "234567", "2345676"), (.norwegianModulo10, "2345676", "23456767"),
            (.norwegianModulo10, "004455525", "0044555258"),
            (.norwegianModulo10, "60224", "602243"), (.norwegianModulo10, "1234", "12344"),
            (.norwegianModulo11, "036532", "0365327"),
            (.norwegianModulo11, "1234567890", "12345678903"),
            (.norwegianModulo11, "036536", "036536-"), (.norwegianModulo11, "012955", "0129550"),
            (.swedish, "12345", "123455"), (.swedishWithLength, "12345", "1234574"),
            (.swedish, "1000423", "10004232"), (.swedishWithLength, "1000423", "100042399"),
            (.swedish, "987654321", "9876543217"),
            (.swedishWithLength, "987654321", "98765432111"),
            // The Luhn article's sample; a card number.
            (.swedish, "7992739871", "79927398713"),
            (.swedish, "453201511283036", "4532015112830366"),
            (.slovenian, "SI12 5678", "SI1256782"),
            (.slovenian, "SI05 1-1235-84503", "SI0519-1235-84503"),
            (.slovenian, "SI12 123456789012", "SI121234567890120"),
            (.slovenian, "SI12 000000001234", "SI120000000012343"),
            (.slovenian, "SI12 20260000123", "SI12202600001237"),
            (.croatian, "HR01 2020-789", "HR012020-7891"),
            (.croatian, "HR01 10230578901", "HR01102305789016"),
            (.dutch, "234534622567", "12234534622567"),
            (.dutch, "000056789012345", "5000056789012345"),
            // The numbers 1 and 2 of a Danish printer's guide.
            (.danish, "1", "000000000000018"), (.danish, "2", "000000000000026"),
            (.danish, "100000000000000", "1000000000000008"),
            (.italian, "93", "000000000000009300"), (.italian, "92", "000000000000009292"),
        ] as [(PaymentReference.Scheme, String, String)])
    func `check digits follow from the base`(
        _ scheme: PaymentReference.Scheme, base: String, text: String
    ) {
        #expect(PaymentReference(over: base, scheme: scheme)?.text == text)
        #expect(PaymentReference(text, scheme: scheme)?.text == text)
    }

    @Test(
        arguments: [
            (.creditorReference, ""), (.creditorReference, "1234567890123456789012"),
            (.creditorReference, "12-3"), (.swissQR, "0"),
            (.swissQR, "123456789012345678901234567"),
            (.belgian, "12345678901"), (.finnish, "12"), (.finnish, "12345678901234567890"),
            (.finnish, "0123"), (.norwegianModulo10, "1234567890123456789012345"),
            (.norwegianModulo11, "12A"), (.swedishWithLength, "123456789012345678901234"),
            (.slovenian, "5678"), (.slovenian, "SI02 1-2"), (.slovenian, "SI12 1-2"),
            (.slovenian, "SI99"), (.croatian, "HR12 1"), (.croatian, "SI12 1"), (.dutch, "123456"),
            (.dutch, "1234567890123"), (.danish, "1234567890123456"),
            (.italian, "12345678901234567"),
        ] as [(PaymentReference.Scheme, String)])
    func `what does not fit a scheme gets none`(_ scheme: PaymentReference.Scheme, base: String) {
        #expect(PaymentReference(over: base, scheme: scheme) == nil)
    }

    @Test func `a published wrong number modulo 11 is refused`() {
        #expect(PaymentReference("1677036255", scheme: .norwegianModulo11) == nil)
    }

    @Test(
        arguments: [
            ("SI0012-3", "SI0012-3"), ("SI0112-3", "SI0112-36"), ("SI021-2-3", "SI021-27-35"),
            ("SI031-2-3", "SI0319-27-35"), ("SI041-2-3", "SI0419-2-35"),
            ("SI061-2-3", "SI061-2-30"),
            ("SI071-2-3", "SI071-27-3"), ("SI091-2-3", "SI091-24-3"), ("SI111-2-3", "SI1119-27-3"),
            ("SI181-2", "SI1819-27"), ("SI551-2", "SI5519-2"), ("HR051", "HR0519"),
            ("HR021", "HR021"), ("HR111-2", "HR1119-27"),
        ])
    func `a model says which groups have check digits`(_ base: String, text: String) {
        let scheme: PaymentReference.Scheme = base.hasPrefix("SI") ? .slovenian : .croatian
        #expect(PaymentReference(over: base, scheme: scheme)?.text == text)
    }
}
