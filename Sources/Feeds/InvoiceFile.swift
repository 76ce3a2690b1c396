/// Invoices, credit notes and debit notes.
///
/// A row without a `line`, or with line 1, begins a document; rows numbered 2, 3, … straight after
/// it continue it. So the simple form is one row per document with net `amount` and `tax`:
///
/// ```text
/// number,customer,document_date,due_date,currency,amount,tax,reference
/// INV-2026-00123,C-1001,2026-02-03,2026-03-05,EUR,100.00,19.00,RF18539007547034
/// ```
///
/// A document is taken whole or not at all: one wrong row refuses all its rows.
///
/// Source: this program's own format; `Reconciliation.docc/Master-data.md` describes it.
package struct InvoiceFile: Sendable, Equatable {
    package let documents: [InvoiceDocument]
    package let rejections: [MasterRejection]
    /// Rows of documents that repeat an earlier document word for word.
    package let repeatedCount: Int
    package let table: MasterTable

    /// Understands a table.
    ///
    /// - Throws: ``FeedError`` when the columns are not those of an invoice list.
    package init(_ table: MasterTable) throws(FeedError) {
        let places = try table.places(
            known: InvoiceColumn.allCases.map(\.rawValue),
            required: InvoiceColumn.required.map(\.rawValue))
        var assembly = InvoiceAssembly(table, places: places)
        for index in table.rows.indices { assembly.take(index) }
        assembly.finish()
        self.table = table
        documents = assembly.documents
        rejections = assembly.rejections.sorted { $0.line < $1.line }
        repeatedCount = assembly.repeatedCount
    }

    /// Reads a CSV file.
    ///
    /// - Throws: ``FeedError`` when the file as a whole cannot be used.
    package init(csv: Span<UInt8>) throws(FeedError) {
        try self.init(MasterTable(csv: csv))
    }

    /// The rejections of all rows of a document that cannot be taken.
    ///
    /// The reason is given for its first row; the others are incomplete.
    package func refusal(
        of document: InvoiceDocument, _ reason: MasterRejection.Reason, field: InvoiceColumn,
        found: String, expected: String
    ) -> [MasterRejection] {
        document.rows.map { index in
            guard index > document.rows.lowerBound else {
                return MasterRejection(
                    reason, row: table.rows[index], field: field.rawValue, found: found,
                    expected: expected)
            }
            return MasterRejection(
                incomplete: table.rows[index],
                becauseOf: table.rows[document.rows.lowerBound].line)
        }
    }
}

/// The columns of an invoice list.
package enum InvoiceColumn: String, CaseIterable, Sendable {
    case number
    case kind
    case customer
    case documentDate = "document_date"
    case dueDate = "due_date"
    case currency
    case line
    case lineKind = "line_kind"
    case description
    case amount
    case tax
    case reference
    case refersTo = "refers_to"
    case discountPercent = "discount_percent"
    case discountUntil = "discount_until"

    static let required: [InvoiceColumn] = [.number, .customer, .documentDate, .currency, .amount]
}

extension MasterRejection {
    /// The rejection of a row whose document is refused for another row.
    init(incomplete row: MasterRow, becauseOf line: Int) {
        self.init(
            .incompleteDocument, row: row, found: "see line \(line)",
            expected: "every row of the document")
    }
}
