import Feeds
import Foundation
import Testing

/// The decoder against reports of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct MT942SamplesTests {
    @Test(arguments: Samples.files("mt942"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let contents = try #require(try expectAgreement(MT942(), file))

        #expect(contents.statements.allSatisfy { $0.statement.kind == .intraday })
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = MT942.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.others(than: ["mt942"]))
    func `no other sample is taken for it`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = MT942.recognises(bytes.span)
        #expect(!isRecognised)
    }
}
