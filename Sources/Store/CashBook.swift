package import CashApplication
package import Feeds
import Ledger
package import Values

/// The money movements of the new entries of one or more statements, sorted into payments and the
/// bank's own debits and credits.
///
/// Every part of every entry is in exactly one of the three.
package struct CashBook: Sendable {
    /// The payments, with ids 0, 1, 2, … until ids are reserved.
    package var payments = PaymentBatch()
    /// For each payment, where it came from.
    package var sources: [MovementSource] = []
    /// Money out, as negative amounts.
    package var debits: [BankMovement] = []
    /// Money in that no customer paid.
    package var credits: [BankMovement] = []

    package init() {}

    package var isEmpty: Bool { sources.isEmpty && debits.isEmpty && credits.isEmpty }

    /// Sorts a statement's new entries into the book.
    ///
    /// - Parameters:
    ///   - batch: the batch the rows belong to.
    ///   - entries: the new ones, as indices into `batch`.
    ///   - firstEntry: the id of the first; ids count up from it.
    ///   - account: whose statement it is.
    package mutating func add(
        _ batch: EntryBatch, entries: [Int], firstEntry: Int64, account: BankAccount
    ) {
        let offset = payments.text.count
        // The usual file has one statement: its texts are shared, not copied.
        if payments.text.isEmpty {
            payments.text = batch.text
        } else {
            payments.text.append(contentsOf: batch.text)
        }
        payments.payments.reserveCapacity(payments.payments.count + entries.count)
        sources.reserveCapacity(sources.count + entries.count)
        for (position, index) in entries.enumerated() {
            let entry = batch.entries[index]
            for detail in entry.detailRange where batch.details[detail].amountMinor != 0 {
                let source = MovementSource(
                    entry: firstEntry + Int64(position), line: entry.line,
                    detail: Int32(detail - Int(entry.firstDetail)) + 1, bookedOn: entry.bookedOn,
                    valueOn: entry.valueOn, bank: account.ledgerAccount,
                    currency: account.currency)
                add(batch.details[detail], of: entry, source, textOffset: offset)
            }
        }
    }

    private mutating func add(
        _ detail: EntryDetail, of entry: Entry, _ source: MovementSource, textOffset: Int
    ) {
        guard detail.amountMinor > 0 else {
            debits.append(BankMovement(detail, of: entry, source, textOffset: textOffset))
            return
        }
        switch entry.kind {
        case .charge, .interest, .transfer, .refund:
            credits.append(BankMovement(detail, of: entry, source, textOffset: textOffset))
        case .payment, .returned, .unclassified:
            payments.payments.append(
                Payment(detail, of: entry, source, id: Int64(sources.count), textOffset: textOffset)
            )
            sources.append(source)
        }
    }
}

/// Where a movement stands on the bank's statement.
package struct MovementSource: Sendable, Equatable, BitwiseCopyable {
    package var entry: Int64
    package var line: Int32
    /// Counted from 1 within the entry.
    package var detail: Int32
    package var bookedOn: CalendarDate
    package var valueOn: CalendarDate
    /// The ledger account of the bank account.
    package var bank: Int32
    package var currency: Currency
}

/// A debit or credit that is the bank's or the office's own, not a customer's payment.
package struct BankMovement: Sendable, Equatable, BitwiseCopyable {
    package var source: MovementSource
    package var kind: EntryKind
    package var isReversal: Bool
    /// Signed: negative is money out.
    package var amountMinor: Int64
    /// Texts in the arena of the book's payments.
    package var partyName: TextRange
    package var partyAccount: TextRange
    package var endToEndID: TextRange
    package var reason: TextRange
    package var originalReferences: TextRange
    package var text: TextRange

    fileprivate init(
        _ detail: EntryDetail, of entry: Entry, _ source: MovementSource, textOffset: Int
    ) {
        self.source = source
        kind = entry.kind
        isReversal = entry.isReversal
        amountMinor = detail.amountMinor
        partyName = detail.partyName.moved(by: textOffset)
        partyAccount = detail.partyAccount.moved(by: textOffset)
        endToEndID = detail.endToEndID.moved(by: textOffset)
        reason = detail.returnReason.moved(by: textOffset)
        originalReferences = detail.originalReferences.moved(by: textOffset)
        text = detail.text.moved(by: textOffset)
    }
}

extension Payment {
    fileprivate init(
        _ detail: EntryDetail, of entry: Entry, _ source: MovementSource, id: Int64,
        textOffset: Int
    ) {
        self.init(
            id: id, amount: Money(minorUnits: detail.amountMinor, currency: source.currency),
            valueOn: source.valueOn)
        payerName =
            (detail.ultimateName.isEmpty ? detail.partyName : detail.ultimateName)
            .moved(by: textOffset)
        payerAccount = detail.partyAccount.moved(by: textOffset)
        mandate = detail.mandate.moved(by: textOffset)
        endToEndID = detail.endToEndID.moved(by: textOffset)
        structuredReferences = detail.structuredReferences.moved(by: textOffset)
        text = detail.text.moved(by: textOffset)
        bankReference = entry.bankReference.moved(by: textOffset)
    }
}
