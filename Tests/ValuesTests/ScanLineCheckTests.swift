import TestSupport
import Testing
import Values

struct ScanLineCheckTests {
    @Test(
        arguments: [
            ("00345678901110296000000000010000000001000", "8"),
            // A published sample prints 8 here, the check digit of the line above.
            ("00345678901110196000000000010000000001000", "0"), ("76543210", "4"),
        ])
    func `the usual rule gives the published check digits`(_ line: String, digit: String) {
        let check = ScanLineCheck()

        #expect(self.digit(check, line) == digit)
        #expect(confirms(check, line + digit))
    }

    @Test func `banks agree on other rules`() {
        // 2 + 8 + 4 + 7, then 1 + 7 + 2 + 5, 7 · 2 being 14.
        #expect(digit(ScanLineCheck(), "1827") == "9")
        #expect(digit(ScanLineCheck(isFromLeft: false), "1827") == "5")
        #expect(digit(ScanLineCheck(isComplement: false), "1827") == "1")
        // 7 + 24 + 2 + 49 without casting out.
        #expect(
            digit(ScanLineCheck(weights: [7, 3, 1], addsProductDigits: false), "1827") == "8")
    }

    @Test(arguments: ["", "12A4", "12 4", "é"])
    func `what is no digit has no check digit`(_ line: String) {
        #expect(digit(ScanLineCheck(), line) == nil)
        #expect(!confirms(ScanLineCheck(), line))
    }

    @Test func `without weights there is no check digit`() {
        #expect(digit(ScanLineCheck(weights: []), "1234") == nil)
    }

    @Test(arguments: UInt64(0)..<100)
    func `one digit misread is always noticed by the usual rule`(seed: UInt64) throws {
        var random = Seeded(seed)
        let base = (0..<41).map { _ in UInt8.random(in: 0x30...0x39, using: &random) }
        let checkDigit = ScanLineCheck().digit(over: base.span)
        let line = base + [try #require(checkDigit)]
        let place = Int.random(in: line.indices, using: &random)
        for digit in UInt8(0x30)...0x39 where digit != line[place] {
            var misread = line
            misread[place] = digit
            let isConfirmed = ScanLineCheck().confirms(misread.span)
            #expect(!isConfirmed)
        }
    }

    private func digit(_ check: ScanLineCheck, _ line: String) -> String? {
        check.digit(over: Array(line.utf8).span).map { String(decoding: [$0], as: UTF8.self) }
    }

    private func confirms(_ check: ScanLineCheck, _ line: String) -> Bool {
        check.confirms(Array(line.utf8).span)
    }
}
