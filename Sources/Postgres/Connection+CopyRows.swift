extension Connection {
    /// Streams the rows of `copy … to stdout (format binary)`, without header and trailer.
    ///
    /// - Parameters:
    ///   - sql: the command.
    ///   - body: takes one row: a 16-bit column count, then per column a 32-bit length and the
    ///     value; read it with ``CopyColumns``. The span is valid only inside `body`.
    /// - Throws: `PostgresError`.
    package mutating func copyOutRows(
        _ sql: String, _ body: (RawSpan) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        // The header, 19 bytes, comes in one piece with the first row; the trailer is two bytes.
        // Source: PostgreSQL documentation, `COPY`, "Binary Format".
        var isFirst = true
        try copyOut(sql) { piece throws(PostgresError) in
            let row = isFirst ? piece.extracting(19...) : piece
            isFirst = false
            if row.byteCount > 2 { try body(row) }
        }
    }
}

/// Walks the columns of one binary copy row from left to right.
package struct CopyColumns {
    /// Past the column count.
    private var offset = 2

    package init() {}

    /// Where the next column's bytes lie in the row; nil for null.
    package mutating func range(in row: RawSpan) throws(PostgresError) -> Range<Int>? {
        guard offset + 4 <= row.byteCount,
            let length: Int32 = row.extracting(offset..<offset + 4).bigEndianInteger()
        else { throw .unexpectedAnswer("a copy row that ends early") }
        offset += 4
        guard length >= 0 else { return nil }
        let end = offset + Int(length)
        guard end <= row.byteCount else {
            throw .unexpectedAnswer("a copy row that ends early")
        }
        defer { offset = end }
        return offset..<end
    }

    /// The next column as a value that cannot be null.
    package mutating func value<Value: PostgresValue>(
        _ type: Value.Type, in row: RawSpan
    ) throws(PostgresError) -> Value {
        guard let range = try range(in: row), let value = Value.decode(row.extracting(range)) else {
            throw .malformedValue(column: "of a copy", type: "\(type)")
        }
        return value
    }
}
