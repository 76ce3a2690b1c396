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
    /// The numbers of the remittance, in the order of the text.
    var written: [WrittenNumber] = []
    /// The payer says that the money is for no document yet.
    var saysOnAccount = false
    /// The text says that more documents are meant than it names: `et al`.
    var saysMore = false
    /// Customers whose number is named with its letters or with a label.
    var customers: [Int32] = []
    /// Customers whose number is named by bare digits.
    var bareCustomers: [Int32] = []
    /// The customer whom structured references name; ``ItemRow/none`` without.
    var referenceCustomer = ItemRow.none

    /// Whether some of the remittance's numbers name no document as they stand.
    var hasUnread: Bool { written.contains { $0.row == ItemRow.none } }

    mutating func clear() {
        mentions.removeAll(keepingCapacity: true)
        unfound.removeAll(keepingCapacity: true)
        written.removeAll(keepingCapacity: true)
        customers.removeAll(keepingCapacity: true)
        saysOnAccount = false
        saysMore = false
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
