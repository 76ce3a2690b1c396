import TestSupport
import Testing
import Values

struct IBANTests {
    /// The examples of the registry, one of each structure and several of each length.
    private static let examples = [
        "DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
        "CH9300762011623852957", "AT611904300234573201", "BE68539007547034",
        "NL91ABNA0417164300", "ES9121000418450200051332", "IT60X0542811101000000123456",
        "NO9386011117947", "MT84MALT011000012345MTLCAST001S", "SA0380000000608010167519",
        "BG80BNBG96611020345678", "BR1800360305000010009795493C1", "TR330006100519786457841326",
        "LC55HEMM000100010012001200023015", "UA213223130000026007233566001",
    ]

    @Test(arguments: examples)
    func `the registry's examples are read`(_ example: String) throws {
        #expect(IBAN(example)?.text == example)
        #expect(IBAN.length(first: byte(example, 0), second: byte(example, 1)) == example.count)
    }

    @Test func `blanks and small letters are how people write`() {
        #expect(IBAN("de89 3704 0044 0532 0130 00")?.text == "DE89370400440532013000")
    }

    @Test(
        arguments: [
            ("", "nothing"), ("DE", "no check digits"), ("DE89370400440532013001", "digits"),
            ("DE8937040044053201300", "too short"), ("DE893704004405320130000", "too long"),
            ("DE99370400440000000024", "check digits 99"), ("DE01370400440000000042", "01"),
            ("DE00370400440000000060", "00"), ("XX89370400440532013000", "no such country"),
            ("GB29NWBK6016133192681A", "a letter for a digit"),
            ("DE89O70400440532013000", "O for nought"), ("DE89-3704-0044-0532-0130-00", "hyphens"),
            ("DÉ89370400440532013000", "not ASCII"),
        ])
    func `anything else is refused`(_ text: String, why: String) {
        #expect(IBAN(text) == nil, "\(why)")
    }

    @Test(arguments: examples)
    func `one character misread is always noticed`(_ example: String) {
        var random = Seeded(UInt64(example.utf8.count))
        let bytes = Array(example.utf8)
        for index in bytes.indices {
            var misread = bytes
            repeat {
                misread[index] =
                    bytes[index] < 0x3A
                    ? .random(in: 0x30...0x39, using: &random)
                    : .random(in: 0x41...0x5A, using: &random)
            } while misread[index] == bytes[index]
            let isValid = IBAN.isValid(misread.span)
            #expect(!isValid, "\(String(decoding: misread, as: UTF8.self))")
        }
    }

    private func byte(_ text: String, _ index: Int) -> UInt8 { Array(text.utf8)[index] }
}
