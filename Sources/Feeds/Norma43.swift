import Values

/// The Spanish account statement of the banks' Cuaderno 43, also called N43, Q43 or CSB 43.
///
/// Records of 80 columns, one a line, trimmed by many a program: `11` begins an account and has
/// its opening balance, `22` is a movement, `23` says more about it, `24` gives its amount in
/// another currency, `33` ends the account with counts, sums and the closing balance, `88` ends
/// the file with the number of records. Each `11` to `33` is one ``Statement``.
///
/// A count of movements that is not theirs means that some are missing, and refuses the file. Sums
/// and balances that disagree are findings. Programs count the records of a file in several ways,
/// with or without the `88`: a difference of one is a finding, a larger one refuses the file, for a
/// whole account may be missing.
///
/// Source: AEB, CECA and UNACC, "Serie normas y procedimientos bancarios nº 43", June 2012.
package struct Norma43: FeedFormat {
    package static let name = "norma43"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var records = Norma43Records(head, encoding: .detected(in: head))
        guard let first = records.next(in: head), Norma43Account.fits(first, in: head),
            let second = records.next(in: head)
        else { return false }
        return second.type == .movement || second.type == .accountEnd
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        let encoding = CharacterEncoding.detected(in: bytes)
        var reading = Norma43Reading(encoding: encoding)
        var records = Norma43Records(bytes, encoding: encoding)
        while let record = records.next(in: bytes) {
            do throws(FeedError) {
                try reading.take(record, in: bytes, emit: emit)
            } catch {
                var error = error
                // Where the file ends in the middle of the record at fault, it is not wrong but
                // unfinished.
                if record.isLast, record.isCut, records.isLastOpen { error.reason = .truncated }
                throw error
            }
        }
        try reading.finish(line: records.line, isEmpty: bytes.isEmpty)
    }
}
