import Postgres

/// The floor under the pipeline: the rows it wrote, copied once more by the server alone, from
/// files it made of them, into empty tables alike in all but their foreign keys and triggers, in
/// one durable transaction.
///
/// No client, no matching, nothing read.
struct CopyLimit {
    /// Every table the pipeline writes by rows, with those the feed wrote; the customers' open
    /// items, which it deletes, are not in the floor.
    private static let outputs = [
        ("entry", "true"), ("payment", "true"), ("allocation", "true"), ("adjustment", "true"),
        ("decision", "true"), ("open_cash", "true"), ("discrepancy", "true"),
        ("discrepancy_event", "true"),
        ("batch_sum", "batch_id = (select max(id) from batch)"),
    ]

    /// Rows by table, largest first, for the reader.
    private(set) var rows: [(table: String, count: Int64)] = []
    private var copies: [String] = []

    /// Writes the files and makes the tables.
    init(_ db: inout Connection) throws(PostgresError) {
        let directory = try db.query("select current_setting('data_directory')").one(String.self)
        try db.execute("create schema floor")
        for (table, filter) in Self.outputs {
            let file = "\(directory)/floor_\(table).bin"
            try db.execute("create table floor.\(table) (like \(table) including all)")
            let rows = try db.execute(
                "copy (select * from \(table) where \(filter)) to '\(file)' (format binary)")
            copies.append("copy floor.\(table) from '\(file)' (format binary)")
            self.rows.append((table, Int64(rows)))
        }
        try db.execute("checkpoint")
    }

    /// Copies everything and commits.
    func run(_ db: inout Connection) throws(PostgresError) {
        try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            for copy in copies { try db.execute(copy) }
        }
    }
}
