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

    /// The next column, a `bigint` that cannot be null.
    package mutating func int64(in row: RawSpan) throws(PostgresError) -> Int64 {
        try integer(in: row, "bigint")
    }

    /// The next column, an `integer` or a `date` as days since 2000, that cannot be null.
    package mutating func int32(in row: RawSpan) throws(PostgresError) -> Int32 {
        try integer(in: row, "integer")
    }

    /// The next column, a `boolean` that cannot be null.
    package mutating func bool(in row: RawSpan) throws(PostgresError) -> Bool {
        try integer(in: row, "boolean") as UInt8 != 0
    }

    /// Where the next column's text, which cannot be null, lies in the row.
    package mutating func text(in row: RawSpan) throws(PostgresError) -> Range<Int> {
        guard let range = try range(in: row) else { throw malformed("text") }
        return range
    }

    private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        in row: RawSpan, _ type: String
    ) throws(PostgresError) -> Value {
        guard let range = try range(in: row),
            let value: Value = row.extracting(range).bigEndianInteger()
        else { throw malformed(type) }
        return value
    }

    private func malformed(_ type: String) -> PostgresError {
        .malformedValue(column: "of a copy", type: type)
    }

    /// The next column as a value that cannot be null.
    package mutating func value<Value: PostgresValue>(
        _ type: Value.Type, in row: RawSpan
    ) throws(PostgresError) -> Value {
        guard let range = try range(in: row), let value = Value.decode(row.extracting(range)) else {
            throw malformed("\(type)")
        }
        return value
    }
}
