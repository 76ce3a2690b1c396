import Feeds
import Foundation
import Testing

/// The decoder against files that others wrote, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct Cfonb120SamplesTests {
    /// Files where we disagree with the expectation on purpose: its reader takes records in any
    /// order, and each of these was made to be wrong.
    private static let refusedOnPurpose: [String: FeedError.Reason] = [
        "pennylane-hq__cfonb__spec__files__end_of_statement_without_beginning.txt": .malformed,
        "pennylane-hq__cfonb__spec__files__invalid_date.txt": .badDate,
        "pennylane-hq__cfonb__spec__files__new_statement_without_previous_ended.txt": .malformed,
        "pennylane-hq__cfonb__spec__files__operation_detail_without_operation.txt": .malformed,
        "pennylane-hq__cfonb__spec__files__operation_unstarted.txt": .malformed,
    ]

    @Test(arguments: Samples.files("cfonb120"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let decoded = try expectAgreement(Cfonb120(), file, refused: Self.refusedOnPurpose)

        guard decoded != nil else { return }
        let bytes = try Array(Data(contentsOf: file))
        let isRecognised = Cfonb120.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test func `no other format's samples are claimed`() throws {
        for file in Samples.others(than: ["cfonb120"]) {
            let bytes = try Array(Data(contentsOf: file))
            let isRecognised = Cfonb120.recognises(bytes.span)
            #expect(!isRecognised, "\(file.lastPathComponent)")
        }
    }
}
