import Feeds
import Foundation
import Testing
import Values

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct NACHASamplesTests {
    @Test(arguments: Samples.files("nacha"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))
        let expected = try Samples.expectation(for: file)
        let isValid = try #require(expected.valid as Bool?)
        guard isValid else {
            #expect(throws: FeedError.self) { try NACHA().contents(of: bytes.span) }
            return
        }
        let contents = try NACHA().contents(of: bytes.span)

        #expect(contents.statements.count == expected.statements)
        // The parsers count prenotes and notifications of change as entries of nought.
        let entries = contents.statements.flatMap(\.batch.entries)
        #expect(entries.count == expected.entries)
        let information = entries.filter { $0.status == .information }
        #expect(information.allSatisfy { $0.amountMinor == 0 })
        let tally = FeedTally(contents)
        #expect(
            Int(tally.credits.count + tally.debits.count) + information.count == expected.entries)
        #expect(Decimal(string: tally.credits.sum) == Decimal(string: expected.credits.sum))
        #expect(Decimal(string: tally.debits.sum) == Decimal(string: expected.debits.sum))
        if let date = expected.firstBookingDate {
            #expect(entries.map(\.bookedOn).min()?.description == date)
        }
        if let date = expected.lastBookingDate {
            #expect(entries.map(\.bookedOn).max()?.description == date)
        }
        let isRecognised = NACHA.recognises(bytes.span)
        #expect(isRecognised)
    }

    @Test(arguments: Samples.others(than: ["nacha"]))
    func `claims no file of another format`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file).prefix(FeedRecognition.headBytes))

        let isRecognised = NACHA.recognises(bytes.span)
        #expect(!isRecognised)
    }
}
