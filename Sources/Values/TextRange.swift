/// A piece of text inside an arena of UTF-8 bytes that somebody else owns.
///
/// Rows that come by the million hold ranges instead of strings: no allocation, no reference
/// count, and the row is a plain bit pattern.
package struct TextRange: Hashable, Sendable, BitwiseCopyable {
    package var start: UInt32
    package var count: UInt32

    package init(start: Int, count: Int) {
        self.start = UInt32(start)
        self.count = UInt32(count)
    }

    package static let empty = TextRange(start: 0, count: 0)

    package var isEmpty: Bool { count == 0 }
    package var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

    /// The same text after its arena was appended to another of this length.
    package func moved(by offset: Int) -> TextRange {
        isEmpty ? .empty : TextRange(start: Int(start) + offset, count: Int(count))
    }
}

extension [UInt8] {
    /// Copies bytes to the end and says where they lie.
    package mutating func appendText(_ bytes: Span<UInt8>) -> TextRange {
        guard !bytes.isEmpty else { return .empty }
        let start = count
        // No reserveCapacity: it grows to exactly what it is asked for, and a million pieces of
        // text would be copied a million times.
        for index in bytes.indices { append(bytes[index]) }
        return TextRange(start: start, count: bytes.count)
    }

    /// Copies a string's UTF-8 to the end and says where it lies.
    package mutating func appendText(_ text: some StringProtocol) -> TextRange {
        let start = count
        append(contentsOf: text.utf8)
        return count == start ? .empty : TextRange(start: start, count: count - start)
    }

    /// The text as a string; the bytes are UTF-8 because whoever filled the arena checked them.
    package func string(_ text: TextRange) -> String {
        String(decoding: self[text.range], as: UTF8.self)
    }
}
