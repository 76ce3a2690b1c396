package import Values

/// One booking on a bank account as a statement reports it.
///
/// A plain bit pattern: a statement of a million entries is one array, and a decoder in a child
/// process hands it over as bytes. Texts are ranges in the ``EntryBatch`` that holds the entry.
package struct Entry: Sendable, Equatable, BitwiseCopyable {
    /// Line of the file where the entry begins, counted from 1.
    package var line: Int32
    package var bookedOn: CalendarDate
    /// The bank's value date; the booking date where the bank gives none.
    package var valueOn: CalendarDate
    /// In minor units of the statement's currency; positive is money in.
    package var amountMinor: Int64
    package var status: EntryStatus = .booked
    package var kind: EntryKind = .unclassified
    /// Whether the bank marks the booking as undoing an earlier one.
    ///
    /// The sign is already right.
    package var isReversal = false
    /// The account servicer's reference.
    ///
    /// Never an identity: banks leave it out and repeat it.
    package var bankReference = TextRange.empty
    /// The account owner's own reference.
    package var ownReference = TextRange.empty
    /// The bank's transaction code as written: `PMNT/RCDT/ESCT`, `NTRF/166`.
    package var code = TextRange.empty
    /// What the bank says about the booking as a whole.
    package var information = TextRange.empty
    /// The entry's details, as indices into the batch.
    ///
    /// Never empty: an entry that says nothing of its parts has one detail of its whole amount.
    package var firstDetail: Int32 = 0
    package var detailCount: Int32 = 0

    package init(line: Int32, bookedOn: CalendarDate, valueOn: CalendarDate, amountMinor: Int64) {
        self.line = line
        self.bookedOn = bookedOn
        self.valueOn = valueOn
        self.amountMinor = amountMinor
    }

    package var detailRange: Range<Int> {
        Int(firstDetail)..<Int(firstDetail) + Int(detailCount)
    }
}

/// Whether an entry is money.
///
/// Only booked entries are.
package enum EntryStatus: UInt8, Sendable, BitwiseCopyable {
    case booked = 1
    /// Announced, not booked (`PDNG`).
    case pending = 2
    /// For information only (`INFO`).
    case information = 3
}

/// What the bank's own code says an entry is; decides the posting, never the sign.
package enum EntryKind: UInt8, Sendable, BitwiseCopyable {
    case unclassified = 0
    /// A customer's credit: transfer, cheque, card, collected direct debit.
    case payment = 1
    /// A payment or direct debit that came back.
    case returned = 2
    /// A bank's fee.
    case charge = 3
    case interest = 4
    /// Money moved between own accounts: sweep, cash pooling, payout.
    case transfer = 5
    /// Money the office itself gave back to a payer.
    case refund = 6
}

/// One payment inside an entry.
///
/// The details of a batch entry add up to it, or a finding says not.
package struct EntryDetail: Sendable, Equatable, BitwiseCopyable {
    /// In minor units of the statement's currency, signed as the entry.
    package var amountMinor: Int64
    /// The other party: who paid a credit, who was paid by a debit.
    package var partyName = TextRange.empty
    /// IBAN or other account number of the other party, without blanks.
    package var partyAccount = TextRange.empty
    /// Remitter's or ultimate debtor's name, where it differs from ``partyName``.
    package var ultimateName = TextRange.empty
    /// Never `NOTPROVIDED` or another placeholder: those are empty here.
    package var endToEndID = TextRange.empty
    package var mandate = TextRange.empty
    /// The clearing's or the bank's id of this one transaction.
    package var transactionID = TextRange.empty
    /// Structured creditor references, one a line, without blanks.
    package var structuredReferences = TextRange.empty
    /// Unstructured remittance text; several lines joined by a line feed, in order.
    package var text = TextRange.empty
    /// The bank's reason for a return: `AC04`, `MS03`.
    package var returnReason = TextRange.empty
    /// References of the payment a return undoes, one a line.
    package var originalReferences = TextRange.empty
    /// Charges the bank took out of this detail, positive, in minor units.
    package var chargesMinor: Int64 = 0

    package init(amountMinor: Int64) {
        self.amountMinor = amountMinor
    }
}

/// Entries with their details and the arena of their texts.
package struct EntryBatch: Sendable, Equatable {
    package var entries: [Entry] = []
    package var details: [EntryDetail] = []
    /// UTF-8.
    package var text: [UInt8] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }

    /// Appends an entry with the details that belong to it.
    ///
    /// - Parameters:
    ///   - entry: its detail range is set here.
    ///   - parts: at least one; their texts are already in this batch's arena.
    package mutating func append(_ entry: Entry, details parts: [EntryDetail]) {
        var entry = entry
        entry.firstDetail = Int32(details.count)
        entry.detailCount = Int32(parts.count)
        details.append(contentsOf: parts)
        entries.append(entry)
    }

    /// Appends another batch, moving its indices and texts.
    ///
    /// Written out, without key paths, because it is done for every entry of every feed.
    package mutating func append(contentsOf other: EntryBatch) {
        let detailOffset = Int32(details.count)
        let offset = text.count
        entries.reserveCapacity(atLeast: entries.count + other.entries.count)
        details.reserveCapacity(atLeast: details.count + other.details.count)
        for var entry in other.entries {
            entry.firstDetail += detailOffset
            entry.bankReference = entry.bankReference.moved(by: offset)
            entry.ownReference = entry.ownReference.moved(by: offset)
            entry.code = entry.code.moved(by: offset)
            entry.information = entry.information.moved(by: offset)
            entries.append(entry)
        }
        for var detail in other.details {
            detail.partyName = detail.partyName.moved(by: offset)
            detail.partyAccount = detail.partyAccount.moved(by: offset)
            detail.ultimateName = detail.ultimateName.moved(by: offset)
            detail.endToEndID = detail.endToEndID.moved(by: offset)
            detail.mandate = detail.mandate.moved(by: offset)
            detail.transactionID = detail.transactionID.moved(by: offset)
            detail.structuredReferences = detail.structuredReferences.moved(by: offset)
            detail.text = detail.text.moved(by: offset)
            detail.returnReason = detail.returnReason.moved(by: offset)
            detail.originalReferences = detail.originalReferences.moved(by: offset)
            details.append(detail)
        }
        text += other.text
    }
}

extension Array {
    /// Makes room in steps that double, as appending does.
    fileprivate mutating func reserveCapacity(atLeast count: Int) {
        if count > capacity { reserveCapacity(Swift.max(count, capacity * 2)) }
    }
}
