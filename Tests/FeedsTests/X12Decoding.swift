import Feeds
import Testing

/// The advice of an X12 file.
func advice(in file: String, of format: some FeedFormat = X12Remittance835()) throws -> [Advice] {
    try FormatConformance<X12Remittance835>.contents(format, Array(file.utf8)).advice
}

/// The only advice of an 835 with these segments.
func remittance(_ segments: [String]) throws -> Advice {
    let found = try advice(in: X12Fixture.remittance(segments))
    try #require(found.count == 1)
    return found[0]
}

/// The only advice of an 820 with these segments.
func paymentAdvice(_ segments: [String]) throws -> Advice {
    let found = try advice(in: X12Fixture.payment(segments), of: X12Payment820())
    try #require(found.count == 1)
    return found[0]
}

/// Why a file is refused.
func refusal(of file: String) -> FeedError? {
    #expect(throws: FeedError.self) { try advice(in: file) }
}
