import Values

/// Collects text for an arena: controls and runs of blanks become one blank, blank lines go.
struct CleanText {
    /// In the encoding of the file.
    var bytes: [UInt8] = []

    /// Adds text with runs of blanks and controls made one blank, lines trimmed, no blank lines.
    mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) throws(NulByte) {
        let start = bytes.count
        var index = range.lowerBound
        while true {
            var separator: UInt8?
            while index < range.upperBound, source[index].isBlank {
                guard source[index] != 0 else { throw NulByte() }
                let isLineEnd = source[index] == 0x0A || source[index] == 0x0D
                if isLineEnd || separator == nil { separator = isLineEnd ? 0x0A : 0x20 }
                index += 1
            }
            guard index < range.upperBound else { return }
            if let separator, bytes.count > start { bytes.append(separator) }
            let runEnd = Self.endOfRun(from: index, before: range.upperBound, in: source)
            bytes.append(source.extracting(index..<runEnd))
            index = runEnd
        }
    }

    /// Whether a text, not empty, would be added as it stands; single blanks between words may be
    /// there if `keepsBlanks`.
    static func isClean(
        _ source: Span<UInt8>, _ range: Range<Int>, keepsBlanks: Bool = true
    ) -> Bool {
        // As if a blank stood before, so that none may begin the text.
        var isBehindBlank = true
        for index in range {
            let isBlank = source[index].isBlank
            if isBlank, isBehindBlank || !keepsBlanks || source[index] != 0x20 { return false }
            isBehindBlank = isBlank
        }
        return !isBehindBlank
    }

    /// Where words with single blanks or line feeds between them end, which are copied in one
    /// piece.
    private static func endOfRun(
        from start: Int, before end: Int, in source: Span<UInt8>
    ) -> Int {
        precondition(start >= 0 && end <= source.count, "a part of the bytes")
        var index = start
        while index < end {
            // Both places lie before `end`, which lies inside the span.
            let byte = unsafe source[unchecked: index]
            if byte.isBlank {
                guard byte == 0x20 || byte == 0x0A, index + 1 < end,
                    unsafe !source[unchecked: index + 1].isBlank
                else { break }
            }
            index += 1
        }
        return index
    }

    /// Adds text from another buffer.
    mutating func append(_ source: [UInt8], _ range: Range<Int>) throws(NulByte) {
        try append(source.span, range)
    }

    /// Cleans one piece of text into the arena, past this buffer where nothing has to be done.
    mutating func take(
        _ source: Span<UInt8>, _ range: Range<Int>, to text: inout [UInt8],
        _ encoding: CharacterEncoding
    ) throws(NulByte) -> TextRange {
        guard !range.isEmpty else { return .empty }
        let isClean =
            bytes.isEmpty && !source[range.lowerBound].isBlank
            && Self.endOfRun(from: range.lowerBound, before: range.upperBound, in: source)
                == range.upperBound
        if isClean {
            let start = text.count
            text.append(source.extracting(range), as: encoding)
            return TextRange(start: start, count: text.count - start)
        }
        try append(source, range)
        return take(to: &text, encoding)
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

extension UInt8 {
    /// A blank or a control character of ASCII.
    var isBlank: Bool { self <= 0x20 || self == 0x7F }
}

extension [UInt8] {
    /// Whether a word has the shape of an IBAN; its check digits are not judged here.
    func isIBAN(_ word: Range<Int>) -> Bool {
        guard (15...34).contains(word.count), word.allSatisfy({ self[$0].isCapitalOrDigit }) else {
            return false
        }
        let start = word.lowerBound
        return !self[start].isDigit && !self[start + 1].isDigit && self[start + 2].isDigit
            && self[start + 3].isDigit
    }
}
