/// Decodes an account report of ISO 20022, camt.052.001.01 to .13: provisional bookings of the day.
///
/// Source: ISO 20022, Cash Management, BankToCustomerAccountReport, versions 01 to 13.
package struct Camt052: CamtFormat {
    package static let name = "camt052"
    static let message = CamtMessage.accountReport

    package init() {}
}

/// Decodes a statement of ISO 20022, camt.053.001.01 to .13.
///
/// Source: ISO 20022, Cash Management, BankToCustomerStatement, versions 01 to 13.
package struct Camt053: CamtFormat {
    package static let name = "camt053"
    static let message = CamtMessage.statement

    package init() {}
}

/// Decodes a debit and credit notification of ISO 20022, camt.054.001.01 to .13: the details of
/// bookings that a statement reports as one sum.
///
/// Source: ISO 20022, Cash Management, BankToCustomerDebitCreditNotification, versions 01 to 13.
package struct Camt054: CamtFormat {
    package static let name = "camt054"
    static let message = CamtMessage.notification

    package init() {}
}

/// One of the three messages in which a bank reports bookings; they differ in names only.
protocol CamtFormat: FeedFormat {
    static var message: CamtMessage { get }
}

extension CamtFormat {
    package static func recognises(_ head: Span<UInt8>) -> Bool {
        XMLHead.firstElement(in: head) { element in
            message.anchors.contains(element)
                ? true : CamtMessage.all.contains { $0.anchors.contains(element) } ? false : nil
        } ?? false
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let message = Self.message
        var reader = CamtReader(message)
        try readXML(bytes, with: &reader, emit: emit)
        guard reader.messageCount > 0 else {
            throw FeedError(.unknownFormat, expected: "an element \(message.anchors[0])")
        }
        guard reader.statementCount > 0 else {
            throw FeedError(
                .malformed, field: message.record, expected: "at least one statement")
        }
    }
}
