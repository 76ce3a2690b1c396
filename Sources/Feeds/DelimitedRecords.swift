/// Splits delimited text (CSV and its kin) into records and fields, strictly.
///
/// The reader holds places, not bytes: lend it the same bytes on every call. It copies nothing,
/// so it serves a bank's listing of a million rows as well as a list of customers:
///
/// ```swift
/// var records = DelimitedRecords(delimiter: UInt8(ascii: ";"))
/// while try records.next(in: bytes) {
///     let name = try records.text(0, in: bytes)
///     // records.line says where the record begins, records.fields.count how wide it is.
/// }
/// ```
///
/// A field is either plain, and then holds no quote, or it is quoted from its first byte to its
/// last, with quotes inside doubled and line ends allowed. Spreadsheets guard text with `="…"`;
/// such a field counts as quoted. Records end with LF, CR LF or CR. Blank lines are passed over.
/// Nothing is repaired: a stray quote is an error, for a guess would move money between columns.
///
/// Source: RFC 4180, section 2; the guard is Microsoft Excel's.
package struct DelimitedRecords: Sendable {
    /// Where a field's content lies, without its quotes.
    package struct Field: Sendable, Equatable, BitwiseCopyable {
        package var start: Int
        package var count: Int
        /// Whether the content still holds doubled quotes.
        package var hasDoubledQuotes = false

        package var range: Range<Int> { start..<start + count }
    }

    /// More columns than any bank writes; a limit against files that are something else.
    package static let maximumColumns = 1024
    /// Bytes of one field; a remittance text is a hundredth of it.
    package static let maximumFieldBytes = 65_536

    /// Fields of the current record.
    package private(set) var fields: [Field] = []
    /// Line where the current record begins, counted from 1.
    package private(set) var line = 0
    /// Where the reader stands: the offset after the current record.
    package private(set) var position = 0

    private let delimiter: UInt8
    private let quote: UInt8?
    /// NUL where there is none: it ends a plain field too.
    private let quoteOrNul: UInt8
    /// The highest of all bytes that may end a plain field.
    private let highestMark: UInt8
    private var nextLineNumber = 1

    /// - Parameters:
    ///   - delimiter: the byte between fields.
    ///   - quote: the byte around fields; nil where the format has none and it is a plain letter.
    package init(delimiter: UInt8, quote: UInt8? = UInt8(ascii: "\"")) {
        self.delimiter = delimiter
        self.quote = quote
        quoteOrNul = quote ?? 0
        highestMark = max(delimiter, quote ?? 0, 0x0D)
    }

    /// Moves to the next record that is not blank.
    ///
    /// - Parameter bytes: the whole file, the same at every call; ASCII beyond its texts.
    /// - Returns: false at the end; ``fields`` is empty then.
    /// - Throws: ``FeedError`` for an open or stray quote, a NUL, a field or record too large.
    package mutating func next(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        if position == 0 { skipByteOrderMark(in: bytes) }
        repeat {
            fields.removeAll(keepingCapacity: true)
            guard position < bytes.count else { return false }
            line = nextLineNumber
            while try readField(in: bytes) {}
        } while fields.count == 1 && fields[0].count == 0
        return true
    }

    /// One field as text, unquoted.
    ///
    /// - Parameters:
    ///   - index: of ``fields``.
    ///   - bytes: as lent to ``next(in:)``.
    /// - Returns: the content, untrimmed.
    /// - Throws: ``FeedError`` when the bytes are not UTF-8.
    package func text(_ index: Int, in bytes: Span<UInt8>) throws(FeedError) -> String {
        let field = fields[index]
        var content: [UInt8] = []
        appendContent(of: field, in: bytes, to: &content)
        guard let text = String(utf8: content.span) else {
            throw FeedError(
                .badEncoding, line: line, field: "column \(index + 1)", expected: "UTF-8")
        }
        return text
    }

    /// Copies a field's bytes, with doubled quotes made single.
    func appendContent(of field: Field, in bytes: Span<UInt8>, to content: inout [UInt8]) {
        var index = field.start
        let end = field.start + field.count
        while index < end {
            content.append(bytes[index])
            // Inside a quoted field quotes come in pairs only.
            index += field.hasDoubledQuotes && bytes[index] == quote ? 2 : 1
        }
    }

    /// Copies a field's value in UTF-8, without blanks around or a guard that was quoted again.
    func appendValue(
        of field: Field, in bytes: Span<UInt8>, as encoding: CharacterEncoding,
        to value: inout [UInt8]
    ) {
        var (start, end) = (field.start, field.start + field.count)
        while start < end, bytes[start].isBlank { start += 1 }
        while start < end, bytes[end - 1].isBlank { end -= 1 }
        if field.hasDoubledQuotes {
            var content: [UInt8] = []
            let trimmed = Field(start: start, count: end - start, hasDoubledQuotes: true)
            appendContent(of: trimmed, in: bytes, to: &content)
            let isGuarded =
                content.count >= 3 && content[0] == UInt8(ascii: "=") && content[1] == quote
                && content.last == quote
            if isGuarded { content = Array(content[2..<content.count - 1]) }
            value.append(content.span, as: encoding)
        } else {
            value.append(bytes.extracting(start..<end), as: encoding)
        }
        // A hard blank is not ASCII, so it goes last.
        while value.count >= 2, value[0] == 0xC2, value[1] == 0xA0 { value.removeFirst(2) }
        while value.count >= 2, value[value.count - 2] == 0xC2, value[value.count - 1] == 0xA0 {
            value.removeLast(2)
        }
    }

    /// Where a field's value stands in the file as it is meant, without blanks around.
    ///
    /// - Returns: nil where ``appendValue(of:in:as:to:)`` has to copy it.
    func place(
        of field: Field, in bytes: Span<UInt8>, as encoding: CharacterEncoding
    ) -> Range<Int>? {
        guard !field.hasDoubledQuotes else { return nil }
        var (start, end) = (field.start, field.start + field.count)
        while start < end, bytes[start].isBlank { start += 1 }
        while start < end, bytes[end - 1].isBlank { end -= 1 }
        guard start < end else { return start..<start }
        // Beyond ASCII may be a hard blank or, in other encodings, another letter.
        if bytes[start] >= 0x80 || bytes[end - 1] >= 0x80 { return nil }
        if encoding != .utf8 {
            for index in start..<end where bytes[index] >= 0x80 { return nil }
        }
        return start..<end
    }

    private mutating func skipByteOrderMark(in bytes: Span<UInt8>) {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }

    /// Reads a field and what follows it; true when that is a delimiter, so another field follows.
    private mutating func readField(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        guard fields.count < Self.maximumColumns else {
            throw FeedError(
                .tooLarge, line: line, field: "record",
                expected: "at most \(Self.maximumColumns) columns")
        }
        let start = position
        let (delimiter, quote, highestMark) = (delimiter, quoteOrNul, highestMark)
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            // Most bytes are letters: one comparison passes them.
            if byte > highestMark {
                index += 1
                continue
            }
            if byte == delimiter || byte == 0x0A || byte == 0x0D || byte == quote || byte == 0 {
                break
            }
            index += 1
        }
        position = index
        var field = Field(start: start, count: index - start)
        if index < bytes.count, bytes[index] == quote || bytes[index] == 0 {
            let isGuarded = index == start + 1 && bytes[start] == UInt8(ascii: "=")
            guard bytes[index] != 0, index == start || isGuarded else {
                throw unexpected(bytes[index], in: bytes)
            }
            field = try quotedField(in: bytes)
        }
        guard field.count <= Self.maximumFieldBytes else {
            throw FeedError(
                .tooLarge, line: line, field: columnName,
                expected: "at most \(Self.maximumFieldBytes) bytes")
        }
        fields.append(field)
        return try passDelimiter(in: bytes)
    }

    private mutating func quotedField(in bytes: Span<UInt8>) throws(FeedError) -> Field {
        let openedAt = nextLineNumber
        var field = Field(start: position + 1, count: 0)
        var index = position + 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                guard index + 1 < bytes.count, bytes[index + 1] == quote else {
                    field.count = index - field.start
                    position = index + 1
                    return field
                }
                field.hasDoubledQuotes = true
                index += 1
            } else if byte == 0x0A || (byte == 0x0D && !isLineFeed(at: index + 1, in: bytes)) {
                nextLineNumber += 1
            } else if byte == 0 {
                throw unexpected(byte, in: bytes)
            }
            index += 1
        }
        throw FeedError(
            .truncated, line: openedAt, field: columnName, found: "an open quote",
            expected: "a closing quote")
    }

    /// Passes what follows a field; true when that is a delimiter, so another field follows.
    private mutating func passDelimiter(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        guard position < bytes.count else { return false }
        switch bytes[position] {
        case delimiter:
            position += 1
            return true
        case 0x0D where isLineFeed(at: position + 1, in: bytes):
            position += 2
            nextLineNumber += 1
            return false
        case 0x0A, 0x0D:
            position += 1
            nextLineNumber += 1
            return false
        case let byte:
            throw unexpected(byte, in: bytes)
        }
    }

    private func isLineFeed(at index: Int, in bytes: Span<UInt8>) -> Bool {
        index < bytes.count && bytes[index] == 0x0A
    }

    private var columnName: String { "column \(fields.count + 1)" }

    private func unexpected(_ byte: UInt8, in bytes: Span<UInt8>) -> FeedError {
        guard byte != 0 else {
            return FeedError(
                .badEncoding, line: nextLineNumber, field: columnName, found: "a NUL byte",
                expected: "text")
        }
        let around = bytes.extracting(max(0, position - 20)..<min(bytes.count, position + 20))
        return FeedError(
            .malformed, line: nextLineNumber, field: columnName,
            found: String(utf8: around) ?? "a quote",
            expected: "quotes around a whole field, doubled inside it")
    }
}
