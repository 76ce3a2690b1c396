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
    private static let unclaimed: [String: String] = [:]
    private static let folders = [
        "bai2", "bailockbox", "camt052", "camt053", "camt054", "cfonb120", "cnab240", "cnab400",
        "coda", "csv_psp", "mt940", "mt942", "n43", "nacha", "ofx", "pain002", "x12_835",
    ]

    @Test(arguments: folders)
    func `each valid sample is taken for its format and no other`(_ folder: String) throws {
        let recognition = FeedRecognition(profiles: [])
        let files = try Samples.files(folder).filter { try Samples.expectation(for: $0).valid }
        for file in files {
            let name = file.lastPathComponent
            let bytes = try Array(Data(contentsOf: file))
            let found: [String] =
                switch recognition.recognise(bytes.span) {
                case .one(let format, _): [format]
                case .none: []
                case .several(let formats): formats
                }
            if Self.unclaimed[name] != nil {
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
