/// A tag of an OFX document, with the value behind it.
struct OFXToken {
    var tag: OFXTag
    var isClosing = false
    /// Written `<TAG/>`: it has neither a value nor a closing tag.
    var isSelfClosing = false
    /// The value, trimmed; empty for an aggregate.
    var value = OFXValue()
    /// Line of the file where the tag stands.
    var line: Int
}

/// A value where it stands in the file.
struct OFXValue {
    var range = 0..<0
    /// Out of a CDATA section: `&` means itself.
    var isLiteral = false

    var isEmpty: Bool { range.isEmpty }
}

/// Cuts an OFX document into tags and their values.
///
/// A `<` that begins no tag is text: banks write it unescaped.
struct OFXTokens {
    private(set) var line = 1
    private var position = 0
    /// Up to where ``line`` counts.
    private var countedTo = 0

    private static let comment = Array("<!--".utf8)
    private static let commentEnd = Array("-->".utf8)
    private static let literal = Array("<![CDATA[".utf8)
    private static let literalEnd = Array("]]>".utf8)
    private static let instructionEnd = Array("?>".utf8)
    /// Longer than any name of the standard.
    private static let maximumNameBytes = 64

    /// The next tag; nil at the end of the file.
    ///
    /// - Throws: ``FeedError`` for a document type, an unfinished section, a value too large.
    mutating func next(in bytes: Span<UInt8>) throws(FeedError) -> OFXToken? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            if try skipSection(in: bytes) { continue }
            guard var token = tag(in: bytes) else {
                position += 1
                continue
            }
            if !token.isSelfClosing { token.value = try value(of: token, in: bytes) }
            return token
        }
        countLines(upTo: bytes.count, in: bytes)
        return nil
    }

    /// Passes a comment or processing instruction; anything else of that shape is a trick.
    private mutating func skipSection(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        guard position + 1 < bytes.count else { return false }
        switch bytes[position + 1] {
        case UInt8(ascii: "?"):
            position = try end(of: Self.instructionEnd, "<?", in: bytes)
        case UInt8(ascii: "!"):
            guard bytes.starts(with: Self.comment, at: position) else {
                countLines(upTo: position, in: bytes)
                throw FeedError(
                    .forbidden, line: line, field: "file",
                    at: position..<min(position + 40, bytes.count), in: bytes,
                    expected: "tags and comments only")
            }
            position = try end(of: Self.commentEnd, "<!--", in: bytes)
        default: return false
        }
        return true
    }

    /// The place behind the next of these bytes.
    private mutating func end(
        of mark: [UInt8], _ name: String, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int {
        guard let end = bytes.position(of: mark, from: position) else {
            countLines(upTo: position, in: bytes)
            throw FeedError(
                .truncated, line: line, field: name, found: "the end of the file",
                expected: String(decoding: mark, as: UTF8.self))
        }
        return end + mark.count
    }

    /// Takes the tag at the position; nil, and takes nothing, where there is none.
    private mutating func tag(in bytes: Span<UInt8>) -> OFXToken? {
        var index = position + 1
        let isClosing = index < bytes.count && bytes[index] == UInt8(ascii: "/")
        if isClosing { index += 1 }
        let start = index
        while index < bytes.count, bytes[index].isNameByte { index += 1 }
        guard index > start, index - start <= Self.maximumNameBytes, !bytes[start].isDigit else {
            return nil
        }
        let name = start..<index
        // Attributes, which some converters to XML add.
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            guard bytes[index] != UInt8(ascii: "<"),
                index > name.upperBound || bytes[index].isBlank || bytes[index] == UInt8(ascii: "/")
            else { return nil }
            index += 1
        }
        guard index < bytes.count else { return nil }
        countLines(upTo: position, in: bytes)
        position = index + 1
        return OFXToken(
            tag: OFXTag(name: bytes.extracting(name)), isClosing: isClosing,
            isSelfClosing: !isClosing && bytes[index - 1] == UInt8(ascii: "/"), line: line)
    }

    /// The text up to the next tag.
    private mutating func value(
        of token: OFXToken, in bytes: Span<UInt8>
    ) throws(FeedError) -> OFXValue {
        var start = position
        while start < bytes.count, bytes[start].isBlank { start += 1 }
        var value = OFXValue()
        if bytes.starts(with: Self.literal, at: start) {
            position = start
            let end = try end(of: Self.literalEnd, "<![CDATA[", in: bytes)
            let range = start + Self.literal.count..<end - Self.literalEnd.count
            value = OFXValue(range: range, isLiteral: true)
            position = end
        } else {
            position = start
            while position < bytes.count, !isMark(in: bytes) { position += 1 }
            var end = position
            while end > start, bytes[end - 1].isBlank { end -= 1 }
            value.range = start..<end
        }
        guard value.range.count <= DelimitedRecords.maximumFieldBytes else {
            throw FeedError(
                .tooLarge, line: token.line, field: "value",
                expected: "at most \(DelimitedRecords.maximumFieldBytes) bytes")
        }
        return value
    }

    /// Whether a tag, a comment or an instruction begins here.
    private func isMark(in bytes: Span<UInt8>) -> Bool {
        guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else {
            return false
        }
        let next = bytes[position + 1]
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return true }
        var copy = self
        return copy.tag(in: bytes) != nil
    }

    private mutating func countLines(upTo end: Int, in bytes: Span<UInt8>) {
        while countedTo < end {
            if bytes[countedTo] == 0x0A { line += 1 }
            countedTo += 1
        }
    }
}

extension UInt8 {
    /// A letter, a digit, or what stands between them in a tag's name: `INTU.BID`.
    fileprivate var isNameByte: Bool {
        capital.isCapitalOrDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "-")
    }
}
