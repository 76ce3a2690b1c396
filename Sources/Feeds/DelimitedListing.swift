import Values

/// Collects the rows of one account and currency into entries and a statement.
struct DelimitedListing {
    private var statement: Statement
    private var batch = EntryBatch()
    private var balances = RunningBalance()
    private var pending: (entry: Entry, details: [EntryDetail])?
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
        let layout = rows.layout
        for reference in layout.references {
            let text = try store(
                [reference.column], rows, in: bytes,
                isOneWord: reference.role == .structuredReference)
            switch reference.role {
            case .structuredReference: detail.structuredReferences = text
            case .endToEndID: detail.endToEndID = text
            case .bankReference: entry.bankReference = text
            case .ownReference: entry.ownReference = text
            case .mandate: detail.mandate = text
            }
        }
        if let column = layout.code { entry.code = try store([column], rows, in: bytes) }
        if let column = layout.partyName { detail.partyName = try store([column], rows, in: bytes) }
        if let column = layout.partyAccount {
            detail.partyAccount = try store([column], rows, in: bytes, isOneWord: true)
        }
        detail.text = try store(layout.texts, rows, in: bytes)
        if entry.status == .booked {
            balances.add(
                entry.amountMinor, balance: rows.balanceMinor, on: entry.bookedOn, line: entry.line)
        }
        try statement.count(entry)
        pending = (entry, [detail])
        hasParts = false
    }

    /// Adds the current row as a part of the one before.
    mutating func addDetail(
        _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard var (entry, details) = pending else { return }
        pending = nil
        var detail = EntryDetail(amountMinor: 0)
        if let column = rows.layout.partyName {
            detail.partyName = try store([column], rows, in: bytes)
        }
        if let column = rows.layout.partyAccount {
            detail.partyAccount = try store([column], rows, in: bytes, isOneWord: true)
        }
        if let minor = rows.detailMinor {
            detail.amountMinor = entry.amountMinor < 0 ? -minor : minor
            detail.text = try store(rows.layout.texts, rows, in: bytes)
            // The first detail stands for the whole until its parts come.
            if !hasParts {
                entry.information = details[0].text
                details.removeAll()
                hasParts = true
            }
            details.append(detail)
        } else {
            // A remark goes on with the text of what it stands below.
            let before = details[details.count - 1].text
            clean.bytes.append(contentsOf: batch.text[before.range])
            details[details.count - 1].text = try store(rows.layout.texts, rows, in: bytes)
        }
        pending = (entry, details)
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
        guard let (entry, details) = pending else { return }
        pending = nil
        let sum = details.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
        if sum != Int128(entry.amountMinor) {
            statement.note(
                "details_differ", line: entry.line,
                "The parts add up to \(statement.amount(sum)), the entry is "
                    + "\(statement.amount(Int128(entry.amountMinor))).")
        }
        batch.append(entry, details: details)
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

    /// Puts columns into the arena, a line each.
    private mutating func store(
        _ columns: [Int], _ rows: borrowing DelimitedRows, in bytes: Span<UInt8>,
        isOneWord: Bool = false
    ) throws(FeedError) -> TextRange {
        for column in columns where column < rows.records.fields.count {
            let content = rows.records.fields[column]
            guard content.count > 0 else { continue }
            field.removeAll(keepingCapacity: true)
            rows.records.appendValue(
                of: content, in: bytes, as: rows.profile.encoding, to: &field)
            if !clean.bytes.isEmpty, !field.isEmpty { clean.bytes.append(0x0A) }
            do {
                try clean.append(field, 0..<field.count)
            } catch {
                throw FeedError(
                    .badEncoding, line: rows.records.line, field: rows.layout.titles[column],
                    found: "a NUL byte", expected: "text")
            }
        }
        if isOneWord { clean.removeBlanks(from: 0) }
        return clean.take(to: &batch.text, .utf8)
    }
}
