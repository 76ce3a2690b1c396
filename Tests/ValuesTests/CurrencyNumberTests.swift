import Testing
import Values

struct CurrencyNumberTests {
    @Test(arguments: [
        (978, "EUR"), (840, "USD"), (8, "ALL"), (392, "JPY"), (414, "KWD"), (724, "ESP"),
        (532, "XCG"),
    ])
    func `a currency is known by its number`(_ number: Int, _ code: String) {
        #expect(Currency(numeric: number)?.code == code)
    }

    @Test(arguments: [0, 1, 999, 1000, -1])
    func `a number of no currency is none`(_ number: Int) {
        #expect(Currency(numeric: number) == nil)
    }

    @Test func `every number leads to a currency of its own`() {
        let currencies = (0...999).compactMap(Currency.init(numeric:))

        #expect(Set(currencies).count == currencies.count)
        #expect(currencies.count == 198)
    }
}
