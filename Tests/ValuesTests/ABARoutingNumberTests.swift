import TestSupport
import Testing
import Values

struct ABARoutingNumberTests {
    @Test(
        arguments: [
            ("111000025", .primary), ("011000015", .primary), ("122105278", .primary),
            ("021000021", .primary), ("091000019", .primary), ("123456780", .primary),
            ("0210 0002 1", .primary), ("322271627", .thrift), ("000000518", .government),
        ] as [(String, ABARoutingNumber.Range)])
    func `published numbers are read`(_ text: String, range: ABARoutingNumber.Range) {
        let number = ABARoutingNumber(text)
        #expect(number?.text == text.filter { $0 != " " })
        #expect(number?.range == range)
    }

    @Test(
        arguments: [
            ("021000020", "check digit"), ("999999992", "unassigned range"),
            ("000000000", "all nought"), ("02100002", "eight digits"), ("0210000211", "ten"),
            ("02100002A", "a letter"), ("", "nothing"), ("201000020", "swapped"),
        ])
    func `anything else is refused`(_ text: String, why: String) {
        #expect(ABARoutingNumber(text) == nil, "\(why)")
    }

    @Test func `the ninth digit follows from eight`() {
        #expect(ABARoutingNumber(over: "02100002")?.text == "021000021")
        #expect(ABARoutingNumber(over: "12345678")?.text == "123456780")
        #expect(ABARoutingNumber(over: "99999999") == nil)
        #expect(ABARoutingNumber(over: "0210000") == nil)
    }

    @Test(arguments: UInt64(0)..<100)
    func `one digit misread is always noticed`(seed: UInt64) throws {
        var random = Seeded(seed)
        let base =
            "0\(Int.random(in: 1...9, using: &random))"
            + (0..<6).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
        let text = Array(try #require(ABARoutingNumber(over: base)).text.utf8)
        for place in text.indices {
            for digit in UInt8(0x30)...0x39 where digit != text[place] {
                var misread = text
                misread[place] = digit
                let isValid = ABARoutingNumber.isValid(misread.span)
                #expect(!isValid, "\(String(decoding: misread, as: UTF8.self))")
            }
        }
    }
}
