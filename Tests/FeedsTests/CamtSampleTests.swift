import Feeds
import Foundation
import Testing

/// Holds the decoders against published messages and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no samples: set RECONCILED_SAMPLES"))
struct CamtSampleTests {
    /// Samples that other parsers read and we refuse, and why.
    private static let refused: [String: FeedError.Reason] = [
        // An entry of 20.97 EUR on an account in CHF. Peers add francs and euros up; which figure
        // the bank booked is not in the file.
        "viafintech__camt_parser__spec__fixtures__053__valid_example_v8.xml": .badCurrency
    ]

    /// Samples whose only entry is announced, which peers count and we do not: it is no money yet.
    private static let pending = [
        "genkgo__camt__test__data__camt052.v4.xml",
        "genkgo__camt__test__data__camt052.v6.Amt-zero.xml",
        "genkgo__camt__test__data__camt052.v6.xml",
    ]

    private static let formats: [(folder: String, format: any FeedFormat)] = [
        ("camt052", Camt052()), ("camt053", Camt053()), ("camt054", Camt054()),
        ("pain002", Pain002()),
    ]

    private static func samples(_ folder: String) -> [URL] {
        Samples.files(folder).filter { !pending.contains($0.lastPathComponent) }
    }

    @Test(arguments: samples("camt052"))
    func `published reports are read as independent parsers read them`(_ file: URL) throws {
        try checkAgreement(Camt052(), file)
    }

    @Test(arguments: samples("camt053"))
    func `published statements are read as independent parsers read them`(_ file: URL) throws {
        try checkAgreement(Camt053(), file)
    }

    @Test(arguments: samples("camt054"))
    func `published notifications are read as independent parsers read them`(
        _ file: URL
    ) throws {
        try checkAgreement(Camt054(), file)
    }

    @Test(arguments: Samples.files("camt052").filter { pending.contains($0.lastPathComponent) })
    func `an announced entry is listed and not counted`(_ file: URL) throws {
        let contents = try Camt052().contents(of: [UInt8](Data(contentsOf: file)).span)

        let batch = contents.statements.map(\.batch)
        #expect(batch.flatMap(\.entries).map(\.status) == [.pending])
        #expect(batch.flatMap(\.entries).map(\.amountMinor) == [-20_000_000])
        #expect(FeedTally(contents).entries == 0)
    }

    @Test(arguments: Samples.files("camt_malformed"))
    func `a message of another namespace or without entries is refused`(_ file: URL) throws {
        let bytes = try [UInt8](Data(contentsOf: file))

        for (_, format) in Self.formats {
            #expect(throws: FeedError.self) { try format.contents(of: bytes.span) }
        }
    }

    /// Each format claims the samples of its folder, and of all other folders none.
    @Test(arguments: Samples.folders)
    func `a message is claimed by its own format only`(_ folder: String) throws {
        for file in Samples.files(folder) where folder != "camt_malformed" {
            let bytes = try [UInt8](Data(contentsOf: file))
            for (own, format) in Self.formats {
                let isClaimed = type(of: format).recognises(
                    bytes.span.extracting(first: FeedRecognition.headBytes))
                if folder == own {
                    // A message of another namespace is claimed too, and refused with the reason.
                    let isValid = try Samples.expectation(for: file).valid
                    #expect(isClaimed || isValid == false)
                } else {
                    #expect(!isClaimed)
                    #expect(throws: FeedError.self) { try format.contents(of: bytes.span) }
                }
            }
        }
    }

    private func checkAgreement(_ format: some FeedFormat, _ file: URL) throws {
        guard let contents = try expectAgreement(format, file, refused: Self.refused)
        else { return }

        let expected = try Samples.expectation(for: file)
        let batches = contents.statements.map(\.batch)
        #expect(batches.reduce(0) { $0 + $1.entries.count } == expected.entries)
        for batch in batches {
            for entry in batch.entries {
                let details = batch.details[entry.detailRange]
                #expect(details.reduce(0) { $0 + $1.amountMinor } == entry.amountMinor)
            }
        }
    }
}
