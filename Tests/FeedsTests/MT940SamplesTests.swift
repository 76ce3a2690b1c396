import Feeds
import Foundation
import Testing
import Values

/// The decoder against files of real banks, and what independent parsers found in them.
@Suite(.enabled(if: Samples.folder != nil, "no sample feeds beside the checkout"))
struct MT940SamplesTests {
    /// Files where we disagree with the expectation on purpose.
    private static let refusedOnPurpose = [
        // Breaks off behind a booking, without a balance or an end of message: nothing tells it
        // from a file cut short.
        "wolph__mt940__mt940_tests__self-provided__gv_codes.sta"
    ]

    @Test(arguments: Samples.files("mt940"))
    func `agrees with independent parsers`(_ file: URL) throws {
        let expected = try Samples.expectation(for: file)
        let bytes = try Array(Data(contentsOf: file))
        let isRefused = !expected.valid || Self.refusedOnPurpose.contains(file.lastPathComponent)

        guard !isRefused else {
            #expect(throws: FeedError.self) {
                try FormatConformance<MT940>.statements(MT940(), bytes)
            }
            return
        }
        let statements = try FormatConformance<MT940>.statements(MT940(), bytes).map(\.statement)

        let isRecognised = MT940.recognises(bytes.span)
        #expect(isRecognised)
        #expect(statements.count == expected.statements)
        #expect(statements.reduce(0) { $0 + $1.creditCount } == expected.credits.count)
        #expect(statements.reduce(0) { $0 + $1.debitCount } == expected.debits.count)
        #expect(sum(statements, \.creditMinor) == Decimal(string: expected.credits.sum))
        #expect(sum(statements, \.debitMinor) == Decimal(string: expected.debits.sum))
        // The parsers give no dates for a file with an impossible one.
        if let date = expected.firstBookingDate {
            #expect(statements.compactMap(\.firstBookedOn).min()?.description == date)
        }
        if let date = expected.lastBookingDate {
            #expect(statements.compactMap(\.lastBookedOn).max()?.description == date)
        }
    }

    @Test(arguments: Samples.files("mt942"))
    func `an intraday report is not taken for a statement`(_ file: URL) throws {
        let bytes = try Array(Data(contentsOf: file))

        let isRecognised = MT940.recognises(bytes.span)
        #expect(!isRecognised)
        #expect(throws: FeedError.self) {
            try FormatConformance<MT940>.statements(MT940(), bytes)
        }
    }

    /// In major units over all currencies, as the expectations count.
    private func sum(_ statements: [Statement], _ side: KeyPath<Statement, Int64>) -> Decimal {
        statements.reduce(0) { sum, statement in
            sum + Decimal(statement[keyPath: side])
                / pow(10, statement.currency.minorDigits)
        }
    }
}
