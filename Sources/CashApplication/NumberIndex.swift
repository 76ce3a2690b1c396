/// From number keys to rows: open addressing over one flat array.
///
/// A slot holds half the key's hash and the row, so that most probes end in one cache line and a
/// wrong row is hardly ever looked at.
struct NumberIndex: Sendable {
    /// Hash in the upper half, row + 1 in the lower; 0 where empty.
    private var slots: [UInt64] = []
    private var count = 0

    /// Makes room for so many keys in all; what is in the index is lost when it has to grow.
    ///
    /// - Returns: whether the index is empty now and everything must be inserted again.
    mutating func reserve(_ keys: Int) -> Bool {
        guard keys * 8 > slots.count * 5 else { return false }
        var capacity = 1024
        while keys * 8 > capacity * 5 { capacity *= 2 }
        slots = Array(repeating: 0, count: capacity)
        count = 0
        return true
    }

    /// Puts a row under its key unless the key is there already.
    ///
    /// - Returns: the row that has the key; nil when the new one took it.
    mutating func insert(_ key: NumberKey, row: Int, keys: [NumberKey]) -> Int? {
        let hash = key.hash
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let found = slots[slot]
            if found >> 32 == hash >> 32 {
                let other = Int(found & 0xFFFF_FFFF) - 1
                if keys[other] == key { return other }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(row + 1)
        count += 1
        return nil
    }

    /// The row under a key; nil when there is none.
    func row(of key: NumberKey, keys: [NumberKey]) -> Int? {
        guard !slots.isEmpty else { return nil }
        let hash = key.hash
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let found = slots[slot]
            if found == 0 { return nil }
            if found >> 32 == hash >> 32 {
                let row = Int(found & 0xFFFF_FFFF) - 1
                if keys[row] == key { return row }
            }
            slot = (slot + 1) & mask
        }
    }
}
