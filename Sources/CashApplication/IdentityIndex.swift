import Values

/// One way to recognise one customer.
struct IdentityRow: Sendable, BitwiseCopyable {
    var key: NumberKey
    var customer: Int32
    var kind: IdentityKind
    /// On file or confirmed, not only learned.
    var isKnown: Bool
    /// The next row with the same kind and value, or ``ItemRow/none``.
    var next = ItemRow.none
}

/// From accounts, customer numbers, mandates and names to customers.
struct IdentityIndex: Sendable {
    private var rows: [IdentityRow] = []
    private var keys: [NumberKey] = []
    private var index = NumberIndex()

    /// Whom a value recognises.
    enum Found: Equatable {
        case nobody
        /// One customer, on file or confirmed.
        case known(Int32)
        /// One customer, only learned.
        case learned(Int32)
        /// Several customers share it: it recognises none of them.
        case shared
    }

    mutating func add(_ row: IdentityRow) {
        if index.reserve(keys.count + 1) {
            for entry in keys.indices { _ = index.insert(keys[entry], row: entry, keys: keys) }
        }
        let key = Self.key(row.kind, row.key)
        keys.append(key)
        rows.append(row)
        guard let first = index.insert(key, row: keys.count - 1, keys: keys) else { return }
        rows[keys.count - 1].next = rows[first].next
        rows[first].next = Int32(keys.count - 1)
    }

    func find(_ kind: IdentityKind, _ value: NumberKey) -> Found {
        guard !value.isEmpty,
            let first = index.row(of: Self.key(kind, value), keys: keys)
        else { return .nobody }
        var known = ItemRow.none
        var learned = ItemRow.none
        var isKnownShared = false
        var isLearnedShared = false
        var entry = Int32(first)
        while entry != ItemRow.none {
            let row = rows[Int(entry)]
            if row.isKnown {
                isKnownShared = isKnownShared || known != ItemRow.none && known != row.customer
                if isKnownShared { return .shared }
                known = row.customer
            } else {
                isLearnedShared =
                    isLearnedShared || learned != ItemRow.none && learned != row.customer
                learned = row.customer
            }
            entry = row.next
        }
        // What is on file outweighs what was only learned.
        if known != ItemRow.none { return isKnownShared ? .shared : .known(known) }
        return isLearnedShared ? .shared : .learned(learned)
    }

    /// The kind sits in the bit pattern no ASCII text has.
    private static func key(_ kind: IdentityKind, _ value: NumberKey) -> NumberKey {
        NumberKey(low: value.low ^ UInt64(kind.rawValue) << 59, high: value.high)
    }
}
