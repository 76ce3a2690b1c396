import Values

/// An entry while it is read.
struct Camt053Entry {
    var line: Int32 = 0
    var texts = Camt053Texts()
    /// In minor units, not below zero.
    var amountMinor: Int64?
    var isCredit: Bool?
    var isReversal: Bool?
    var status: EntryStatus?
    var bookedOn: CalendarDate?
    var valueOn: CalendarDate?
    var charges = Camt053Charges()
    var hasReturnInformation = false
    /// One for each transaction: its texts, and what it says of money.
    var details: [EntryDetail] = []
    var moneys: [Camt053Money] = []

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
        charges = Camt053Charges()
        hasReturnInformation = false
        details.removeAll(keepingCapacity: true)
        moneys.removeAll(keepingCapacity: true)
    }

    /// What every entry must have.
    struct Essentials {
        let amountMinor: Int64
        let isCredit: Bool
        let status: EntryStatus
        let bookedOn: CalendarDate
    }

    /// What every entry must have, if it is all there.
    ///
    /// - Parameters:
    ///   - statement: to fall back on for the day of an entry that is not booked.
    ///   - created: day of the whole message.
    /// - Returns: the essentials, the status booked where none is given.
    /// - Throws: malformed or badDate, when something is missing.
    func checked(
        in statement: Camt053Statement, created: CalendarDate?
    ) throws(FeedError) -> Essentials {
        guard let amountMinor else { throw missing(.malformed, "Amt", "an amount") }
        guard let isCredit else { throw missing(.malformed, "CdtDbtInd", "CRDT or DBIT") }
        let status = status ?? .booked
        let fallback = status == .booked ? nil : statement.fallbackDay ?? created
        guard let bookedOn = bookedOn ?? valueOn ?? fallback else {
            throw missing(.badDate, "BookgDt", "a booking date or a value date")
        }
        return Essentials(
            amountMinor: amountMinor, isCredit: isCredit, status: status, bookedOn: bookedOn)
    }

    private func missing(
        _ reason: FeedError.Reason, _ element: String, _ expected: String
    ) -> FeedError {
        FeedError(reason, line: Int(line), field: "Stmt/Ntry/" + element, expected: expected)
    }

    var code: Camt053TransactionCode {
        Camt053TransactionCode(
            domain: texts.code(.domain), family: texts.code(.family),
            subFamily: texts.code(.subFamily))
    }

    /// Takes a transaction's code for an entry that has none: the element is mandatory, and often
    /// empty.
    mutating func adoptCode(of transaction: Camt053Transaction) {
        guard texts[.domain].isEmpty, texts[.proprietaryCode].isEmpty else { return }
        for field in [Camt053Field.domain, .family, .subFamily, .proprietaryCode] {
            let range = transaction.texts[field].range
            texts.set(field, transaction.texts.bytes.span.extracting(range))
        }
    }

    /// The code as the file has it: `PMNT/RCDT/ESCT`, then the bank's own after a blank.
    func appendCode(to arena: inout [UInt8]) -> TextRange {
        let start = arena.count
        for field in [Camt053Field.domain, .family, .subFamily] where !texts[field].isEmpty {
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
        let fields: [Camt053Field] = [.batchPayment, .batchMessage, .paymentID, .entryReference]
        for field in fields where !texts[field].isEmpty {
            return arena.appendText(texts.slice(field))
        }
        return .empty
    }
}

/// What a transaction says of its money; nothing of it is trusted before it adds up.
struct Camt053Money {
    /// `Amt`, else `AmtDtls/TxAmt`, if in the entry's currency.
    var statedMinor: Int64?
    /// `AmtDtls/InstdAmt`, if in the entry's currency: what the payer ordered.
    var instructedMinor: Int64?
    /// `CdtDbtInd`, where there is one.
    var isCredit: Bool?
    var charges = Camt053Charges()
}

/// Charges of an entry or a transaction in the entry's currency.
struct Camt053Charges {
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
