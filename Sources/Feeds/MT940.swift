/// The customer statement message MT940, in the dialects that banks really write.
///
/// Each message is one ``Statement``: the pages of one statement number, chained by `:60M:` and
/// `:62M:`, stay apart and keep their page number, for each has balances of its own that can be
/// checked. What banks get wrong without making a booking doubtful is a ``Finding``:
/// `balance_equation`, `impossible_date`, `no_closing_balance`, `page_chain`, `pages_missing`,
/// `no_decimal_comma`, `entry_after_closing`, `account_currency`. ``MT942``, which posts nothing,
/// is another format.
///
/// Source: SWIFT Standards MT, category 9, MT940 Customer Statement Message.
package struct MT940: FeedFormat {
    package static let name = "mt940"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var fields = MT940Fields(.statement)
        var hasReference = false
        var hasReportTime = false
        while let field = fields.next(in: head) {
            switch field.tag {
            case .floorLimit, .debitTotal, .creditTotal: return false
            case .reportTime: hasReportTime = true
            case .reference: hasReference = true
            // The first statement's account and number come before its balance. Behind a time it
            // may be an MT941's, which has totals in the place of entries.
            case .opening, .intermediateOpening:
                guard hasReportTime else { return true }
                hasReportTime = false
            case .entry, .closing, .intermediateClosing: return hasReference && !hasReportTime
            default: break
            }
        }
        return false
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        var reading = MT940Reading(encoding: .detected(in: bytes))
        var fields = MT940Fields(.statement)
        while let field = fields.next(in: bytes) {
            do throws(FeedError) {
                try reading.take(field, after: fields.sawTerminator, in: bytes, emit: emit)
            } catch {
                var error = error
                // Where the file ends in the middle of the line at fault, the line is not wrong
                // but unfinished.
                if field.isLastLineOpen { error.reason = .truncated }
                throw error
            }
            fields.isBetweenEntries = reading.isBetweenEntries
        }
        try reading.finish(
            endsWithTerminator: fields.sawTerminator, line: fields.line, in: bytes, emit: emit)
    }
}
