import Feeds
import Foundation
import Testing

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct MT940SamplesTests {
    /// Files where we disagree with the expectation on purpose.
    private static let refusedOnPurpose: [String: FeedError.Reason] = [
        // Breaks off behind a booking, without a balance or an end of message: nothing tells it
        // from a file cut short.
        "wolph__mt940__mt940_tests__self-provided__gv_codes.sta": .truncated
    ]

    @Test(arguments: Samples.files("mt940"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let decoded = try expectAgreement(MT940(), file, refused: Self.refusedOnPurpose)

        guard decoded != nil else { return }
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = MT940.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.others(than: ["mt940"]))
    func `no other sample is taken for it`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = MT940.recognises(bytes.span)
        #expect(!isRecognised)
    }

    @Test(arguments: Samples.files("mt942"))
    func `an intraday report is not taken for a statement`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))

        let isRecognised = MT940.recognises(bytes.span)
        #expect(!isRecognised)
        #expect(throws: FeedError.self) {
            try FormatConformance<MT940>.statements(MT940(), bytes)
        }
    }
}
