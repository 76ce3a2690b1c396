import Feeds
import Foundation
import Testing

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct CodaSamplesTests {
    /// Files where we disagree with the expectation on purpose.
    private static let refusedOnPurpose: [String: FeedError.Reason] = [
        // Tenths of a cent in euros, put there by whoever made the names unreadable.
        "wimverstuyf__php-coda-parser__tests__Samples__sample2.cod": .badAmount,
        "wimverstuyf__php-coda-parser__tests__Samples__sample6.cod": .badAmount,
    ]

    @Test(arguments: Samples.files("coda"))
    func `agrees with independent parsers`(_ file: URL) throws {
        try expectAgreement(Coda(), file, refused: Self.refusedOnPurpose)

        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = Coda.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test func `no other format's samples are claimed`() throws {
        for file in Samples.others(than: ["coda"]) {
            let bytes = try Array(Data(contentsOf: file))
            let isRecognised = Coda.recognises(bytes.span)
            #expect(!isRecognised, "\(file.lastPathComponent)")
        }
    }
}
