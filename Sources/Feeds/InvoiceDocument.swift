package import Values

/// One invoice, credit note or debit note as a file gives it.
package struct InvoiceDocument: Sendable, Equatable {
    /// Indices of its rows in the file's table.
    package var rows: Range<Int>
    package var number: String
    package var kind: InvoiceKind
    /// The customer's number.
    package var customer: String
    package var documentOn: CalendarDate
    /// nil: the document's day and the customer's payment terms decide.
    package var dueOn: CalendarDate?
    package var currency: Currency
    /// Structured reference in electronic form; empty for none.
    package var reference: String
    /// Number of the document a credit note refers to; empty for none.
    package var refersTo: String
    /// The discount of an invoice or debit note that is paid early; nil for none.
    package var discount: DiscountTerms?
    /// Never empty; every amount is positive for every kind.
    package var lines: [InvoiceLine]
    /// The sum of the lines, in minor units; positive.
    package var grossMinor: Int64

    package var gross: Money { Money(minorUnits: grossMinor, currency: currency) }

    /// Whether two documents say the same.
    package func isSame(as other: InvoiceDocument) -> Bool {
        var other = other
        other.rows = rows
        return self == other
    }
}

/// What a document is; its amounts are positive either way.
package enum InvoiceKind: String, CaseIterable, Sendable {
    case invoice
    case creditNote = "credit_note"
    case debitNote = "debit_note"
}

/// One amount of a document that becomes one transfer.
package struct InvoiceLine: Sendable, Equatable {
    package var kind: InvoiceLineKind
    package var description: String
    /// In minor units of the document's currency; positive.
    package var amountMinor: Int64
}

/// Which account a line is income or debt of.
package enum InvoiceLineKind: String, CaseIterable, Sendable {
    case revenue
    case tax
    case fee
}

extension InvoiceDocument {
    /// Reads the row that begins a document; its total is not yet known.
    init(_ cells: MasterCells, row: Int) throws(MasterRejection) {
        rows = row..<row + 1
        number = try cells.required(InvoiceColumn.number.rawValue, limit: 64)
        kind = try cells.word(InvoiceColumn.kind.rawValue) ?? .invoice
        customer = try cells.required(InvoiceColumn.customer.rawValue, limit: 64)
        documentOn = try Self.present(.documentDate, in: cells) { column throws(MasterRejection) in
            try cells.date(column)
        }
        dueOn = try cells.date(InvoiceColumn.dueDate.rawValue)
        currency = try Self.present(.currency, in: cells) { column throws(MasterRejection) in
            try cells.currency(column)
        }
        reference = try Self.reference(cells)
        refersTo = try cells.text(InvoiceColumn.refersTo.rawValue, limit: 64) ?? ""
        discount = try Self.discount(cells)
        lines = try Self.lines(cells, currency)
        grossMinor = 0
        try checkHeading(cells)
    }

    /// Adds a row that continues the document.
    mutating func append(_ cells: MasterCells, row: Int) throws(MasterRejection) {
        for column in [InvoiceColumn.kind, .customer, .documentDate, .dueDate, .currency]
            + [.reference, .refersTo, .discountPercent, .discountUntil]
        {
            guard let text = try cells.text(column.rawValue) else { continue }
            guard heading(column) == Self.comparable(text, column) else {
                throw cells.rejection(
                    .differsFromFirstLine, column.rawValue,
                    expected: "\"\(heading(column))\" or nothing")
            }
        }
        lines += try Self.lines(cells, currency)
        rows = rows.lowerBound..<row + 1
    }

    private func checkHeading(_ cells: MasterCells) throws(MasterRejection) {
        guard !masterKey(number).isEmpty else {
            throw cells.rejection(
                .badText, InvoiceColumn.number.rawValue,
                expected: "a number with letters A to Z or digits")
        }
        if let dueOn, dueOn < documentOn, kind != .creditNote {
            throw cells.rejection(
                .dateOrder, InvoiceColumn.dueDate.rawValue,
                expected: "\(documentOn), the document's date, or later")
        }
        guard refersTo.isEmpty || kind == .creditNote else {
            throw cells.rejection(
                .badText, InvoiceColumn.refersTo.rawValue,
                expected: "nothing; only a credit note refers to another document")
        }
        guard let discount else { return }
        guard kind != .creditNote else {
            throw cells.rejection(
                .badPercent, InvoiceColumn.discountPercent.rawValue,
                expected: "nothing; a credit note is used in full")
        }
        guard discount.until >= documentOn else {
            throw cells.rejection(
                .dateOrder, InvoiceColumn.discountUntil.rawValue,
                expected: "\(documentOn), the document's date, or later")
        }
    }

    private func heading(_ column: InvoiceColumn) -> String {
        switch column {
        case .kind: kind.rawValue
        case .customer: customer
        case .documentDate: documentOn.description
        case .dueDate: dueOn?.description ?? ""
        case .currency: currency.code
        case .reference: reference
        case .refersTo: refersTo
        case .discountPercent: discount?.percent ?? ""
        case .discountUntil: discount?.until.description ?? ""
        default: ""
        }
    }

    /// A cell as ``heading(_:)`` would give it.
    private static func comparable(_ text: String, _ column: InvoiceColumn) -> String {
        switch column {
        case .kind: text.lowercased()
        case .reference: String(decoding: electronic(text).bytes, as: UTF8.self)
        case .discountPercent: MasterCells.percent(text) ?? text
        default: text
        }
    }

    private static func discount(_ cells: MasterCells) throws(MasterRejection) -> DiscountTerms? {
        let percent = try cells.basisPoints(InvoiceColumn.discountPercent.rawValue)
        let until = try cells.date(InvoiceColumn.discountUntil.rawValue)
        switch (percent, until) {
        case (nil, nil): return nil
        case (nil, _?):
            throw cells.rejection(
                .missing, InvoiceColumn.discountPercent.rawValue,
                expected: "a percentage, since a last day is given")
        case (_?, nil):
            throw cells.rejection(
                .missing, InvoiceColumn.discountUntil.rawValue,
                expected: "the last day of the discount, since a percentage is given")
        case (let percent?, let until?):
            return DiscountTerms(basisPoints: percent, until: until)
        }
    }

    private static func present<Value>(
        _ column: InvoiceColumn, in cells: MasterCells,
        _ read: (String) throws(MasterRejection) -> Value?
    ) throws(MasterRejection) -> Value {
        guard let value = try read(column.rawValue) else {
            throw cells.rejection(.missing, column.rawValue, expected: "a value")
        }
        return value
    }

    /// The transfers of one row: its amount and, beside it, its tax.
    ///
    /// Zeros move no money and leave no line.
    private static func lines(
        _ cells: MasterCells, _ currency: Currency
    ) throws(MasterRejection) -> [InvoiceLine] {
        let kind: InvoiceLineKind = try cells.word(InvoiceColumn.lineKind.rawValue) ?? .revenue
        let description = try cells.text(InvoiceColumn.description.rawValue, limit: 1000) ?? ""
        let amount = try present(.amount, in: cells) { column throws(MasterRejection) in
            try cells.amount(column, currency)
        }
        let tax = try cells.amount(InvoiceColumn.tax.rawValue, currency) ?? 0
        guard tax == 0 || kind != .tax else {
            throw cells.rejection(
                .badAmount, InvoiceColumn.tax.rawValue, expected: "nothing beside a tax line")
        }
        var lines: [InvoiceLine] = []
        if amount > 0 {
            lines.append(InvoiceLine(kind: kind, description: description, amountMinor: amount))
        }
        if tax > 0 {
            lines.append(InvoiceLine(kind: .tax, description: description, amountMinor: tax))
        }
        return lines
    }

    private static func reference(_ cells: MasterCells) throws(MasterRejection) -> String {
        let column = InvoiceColumn.reference.rawValue
        guard let text = try cells.text(column) else { return "" }
        let reference = electronic(text)
        let isPlain =
            (2...35).contains(reference.bytes.count)
            && reference.bytes.allSatisfy { (0x21...0x7E).contains($0) }
        // What looks like a reference of a scheme must be one; others have no rule to fail.
        guard isPlain, reference.claimedScheme == nil || reference.scheme != nil else {
            throw cells.rejection(
                .badReference, column,
                expected: "RF…, 27 digits, +++123/4567/89012+++, +71<…+87654321<, rightly checked,"
                    + " or up to 35 other characters")
        }
        return String(decoding: reference.bytes, as: UTF8.self)
    }

    private static func electronic(_ text: String) -> ElectronicReference {
        ElectronicReference(Array(text.filter { !$0.isWhitespace }.utf8).span)
    }
}
