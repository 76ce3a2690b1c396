/// The paths of a message that somebody wants to hear of, for finding an element's by its name.
struct XMLPathTree: Sendable {
    /// One element or attribute of a path; node 0 is the top, above the message.
    struct Node: Sendable {
        fileprivate let key: Key
        /// The number its path was added with.
        fileprivate(set) var field: UInt16 = 0
        fileprivate(set) var isWanted = false
        fileprivate(set) var isBranch = false
        fileprivate(set) var hasAttributes = false
    }

    /// The name of an element or attribute, and what it stands in; comparing is a few instructions.
    fileprivate struct Key: Equatable {
        /// Names that are longer are nobody's.
        static let sizeLimit = 24

        private let first: UInt64
        private var second: UInt64 = 0
        private var third: UInt64 = 0
        /// Of the node around it, with the highest bit set for an attribute.
        private let parent: UInt16

        /// Nil for a name that is too long.
        ///
        /// No name has a NUL, so the words tell how long it is.
        init?(_ parent: UInt16, _ bytes: Span<UInt8>, _ name: Range<Int>, isAttribute: Bool) {
            guard name.count <= Self.sizeLimit else { return nil }
            let start = name.lowerBound
            first = bytes.word(at: start, count: min(name.count, 8))
            if name.count > 8 {
                second = bytes.word(at: start + 8, count: min(name.count - 8, 8))
            }
            if name.count > 16 { third = bytes.word(at: start + 16, count: name.count - 16) }
            self.parent = isAttribute ? parent | 0x8000 : parent
        }

        /// Multiplication carries every bit into the highest, of which as many as needed are used.
        var slot: Int {
            let parts = first ^ second &* 0x9E37_79B9_7F4A_7C15 ^ third ^ UInt64(parent) << 45
            return Int((parts &* 0xD6E8_FEB8_6659_FD93) >> UInt64(64 - slotBits))
        }
    }

    private(set) var nodes: [Node] = []
    /// Node numbers by hash of parent and name; 0 is an empty slot, for nobody looks for the top.
    private var slots = [UInt16](repeating: 0, count: slotCount)

    /// Twice the nodes of the largest message, so that probing stays short.
    private static let slotCount = 1 << slotBits
    private static let slotBits = 11

    init() {
        let nothing: [UInt8] = []
        if let key = Key(0, nothing.span, 0..<0, isAttribute: false) { nodes = [Node(key: key)] }
    }

    /// Holds the paths of a message and everything below it.
    init<Field: FeedField>(
        anchors: [String], messageField: Field, paths: [ISOPath<Field>]
    ) {
        self.init()
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
            let isAttribute = part.hasPrefix("@")
            let name = Array(part.utf8.dropFirst(isAttribute ? 1 : 0))
            if isAttribute { nodes[Int(at)].hasAttributes = true }
            let found = child(of: at, name.span, 0..<name.count, isAttribute: isAttribute)
            at = found == 0 ? insert(name, under: at, isAttribute: isAttribute) : found
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
        guard let key = Key(parent, bytes, range, isAttribute: isAttribute) else { return 0 }
        var slot = key.slot
        while slots[slot] != 0 {
            if nodes[Int(slots[slot])].key == key { return slots[slot] }
            slot = (slot + 1) & (Self.slotCount - 1)
        }
        return 0
    }

    private mutating func insert(
        _ name: [UInt8], under parent: UInt16, isAttribute: Bool
    ) -> UInt16 {
        guard let key = Key(parent, name.span, 0..<name.count, isAttribute: isAttribute),
            nodes.count < Self.slotCount / 2
        else { preconditionFailure("one path is too many, or a name too long") }
        nodes.append(Node(key: key))
        var slot = key.slot
        while slots[slot] != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
        slots[slot] = UInt16(nodes.count - 1)
        return slots[slot]
    }
}
