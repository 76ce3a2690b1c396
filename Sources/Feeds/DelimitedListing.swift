import Values

/// Collects the rows of one account and currency into entries and a statement.
struct DelimitedListing {
    private var statement: Statement
    private var batch = EntryBatch()
    private var balances = RunningBalance()
    private var pending: Entry?
    private var details: [EntryDetail] = []
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
            try add(reference.column, rows, in: bytes)
            if reference.role == .structuredReference { clean.removeBlanks(from: 0) }
            let text = clean.take(to: &batch.text, .utf8)
            switch reference.role {
            case .structuredReference: detail.structuredReferences = text
            case .endToEndID: detail.endToEndID = text
            case .bankReference: entry.bankReference = text
            case .ownReference: entry.ownReference = text
            case .mandate: detail.mandate = text
            }
        }
        if let column = rows.layout.code {
            try add(column, rows, in: bytes)
            entry.code = clean.take(to: &batch.text, .utf8)
        }
        try fill(&detail, rows, in: bytes)
        if entry.status == .booked {
            balances.add(
                entry.amountMinor, balance: rows.balanceMinor, on: entry.bookedOn, line: entry.line)
        }
        try statement.count(entry)
        pending = entry
        details.append(detail)
        hasParts = false
    }

    /// Adds the current row as a part of the one before.
    mutating func addDetail(
        _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard var entry = pending else { return }
        var detail = EntryDetail(amountMinor: 0)
        if let minor = rows.detailMinor {
            detail.amountMinor = entry.amountMinor < 0 ? -minor : minor
            try fill(&detail, rows, in: bytes)
            // The first detail stands for the whole until its parts come.
            if !hasParts {
                entry.information = details[0].text
                details.removeAll(keepingCapacity: true)
                hasParts = true
            }
            details.append(detail)
        } else {
            // A remark goes on with the text of what it stands below.
            let before = details[details.count - 1].text
            clean.bytes.append(contentsOf: batch.text[before.range])
            for column in rows.layout.texts { try add(column, rows, in: bytes) }
            details[details.count - 1].text = clean.take(to: &batch.text, .utf8)
        }
        pending = entry
    }

    /// Hands out what is left, then the statement.
    mutating func finish(_ emit: (FeedPart) throws(FeedError) -> Void) throws(FeedError) {
        try finishEntry(emit)
        balances.finish(&statement)
        try emitBatch(emit)
        try emit(.statement(statement))
    }

    private mutating func finishEntry(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard let entry = pending else { return }
        pending = nil
        let sum = details.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
        if sum != Int128(entry.amountMinor) {
            statement.note(
                "details_differ", line: entry.line,
                "The parts add up to \(statement.amount(sum)), the entry is "
                    + "\(statement.amount(Int128(entry.amountMinor))).")
        }
        batch.append(entry, details: details)
        details.removeAll(keepingCapacity: true)
        if batch.entries.count == entriesPerBatch { try emitBatch(emit) }
    }

    /// Hands the collected entries on and begins again, in the same memory where it is free.
    private mutating func emitBatch(
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !batch.isEmpty else { return }
        try emit(.entries(batch))
        batch.entries.removeAll(keepingCapacity: true)
        batch.details.removeAll(keepingCapacity: true)
        batch.text.removeAll(keepingCapacity: true)
    }

    private mutating func fill(
        _ detail: inout EntryDetail, _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        if let column = rows.layout.partyName {
            try add(column, rows, in: bytes)
            detail.partyName = clean.take(to: &batch.text, .utf8)
        }
        if let column = rows.layout.partyAccount {
            try add(column, rows, in: bytes)
            clean.removeBlanks(from: 0)
            detail.partyAccount = clean.take(to: &batch.text, .utf8)
        }
        for column in rows.layout.texts { try add(column, rows, in: bytes) }
        detail.text = clean.take(to: &batch.text, .utf8)
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
            if rows.profile.encoding == .utf8, !content.hasDoubledQuotes {
                try clean.append(bytes, content.range)
            } else {
                field.removeAll(keepingCapacity: true)
                rows.records.appendValue(
                    of: content, in: bytes, as: rows.profile.encoding, to: &field)
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
