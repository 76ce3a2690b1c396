import Values

/// Collects text for an arena: controls and runs of blanks become one blank, blank lines go.
struct CleanText {
    /// In the encoding of the file.
    var bytes: [UInt8] = []

    /// Adds text with runs of blanks and controls made one blank, lines trimmed, no blank lines.
    mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) throws(NulByte) {
        let start = bytes.count
        var separator: UInt8?
        for index in range {
            let byte = source[index]
            guard byte <= 0x20 || byte == 0x7F else {
                if let blank = separator, bytes.count > start { bytes.append(blank) }
                separator = nil
                bytes.append(byte)
                continue
            }
            guard byte != 0 else { throw NulByte() }
            let isLineEnd = byte == 0x0A || byte == 0x0D
            if isLineEnd || separator == nil { separator = isLineEnd ? 0x0A : 0x20 }
        }
    }

    /// Adds text from another buffer.
    mutating func append(_ source: [UInt8], _ range: Range<Int>) throws(NulByte) {
        try append(source.span, range)
    }

    /// Moves the cleaned text into the arena.
    mutating func take(
        to text: inout [UInt8], _ encoding: CharacterEncoding
    ) -> TextRange {
        guard !bytes.isEmpty else { return .empty }
        let start = text.count
        text.append(bytes.span, as: encoding)
        bytes.removeAll(keepingCapacity: true)
        return TextRange(start: start, count: text.count - start)
    }

    mutating func removeBlanks(from start: Int) {
        var end = start
        for index in start..<bytes.count where bytes[index] > 0x20 {
            bytes[end] = bytes[index]
            end += 1
        }
        bytes.removeLast(bytes.count - end)
    }

    mutating func joinLines(from start: Int) {
        for index in start..<bytes.count where bytes[index] == 0x0A { bytes[index] = 0x20 }
    }
}

/// A NUL byte in a text: PostgreSQL cannot hold one, and no bank means one.
struct NulByte: Error {}
