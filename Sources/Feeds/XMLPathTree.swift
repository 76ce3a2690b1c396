/// The paths of a message that somebody wants to hear of, for finding an element's by its name.
struct XMLPathTree: Sendable {
    /// One element or attribute of a path; node 0 is the top, above the message.
    struct Node: Sendable {
        fileprivate let name: Range<Int>
        fileprivate let parent: UInt16
        /// The number its path was added with.
        fileprivate(set) var field: UInt16 = 0
        fileprivate(set) var isWanted = false
        fileprivate(set) var isBranch = false
        fileprivate(set) var hasAttributes = false
    }

    private(set) var nodes = [Node(name: 0..<0, parent: 0)]
    private var names: [UInt8] = []
    /// Node numbers by hash of parent and name; 0 is an empty slot, for nobody looks for the top.
    private var slots = [UInt16](repeating: 0, count: slotCount)

    /// A power of two, twice the nodes of the largest message, so that probing stays short.
    private static let slotCount = 2048

    init() {}

    /// Holds the paths of a message and everything below it.
    init<Field: FeedField>(
        anchors: [String], messageField: Field, paths: [ISOPath<Field>]
    ) {
        for anchor in anchors {
            add(anchor, as: messageField.rawValue, isBranch: true)
            for (path, field) in paths {
                add(anchor + "/" + path, as: field.rawValue, isBranch: field.isBranch)
            }
        }
    }

    /// Adds a path such as `Stmt/Ntry/Amt/@Ccy`.
    mutating func add(_ path: String, as field: UInt16, isBranch: Bool) {
        var at: UInt16 = 0
        for part in path.split(separator: "/") {
            let name = Array(part.utf8)
            let found = child(of: at, name.span, 0..<name.count)
            if name.first == UInt8(ascii: "@") { nodes[Int(at)].hasAttributes = true }
            at = found == 0 ? insert(name, under: at) : found
        }
        nodes[Int(at)].field = field
        nodes[Int(at)].isWanted = true
        nodes[Int(at)].isBranch = isBranch
    }

    /// The child of this name, or 0.
    ///
    /// - Parameters:
    ///   - parent: a node.
    ///   - bytes: where the name stands.
    ///   - range: of the name.
    ///   - isAttribute: whether the name is that of an attribute, written without the `@`.
    /// - Returns: a node, or 0.
    func child(
        of parent: UInt16, _ bytes: Span<UInt8>, _ range: Range<Int>, isAttribute: Bool = false
    ) -> UInt16 {
        var slot = Self.slot(parent, bytes, range, isAttribute)
        while slots[slot] != 0 {
            let node = nodes[Int(slots[slot])]
            if node.parent == parent, isSame(node, bytes, range, isAttribute) { return slots[slot] }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        return 0
    }

    private mutating func insert(_ name: [UInt8], under parent: UInt16) -> UInt16 {
        precondition(nodes.count < Self.slotCount / 2, "one path is too many")
        let start = names.count
        names.append(contentsOf: name)
        nodes.append(Node(name: start..<names.count, parent: parent))
        var slot = Self.slot(parent, name.span, 0..<name.count, false)
        while slots[slot] != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
        slots[slot] = UInt16(nodes.count - 1)
        return slots[slot]
    }

    private func isSame(
        _ node: Node, _ bytes: Span<UInt8>, _ range: Range<Int>, _ isAttribute: Bool
    ) -> Bool {
        let mark = isAttribute ? 1 : 0
        guard node.name.count == range.count + mark else { return false }
        if isAttribute, names[node.name.lowerBound] != UInt8(ascii: "@") { return false }
        let start = node.name.lowerBound + mark
        for index in 0..<range.count where names[start + index] != bytes[range.lowerBound + index] {
            return false
        }
        return true
    }

    /// FNV-1a over the name, begun with the parent.
    private static func slot(
        _ parent: UInt16, _ bytes: Span<UInt8>, _ range: Range<Int>, _ isAttribute: Bool
    ) -> Int {
        var hash: UInt32 = 2_166_136_261 ^ UInt32(parent)
        if isAttribute { hash = (hash ^ UInt32(UInt8(ascii: "@"))) &* 16_777_619 }
        for index in range { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
        return Int((hash ^ hash >> 16) & UInt32(slotCount - 1))
    }
}
