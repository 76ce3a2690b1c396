import Feeds
import Foundation
import Testing

/// Holds the decoder against published statements and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no samples: set RECONCILED_SAMPLES"))
struct Camt053SampleTests {
    /// Samples with another message, which the format must not take.
    private static let others = ["camt052", "camt054", "pain001", "pain002", "camt_malformed"]

    /// Samples that other parsers read and we refuse, and why.
    private static let refused: [String: FeedError.Reason] = [
        // An entry of 20.97 EUR on an account in CHF. Peers add francs and euros up; which figure
        // the bank booked is not in the file.
        "viafintech__camt_parser__spec__fixtures__053__valid_example_v8.xml": .badCurrency
    ]

    @Test(arguments: Samples.files("camt053"))
    func `published statements are read as independent parsers read them`(_ file: URL) throws {
        guard let contents = try expectAgreement(Camt053(), file, refused: Self.refused)
        else { return }

        #expect(isRecognised(try [UInt8](Data(contentsOf: file))))
        let expected = try Samples.expectation(for: file)
        let entries = contents.statements.reduce(0) { $0 + $1.batch.entries.count }
        #expect(entries == expected.entries)
    }

    @Test(arguments: others.flatMap(Samples.files))
    func `other messages are not recognised and not decoded`(_ file: URL) throws {
        let bytes = try [UInt8](Data(contentsOf: file))

        #expect(!isRecognised(bytes))
        #expect(throws: FeedError.self) { try decoded(bytes) }
    }

    @Test(arguments: Samples.files("camt053"))
    func `the details of published entries add up to them`(_ file: URL) throws {
        guard try Samples.expectation(for: file).valid,
            Self.refused[file.lastPathComponent] == nil
        else { return }

        let statements = try decoded([UInt8](Data(contentsOf: file)))

        for batch in statements.map(\.batch) {
            for entry in batch.entries {
                let details = batch.details[entry.detailRange]
                #expect(details.reduce(0) { $0 + $1.amountMinor } == entry.amountMinor)
            }
        }
    }

    private func decoded(_ bytes: [UInt8]) throws(FeedError) -> [DecodedStatement] {
        try FormatConformance<Camt053>.statements(Camt053(), bytes)
    }

    private func isRecognised(_ bytes: [UInt8]) -> Bool {
        Camt053.recognises(bytes.span.extracting(first: min(4096, bytes.count)))
    }
}
