import Digests
import EmbeddedSQL
import Ledger
package import Postgres
package import Values

/// The first thing `verify` found wrong, and how much was right before it.
package struct Verification: Sendable, Equatable {
    package var batches = 0
    package var transfers: Int64 = 0
    /// Empty when every digest, balance and invariant holds.
    package var faults: [String] = []

    package init() {}
}

extension Connection {
    /// Recomputes the chain, every balance and every invariant from the money rows alone.
    ///
    /// - Returns: what was checked and, in words, each thing that does not hold.
    /// - Throws: `PostgresError` when the database cannot be read.
    package mutating func verify() throws(PostgresError) -> Verification {
        try transaction(isolation: .repeatableRead) { db throws(PostgresError) in
            var result = Verification()
            try db.verifyChain(&result)
            for (name, sql) in SQL.queries where name.hasPrefix("verify_") {
                let found = try db.query(sql).map { row throws(PostgresError) in
                    try row.columns(String.self)
                }
                result.faults += found
            }
            return result
        }
    }

    /// Opens one discrepancy about all faults that were found, or resolves it when there are none.
    package mutating func noteFaults(
        _ faults: [String], on day: CalendarDate
    ) throws(PostgresError) {
        guard let first = faults.first else {
            try resolveDiscrepancies(
                ["ledger_fault"], entity: .batch, ids: [0], on: day, madeBy: "reconciled",
                batch: nil, note: "Everything holds again.")
            return
        }
        var item = Discrepancy(
            code: "ledger_fault", entity: .batch, entityID: 0, severity: .high,
            sentence: "The books do not prove: \(first). Stop posting, keep a copy of the "
                + "database, and find out who changed it.")
        item.alternatives = faults.dropFirst().prefix(20).joined(separator: "\n")
        try register([item], foundOn: day, batch: nil)
    }

    private mutating func verifyChain(_ result: inout Verification) throws(PostgresError) {
        let batches = try query(SQL.batches).map(SealedBatch.init)
        var links = Chain(batches)
        try forEachTransfer("") { batch, row throws(PostgresError) in
            links.add(row, to: batch)
        }
        links.finish()
        result.batches = batches.count
        result.transfers = links.rows
        result.faults += links.faults
    }
}

private struct SealedBatch {
    let id: Int64
    let rowCount: Int64
    let digest: [UInt8]
    let previous: Int64
    let previousDigest: [UInt8]

    init(_ row: borrowing Row) throws(PostgresError) {
        (id, rowCount, digest, previous, previousDigest) = try row.columns(
            Int64.self, Int64.self, [UInt8].self, Int64.self, [UInt8].self)
    }
}

/// Walks the batches in order while their rows stream by.
private struct Chain: ~Copyable {
    private let batches: [SealedBatch]
    private var next = 0
    private var hash = SHA256()
    private var rowsOfBatch: Int64 = 0
    private var current: Int64?
    private(set) var rows: Int64 = 0
    private(set) var faults: [String] = []
    private var head = ChainHead()

    init(_ batches: [SealedBatch]) {
        self.batches = batches
    }

    mutating func add(_ row: RawSpan, to batch: Int64) {
        if current != batch {
            closeCurrent()
            current = batch
            hash.update(head.digest)
        }
        hash.update(row)
        rowsOfBatch += 1
        rows += 1
    }

    mutating func finish() {
        closeCurrent()
        for missing in batches[next...] {
            faults.append(
                "batch \(missing.id) is sealed with \(missing.rowCount) rows; it has none")
        }
    }

    private mutating func closeCurrent() {
        guard let batch = current else { return }
        var finished = SHA256()
        swap(&finished, &hash)
        let digest = finished.finish()
        let count = rowsOfBatch
        rowsOfBatch = 0
        current = nil
        while next < batches.count, batches[next].id < batch {
            faults.append(
                "batch \(batches[next].id) is sealed with \(batches[next].rowCount) rows; "
                    + "it has none")
            head.batch = batches[next].id
            head.digest = batches[next].digest
            next += 1
        }
        guard next < batches.count, batches[next].id == batch else {
            faults.append("\(count) money rows name batch \(batch), which is not sealed")
            return
        }
        let sealed = batches[next]
        next += 1
        if sealed.previous != head.batch || sealed.previousDigest != head.digest {
            faults.append("batch \(batch) does not follow batch \(head.batch)")
        }
        if sealed.rowCount != count {
            faults.append("batch \(batch) is sealed with \(sealed.rowCount) rows, it has \(count)")
        } else if sealed.digest != digest {
            faults.append("batch \(batch) is not what was sealed: its digest differs")
        }
        head.batch = batch
        head.digest = sealed.digest
    }
}
