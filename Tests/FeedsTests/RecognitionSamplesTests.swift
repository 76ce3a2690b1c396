import Feeds
import Foundation
import Testing

/// What each file of a real bank is taken for, when every format may claim it.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct RecognitionSamplesTests {
    /// Folders whose format has another name, or several.
    private static let names: [String: Set<String>] = [
        "csv_psp": ["processor", "paypal_settlement"],
        "n43": ["norma43"],
    ]
    /// Samples that no format claims on purpose, by name.
    private static let unclaimed: Set<String> = [
        // Their first record is none that a statement may begin with, or has no date.
        "pennylane-hq__cfonb__spec__files__invalid_date.txt",
        "pennylane-hq__cfonb__spec__files__operation_unstarted.txt",
        // Expense reports, with neither a sign nor a balance.
        revolut + "business_exp1_EUR_20240131.csv",
        revolut + "business_exp1_USD_20240131.csv",
    ]
    private static let revolut =
        "BananaAccounting__Universal__extensions__import__revolut__test__testcases__"
        + "ch.banana.revolut.transactions."
    private static let folders = [
        "bai2", "bailockbox", "camt052", "camt053", "camt054", "cfonb120", "cnab240", "cnab400",
        "coda", "csv_psp", "mt940", "mt942", "n43", "nacha", "ofx", "pain002", "x12_835",
    ]

    /// Also those that parsers dispute: what is wrong with them is said by their own format.
    @Test(arguments: folders)
    func `each sample is taken for its format and no other`(_ folder: String) throws {
        let recognition = FeedRecognition(profiles: [])
        let files = try Samples.files(folder).filter {
            try Samples.expectation(for: $0).valid != false
        }
        #expect(!files.isEmpty)
        for file in files {
            let name = file.lastPathComponent
            let bytes = try Array(Data(contentsOf: file))
            let found: [String] =
                switch recognition.recognise(bytes.span) {
                case .one(let format, _): [format]
                case .none: []
                case .several(let formats): formats
                }
            if Self.unclaimed.contains(name) {
                #expect(found.isEmpty, "\(name)")
            } else {
                let expected = Self.names[folder] ?? [folder]
                #expect(
                    found.count == 1 && expected.isSuperset(of: found),
                    "\(folder)/\(name) is taken for \(found)")
            }
        }
    }
}
