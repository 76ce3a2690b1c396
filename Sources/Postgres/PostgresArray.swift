/// A type of which PostgreSQL has a one-dimensional array type.
package protocol PostgresElement: PostgresValue {
    /// The array type's oid in `pg_type`.
    static var arrayOID: UInt32 { get }
}

extension Int64: PostgresElement {
    package static var arrayOID: UInt32 { 1016 }
}

extension String: PostgresElement {
    package static var arrayOID: UInt32 { 1009 }
}

/// A list as a parameter, for `= any($1)` and `unnest($1)`.
///
/// Layout: dimensions, a flag for nulls, the element's oid, then per dimension its size and lower
/// bound, then per element a length and the value, all big-endian 32 bits.
/// Source: the `array_recv` function in the server's `src/backend/utils/adt/arrayfuncs.c`.
package struct PostgresArray<Element: PostgresElement>: PostgresValue {
    package var elements: [Element]

    package init(_ elements: [Element]) {
        self.elements = elements
    }

    package static var oid: UInt32 { Element.arrayOID }

    /// Arrays are only ever sent.
    package static func decode(_ bytes: RawSpan) -> PostgresArray? { nil }

    package func encode(into buffer: inout [UInt8]) {
        buffer.appendBigEndian(Int32(elements.isEmpty ? 0 : 1))
        buffer.appendBigEndian(Int32(0))
        buffer.appendBigEndian(Element.oid)
        guard !elements.isEmpty else { return }
        buffer.appendBigEndian(Int32(elements.count))
        buffer.appendBigEndian(Int32(1))
        buffer.reserveCapacity(buffer.count + elements.count * 12)
        for element in elements {
            let lengthAt = buffer.count
            buffer.appendBigEndian(Int32(0))
            element.encode(into: &buffer)
            let length = UInt32(buffer.count - lengthAt - 4)
            for byte in 0..<4 {
                buffer[lengthAt + byte] = UInt8(truncatingIfNeeded: length >> (24 - 8 * byte))
            }
        }
    }
}
