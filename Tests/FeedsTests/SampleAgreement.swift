import Feeds
import Foundation
import Testing
import Values

/// Decodes a sample and holds what it adds up to against what independent parsers found.
///
/// - Parameters:
///   - format: reads it.
///   - file: a sample with an expectation.
///   - refused: samples that we refuse although others read them, by name, with the reason.
///   - sourceLocation: where a failure is reported.
/// - Returns: what it holds, for further checks; nil where it is refused, as it should be.
/// - Throws: `FeedError`, and what reading the file throws.
@discardableResult
func expectAgreement(
    _ format: some FeedFormat, _ file: URL, refused: [String: FeedError.Reason] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> FeedContents? {
    let bytes = try [UInt8](Data(contentsOf: file))
    let expected = try Samples.expectation(for: file)
    let reason = refused[file.lastPathComponent]
    let isValid = try #require(expected.valid as Bool?, sourceLocation: sourceLocation)
    guard isValid, reason == nil else {
        let error = #expect(throws: FeedError.self, sourceLocation: sourceLocation) {
            try format.contents(of: bytes.span)
        }
        if let reason { #expect(error?.reason == reason, sourceLocation: sourceLocation) }
        return nil
    }
    let contents = try format.contents(of: bytes.span)
    let tally = FeedTally(contents)
    if let statements = expected.statements, !contents.statements.isEmpty {
        #expect(tally.statements == statements, sourceLocation: sourceLocation)
    }
    for (side, own) in [(expected.credits, tally.credits), (expected.debits, tally.debits)] {
        #expect(Int(own.count) == side.count, sourceLocation: sourceLocation)
        #expect(
            Decimal(string: own.sum) == Decimal(string: side.sum), sourceLocation: sourceLocation)
    }
    // Where the parsers give no dates, one of them is impossible or differs between them.
    if let date = expected.firstBookingDate {
        #expect(tally.firstBookedOn?.description == date, sourceLocation: sourceLocation)
    }
    if let date = expected.lastBookingDate {
        #expect(tally.lastBookedOn?.description == date, sourceLocation: sourceLocation)
    }
    return contents
}
