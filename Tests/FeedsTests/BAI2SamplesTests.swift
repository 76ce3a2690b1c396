import Feeds
import Foundation
import Testing

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct BAI2SamplesTests {
    /// Files over whose validity the parsers disagree: their record counts are not those of their
    /// records (26 for 18, 8 for 108), and nothing tells that from lost records.
    private static let disputed = [
        "moov-io__bai2__test__testdata__sample4-continuations-newline-delimited.txt",
        "moov-io__bai2__test__testdata__sample5-issue113.txt",
    ]

    @Test(arguments: Samples.files("bai2").filter { disputed.contains($0.lastPathComponent) })
    func `refuses counts that contradict the records`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))

        let error = #expect(throws: FeedError.self) { try BAI2().contents(of: bytes.span) }
        #expect(error?.reason == .controlTotal)
        let isRecognised = BAI2.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.files("bai2").filter { !disputed.contains($0.lastPathComponent) })
    func `agrees with independent parsers`(_ file: URL) throws {
        let decoded = try expectAgreement(BAI2(), file)

        guard decoded != nil else { return }
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = BAI2.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.others(than: ["bai2"]))
    func `claims no file of another format`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file).prefix(FeedRecognition.headBytes))

        let isRecognised = BAI2.recognises(bytes.span)
        #expect(!isRecognised)
    }
}
