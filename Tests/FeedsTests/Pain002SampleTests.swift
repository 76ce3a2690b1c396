import Feeds
import Foundation
import Testing

/// Holds the decoder against published status reports and what was found in them.
@Suite(.enabled(if: Samples.folder != nil, "no samples: set RECONCILED_SAMPLES"))
struct Pain002SampleTests {
    /// Whose only transaction is accepted: the expectation counts it, but nothing came back.
    private static let accepted =
        "svapnil__iso20022.js__test__assets__goldman_sachs__pain_002_v3_accepted.xml"

    @Test(arguments: Samples.files("pain002").filter { $0.lastPathComponent != accepted })
    func `published reports are read as others read them`(_ file: URL) throws {
        guard let contents = try expectAgreement(Pain002(), file) else { return }

        let batches = contents.statements.map(\.batch)
        let returned = batches.flatMap(\.entries).filter { $0.kind == .returned }
        let expected = try Samples.expectation(for: file)
        #expect(returned.count == expected.entries)
        #expect(contents.statements.allSatisfy { $0.statement.kind == .notification })
    }

    @Test(arguments: Samples.files("pain002").filter { $0.lastPathComponent == accepted })
    func `an accepted order is listed and not counted`(_ file: URL) throws {
        let contents = try Pain002().contents(of: [UInt8](Data(contentsOf: file)).span)

        let batches = contents.statements.map(\.batch)
        #expect(batches.flatMap(\.entries).map(\.status) == [.information])
        #expect(batches.flatMap(\.entries).map(\.amountMinor) == [1000])
        #expect(FeedTally(contents).entries == 0)
    }
}
