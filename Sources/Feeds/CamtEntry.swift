import Values

/// An entry while it is read.
struct CamtEntry {
    var line: Int32 = 0
    var texts = FieldTexts<CamtField>()
    /// In minor units, not below zero.
    var amountMinor: Int64?
    var isCredit: Bool?
    var isReversal: Bool?
    var status: EntryStatus?
    var bookedOn: CalendarDate?
    var valueOn: CalendarDate?
    var charges = CamtCharges()
    var hasReturnInformation = false
    /// One for each transaction: its texts, and what it says of money.
    var details: [EntryDetail] = []
    var moneys: [CamtMoney] = []
    /// The documents of each transaction that names several.
    var documents: [(detail: Int, lines: [CamtDocument])] = []
    /// What `Btch` says of the transactions; nil where it says nothing.
    var batchCount: Int64?
    var batchMinor: Int128?

    /// Makes room for the next entry and keeps the memory.
    mutating func begin(line: Int32) {
        self.line = line
        texts.removeAll()
        amountMinor = nil
        isCredit = nil
        isReversal = nil
        status = nil
        bookedOn = nil
        valueOn = nil
        charges = CamtCharges()
        hasReturnInformation = false
        if !details.isEmpty { details.removeAll(keepingCapacity: true) }
        if !moneys.isEmpty { moneys.removeAll(keepingCapacity: true) }
        if !documents.isEmpty { documents.removeAll(keepingCapacity: true) }
        batchCount = nil
        batchMinor = nil
    }

    /// What every entry must have.
    struct Essentials {
        let amountMinor: Int64
        let isCredit: Bool
        let status: EntryStatus
        let bookedOn: CalendarDate
        /// Whether the entry says its day itself.
        let isDated: Bool
    }

    /// What every entry must have, if it is all there.
    ///
    /// - Parameters:
    ///   - message: of the entry; only a statement books, and needs to say on which day.
    ///   - fallback: the day of an entry that is not booked, or booked elsewhere.
    /// - Returns: the essentials, the status booked where none is given.
    /// - Throws: malformed or badDate, when something is missing.
    func checked(
        in message: CamtMessage, fallback: CalendarDate?
    ) throws(FeedError) -> Essentials {
        func missing(_ element: String, _ expected: String) -> FeedError {
            FeedError(
                element == "BookgDt" ? .badDate : .malformed, line: Int(line),
                field: "\(message.record)/Ntry/\(element)", expected: expected)
        }
        guard let amountMinor else { throw missing("Amt", "an amount") }
        guard let isCredit else { throw missing("CdtDbtInd", "CRDT or DBIT") }
        let status = status ?? .booked
        let isBooked = status == .booked && message.kind.isBooked
        let own = bookedOn ?? valueOn
        guard let day = own ?? (isBooked ? nil : fallback) else {
            throw missing("BookgDt", "a booking date or a value date")
        }
        return Essentials(
            amountMinor: amountMinor, isCredit: isCredit, status: status, bookedOn: day,
            isDated: own != nil || status != .booked)
    }

    /// What the entry is: by the code of ISO 20022, else by the bank's own.
    func kind(isCredit: Bool) -> EntryKind {
        let kind = code.kind(
            isCredit: isCredit, isReversal: isReversal == true,
            hasReturnInformation: hasReturnInformation)
        guard kind == .unclassified, isReversal != true else { return kind }
        let own = texts.slice(.proprietaryCode)
        switch texts.code(.codeIssuer) {
        case "DK", "ZKA": return GermanBusinessCode.kind(own, isMoneyIn: isCredit)
        case "CFONB":
            return Cfonb120Codes.kind(of: String(decoding: own, as: UTF8.self), isMoneyIn: isCredit)
        default: return .unclassified
        }
    }

    var code: ISOTransactionCode {
        ISOTransactionCode(
            domain: texts.code(.domain), family: texts.code(.family),
            subFamily: texts.code(.subFamily))
    }

    /// Takes a transaction's code for an entry that has none: the element is mandatory, and often
    /// empty.
    mutating func adoptCode(of transaction: CamtTransaction) {
        guard texts[.domain].isEmpty, texts[.proprietaryCode].isEmpty else { return }
        for field in [CamtField.domain, .family, .subFamily, .proprietaryCode, .codeIssuer] {
            let range = transaction.texts[field].range
            texts.set(field, transaction.texts.bytes.span.extracting(range))
        }
    }

    /// Takes the account servicer's reference of the only transaction, or of all of them, for an
    /// entry that has none: a notification and its statement are joined by it.
    mutating func adoptReference(of transaction: CamtTransaction) {
        guard texts[.bankReference].isEmpty else { return }
        let own = transaction.texts.slice(.transactionBankReference)
        if details.isEmpty {
            texts.set(.transactionBankReference, own.span)
        } else if texts.slice(.transactionBankReference) != own {
            texts.clear(.transactionBankReference)
        }
    }

    /// The account servicer's reference, else the one its transactions share.
    func appendBankReference(to arena: inout [UInt8]) -> TextRange {
        let own = texts.slice(.bankReference)
        return arena.appendText(own.isEmpty ? texts.slice(.transactionBankReference) : own)
    }

    /// The code as the file has it: `PMNT/RCDT/ESCT`, then the bank's own after a blank.
    func appendCode(to arena: inout [UInt8]) -> TextRange {
        let start = arena.count
        for field in [CamtField.domain, .family, .subFamily] where !texts[field].isEmpty {
            if arena.count > start { arena.append(UInt8(ascii: "/")) }
            arena.append(contentsOf: texts.slice(field))
        }
        if !texts[.proprietaryCode].isEmpty {
            if arena.count > start { arena.append(0x20) }
            arena.append(contentsOf: texts.slice(.proprietaryCode))
        }
        return arena.count == start
            ? .empty : TextRange(start: start, count: arena.count - start)
    }

    /// The owner's reference: of the batch, else of the only payment order, else the entry's.
    func appendOwnReference(to arena: inout [UInt8]) -> TextRange {
        let fields: [CamtField] = [.batchPayment, .batchMessage, .paymentID, .entryReference]
        for field in fields where !texts[field].isEmpty {
            return arena.appendText(texts.slice(field))
        }
        return .empty
    }
}

/// What a transaction says of its money; nothing of it is trusted before it adds up.
struct CamtMoney {
    /// `Amt`, else `AmtDtls/TxAmt`, if in the entry's currency.
    var statedMinor: Int64?
    /// `AmtDtls/InstdAmt`, if in the entry's currency: what the payer ordered.
    var instructedMinor: Int64?
    /// `CdtDbtInd`, where there is one.
    var isCredit: Bool?
    var charges = CamtCharges()
}

/// Charges of an entry or a transaction in the entry's currency.
struct CamtCharges {
    private var recordsMinor: Int64 = 0
    private var hasRecords = false
    private var totalMinor: Int64 = 0
    private var isUnusable = false
    /// Whether every record says that it is part of the booked amount.
    private(set) var areIncluded = false

    /// Adds one record; a nil amount is one in another currency or beyond the limit.
    mutating func add(_ amountMinor: Int64?, isCredit: Bool, isIncluded: Bool?) {
        areIncluded = isIncluded == true && (areIncluded || !hasRecords)
        hasRecords = true
        guard let amountMinor else {
            isUnusable = true
            return
        }
        let (sum, overflow) = recordsMinor.addingReportingOverflow(
            isCredit ? -amountMinor : amountMinor)
        if overflow { isUnusable = true } else { recordsMinor = sum }
    }

    /// Sets the total that is used where no record is given.
    mutating func setTotal(_ amountMinor: Int64) {
        totalMinor = amountMinor
    }

    /// Not below zero; 0 also where the charges cannot be added up.
    var minor: Int64 {
        isUnusable ? 0 : max(0, hasRecords ? recordsMinor : totalMinor)
    }
}
