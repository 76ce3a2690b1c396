import Clibpq

/// Writes rows in PostgreSQL's binary copy format, in pieces of about 64 KiB.
///
/// Layout: an 11-byte signature, two 32-bit zeros, then per row a 16-bit column count and per
/// column a 32-bit length (-1 for null) and the value; a final 16-bit -1.
///
/// A column of a row that is copied by the million costs one store: no generic call, no array that
/// checks itself for uniqueness.
///
/// Source: PostgreSQL documentation, `COPY`, "Binary Format".
package struct CopyWriter: ~Copyable {
    private static let pieceSize = 64 * 1024
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]

    private let session: OpaquePointer
    /// Holds a piece and the row that goes beyond it; grows for a row that does not fit.
    private var buffer: UnsafeMutableRawBufferPointer
    private var count = 0

    init(session: OpaquePointer) {
        self.session = session
        buffer = .allocate(byteCount: Self.pieceSize * 2, alignment: 8)
        append(Self.signature.span)
        append(Int32(0))
        append(Int32(0))
    }

    deinit { buffer.deallocate() }

    /// Appends one row; the columns must match the copy's column list in number and type.
    package mutating func row<each Value: PostgresValue>(
        _ columns: repeat each Value
    ) throws(PostgresError) {
        var count: Int16 = 0
        for _ in repeat each columns { count += 1 }
        try beginRow(columns: count)
        repeat write(each columns)
    }

    /// Begins a row that is written column by column: for rows whose texts lie in an arena and are
    /// not worth a string each.
    ///
    /// Exactly `columns` calls of ``write(_:)`` and its siblings follow.
    package mutating func beginRow(columns: Int16) throws(PostgresError) {
        if count >= Self.pieceSize { try flush() }
        append(columns)
    }

    /// Appends a column of `bigint`.
    package mutating func write(_ value: Int64) { writeFixed(value) }

    /// Appends a column of `integer`, or of `date` as days since 2000.
    package mutating func write(_ value: Int32) { writeFixed(value) }

    /// Appends a column of `smallint`.
    package mutating func write(_ value: Int16) { writeFixed(value) }

    /// Appends a column of `boolean`.
    package mutating func write(_ value: Bool) { writeFixed(value ? 1 as UInt8 : 0) }

    /// Appends a column of `bigint` that may be null.
    package mutating func write(_ value: Int64?) {
        if let value { writeFixed(value) } else { append(Int32(-1)) }
    }

    /// Appends a column of text; valid UTF-8 without NUL.
    package mutating func write(utf8 text: Span<UInt8>) {
        append(Int32(text.count))
        append(text)
    }

    /// Appends a column of text that lies in `arena`; valid UTF-8 without NUL.
    package mutating func write(utf8 arena: [UInt8], _ range: Range<Int>) {
        write(utf8: arena.span.extracting(range))
    }

    /// Appends a column of any other type.
    package mutating func write(_ value: some PostgresValue) {
        guard !value.isNull else { return append(Int32(-1)) }
        var encoded: [UInt8] = []
        value.encode(into: &encoded)
        write(utf8: encoded.span)
    }

    mutating func finish() throws(PostgresError) {
        append(Int16(-1))
        try flush()
    }

    private mutating func writeFixed<Value: FixedWidthInteger>(_ value: Value) {
        append(Int32(MemoryLayout<Value>.size))
        append(value)
    }

    private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        makeRoom(MemoryLayout<Value>.size)
        buffer.storeBytes(of: value.bigEndian, toByteOffset: count, as: Value.self)
        count += MemoryLayout<Value>.size
    }

    private mutating func append(_ bytes: Span<UInt8>) {
        makeRoom(bytes.count)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: source)
        }
        count += bytes.count
    }

    private mutating func makeRoom(_ bytes: Int) {
        guard buffer.count - count < bytes else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(buffer.count * 2, count + bytes), alignment: 8)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        buffer.deallocate()
        buffer = larger
    }

    private mutating func flush() throws(PostgresError) {
        let sent = PQputCopyData(
            session, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(count))
        guard sent == 1 else {
            throw .connectionLost(String(trimmingNewline: PQerrorMessage(session)))
        }
        count = 0
    }
}
