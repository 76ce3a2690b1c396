/// From structured references in electronic form to documents.
struct ReferenceIndex: Sendable {
    private var keys: [NumberKey] = []
    private var rows: [Int32] = []
    /// The next document with the same reference, or ``ItemRow/none``.
    private var next: [Int32] = []
    private var index = NumberIndex()

    /// What a reference names.
    enum Found {
        case nothing
        /// Exactly one document.
        case document(Int)
        /// Several documents of one customer: it names the payer, not a document.
        case customer(Int32)
        /// Documents of several customers.
        case several

        var isNothing: Bool {
            if case .nothing = self { true } else { false }
        }
    }

    mutating func add(_ reference: Span<UInt8>, row: Int) {
        let key = NumberKey(verbatim: reference)
        guard !key.isEmpty else { return }
        if index.reserve(keys.count + 1) {
            for entry in keys.indices { _ = index.insert(keys[entry], row: entry, keys: keys) }
        }
        keys.append(key)
        rows.append(Int32(row))
        next.append(ItemRow.none)
        guard let first = index.insert(key, row: keys.count - 1, keys: keys) else { return }
        next[keys.count - 1] = next[first]
        next[first] = Int32(keys.count - 1)
    }

    var isEmpty: Bool { keys.isEmpty }

    func find(_ key: NumberKey, items: [ItemRow]) -> Found {
        guard let first = index.row(of: key, keys: keys) else { return .nothing }
        var found: Int?
        var open: Int?
        var isOnlyOne = true
        var isOnlyOneOpen = true
        var entry = Int32(first)
        while entry != ItemRow.none {
            let row = Int(rows[Int(entry)])
            entry = next[Int(entry)]
            guard items[row].state != .repeated else { continue }
            if let found {
                guard items[found].customer == items[row].customer else { return .several }
                isOnlyOne = false
            }
            found = found ?? row
            guard items[row].state == .open else { continue }
            isOnlyOneOpen = open == nil
            open = row
        }
        guard let found else { return .nothing }
        if isOnlyOne { return .document(found) }
        // A reference used again after its first document was settled names the open one.
        if let open, isOnlyOneOpen { return .document(open) }
        return .customer(items[found].customer)
    }
}
