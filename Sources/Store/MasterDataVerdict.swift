import Feeds
import Postgres
import Values

/// Why the ledger cannot take a document, with what it holds under the document's number.
struct InvoiceVerdict {
    /// Index of the document's first row in the list.
    let row: Int32
    private let reason: String
    private let known: KnownDocument?

    private struct KnownDocument {
        let number: String
        let kind: String
        let customer: String
        let documentOn: CalendarDate
        let gross: Money
        let lineCount: Int64
    }

    init(_ answer: borrowing Row) throws(PostgresError) {
        let columns = try answer.columns(
            Int32.self, String.self, String?.self, String?.self, String?.self, CalendarDate?.self,
            String?.self, Int64?.self, Int64.self)
        row = columns.0
        reason = columns.1
        if let number = columns.2, let kind = columns.3, let customer = columns.4,
            let documentOn = columns.5, let currency = columns.6.flatMap({ Currency(code: $0) }),
            let gross = columns.7
        {
            known = KnownDocument(
                number: number, kind: kind, customer: customer, documentOn: documentOn,
                gross: Money(minorUnits: gross, currency: currency), lineCount: columns.8)
        } else {
            known = nil
        }
    }

    /// The rejections of the document's rows.
    ///
    /// - Throws: `PostgresError` when the statement gave a reason nobody knows here.
    func rejections(
        of document: InvoiceDocument, in file: InvoiceFile
    ) throws(PostgresError) -> [MasterRejection] {
        guard let reason = MasterRejection.Reason(rawValue: reason) else {
            throw .unexpectedAnswer("verdict \(self.reason)")
        }
        let (field, found, expected): (InvoiceColumn, String, String)
        switch (reason, known) {
        case (.unknownCustomer, _):
            (field, found, expected) = (
                .customer, document.customer, "the number of a customer on file"
            )
        case (.unknownDocument, _):
            (field, found, expected) = (
                .refersTo, document.refersTo, "the number of a document on file"
            )
        case (.wrongDocument, _):
            (field, found, expected) = (
                .refersTo, document.refersTo,
                "an invoice of customer \(document.customer) in \(document.currency.code)"
            )
        case (_, let known?) where reason == .numberCollides:
            (field, found, expected) = (
                .number, document.number, "a number other than that of \(known.number)"
            )
        case (_, let known?):
            (field, found, expected) = Self.difference(document, known)
        case (_, nil):
            (field, found, expected) = (.number, document.number, "another document")
        }
        return file.refusal(of: document, reason, field: field, found: found, expected: expected)
    }

    /// The first thing that is not as booked; found is the list's, expected the ledger's.
    private static func difference(
        _ document: InvoiceDocument, _ known: KnownDocument
    ) -> (InvoiceColumn, String, String) {
        let pairs: [(InvoiceColumn, String, String)] = [
            (.amount, document.gross.description, known.gross.description),
            (.customer, document.customer, known.customer),
            (.kind, document.kind.rawValue, known.kind),
            (.documentDate, document.documentOn.description, known.documentOn.description),
            (.line, "\(document.lines.count) lines", "\(known.lineCount) lines"),
        ]
        guard let (field, after, before) = pairs.first(where: { $0.1 != $0.2 }) else {
            return (.line, "other lines or reference to a document", "what is booked")
        }
        return (field, after, "\(before), as booked")
    }
}
