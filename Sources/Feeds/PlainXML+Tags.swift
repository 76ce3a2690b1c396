/// Where a plain name ends: ASCII, and no prefix.
func plainNameEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start
    if start <= bytes.count - 8 {
        // Most names are a few letters.
        position += bytes.letterCount(at: start)
        if position < bytes.count, bytes[position] == UInt8(ascii: ">") { return position }
    }
    while position < bytes.count {
        let byte = bytes[position]
        switch byte {
        case _ where UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20, UInt8(ascii: "_"): break
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            if position == start { return start }
        default: return position
        }
        position += 1
    }
    return position
}

/// The attributes of one start tag.
struct PlainAttributes {
    private(set) var list: [(name: Range<Int>, value: Range<Int>)] = []
    /// The default namespace the tag declares.
    private(set) var namespace: Range<Int>?
    /// Whether a name has a prefix, or begins as `xmlns` does.
    private var hasSpecialName = false

    /// More in one tag are not plain; finding one twice takes a comparison of each two.
    private static let countLimit = 8
    /// A longer namespace is nobody's.
    private static let namespaceLimit = 255
    /// The only prefixes whose declarations are plain, and the only namespaces for them.
    private static let declarations = [
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
    ].map { (name: Array($0.utf8), namespace: Array($1.utf8)) }
    private static let schemaLocations =
        ["xsi:schemaLocation", "xsi:noNamespaceSchemaLocation"].map { Array($0.utf8) }
    private static let reserved = Array("http://www.w3.org/".utf8)

    /// Reads what follows the name of an element.
    ///
    /// - Parameters:
    ///   - bytes: of the document.
    ///   - start: the end of the name.
    ///   - isInside: whether the message is around it, where no namespace may change.
    /// - Returns: the place behind the tag, and whether it has no content; nil where it is not
    ///   plain.
    @inline(__always)
    mutating func read(
        _ bytes: Span<UInt8>, from start: Int, isInside: Bool
    ) -> (position: Int, isEmpty: Bool)? {
        if !list.isEmpty { list.removeAll(keepingCapacity: true) }
        namespace = nil
        hasSpecialName = false
        // Most tags have none.
        if start < bytes.count, bytes[start] == UInt8(ascii: ">") { return (start + 1, false) }
        return readAll(bytes, from: start, isInside: isInside)
    }

    private mutating func readAll(
        _ bytes: Span<UInt8>, from start: Int, isInside: Bool
    ) -> (position: Int, isEmpty: Bool)? {
        var position = start
        while position < bytes.count {
            let blankStart = position
            while position < bytes.count, isBlank(bytes[position]) { position += 1 }
            guard position < bytes.count else { return nil }
            switch bytes[position] {
            case UInt8(ascii: ">"): return isPlain(bytes, isInside) ? (position + 1, false) : nil
            case UInt8(ascii: "/"):
                let isEnd = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: ">")
                return isEnd && isPlain(bytes, isInside) ? (position + 2, true) : nil
            default:
                guard position > blankStart, list.count < Self.countLimit,
                    let end = readOne(bytes, from: position)
                else { return nil }
                position = end
            }
        }
        return nil
    }

    private mutating func readOne(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var end = plainNameEnd(in: bytes, from: start)
        guard end > start, end < bytes.count else { return nil }
        if bytes[start] == UInt8(ascii: "x") { hasSpecialName = true }
        if bytes[end] == UInt8(ascii: ":") {
            hasSpecialName = true
            let local = end + 1
            end = plainNameEnd(in: bytes, from: local)
            guard end > local else { return nil }
        }
        guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "=") else { return nil }
        let quote = bytes[end + 1]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        var position = end + 2
        while position < bytes.count, bytes[position] != quote {
            switch bytes[position] {
            case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: "&"), 0x7F...: return nil
            default: position += 1
            }
        }
        guard position < bytes.count, position - end <= XMLEvents.textLimit else { return nil }
        list.append((start..<end, end + 2..<position))
        return position + 1
    }

    private mutating func isPlain(_ bytes: Span<UInt8>, _ isInside: Bool) -> Bool {
        if list.isEmpty || list.count == 1 && !hasSpecialName { return true }
        var hasSchemaPrefix = false
        var usesSchemaPrefix = false
        for (index, one) in list.enumerated() {
            for other in list[..<index]
            where bytes.isSame(one.name, other.name) { return false }
            if bytes.isSame(one.name, as: Self.xmlns) {
                guard !isInside, one.value.count <= Self.namespaceLimit,
                    !bytes.begins(one.value, with: Self.reserved),
                    // What expat puts between a namespace and a name.
                    !bytes.contains(UInt8(ascii: "|"), in: one.value)
                else { return false }
                namespace = one.value
            } else if bytes.contains(UInt8(ascii: ":"), in: one.name) {
                let isDeclaration = Self.declarations.contains {
                    bytes.isSame(one.name, as: $0.name) && bytes.isSame(one.value, as: $0.namespace)
                }
                let isUse = Self.schemaLocations.contains { bytes.isSame(one.name, as: $0) }
                guard !isInside, isDeclaration || isUse else { return false }
                hasSchemaPrefix =
                    hasSchemaPrefix || bytes.isSame(one.name, as: Self.declarations[0].name)
                usesSchemaPrefix = usesSchemaPrefix || isUse
            }
        }
        return hasSchemaPrefix || !usesSchemaPrefix
    }

    private static let xmlns = Array("xmlns".utf8)
}

/// The XML declaration of a plain document.
enum PlainDeclaration {
    /// Longer ones are not plain.
    private static let sizeLimit = 200
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Where the declaration ends, if it says nothing but version 1.0 and UTF-8; nil where it does.
    static func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        if bytes.begins(start..<bytes.count, with: byteOrderMark) { position += 3 }
        guard bytes.begins(position..<bytes.count, with: Array("<?xml ".utf8)) else {
            return position
        }
        let limit = min(bytes.count - 1, position + sizeLimit)
        var end = position
        while end < limit, bytes[end] != UInt8(ascii: "?") || end == position + 1 { end += 1 }
        guard end < limit, bytes[end + 1] == UInt8(ascii: ">"),
            let text = String(utf8: bytes.extracting(position + 6..<end))
        else { return nil }
        var parts = text.split { $0 == " " }.map { $0.replacing("'", with: "\"") }[...]
        guard parts.popFirst() == "version=\"1.0\"" else { return nil }
        if parts.first?.lowercased() == "encoding=\"utf-8\"", parts.first?.hasPrefix("enc") == true
        {
            parts.removeFirst()
        }
        if let last = parts.first, ["standalone=\"yes\"", "standalone=\"no\""].contains(last) {
            parts.removeFirst()
        }
        return parts.isEmpty ? end + 2 : nil
    }
}

/// One of the five entities that need no declaration.
struct PlainEntity {
    let byte: UInt8
    /// Of the reference, from `&` to `;`.
    let count: Int

    private static let all: [(name: [UInt8], byte: UInt8)] = [
        (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&lt;".utf8), UInt8(ascii: "<")),
        (Array("&gt;".utf8), UInt8(ascii: ">")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
        (Array("&apos;".utf8), UInt8(ascii: "'")),
    ]

    init?(in bytes: Span<UInt8>, at position: Int) {
        let rest = position..<bytes.count
        guard let found = Self.all.first(where: { bytes.begins(rest, with: $0.name) }) else {
            return nil
        }
        byte = found.byte
        count = found.name.count
    }

    /// Replaces the entities of a text, and its line ends by line feeds.
    static func decode(_ text: Span<UInt8>, to decoded: inout [UInt8]) {
        decoded.removeAll(keepingCapacity: true)
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "&"), let entity = PlainEntity(in: text, at: position) {
                decoded.append(entity.byte)
                position += entity.count
                continue
            }
            position += 1
            if byte == 0x0D {
                if position < text.count, text[position] == 0x0A { continue }
                decoded.append(0x0A)
            } else {
                decoded.append(byte)
            }
        }
    }
}

extension Span<UInt8> {
    fileprivate func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count
            && (0..<one.count).allSatisfy {
                self[one.lowerBound + $0] == self[other.lowerBound + $0]
            }
    }

    fileprivate func isSame(_ range: Range<Int>, as text: [UInt8]) -> Bool {
        range.count == text.count && begins(range, with: text)
    }

    fileprivate func begins(_ range: Range<Int>, with text: [UInt8]) -> Bool {
        guard range.count >= text.count else { return false }
        for index in text.indices where self[range.lowerBound + index] != text[index] {
            return false
        }
        return true
    }

    fileprivate func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
        for index in range where self[index] == byte { return true }
        return false
    }
}
