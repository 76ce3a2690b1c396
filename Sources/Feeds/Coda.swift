/// Coded statement of account, by which Belgian banks report.
///
/// Each group of records 0 to 9 holds a statement of one account. Details (records 2.1 whose
/// detail number is not nought) are parts of the booking before them and never money of their
/// own. Findings: `balance_equation`, `balance_chain`, `control_total`, `details_differ`,
/// `sequence_gap`, `account_differs`, `check_digits`, `duplicate_file`.
///
/// Source: Febelfin, Coded statement of account (CODA), version 2.6.
package struct Coda: FeedFormat {
    package static let name = "coda"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var lines = FixedLines(encoding: .detected(in: head), in: head)
        guard let header = lines.next(in: head), header.has("00000", at: 1, in: head),
            header.dayFirstDate(6...11, in: head) != nil, header.has("05", at: 15, in: head),
            header.byte(128, in: head) == UInt8(ascii: "2"),
            let account = lines.next(in: head), account.has("1", at: 1, in: head)
        else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "3")).contains(account.byte(2, in: head))
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !bytes.isEmpty else { throw FeedError(.empty, expected: "a header record 0") }
        var lines = FixedLines(encoding: .detected(in: bytes), in: bytes)
        var reading = CodaReading(encoding: lines.encoding)
        while let line = lines.next(in: bytes) {
            try reading.take(line, in: bytes, emit: emit)
        }
        try reading.finish(line: lines.number)
    }
}
