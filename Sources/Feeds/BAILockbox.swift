/// The lockbox file of the Bank Administration Institute: cheques that a bank took out of a post
/// box and deposited, in records of 80 columns or more.
///
/// Each lockbox (5 to 8) is one ``Statement`` of kind ``StatementKind/notification`` under the
/// lockbox's number without leading zeros, for the file names no account; each cheque is an entry.
/// Its day is the one written on the item where there is one, its value date the day of the
/// deposit. Documents that overflow records (4) list with amounts that add up to the cheque become
/// an ``Advice`` as well; all others stay in the text.
///
/// Counts that do not match mean that cheques are missing or doubled: the file is refused. Wrong
/// sums are findings (`control_total`), as are `check_digit`, `overflow`, `batch_open`,
/// `impossible_date`.
///
/// Source: Bank Administration Institute, "Lockbox communications standards for banks"; columns as
/// in the published guides of American banks, which differ behind column 46 of record 6.
package struct BAILockbox: FeedFormat {
    package static let name = "bailockbox"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var position = 0
        guard let first = nextLine(in: head, at: &position),
            let second = nextLine(in: head, at: &position), second.count >= 35,
            first.count >= 29, head[first.lowerBound] == UInt8(ascii: "1"),
            head[second.lowerBound] == UInt8(ascii: "2")
        else { return false }
        let header = BAILockboxRecord(range: first, line: 1, isOpen: false)
        let service = BAILockboxRecord(range: second, line: 2, isOpen: false)
        guard header.day(24, 29, in: head) != nil,
            service.columns(32, 37, in: head).allSatisfy({ head[$0].isDigit })
        else { return false }
        guard let third = nextLine(in: head, at: &position), !third.isEmpty else { return false }
        return "56789".utf8.contains(head[third.lowerBound])
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard bytes.count > 0 else { throw FeedError(.empty, expected: "a record 1") }
        let encoding = CharacterEncoding.detected(in: bytes)
        var reading = BAILockboxReading(encoding: encoding)
        var position = 0
        var line = 0
        while var range = nextLine(in: bytes, at: &position) {
            line += 1
            let isOpen = position > bytes.count
            while let last = range.last, bytes[last].isBlank {
                range = range.lowerBound..<last
            }
            guard !range.isEmpty else { continue }
            let record = BAILockboxRecord(
                range: range, line: line, isOpen: isOpen, isUTF8: encoding == .utf8)
            do throws(FeedError) {
                try reading.take(record, in: bytes, emit: emit)
            } catch {
                var error = error
                // Where the file ends in the middle of the record at fault, the record is not
                // wrong but unfinished.
                if isOpen { error.reason = .truncated }
                throw error
            }
        }
        try reading.finish(line: line, emit: emit)
    }
}
