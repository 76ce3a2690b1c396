package import Values

/// The file of the American automated clearing house (ACH), received, sent or returned.
///
/// Each batch (5 to 8) is one ``Statement`` of kind ``StatementKind/notification``; amounts are
/// signed as the transaction code moves the account of the entry. A batch of credits to one account
/// is the statement of that account, `routing/number`, and its payer is the company of the batch
/// header; any other batch is the statement of the company by its identification, and the other
/// party is the one each entry names.
///
/// Entry and addenda counts, hashes, debit and credit totals of batches and of the file and the
/// batch count are recomputed; the operator rejects a file where one is wrong, and so do we. What
/// is merely odd is a ``Finding``: `block_count`, `check_digit`, `batch_control`, `record_order`,
/// `service_class`, `addenda_count`, `impossible_date`, `prenote_amount`, `return_reason`,
/// `advice`.
///
/// Source: Nacha, ACH Operating Rules and Guidelines 2024, appendix three "ACH record format
/// specifications".
package struct NACHA: FeedFormat {
    package static let name = "nacha"

    /// Reads the remittance that travels in the addenda of an entry, such as an X12 820 in CTX;
    /// nil leaves it in the text of the entry.
    ///
    /// What it throws becomes a finding of the batch, for the money is not in doubt.
    package typealias ReadPayload = @Sendable (NACHAPayload) throws(FeedError) -> [Advice]

    private let readPayload: ReadPayload?

    /// - Parameter readPayload: takes each entry's payload that begins like an X12 segment.
    package init(readPayload: ReadPayload? = nil) {
        self.readPayload = readPayload
    }

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var records = NACHARecords(head, encoding: .detected(in: head))
        // The header comes first, but some files have it behind the first batch header.
        for _ in 0..<4 {
            guard let record = records.next(in: head), record.count >= 39 else { return false }
            switch record.type(in: head) {
            case UInt8(ascii: "1"): return isHeader(record, in: head)
            case UInt8(ascii: "5"), UInt8(ascii: "6"): continue
            default: return false
            }
        }
        return false
    }

    /// Priority code, date, record size 094 and blocking factor.
    private static func isHeader(_ record: NACHARecord, in bytes: Span<UInt8>) -> Bool {
        let size = record.columns(35, 37, in: bytes)
        return size.count == 3 && bytes[size.lowerBound] == 0x30
            && bytes[size.lowerBound + 1] == 0x39 && bytes[size.lowerBound + 2] == 0x34
            && record.columns(2, 3, in: bytes).allSatisfy { bytes[$0].isDigit }
            && record.columns(24, 29, in: bytes).allSatisfy { bytes[$0].isDigit }
            && record.columns(38, 39, in: bytes).allSatisfy { bytes[$0].isDigit }
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard bytes.count > 0 else { throw FeedError(.empty, expected: "a file header") }
        let encoding = CharacterEncoding.detected(in: bytes)
        var records = NACHARecords(bytes, encoding: encoding)
        var reading = NACHAReading(encoding: encoding, readPayload: readPayload)
        while let record = records.next(in: bytes) {
            do throws(FeedError) {
                try reading.take(record, in: bytes, emit: emit)
            } catch {
                var error = error
                // Where the file ends in the middle of the record at fault, the record is not
                // wrong but unfinished.
                if record.isOpen { error.reason = .truncated }
                throw error
            }
        }
        try reading.finish(line: records.line, emit: emit)
    }
}

/// The addenda of one entry put together: what the payer says the payment is for.
package struct NACHAPayload: Sendable, Equatable {
    /// The payment information of the addenda, 80 columns each, without the padding of the last
    /// one and behind segment terminators; in the encoding of the file.
    package var bytes: [UInt8]
    /// Line of the entry.
    package var line: Int32
    /// In cents, signed as the entry.
    package var amountMinor: Int64
    /// The day the entry is settled.
    package var paidOn: CalendarDate
    /// The entry's trace number, which the bank's statement shows.
    package var traceNumber: String
    /// Identification and name of the originating company.
    package var payerID: String
    package var payerName: String
    /// Receiving account, `routing/number`.
    package var account: String
}
