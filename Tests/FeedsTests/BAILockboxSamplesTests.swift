import Feeds
import Foundation
import Testing

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct BAILockboxSamplesTests {
    @Test(arguments: Samples.files("bailockbox"))
    func `agrees with independent parsers`(_ file: URL) throws {
        try expectAgreement(BAILockbox(), file)

        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = BAILockbox.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.others(than: ["bailockbox"]))
    func `claims no file of another format`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file).prefix(FeedRecognition.headBytes))

        let isRecognised = BAILockbox.recognises(bytes.span)
        #expect(!isRecognised)
    }
}
