import Feeds
import Foundation
import Testing
import Values

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct OFXSamplesTests {
    /// Files where we disagree with the expectation on purpose.
    private static let refusedOnPurpose: [String: FeedError.Reason] = [
        // Fractions of a cent in dollars, which no account can have booked.
        "jbms__beancount-import__testdata__source__ofx__investment_buy_sell_income.ofx": .badAmount,
        "jseutter__ofxparse__tests__fixtures__fidelity-savings.ofx": .badAmount,
        // Amounts in US dollars on a Canadian account: they add up to no balance of it.
        "jseutter__ofxparse__tests__fixtures__investment_medium.ofx": .badCurrency,
        // A transaction without a date, and one of 31 February.
        "jseutter__ofxparse__tests__fixtures__fail_nice__date_missing.ofx": .badDate,
        // The statement does not say its currency, and no source does.
        "jseutter__ofxparse__tests__fixtures__ofx-v102-empty-tags.ofx": .badCurrency,
    ]

    @Test(arguments: Samples.files("ofx"))
    func `agrees with independent parsers`(_ file: URL) throws {
        try expectAgreement(OFX(), file, refused: Self.refusedOnPurpose)

        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = OFX.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test func `a bank that leaves the currency empty is read in that of the source`() throws {
        let name = "jseutter__ofxparse__tests__fixtures__ofx-v102-empty-tags.ofx"
        let file = try #require(Samples.files("ofx").first { $0.lastPathComponent == name })

        let contents = try expectAgreement(OFX(currency: Currency(code: "AUD")), file)

        #expect(contents?.statements.map(\.statement.currency.code) == ["AUD"])
    }

    @Test func `no other format's samples are claimed`() throws {
        for file in Samples.others(than: ["ofx"]) {
            let bytes = try Array(Data(contentsOf: file))
            let isRecognised = OFX.recognises(bytes.span)
            #expect(!isRecognised, "\(file.lastPathComponent)")
        }
    }
}
