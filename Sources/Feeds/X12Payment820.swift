/// The payment order and remittance advice X12 820, commercial and for insurance premiums.
///
/// Each transaction set is one ``Advice``, each document (RMR) one line of it, each adjustment
/// (ADX) of no document another. They have to add up to the payment, or a finding `control_total`
/// says not. Other findings, beside those of ``X12Remittance835``'s envelope and header:
/// `no_documents`, `no_amount`.
///
/// Source: ASC X12 820, 004010 and 005010; ASC X12N 820, 004010X061A1, 005010X218, 005010X306.
package struct X12Payment820: FeedFormat {
    package static let name = "x12_820"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        X12Advice.firstSet(in: head) == "820"
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try X12Reading.read(bytes) { advice throws(FeedError) in try emit(.advice(advice)) }
    }
}
