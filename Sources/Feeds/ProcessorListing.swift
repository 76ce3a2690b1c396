import Values

/// Collects the rows of one account and currency into entries and a statement.
struct ProcessorListing {
    private var statement: Statement
    private var batch = EntryBatch()
    private var balances = RunningBalance()
    private var payouts = ProcessorPayouts()
    private var clean = CleanText()
    private var field: [UInt8] = []
    private var payoutName: [UInt8] = []

    /// Remittance text, in this order; a customer's invoice first.
    private static let texts: [ProcessorColumn] = [.invoice, .ownReference, .description, .note]

    init(_ owner: ProcessorOwner, isDayFirstAssumed: Bool?) {
        statement = Statement(account: owner.account, currency: owner.currency, kind: .listing)
        if owner.isAssumed {
            statement.note(
                "currency_assumed", line: 1,
                "The report names no currency; the sign of its amounts was taken for "
                    + "\(owner.currency).")
        }
        if let isDayFirstAssumed {
            statement.note(
                "date_order", line: 1,
                "No date tells days from months; by the time zone the "
                    + "\(isDayFirstAssumed ? "day" : "month") was taken to stand first.")
        }
    }

    /// Adds the current row: the gross, and what the provider kept of it as an entry of its own.
    mutating func add(
        _ rows: borrowing ProcessorRows, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if batch.entries.count + 2 > entriesPerBatch { try batch.handOn(emit) }
        let row = rows.row
        var entry = Entry(
            line: row.line, bookedOn: row.bookedOn, valueOn: row.bookedOn,
            amountMinor: row.grossMinor)
        entry.status = row.status
        entry.kind = row.meaning?.kind(isMoneyIn: row.grossMinor >= 0) ?? .unclassified
        entry.isReversal = row.meaning?.isReversal ?? false
        entry.code = try text(.type, rows, in: bytes)
        entry.bankReference = try text(.reference, rows, in: bytes)
        entry.ownReference = try text(.ownReference, rows, in: bytes)
        if entry.ownReference.isEmpty { entry.ownReference = try text(.invoice, rows, in: bytes) }
        entry.information = try text(.payout, rows, in: bytes)
        var detail = EntryDetail(amountMinor: row.grossMinor)
        detail.transactionID = entry.bankReference
        if row.meaning?.undoesPayment == true {
            detail.originalReferences = try text(.originalReference, rows, in: bytes)
            detail.returnReason = try text(.reason, rows, in: bytes)
        } else if entry.information.isEmpty {
            entry.information = try text(.originalReference, rows, in: bytes)
        }
        detail.partyName = try text(.payerName, rows, in: bytes)
        detail.partyAccount = try text(.payerAccount, rows, in: bytes, hasBlanks: false)
        detail.text = try remittance(rows, in: bytes)
        try append(entry, detail)
        if row.feeMinor != 0, row.status == .booked { try appendFee(row, of: entry, detail) }
        if row.status == .booked { try check(row, rows, in: bytes) }
    }

    /// Hands out what is left, then the statement.
    mutating func finish(_ emit: (FeedPart) throws(FeedError) -> Void) throws(FeedError) {
        balances.finish(&statement)
        payouts.finish(&statement)
        try batch.handOn(emit)
        try emit(.statement(statement))
    }

    private mutating func append(_ entry: Entry, _ detail: EntryDetail) throws(FeedError) {
        try statement.count(entry)
        var entry = entry
        entry.firstDetail = Int32(batch.details.count)
        entry.detailCount = 1
        batch.details.append(detail)
        batch.entries.append(entry)
    }

    private mutating func appendFee(
        _ row: ProcessorRow, of payment: Entry, _ detail: EntryDetail
    ) throws(FeedError) {
        var fee = Entry(
            line: row.line, bookedOn: row.bookedOn, valueOn: row.bookedOn,
            amountMinor: row.feeMinor)
        fee.kind = .charge
        fee.isReversal = row.feeMinor > 0
        fee.code = payment.code
        fee.bankReference = payment.bankReference
        fee.information = payment.information
        var part = EntryDetail(amountMinor: row.feeMinor)
        part.transactionID = detail.transactionID
        try append(fee, part)
    }

    /// Holds the row against what the file says about it in other places.
    private mutating func check(
        _ row: ProcessorRow, _ rows: borrowing ProcessorRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        if let contradiction = row.contradiction {
            statement.note(
                "details_differ", line: row.line,
                "Gross and fee lead to \(statement.amount(contradiction.calculated)), but "
                    + "\(statement.amount(contradiction.written)) is written.")
        }
        let (moved, overflow) = row.grossMinor.addingReportingOverflow(row.feeMinor)
        guard !overflow else {
            throw FeedError(.tooLarge, line: Int(row.line), expected: "a sum within 64 bits")
        }
        if rows.layout.place(.balance) != nil {
            balances.add(moved, balance: row.balanceMinor, on: row.bookedOn, line: row.line)
        }
        guard let place = rows.layout.place(.payout), row.meaning != .payoutReversal else { return }
        rows.take(place, in: bytes, to: &payoutName)
        guard !payoutName.isEmpty else { return }
        payouts.add(moved, to: payoutName, isPayout: row.meaning == .payout, line: row.line)
    }

    private mutating func remittance(
        _ rows: borrowing ProcessorRows, in bytes: Span<UInt8>
    ) throws(FeedError) -> TextRange {
        for column in Self.texts {
            guard let place = filled(column, rows) else { continue }
            let lineStart = clean.bytes.count
            if lineStart > 0 { clean.bytes.append(0x0A) }
            let textStart = clean.bytes.count
            try collect(place, rows, in: bytes)
            if clean.bytes.count == textStart { clean.bytes.removeLast(textStart - lineStart) }
        }
        return clean.take(to: &batch.text, .utf8)
    }

    private mutating func text(
        _ column: ProcessorColumn, _ rows: borrowing ProcessorRows, in bytes: Span<UInt8>,
        hasBlanks: Bool = true
    ) throws(FeedError) -> TextRange {
        guard let place = filled(column, rows) else { return .empty }
        try collect(place, rows, in: bytes)
        if hasBlanks { clean.joinLines(from: 0) } else { clean.removeBlanks(from: 0) }
        return clean.take(to: &batch.text, .utf8)
    }

    /// The best of a column's places that is not blank.
    private func filled(_ column: ProcessorColumn, _ rows: borrowing ProcessorRows) -> Int? {
        guard let first = rows.layout.place(column) else { return nil }
        if rows.records.fields[first].count > 0 { return first }
        return rows.layout.places(column).first { rows.records.fields[$0].count > 0 }
    }

    private mutating func collect(
        _ place: Int, _ rows: borrowing ProcessorRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let content = rows.records.fields[place]
        do throws(NulByte) {
            if rows.encoding == .utf8, !content.hasDoubledQuotes {
                try clean.append(bytes, content.range)
            } else {
                rows.take(place, in: bytes, to: &field)
                try clean.append(field, 0..<field.count)
            }
        } catch {
            throw FeedError(
                .badEncoding, line: rows.records.line, field: rows.layout.titles[place],
                found: "a NUL byte", expected: "text")
        }
    }
}
