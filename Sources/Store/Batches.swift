import Digests
import EmbeddedSQL
package import Postgres
package import Values

/// Why a batch was made; also who may make it.
package enum BatchKind: String, Sendable {
    case invoices
    /// A payment feed: cash received and what it was applied to at once.
    case feed
    /// Cash that was waiting, applied later.
    case application
    /// A person's command.
    case person
}

/// The last link of the chain of batches.
package struct ChainHead: Sendable, Equatable {
    /// 0 before the first batch.
    package var batch: Int64 = 0
    /// SHA-256; 32 zero bytes before the first batch.
    package var digest = [UInt8](repeating: 0, count: 32)

    package init() {}
}

extension Connection {
    /// Runs `body` in a transaction that holds the ledger's posting lock, so that decisions and
    /// postings are in one order whoever makes them.
    package mutating func posting<Value>(
        _ body: (inout Connection) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        try transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.execute(SQL.takePostingLock)
            return try body(&db)
        }
    }

    /// Writes one batch of money rows, then seals and proves it.
    ///
    /// Call it inside ``posting(_:)``.
    ///
    /// - Parameters:
    ///   - kind: why the batch is made.
    ///   - madeBy: the daemon, or the name of a person.
    ///   - businessOn: the day the batch was made for.
    ///   - feed: where it came from, if from a file.
    ///   - body: inserts rows that carry the batch id it is given. Inserting none is allowed: then
    ///     there is no batch.
    /// - Returns: what `body` returned.
    /// - Throws: `PostgresError`; a batch whose sums do not agree is refused by the database.
    package mutating func post<Value>(
        _ kind: BatchKind, madeBy: String, businessOn: CalendarDate, feed: Int64?,
        _ body: (inout Connection, _ batch: Int64) throws(PostgresError) -> Value
    ) throws(PostgresError) -> Value {
        let batch = try query(SQL.reserveBatch).one(Int64.self)
        let value = try body(&self, batch)
        let previous = try chainHead()
        let seal = try seal(of: batch, after: previous.digest)
        guard seal.rows > 0 else { return value }
        try execute(
            SQL.insertBatch, batch, kind.rawValue, madeBy, businessOn, feed, seal.rows,
            seal.digest, previous.batch == 0 ? nil : previous.batch, previous.digest)
        try copySums(seal.sums, of: batch)
        return value
    }

    /// The end of the chain; its digest stands on every report.
    package mutating func chainHead() throws(PostgresError) -> ChainHead {
        let rows = try query(SQL.lastBatch).map { row throws(PostgresError) in
            try row.columns(Int64.self, [UInt8].self)
        }
        var head = ChainHead()
        if let last = rows.first { (head.batch, head.digest) = last }
        return head
    }

    /// The seal of a batch as the database holds it: what is hashed and added up is what was
    /// stored, not what was meant to be.
    private mutating func seal(
        of batch: Int64, after previous: [UInt8]
    ) throws(PostgresError) -> (rows: Int64, digest: [UInt8], sums: BatchSums) {
        var hash = SHA256()
        hash.update(previous)
        var sums = BatchSums()
        var rows: Int64 = 0
        try forEachTransfer("where batch_id = \(batch)") { _, row throws(PostgresError) in
            hash.update(row)
            try sums.add(row)
            rows += 1
        }
        return (rows, hash.finish(), sums)
    }

    /// Writes the batch's sums. Inserting them proves the batch: see `prove_batches`.
    private mutating func copySums(
        _ sums: BatchSums, of batch: Int64
    ) throws(PostgresError) {
        _ = try copyIn(SQL.copyBatchSums) { writer throws(PostgresError) in
            for sum in sums.sorted {
                try writer.row(
                    batch, sum.key.postedOn, sums.name(of: sum.key), sum.key.debitAccount,
                    sum.key.creditAccount, sum.key.currency.code, sum.rows, sum.amountMinor)
            }
        }
    }

    /// Lends every transfer in canonical form and order: PostgreSQL's binary copy row of the
    /// columns named here.
    ///
    /// That form is what seals and `verify` hash.
    ///
    /// - Parameters:
    ///   - filter: a where clause over the view; built from numbers only.
    ///   - body: takes the batch id and the row's bytes.
    /// - Throws: `PostgresError`.
    mutating func forEachTransfer(
        _ filter: String,
        _ body: (_ batch: Int64, RawSpan) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        // Sorting a million rows in memory beats spilling them; small batches never take it.
        try execute("set local work_mem = '256MB'")
        let copy = """
            copy (
                select batch_id, kind, id, ordinal, posted_on, debit_account, credit_account,
                    currency, amount_minor, customer_id, invoice_id, payment_id
                from transfer
                \(filter)
                order by batch_id, id, kind collate "C", ordinal
            ) to stdout (format binary)
            """
        try copyOutRows(copy) { row throws(PostgresError) in
            var columns = CopyColumns()
            try body(try columns.int64(in: row), row)
        }
    }
}
