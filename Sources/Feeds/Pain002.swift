/// Decodes a payment status report of ISO 20022, pain.002.001.02 to .14, and the German variants
/// pain.002.002 and pain.002.003: what became of orders to collect or to pay.
///
/// The report moves no money, so its amounts are those of the orders and never negative. A rejected
/// order is an entry that came back; what was accepted, or is still under way, is information.
///
/// Source: ISO 20022, Payments Initiation, CustomerPaymentStatusReport, versions 02 to 14.
package struct Pain002: FeedFormat {
    package static let name = "pain002"

    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        XMLHead.firstElement(in: head) { StatusField.anchors.contains($0) ? true : nil } ?? false
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        var reader = StatusReader()
        try readXML(bytes, with: &reader, emit: emit)
        guard reader.messageCount > 0 else {
            throw FeedError(.unknownFormat, expected: "an element \(StatusField.anchors[0])")
        }
    }
}
