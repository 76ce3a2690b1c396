/// The health care claim payment advice X12 835, versions 4010 and 5010.
///
/// Each transaction set is one ``Advice``, each claim one line of it. The balancing of the standard
/// is recomputed on its three levels, line of service, claim and payment, and every break is a
/// finding `control_total`: nothing of such an advice may be posted. Other findings: `test_file`,
/// `envelope`, `repeated_control_number`, `payment_date`, `debit`, `negative_payment`, `no_money`,
/// `currency_differs`, `unknown_status`, `predetermination_paid`, `reversal_sign`, `party_share`.
///
/// Source: ASC X12N 835, 004010X091A1 and 005010X221A1.
package struct X12Remittance835: FeedFormat {
    package static let name = "x12_835"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        X12Advice.firstSet(in: head) == "835"
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try X12Reading.read(bytes) { advice throws(FeedError) in try emit(.advice(advice)) }
    }
}
