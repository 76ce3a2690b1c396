import TestSupport
import Testing
import Values

struct IBANTests {
    /// The examples of the registry, one of each structure and several of each length.
    private static let examples = [
        "DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
        "CH9300762011623852957", "AT611904300234573201", "BE68539007547034", "NL91ABNA0417164300",
        "ES9121000418450200051332", "IT60X0542811101000000123456", "NO9386011117947",
        "SE4550000000058398257466", "FI2112345600000785", "DK5000400440116243",
        "PL61109010140000071219812874", "PT50000201231234567890154", "IE29AIBK93115212345678",
        "SI56263300012039086", "HR1210010051863000160", "LU280019400644750000",
        "MT84MALT011000012345MTLCAST001S", "SA0380000000608010167519",
        "GR1601101250000000012300695", "CZ6508000000192000145399", "SK3112000000198742637541",
        "HU42117730161111101800000000", "LT121000011101001000", "LV80BANK0000435195001",
        "EE382200221020145685", "IS140159260076545510730339", "LI21088100002324013AA",
        "BG80BNBG96611020345678", "RO49AAAA1B31007593840000", "CY17002001280000001200527600",
        "MC5811222000010123456789030", "SM86U0322509800000000270100",
        "TR330006100519786457841326", "AE070331234567890123456", "IL620108000000099999999",
        "BR1800360305000010009795493C1", "LC55HEMM000100010012001200023015",
        "VA59001123000012345678", "RS35260005601001611379", "UA213223130000026007233566001",
    ]

    @Test(arguments: examples)
    func `the registry's examples are read`(_ example: String) throws {
        #expect(IBAN(example)?.text == example)
        #expect(IBAN.length(first: byte(example, 0), second: byte(example, 1)) == example.count)
    }

    @Test func `every country of the registry has a length, and no other`() {
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        var lengths: [Int] = []
        for first in letters {
            for second in letters { lengths += [IBAN.length(first: first, second: second) ?? 0] }
        }
        #expect(lengths.count { $0 > 0 } == 105)
        #expect(lengths.allSatisfy { $0 == 0 || (15...33).contains($0) })
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
