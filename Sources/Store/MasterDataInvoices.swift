import CashApplication
import EmbeddedSQL
package import Feeds
package import Postgres
import Values

extension Connection {
    /// Posts the new documents of a list as one batch; the caller owns the transaction and seals
    /// the batch.
    ///
    /// A document on file with the same content is unchanged. A new due date, reference or
    /// discount is a recorded change: the invoice row keeps what it was issued with,
    /// `master_change` and `open_item` have the new one, and the views `invoice_terms` and
    /// `invoice_discount` show it. Any other difference
    /// refuses the document, for booked money is never overwritten.
    ///
    /// - Parameters:
    ///   - file: the list, with what was wrong in it.
    ///   - batch: id of the batch the money rows belong to; none are written when nothing is new.
    ///   - feed: where the list came from; nil for a source that is no file.
    ///   - changedBy: who stands behind the changes: a source's or a person's name.
    /// - Returns: the counts, and the rejections of the list and of the ledger.
    /// - Throws: `PostgresError`; the transaction must then be rolled back.
    package mutating func loadInvoices(
        _ file: InvoiceFile, batch: Int64, feed: Int64?, changedBy: String
    ) throws(PostgresError) -> MasterSummary {
        try stageInvoices(file)
        let columns = file.table.columns.joined(separator: ",")
        for areCreditNotes in [false, true] {
            try execute(SQL.judgeInvoices, areCreditNotes, columns)
            try execute(SQL.insertInvoices, batch, feed, areCreditNotes)
        }
        try execute(SQL.insertInvoiceLines, batch)
        try execute(SQL.insertOpenItems)
        try execute(SQL.recordInvoiceChanges, feed, changedBy)
        try execute(SQL.updateOpenItems)

        var summary = MasterSummary()
        let (new, unchanged, changed) = try query(SQL.invoiceVerdicts)
            .one(Int64.self, Int64.self, Int64.self)
        summary.accepted = Int(new)
        summary.unchanged = Int(unchanged) + file.repeatedCount
        summary.changed = Int(changed)
        summary.rejections = file.rejections + (try refusals(of: file))
        summary.rejections.sort { $0.line < $1.line }
        try execute(SQL.dropInvoiceStage)
        return summary
    }

    private mutating func stageInvoices(_ file: InvoiceFile) throws(PostgresError) {
        try runScript(SQL.stageInvoices)
        _ = try copyIn(SQL.copyIncomingInvoices) { writer throws(PostgresError) in
            for document in file.documents {
                try writer.row(
                    Int32(document.rows.lowerBound), document.number, numberKey(document.number),
                    document.kind.rawValue, document.customer, document.documentOn,
                    document.dueOn, document.currency.code, document.grossMinor,
                    document.reference, numberKey(document.refersTo),
                    document.discount?.basisPoints, document.discount?.until)
            }
        }
        _ = try copyIn(SQL.copyIncomingLines) { writer throws(PostgresError) in
            for document in file.documents {
                for (index, line) in document.lines.enumerated() {
                    try writer.row(
                        Int32(document.rows.lowerBound), Int32(index + 1), line.kind.rawValue,
                        line.description, line.amountMinor)
                }
            }
        }
        // Fresh temporary tables have no statistics, and a wrong guess makes a join a loop.
        try execute("analyze incoming_invoice")
        try execute("analyze incoming_line")
    }

    private mutating func refusals(
        of file: InvoiceFile
    ) throws(PostgresError) -> [MasterRejection] {
        let verdicts = try query(SQL.refusedInvoices).map(InvoiceVerdict.init)
        guard !verdicts.isEmpty else { return [] }
        let documents = Dictionary(
            file.documents.map { (Int32($0.rows.lowerBound), $0) }, uniquingKeysWith: { $1 })
        var rejections: [MasterRejection] = []
        for verdict in verdicts {
            guard let document = documents[verdict.row] else { continue }
            rejections += try verdict.rejections(of: document, in: file)
        }
        return rejections
    }
}
