import Values

/// One `TxDtls` while it is read.
struct CamtTransaction {
    var texts = FieldTexts<CamtField>()
    /// Remittance text, one piece a line, in the file's order.
    var remittance: [UInt8] = []
    /// Structured references, one a line.
    var references: [UInt8] = []
    var amountMinor: Int64?
    var transactionAmountMinor: Int64?
    var instructedAmountMinor: Int64?
    var isCredit: Bool?
    var charges = CamtCharges()
    var hasReturnInformation = false
    var documents: [CamtDocument] = []

    /// Makes room for the next transaction and keeps the memory.
    mutating func begin() {
        texts.removeAll()
        if !remittance.isEmpty { remittance.removeAll(keepingCapacity: true) }
        if !references.isEmpty { references.removeAll(keepingCapacity: true) }
        amountMinor = nil
        transactionAmountMinor = nil
        instructedAmountMinor = nil
        isCredit = nil
        charges = CamtCharges()
        hasReturnInformation = false
        if !documents.isEmpty { documents.removeAll(keepingCapacity: true) }
    }

    /// Takes the reason of a return from the bank's words, where the field for it has no code.
    mutating func adoptReason(beginning text: Span<UInt8>) {
        guard texts[.returnReason].isEmpty, let code = ISOReason.code(beginning: text) else {
            return
        }
        texts.set(.returnReason, code.bytes.span)
    }

    var money: CamtMoney {
        CamtMoney(
            statedMinor: amountMinor ?? transactionAmountMinor,
            instructedMinor: instructedAmountMinor, isCredit: isCredit, charges: charges)
    }

    var code: ISOTransactionCode {
        ISOTransactionCode(
            domain: texts.code(.domain), family: texts.code(.family),
            subFamily: texts.code(.subFamily))
    }

    /// The detail without its amount, its texts copied into an arena.
    ///
    /// - Parameters:
    ///   - isCredit: of the entry.
    ///   - isUndoing: whether the entry undoes an earlier one or is a return.
    ///   - statement: to tell which party is the account's owner.
    ///   - arena: of the batch.
    /// - Returns: a detail whose texts lie in the arena.
    func detail(
        isCredit: Bool, isUndoing: Bool, in statement: FieldTexts<CamtField>,
        to arena: inout [UInt8]
    ) -> EntryDetail {
        var detail = EntryDetail(amountMinor: 0)
        let party = otherParty(isCredit: isCredit, isUndoing: isUndoing, in: statement)
        detail.partyName = arena.appendText(texts.slice(party.name))
        detail.partyAccount = arena.appendText(texts.slice(party.account))
        if texts.slice(party.ultimate) != texts.slice(party.name) {
            detail.ultimateName = arena.appendText(texts.slice(party.ultimate))
        }
        detail.endToEndID = arena.appendText(texts.slice(.endToEndID))
        detail.mandate = arena.appendText(texts.slice(.mandate))
        let ids: [CamtField] = [
            .transactionID, .transactionBankReference, .clearingReference, .uniqueID,
            .instructionID, .cheque,
        ]
        if let id = ids.first(where: { !texts[$0].isEmpty }) {
            detail.transactionID = arena.appendText(texts.slice(id))
        }
        detail.structuredReferences = arena.appendText(references[...])
        // What the bank adds is only worth reading where the payer said nothing.
        detail.text =
            remittance.isEmpty && references.isEmpty
            ? arena.appendText(texts.slice(.transactionInformation))
            : arena.appendText(remittance[...])
        detail.returnReason = arena.appendText(texts.slice(.returnReason))
        if isUndoing { detail.originalReferences = originalReferences(in: &arena) }
        return detail
    }

    /// In a return the references are those of the payment that came back.
    private func originalReferences(in arena: inout [UInt8]) -> TextRange {
        let start = arena.count
        let fields: [CamtField] = [.endToEndID, .transactionID, .instructionID, .paymentID]
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

extension CamtTransaction {
    private struct Party {
        let name: CamtField
        let ultimate: CamtField
        let account: CamtField

        static let debtor = Party(
            name: .debtor, ultimate: .ultimateDebtor, account: .debtorAccount)
        static let creditor = Party(
            name: .creditor, ultimate: .ultimateCreditor, account: .creditorAccount)
    }

    /// Who stands on the other side.
    ///
    /// The debtor of a credit, the creditor of a debit. A return or reversal keeps the roles of the
    /// payment it undoes, so there it is the other way round: the customer whose direct debit came
    /// back is still the debtor, though we are debited. Some banks turn the roles all the same, so
    /// whoever is plainly the account's owner is never taken.
    private func otherParty(
        isCredit: Bool, isUndoing: Bool, in statement: FieldTexts<CamtField>
    ) -> Party {
        let usual = isCredit ? Party.debtor : .creditor
        guard isUndoing else { return usual }
        let original = isCredit ? Party.creditor : .debtor
        let isOriginalUsable = isNamed(original) && !isOwner(original, of: statement)
        let isUsualUsable = isNamed(usual) && !isOwner(usual, of: statement)
        return isOriginalUsable || !isUsualUsable ? original : usual
    }

    private func isNamed(_ party: Party) -> Bool {
        !texts[party.name].isEmpty || !texts[party.account].isEmpty
    }

    /// By account where the file gives one, else by name.
    private func isOwner(_ party: Party, of statement: FieldTexts<CamtField>) -> Bool {
        texts[party.account].isEmpty
            ? texts.slice(party.name) == statement.slice(.owner)
            : texts.slice(party.account) == statement.slice(.account)
    }
}
