package import Feeds
package import Postgres

/// What is wrong with a source of master data outside the ledger.
package enum OutsideMasterError: Error {
    case database(PostgresError)
    /// The answer is not a list of customers or documents.
    case table(FeedError)
}

extension OutsideMasterError {
    /// Whether the same query may succeed later without anybody doing anything.
    package var isTransient: Bool {
        switch self {
        case .database(let error): error.isTransient
        case .table: false
        }
    }

    /// What the operator should do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .database(let error): error.remedy
        case .table(let error) where error.reason == .tooLarge:
            "Narrow the query to what may still change."
        case .table:
            "Name the query's columns as Master-data describes, and cast what is no text or number."
        }
    }
}

extension Connection {
    /// Reads a table of master data from a database that is not the ledger's.
    ///
    /// The query runs in a transaction that can only read and is rolled back. It comes as CSV, so
    /// that the same decoder with the same checks reads it as reads a file: the query names its
    /// columns as a file's header does, in any order. Dates come as `YYYY-MM-DD` and numbers as
    /// they are, so `numeric(12,2)` suits EUR; null is an empty cell.
    ///
    /// - Parameters:
    ///   - query: one `select`, as configured by the operator; a semicolon at its end is allowed.
    ///   - byteLimit: the most the answer may hold in memory.
    /// - Returns: the table; ``CustomerFile`` or ``InvoiceFile`` understands it.
    /// - Throws: ``OutsideMasterError``.
    package mutating func outsideTable(
        query: String, byteLimit: Int = 256 << 20
    ) throws(OutsideMasterError) -> MasterTable {
        let csv: [UInt8]?
        do throws(PostgresError) {
            csv = try readOnly(query, byteLimit: byteLimit)
        } catch {
            throw .database(error)
        }
        do throws(FeedError) {
            guard let csv else {
                throw FeedError(.tooLarge, expected: "at most \(byteLimit) bytes")
            }
            return try MasterTable(csv: csv.span)
        } catch {
            throw .table(error)
        }
    }

    /// The answer as CSV; nil when it is larger than allowed.
    private mutating func readOnly(
        _ query: String, byteLimit: Int
    ) throws(PostgresError) -> [UInt8]? {
        var csv: [UInt8] = []
        var isTooLarge = false
        try execute("begin read only")
        do throws(PostgresError) {
            // The table's owner may have set other ways of writing dates for this role.
            try runScript("set local datestyle to iso; set local statement_timeout to '5min'")
            try copyOut("copy (\n\(statement(query))\n) to stdout (format csv, header)") {
                (piece) throws(PostgresError) in
                guard csv.count + piece.byteCount <= byteLimit else {
                    isTooLarge = true
                    throw .unexpectedAnswer("more than \(byteLimit) bytes")
                }
                csv += [UInt8].decode(piece) ?? []
            }
        } catch {
            // The first failure is the one worth reporting; a dead session rolls back anyway.
            _ = try? execute("rollback")
            if isTooLarge { return nil }
            throw error
        }
        try execute("rollback")
        return csv
    }

    private func statement(_ query: String) -> String {
        var text = query[...]
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        return String(text)
    }
}
