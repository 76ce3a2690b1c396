import Values

/// Collects the rows of one account and currency into entries and a statement.
struct DelimitedListing {
    private var statement: Statement
    private var batch = EntryBatch()
    private var balances = RunningBalance()
    /// The entry whose details are still being added to the batch, from ``firstDetail`` on.
    private var pending: Entry?
    private var firstDetail = 0
    /// Whether the pending entry's details are parts that its bank gave amounts for.
    private var hasParts = false
    private var clean = CleanText()
    private var field: [UInt8] = []

    init(_ owner: DelimitedRows.Owner) {
        statement = Statement(account: owner.account, currency: owner.currency, kind: .listing)
    }

    /// Adds the current row.
    mutating func add(
        _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        try finishEntry(emit)
        var entry = rows.entry
        var detail = EntryDetail(amountMinor: entry.amountMinor)
        for reference in rows.layout.references {
            let isSpaced = reference.role != .structuredReference
            let text = try text(of: reference.column, rows, in: bytes, keepsBlanks: isSpaced)
            switch reference.role {
            case .structuredReference: detail.structuredReferences = text
            case .endToEndID: detail.endToEndID = text
            case .bankReference: entry.bankReference = text
            case .ownReference: entry.ownReference = text
            case .mandate: detail.mandate = text
            }
        }
        if let column = rows.layout.code { entry.code = try text(of: column, rows, in: bytes) }
        try fill(&detail, rows, in: bytes)
        if entry.status == .booked {
            balances.add(
                entry.amountMinor, balance: rows.balanceMinor, on: entry.bookedOn, line: entry.line)
        }
        try statement.count(entry)
        firstDetail = batch.details.count
        batch.details.append(detail)
        pending = entry
        hasParts = false
    }

    /// Adds the current row as a part of the one before.
    mutating func addDetail(
        _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let entry = pending else { return }
        if let minor = rows.detailMinor {
            var detail = EntryDetail(amountMinor: entry.amountMinor < 0 ? -minor : minor)
            try fill(&detail, rows, in: bytes)
            // The first detail stands for the whole until its parts come.
            if !hasParts {
                pending?.information = batch.details[firstDetail].text
                batch.details.removeLast()
                hasParts = true
            }
            batch.details.append(detail)
        } else {
            // A remark goes on with the text of what it stands below.
            let last = batch.details.count - 1
            clean.bytes.append(contentsOf: batch.text[batch.details[last].text.range])
            if rows.hasTextForDate { try add(rows.layout.booked, rows, in: bytes) }
            for column in rows.layout.texts { try add(column, rows, in: bytes) }
            batch.details[last].text = clean.take(to: &batch.text, .utf8)
        }
    }

    /// Hands out what is left, then the statement.
    mutating func finish(_ emit: (FeedPart) throws(FeedError) -> Void) throws(FeedError) {
        try finishEntry(emit)
        balances.finish(&statement)
        try batch.handOn(emit)
        try emit(.statement(statement))
    }

    private mutating func finishEntry(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard var entry = pending else { return }
        pending = nil
        entry.firstDetail = Int32(firstDetail)
        entry.detailCount = Int32(batch.details.count - firstDetail)
        if hasParts { checkParts(of: entry) }
        batch.entries.append(entry)
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
    }

    private mutating func checkParts(of entry: Entry) {
        let parts = batch.details[entry.detailRange]
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
        guard sum != Int128(entry.amountMinor) else { return }
        statement.note(
            "details_differ", line: entry.line,
            "The parts add up to \(statement.amount(sum)), the entry is "
                + "\(statement.amount(Int128(entry.amountMinor))).")
    }

    private mutating func fill(
        _ detail: inout EntryDetail, _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        if let column = rows.layout.partyName {
            detail.partyName = try text(of: column, rows, in: bytes)
        }
        if let column = rows.layout.partyAccount {
            detail.partyAccount = try text(of: column, rows, in: bytes, keepsBlanks: false)
        }
        if rows.layout.texts.count == 1 {
            detail.text = try text(of: rows.layout.texts[0], rows, in: bytes)
        } else {
            for column in rows.layout.texts { try add(column, rows, in: bytes) }
            detail.text = clean.take(to: &batch.text, .utf8)
        }
    }

    /// A column's text, cleaned, in the batch.
    private mutating func text(
        of column: Int, _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>,
        keepsBlanks: Bool = true
    ) throws(FeedError) -> TextRange {
        guard column < rows.records.fields.count else { return .empty }
        let content = rows.records.fields[column]
        if content.count == 0 { return .empty }
        // Most texts are clean as they stand and are copied once, in one piece.
        if rows.encoding == .utf8, !content.hasDoubledQuotes,
            CleanText.isClean(bytes, content.range, keepsBlanks: keepsBlanks)
        {
            let start = batch.text.count
            batch.text.append(bytes.extracting(content.range))
            return TextRange(start: start, count: content.count)
        }
        try add(column, rows, in: bytes)
        if !keepsBlanks { clean.removeBlanks(from: 0) }
        return clean.take(to: &batch.text, .utf8)
    }

    /// Adds a column to the text being collected, as a line of its own.
    private mutating func add(
        _ column: Int, _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard column < rows.records.fields.count else { return }
        let content = rows.records.fields[column]
        guard content.count > 0 else { return }
        let lineStart = clean.bytes.count
        if lineStart > 0 { clean.bytes.append(0x0A) }
        let textStart = clean.bytes.count
        do throws(NulByte) {
            if rows.encoding == .utf8, !content.hasDoubledQuotes {
                try clean.append(bytes, content.range)
            } else {
                field.removeAll(keepingCapacity: true)
                rows.records.appendValue(of: content, in: bytes, as: rows.encoding, to: &field)
                try clean.append(field, 0..<field.count)
            }
        } catch {
            throw FeedError(
                .badEncoding, line: rows.records.line, field: rows.layout.titles[column],
                found: "a NUL byte", expected: "text")
        }
        if clean.bytes.count == textStart { clean.bytes.removeLast(textStart - lineStart) }
    }
}
