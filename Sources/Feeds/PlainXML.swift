/// Reads XML as banks write it, several times faster than a whole parser does.
///
/// It knows elements, attributes, text and the five named entities, in UTF-8. At anything else,
/// be it allowed or not, it stops, and expat reads the document from its beginning and goes on from
/// there; so nothing is accepted here that expat refuses, and nothing is refused here at all.
///
/// Source: W3C, Extensible Markup Language (XML) 1.0, fifth edition; Namespaces in XML 1.0, third
/// edition.
struct PlainXML {
    private struct Level {
        var name = 0..<0
        var node: UInt16 = 0
        /// Where its text begins.
        var textStart = 0
    }

    private let tree: XMLPathTree
    /// Elements that are open, outermost first, in as much room as they can take.
    private var levels = [Level](repeating: Level(), count: Int(XMLEvents.depthLimit))
    private var depth = 0
    /// Whether the tag before was an end: an end right behind it closes an element with children.
    private var isBehindEnd = false
    /// Depth of the open message, or 0.
    private var anchorDepth = 0
    private var hasRoot = false
    private var attributes = PlainAttributes()
    /// Default namespaces that are open, with the depth of their elements.
    private var namespaces: [(depth: Int, value: Range<Int>)] = []
    /// Whether the text just passed has entities or carriage returns.
    private var isEncoded = false
    private var decoded: [UInt8] = []

    init(_ tree: XMLPathTree) {
        self.tree = tree
    }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - start: where the document begins.
    ///   - delivery: takes each event.
    ///   - emit: takes what is made of them.
    /// - Returns: the place up to which all events were delivered, and none from there on; nil at
    ///   the end of the document.
    /// - Throws: what the delivery throws.
    mutating func read<Reader: XMLReader>(
        _ bytes: Span<UInt8>, from start: Int, to delivery: inout XMLDelivery<Reader>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Int? {
        guard var position = PlainDeclaration.end(in: bytes, from: start) else { return start }
        while true {
            // Mostly there is no text between two tags.
            isEncoded = false
            let isTag = position < bytes.count && bytes[position] == UInt8(ascii: "<")
            guard let tag = isTag ? position : textEnd(in: bytes, from: position) else {
                return position
            }
            if tag == bytes.count { return depth == 0 && hasRoot ? nil : position }
            let isEnd = tag + 1 < bytes.count && bytes[tag + 1] == UInt8(ascii: "/")
            let next =
                isEnd
                ? try readEnd(bytes, tag, to: &delivery, emit)
                : try readStart(bytes, tag, to: &delivery, emit)
            guard let next else { return tag }
            position = next
        }
    }

    /// Where the text ends; nil where there is something in it that is not plain.
    private mutating func textEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        if depth == 0 { return blankEnd(in: bytes, from: start) }
        var position = bytes.markupPlace(from: start)
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "&"):
                guard let entity = PlainEntity(in: bytes, at: position) else { return nil }
                isEncoded = true
                position += entity.count - 1
            case 0x0D: isEncoded = true
            case 0x09, 0x0A: break
            case UInt8(ascii: "]"):
                // Only in "]]>" is it anything but a bracket.
                if position + 1 < bytes.count, bytes[position + 1] == byte { return nil }
            case 0..<0x20: return nil
            case 0xEF where bytes[position + 1] == 0xBF && bytes[position + 2] >= 0xBE: return nil
            default: break
            }
            position = bytes.markupPlace(from: position + 1)
        }
        return position
    }

    /// Where the next tag begins outside of the root, where only blanks may stand before it.
    private func blankEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        let isTag = position == bytes.count || bytes[position] == UInt8(ascii: "<")
        return isTag ? position : nil
    }

    private mutating func readStart<Reader: XMLReader>(
        _ bytes: Span<UInt8>, _ tag: Int, to delivery: inout XMLDelivery<Reader>,
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Int? {
        let name = tag + 1..<plainNameEnd(in: bytes, from: tag + 1)
        let isAllowed = depth > 0 || !hasRoot
        guard !name.isEmpty, isAllowed, depth < levels.count,
            let end = attributes.read(bytes, from: name.upperBound, isInside: anchorDepth > 0)
        else { return nil }
        hasRoot = true
        // Around the message every element is 0, the top of the tree.
        let parent = depth > 0 ? levels[depth - 1].node : 0
        let isSought = anchorDepth > 0 ? parent != 0 : depth < XMLEvents.anchorDepthLimit
        let node = isSought ? tree.child(of: parent, bytes, name) : 0
        isBehindEnd = false
        levels[depth] = Level(name: name, node: node, textStart: end.position)
        depth += 1
        if let namespace = attributes.namespace { namespaces.append((depth, namespace)) }
        let wanted = tree.nodes[Int(node)]
        if node != 0, anchorDepth == 0 { anchorDepth = depth }
        if wanted.isWanted, wanted.isBranch {
            let namespace = depth == anchorDepth ? namespaces.last?.value ?? 0..<0 : 0..<0
            try delivery.take(
                XMLEvent(kind: .start, path: wanted.field, byte: tag, hasChildren: false),
                bytes.extracting(namespace), in: bytes, emit)
        }
        if wanted.hasAttributes { try deliverAttributes(of: node, bytes, tag, to: &delivery, emit) }
        if end.isEmpty {
            isEncoded = false
            try close(bytes, tag, to: &delivery, emit)
        }
        return end.position
    }

    // Mutating only so that the compiler does not copy all of this for the call.
    private mutating func deliverAttributes<Reader: XMLReader>(
        of node: UInt16, _ bytes: Span<UInt8>, _ tag: Int,
        to delivery: inout XMLDelivery<Reader>, _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        for attribute in attributes.list {
            let found = tree.child(of: node, bytes, attribute.name, isAttribute: true)
            guard found != 0 else { continue }
            let event = XMLEvent(
                kind: .attribute, path: tree.nodes[Int(found)].field, byte: tag,
                hasChildren: false)
            try delivery.take(event, bytes.extracting(attribute.value), in: bytes, emit)
        }
    }

    private mutating func readEnd<Reader: XMLReader>(
        _ bytes: Span<UInt8>, _ tag: Int, to delivery: inout XMLDelivery<Reader>,
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Int? {
        guard depth > 0 else { return nil }
        let top = levels[depth - 1]
        var position = tag + 2
        guard position + top.name.count < bytes.count,
            bytes.isSame(at: position, top.name.lowerBound, count: top.name.count)
        else { return nil }
        position += top.name.count
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">"),
            tag - top.textStart <= XMLEvents.textLimit || tree.nodes[Int(top.node)].isBranch
                || isBehindEnd || top.node == 0
        else { return nil }
        try close(bytes, tag, to: &delivery, emit)
        return position + 1
    }

    /// Ends the innermost element, whose text ends where the tag begins.
    private mutating func close<Reader: XMLReader>(
        _ bytes: Span<UInt8>, _ tag: Int, to delivery: inout XMLDelivery<Reader>,
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard depth > 0 else { return }
        let top = levels[depth - 1]
        if depth == anchorDepth { anchorDepth = 0 }
        if namespaces.last?.depth == depth { namespaces.removeLast() }
        depth -= 1
        let hasChildren = isBehindEnd
        isBehindEnd = true
        let wanted = tree.nodes[Int(top.node)]
        guard wanted.isWanted else { return }
        let event = XMLEvent(
            kind: .end, path: wanted.field, byte: tag, hasChildren: hasChildren)
        let isText = !wanted.isBranch && !hasChildren && top.textStart < tag
        if isText, isEncoded {
            PlainEntity.decode(bytes.extracting(top.textStart..<tag), to: &decoded)
            try delivery.take(event, decoded.span, in: bytes, emit)
        } else {
            let text = isText ? top.textStart..<tag : tag..<tag
            try delivery.take(event, bytes.extracting(text), in: bytes, emit)
        }
    }
}
