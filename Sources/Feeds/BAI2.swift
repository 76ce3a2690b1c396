/// The cash management balance report BAI2, as American banks send it daily, and its successor
/// BTR3, which differs in nothing that is read here.
///
/// Each account of each group (03 to 49) is one ``Statement``. What banks get wrong without making
/// a booking doubtful is a ``Finding``: `control_total` (49, 98 and 99, and the totals of credits
/// and debits in 03), `balance_equation`, `group_corrected`, `group_deleted`,
/// `summary_code`, `unknown_direction`, `impossible_date`.
///
/// The totals of 49, 98 and 99 add up amounts of both directions and are wrong in files that banks
/// do send, so a wrong one is a finding. A count of records, accounts or groups that does not match
/// means that something is missing or doubled: the file is refused.
///
/// Source: Bank Administration Institute, Cash Management Balance Reporting Specifications,
/// version 2; ANSI X9.121-2016 (BTRS) for version 3.
package struct BAI2: FeedFormat {
    package static let name = "bai2"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var records = BAI2Records(head)
        var record = BAI2Record()
        guard (try? records.next(&record, in: head)) == true, record.code == .fileHeader,
            record.fieldCount(in: head) >= 8
        else { return false }
        guard (try? records.next(&record, in: head)) == true else { return false }
        return record.code == .groupHeader || record.code == .fileTrailer
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard bytes.count > 0 else { throw FeedError(.empty, expected: "a record 01") }
        var records = BAI2Records(bytes)
        var reading = BAI2Reading(encoding: .detected(in: bytes))
        var record = BAI2Record()
        while try records.next(&record, in: bytes) {
            do throws(FeedError) {
                try reading.take(record, in: bytes, emit: emit)
            } catch {
                var error = error
                // Where the file ends in the middle of the record at fault, the record is not
                // wrong but unfinished.
                if record.isOpen, error.reason != .testFile { error.reason = .truncated }
                throw error
            }
        }
        try reading.finish(line: records.line, emit: emit)
    }
}
