/// Why one row of master data was not taken; the other rows are.
///
/// An error inside the decoder, a value outside: the file goes on.
package struct MasterRejection: Error, Sendable, Equatable {
    /// Line of the file where the row begins, counted from 1 with the header.
    package var line: Int
    /// The column concerned; empty when it is the row as a whole.
    package var field: String
    package var reason: Reason
    /// What stands there, shortened.
    package var found: String
    package var expected: String
    /// The row as it came.
    package var row: [String]

    package init(
        _ reason: Reason, row: MasterRow, field: String = "", found: String = "",
        expected: String = ""
    ) {
        line = row.line
        self.row = row.cells
        self.field = field
        self.reason = reason
        self.found = found.count > 120 ? found.prefix(120) + "…" : found
        self.expected = expected
    }

    /// What is wrong, by the word that stands in the report.
    package enum Reason: String, Sendable, CaseIterable {
        case columnCount = "column_count"
        case missing
        case badText = "bad_text"
        case badWord = "bad_word"
        case badWholeNumber = "bad_whole_number"
        case badAmount = "bad_amount"
        case badPercent = "bad_percent"
        case badCurrency = "bad_currency"
        case badDate = "bad_date"
        case dateOrder = "date_order"
        case badAccount = "bad_account"
        case badReference = "bad_reference"
        /// A row of a document says otherwise than the document's first row.
        case differsFromFirstLine = "differs_from_first_line"
        case lineOutOfOrder = "line_out_of_order"
        /// Nothing is wrong here, but another row of the same document is refused.
        case incompleteDocument = "incomplete_document"
        case totalNotPositive = "total_not_positive"
        case totalTooLarge = "total_too_large"
        /// The number stands in the file before, with other content.
        case numberRepeated = "number_repeated"
        /// Another document's number differs from this only in marks and blanks.
        case numberCollides = "number_collides"
        case unknownCustomer = "unknown_customer"
        case unknownDocument = "unknown_document"
        /// A credit note refers to what it cannot be set against.
        case wrongDocument = "wrong_document"
        case documentChanged = "document_changed"
    }

    /// What to do, in one imperative sentence.
    package var remedy: String {
        switch reason {
        case .columnCount: "Check the quotes and delimiters of this row and send it again."
        case .missing: "Fill the column in and send the row again."
        case .badText: "Shorten the text and remove control characters."
        case .badWord: "Use one of the words named."
        case .badWholeNumber: "Write a whole number without marks."
        case .badAmount: "Write the amount with a point and no thousands marks, never rounded."
        case .badPercent:
            "Write the percentage with a point and no sign, such as 2.00, or leave it empty."
        case .badCurrency: "Write the currency's three-letter code, such as EUR."
        case .badDate:
            "Write the date as YYYY-MM-DD; another order of day and month is not guessed."
        case .dateOrder: "Correct the document date, or the date that lies before it."
        case .badAccount:
            "Correct the account's check digits; write accounts without blanks, separated by |."
        case .badReference: "Correct the reference; its check digits show a typing error."
        case .differsFromFirstLine:
            "Repeat the document's first row here, or leave the column empty after it."
        case .lineOutOfOrder:
            "Keep a document's rows together, numbered 1, 2, 3 in the column line."
        case .incompleteDocument:
            "Correct the document's other row and send all its rows again."
        case .totalNotPositive:
            "Give the total as a positive amount; a credit says so in the column kind."
        case .totalTooLarge: "Check the amounts; their sum is beyond what can be booked."
        case .numberRepeated: "Give each customer or document a number of its own."
        case .numberCollides:
            "Use numbers that differ in letters or digits; payers leave marks and blanks out."
        case .unknownCustomer: "Send the customer first, then this document again."
        case .unknownDocument: "Send the document it refers to first, or leave the column empty."
        case .wrongDocument: "Name an invoice of the same customer and currency."
        case .documentChanged:
            "Issue a credit note and a new document; booked money is never overwritten."
        }
    }
}
