import Feeds
import Foundation
import Testing

/// The decoder against files of real programs, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct Norma43SamplesTests {
    @Test(arguments: Samples.files("n43"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let contents = try #require(try expectAgreement(Norma43(), file))

        #expect(contents.statements.allSatisfy { $0.statement.isBalanced == true })
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = Norma43.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.others(than: ["n43"]))
    func `no other sample is taken for it`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = Norma43.recognises(bytes.span)
        #expect(!isRecognised)
    }
}
