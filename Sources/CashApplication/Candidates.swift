package import Values

/// Everything that could explain a batch of payments: all open items of the payers concerned, the
/// items their references name, recently closed items, and payer identities.
///
/// It must hold *every* item of a payer it holds one of, or uniqueness is not proved. What is
/// added twice counts once. Nothing in it depends on the order in which it was filled.
package struct Candidates: Sendable {
    /// The patterns of the ledger's document numbers.
    ///
    /// Every number added is learned. Whoever adds only some of a ledger's items learns the
    /// patterns of all of its numbers first, so that both ways of loading decide alike.
    package var documentPatterns = NumberPatterns()
    /// The patterns of the ledger's customer numbers, learned in the same way.
    package var customerPatterns = NumberPatterns()
    /// The lengths of the ledger's structured references, learned in the same way.
    package var referenceLengths = ReferenceLengths()

    var items: [ItemRow] = []
    var customers: [CustomerRow] = []
    /// Numbers and names for the sentences, UTF-8 without control characters.
    var arena: [UInt8] = []
    /// One key for each item.
    private(set) var numberKeys: [NumberKey] = []
    /// By row, ascending.
    private var discounts: [DiscountRow] = []
    /// What was let off in a month, for policies with a budget.
    private var letOffMinor: [BudgetKey: Int64] = [:]
    private var numberIndex = NumberIndex()
    private var references = ReferenceIndex()
    private(set) var identities = IdentityIndex()
    private var customerKeys: [NumberKey] = []
    private var customerIndex = NumberIndex()
    private var indexedCount = 0
    /// Feeds come sorted by customer more often than not.
    private var latestCustomer = (id: Int64.min, index: Int32(0))

    package init() {}

    /// Makes room for so many items, open and closed, so that nothing is copied while they come.
    package mutating func reserveCapacity(_ count: Int) {
        items.reserveCapacity(count)
        numberKeys.reserveCapacity(count)
        arena.reserveCapacity(count * 12)
    }

    /// Adds an open item.
    ///
    /// - Parameters:
    ///   - item: the item.
    ///   - number: its document number as printed, ASCII or UTF-8.
    ///   - reference: its structured reference in electronic form; empty when it has none.
    package mutating func add(
        _ item: OpenItem, number: Span<UInt8>, reference: Span<UInt8>
    ) {
        var row = ItemRow(
            id: item.id, openMinor: item.open.minorUnits, settledMinor: item.originalMinor,
            number: appendText(number), customer: customerIndex(of: item.customer),
            currency: item.open.currency, dueOn: item.dueOn, state: .open)
        row.treatment = item.treatment
        row.isHeld = item.isHeld
        if let terms = item.discount, item.open.minorUnits == item.originalMinor,
            item.originalMinor > 0
        {
            discounts.append(
                DiscountRow(
                    row: Int32(items.count), originalMinor: item.originalMinor, terms: terms))
        }
        append(row, number: number, reference: reference)
    }

    /// Adds a recently closed item, as ``add(_:number:reference:)`` does an open one.
    package mutating func add(
        _ item: ClosedItem, number: Span<UInt8>, reference: Span<UInt8>
    ) {
        var row = ItemRow(
            id: item.id, openMinor: 0, settledMinor: item.original.minorUnits,
            number: appendText(number), customer: customerIndex(of: item.customer),
            currency: item.original.currency, dueOn: item.closedOn, state: .closed)
        row.settledBy = item.closedBy
        append(row, number: number, reference: reference)
    }

    /// Adds a way to recognise a customer.
    ///
    /// - Parameters:
    ///   - kind: how the value recognises.
    ///   - customer: whom it recognises.
    ///   - isKnown: on file or confirmed; false when the identity was only learned.
    ///   - value: account without blanks, customer number, mandate, or name as on file.
    package mutating func addIdentity(
        _ kind: IdentityKind, of customer: Int64, isKnown: Bool, value: Span<UInt8>
    ) {
        let key: NumberKey
        if kind == .name {
            let written = String(decoding: value.copied, as: UTF8.self)
            key = NumberKey(verbatim: Array(nameKey(written).utf8).span)
            if let whole = wholeNameKey(written) {
                identities.add(
                    IdentityRow(
                        key: whole, customer: customerIndex(of: customer), kind: kind,
                        isKnown: isKnown))
            }
        } else {
            key = NumberKey(value)
        }
        guard !key.isEmpty else { return }
        if kind == .customerNumber {
            customerPatterns.learn(key, value)
        }
        identities.add(
            IdentityRow(
                key: key, customer: customerIndex(of: customer), kind: kind, isKnown: isKnown))
    }

    /// Names a customer for the sentences.
    package mutating func addCustomer(_ customer: Int64, name: String) {
        let index = Int(customerIndex(of: customer))
        customers[index].name = appendText(Array(name.utf8).span)
    }

    /// Adds what was let off a customer before, discounts aside.
    ///
    /// Only a policy with a monthly budget asks for it.
    ///
    /// - Parameters:
    ///   - amount: the sum of it.
    ///   - customer: the customer.
    ///   - day: a day in the calendar month of the payments' value dates.
    package mutating func addLetOff(_ amount: Money, of customer: Int64, on day: CalendarDate) {
        letOff(
            amount.minorUnits,
            BudgetKey(customer: customerIndex(of: customer), currency: amount.currency, on: day))
    }

    func letOff(_ key: BudgetKey) -> Int64 { letOffMinor[key] ?? 0 }

    mutating func letOff(_ minor: Int64, _ key: BudgetKey) {
        let (sum, overflow) = letOff(key).addingReportingOverflow(minor)
        letOffMinor[key] = overflow ? .max : sum
    }

    /// Indexes what was added since the last time; ``decide(_:candidates:policy:on:)`` does it
    /// when it was not done.
    package mutating func index() {
        guard indexedCount < items.count else { return }
        if numberIndex.reserve(items.count) { indexedCount = 0 }
        for row in indexedCount..<items.count where !numberKeys[row].isEmpty {
            guard items[row].state != .repeated,
                let other = numberIndex.insert(numberKeys[row], row: row, keys: numberKeys),
                other != row
            else { continue }
            resolve(row, against: representative(of: other))
        }
        indexedCount = items.count
    }

    /// The discount of a document; nil when it has none, or a part of it was paid before.
    func discount(of row: Int32) -> DiscountRow? {
        var (low, high) = (0, discounts.count)
        while low < high {
            let middle = (low + high) / 2
            if discounts[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return low < discounts.count && discounts[low].row == row ? discounts[low] : nil
    }

    /// Whether a document has this number.
    func isNumberKnown(_ key: NumberKey) -> Bool {
        numberIndex.row(of: key, keys: numberKeys) != nil
    }

    /// The document a number names; nil when it names none or more than one.
    func row(ofNumber key: NumberKey) -> Int? {
        guard let row = numberIndex.row(of: key, keys: numberKeys) else { return nil }
        return items[row].isNumberShared ? nil : representative(of: row)
    }

    /// What a structured reference in electronic form names.
    func rows(ofReference key: NumberKey) -> ReferenceIndex.Found {
        references.find(key, items: items)
    }

    /// Whether any document has a structured reference.
    var hasReferences: Bool { !references.isEmpty }

    /// The number of a document as printed.
    func number(of row: Int) -> Range<Int> { items[row].number.range }

    /// The index of a customer, which is made when it is new.
    mutating func customerIndex(of id: Int64) -> Int32 {
        if latestCustomer.id == id { return latestCustomer.index }
        let key = NumberKey(low: UInt64(bitPattern: id), high: 1)
        if customerIndex.reserve(customers.count + 1) {
            for row in customers.indices {
                _ = customerIndex.insert(customerKeys[row], row: row, keys: customerKeys)
            }
        }
        customerKeys.append(key)
        let found = customerIndex.insert(key, row: customers.count, keys: customerKeys)
        if let found {
            customerKeys.removeLast()
            latestCustomer = (id, Int32(found))
        } else {
            latestCustomer = (id, Int32(customers.count))
            customers.append(CustomerRow(id: id))
        }
        return latestCustomer.index
    }
}

extension Candidates {
    private mutating func append(
        _ row: ItemRow, number: Span<UInt8>, reference: Span<UInt8>
    ) {
        let key = NumberKey(number)
        let index = items.count
        items.append(row)
        numberKeys.append(key)
        documentPatterns.learn(key, number)
        let customer = Int(row.customer)
        items[index].next = customers[customer].firstItem
        customers[customer].firstItem = Int32(index)
        customers[customer].itemCount += 1
        referenceLengths.learn(reference.count)
        if !reference.isEmpty { references.add(reference, row: index) }
    }

    /// Two rows have one number: the same document added twice, or two documents.
    private mutating func resolve(_ row: Int, against other: Int) {
        guard items[row].id == items[other].id else {
            items[other].isNumberShared = true
            items[row].isNumberShared = true
            return
        }
        // An open row says more than a closed one of the same document.
        let (kept, dropped) =
            items[row].state == .open && items[other].state != .open ? (row, other) : (other, row)
        items[dropped].state = .repeated
        items[dropped].openMinor = 0
        items[dropped].settledBy = Int64(kept)
    }

    private func representative(of row: Int) -> Int {
        items[row].state == .repeated ? Int(items[row].settledBy) : row
    }

    /// Control characters would break a line of the alternatives or command a terminal.
    private mutating func appendText(_ bytes: Span<UInt8>) -> TextRange {
        let start = arena.count
        for index in bytes.indices {
            let byte = bytes[index]
            arena.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
        }
        return bytes.isEmpty ? .empty : TextRange(start: start, count: bytes.count)
    }
}

extension Span<UInt8> {
    var copied: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices { bytes.append(self[index]) }
        return bytes
    }
}
