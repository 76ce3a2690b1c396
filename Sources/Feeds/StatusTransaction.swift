import Values

/// One order of a status report while it is read.
struct StatusTransaction {
    var level = StatusLevel()
    var texts = FieldTexts<StatusField>()
    /// Remittance text and structured references, one piece a line.
    var remittance: [UInt8] = []
    var references: [UInt8] = []
    var currency: Currency?
    /// In minor units of its currency.
    var amountMinor: Int64?
    var dueOn: CalendarDate?

    /// Makes room for the next transaction and keeps the memory.
    mutating func begin(line: Int32) {
        level.begin(line: line)
        texts.removeAll()
        remittance.removeAll(keepingCapacity: true)
        references.removeAll(keepingCapacity: true)
        currency = nil
        amountMinor = nil
        dueOn = nil
    }

    /// Whether the order was to collect money, by what only such an order has.
    var isCollection: Bool { !texts[.mandate].isEmpty }

    /// Ten-thousandths of the major unit; nil where the order's amount is not given.
    var tenThousandths: Int128? {
        guard let amountMinor, let currency else { return nil }
        return (currency.minorDigits..<4).reduce(Int128(amountMinor)) { amount, _ in amount * 10 }
    }

    /// The detail of the entry, its texts copied into an arena.
    ///
    /// - Parameters:
    ///   - isCollection: whether the debtor, and not the creditor, is the other party.
    ///   - arena: of the batch.
    /// - Returns: a detail whose texts lie in the arena.
    func detail(isCollection: Bool, to arena: inout [UInt8]) -> EntryDetail {
        var detail = EntryDetail(amountMinor: amountMinor ?? 0)
        let name: StatusField = isCollection ? .debtor : .creditor
        let ultimate: StatusField = isCollection ? .ultimateDebtor : .ultimateCreditor
        detail.partyName = arena.appendText(texts.slice(name))
        detail.partyAccount = arena.appendText(
            texts.slice(isCollection ? .debtorAccount : .creditorAccount))
        if texts.slice(ultimate) != texts.slice(name) {
            detail.ultimateName = arena.appendText(texts.slice(ultimate))
        }
        detail.endToEndID = arena.appendText(texts.slice(.endToEndID))
        detail.mandate = arena.appendText(texts.slice(.mandate))
        let ids: [StatusField] = [.transactionID, .clearingReference, .uniqueID, .instructionID]
        if let id = ids.first(where: { !texts[$0].isEmpty }) {
            detail.transactionID = arena.appendText(texts.slice(id))
        }
        detail.structuredReferences = arena.appendText(references[...])
        detail.text = arena.appendText(remittance[...])
        detail.returnReason = arena.appendText(level.reason[...])
        detail.originalReferences = originalReferences(in: &arena)
        return detail
    }

    private func originalReferences(in arena: inout [UInt8]) -> TextRange {
        let start = arena.count
        let fields: [StatusField] = [.endToEndID, .instructionID, .transactionID, .mandate]
        for (index, field) in fields.enumerated() where !texts[field].isEmpty {
            let isRepeated = fields[..<index].contains { texts.slice($0) == texts.slice(field) }
            if isRepeated { continue }
            if arena.count > start { arena.append(0x0A) }
            arena.append(contentsOf: texts.slice(field))
        }
        return arena.count == start
            ? .empty : TextRange(start: start, count: arena.count - start)
    }
}
