import Values

/// What the texts of one payment name.
struct ReferenceReading {
    /// A document named.
    struct Mention: Equatable {
        var row: Int32
        /// A number without the ledger's letters or a label beside it: evidence only if something
        /// else agrees.
        var isBare: Bool
    }

    /// Documents in the order in which the texts name them, each once.
    var mentions: [Mention] = []
    /// Stretches of the batch's text that look like the ledger's numbers and name nothing.
    var unfound: [TextRange] = []
    /// Stretches of digits that may be a number without its letters or noughts.
    var fragments: [Fragment] = []
    /// Customers whose number is named with its letters or with a label.
    var customers: [Int32] = []
    /// Customers whose number is named by bare digits.
    var bareCustomers: [Int32] = []
    /// The customer whom structured references name; ``ItemRow/none`` without.
    var referenceCustomer = ItemRow.none

    /// Digits that an approximate reading may complete.
    struct Fragment: Equatable {
        var digits: NumberKey
        var count: Int32
        var text: TextRange
        var isLabelled: Bool
        /// The number goes on in the next line; the key is of both parts.
        var isBroken: Bool
    }

    mutating func clear() {
        mentions.removeAll(keepingCapacity: true)
        unfound.removeAll(keepingCapacity: true)
        fragments.removeAll(keepingCapacity: true)
        customers.removeAll(keepingCapacity: true)
        bareCustomers.removeAll(keepingCapacity: true)
        referenceCustomer = ItemRow.none
    }

    mutating func mention(_ row: Int, isBare: Bool) {
        if let index = mentions.firstIndex(where: { $0.row == Int32(row) }) {
            if !isBare { mentions[index].isBare = false }
        } else {
            mentions.append(Mention(row: Int32(row), isBare: isBare))
        }
    }

    mutating func name(_ customer: Int32, isBare: Bool) {
        if isBare {
            if !bareCustomers.contains(customer) { bareCustomers.append(customer) }
        } else if !customers.contains(customer) {
            customers.append(customer)
        }
    }
}
