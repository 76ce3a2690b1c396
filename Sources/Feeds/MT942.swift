import Values

/// The interim transaction report MT942: what was booked, or is expected, since the last one.
///
/// Each message is one ``Statement`` of the kind ``StatementKind/intraday``, without balances; it
/// posts nothing. The currency is that of the floor limit `:34F:`. What is only expected, marked
/// EC or ED, is pending. Number and sum in `:90D:` and `:90C:` are computed again; a difference is
/// the finding `control_total`, because banks count what lies below the floor limit too.
///
/// Source: SWIFT Standards MT, category 9, MT942 Interim Transaction Report.
package struct MT942: FeedFormat {
    package static let name = "mt942"

    /// The format has nothing to configure.
    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var fields = MT940Fields(.report)
        var (hasReference, hasReportTime) = (false, false)
        while let field = fields.next(in: head) {
            switch field.tag {
            case .reference: hasReference = true
            case .reportTime: hasReportTime = true
            case .opening, .intermediateOpening, .closing, .intermediateClosing: return false
            // Only this message has it.
            case .floorLimit: return hasReference
            case .entry, .debitTotal, .creditTotal: return hasReference && hasReportTime
            default: break
            }
        }
        return false
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        var reading = MT942Reading(encoding: .detected(in: bytes))
        var fields = MT940Fields(.report)
        while let field = fields.next(in: bytes) {
            do throws(FeedError) {
                try reading.take(field, after: fields.sawTerminator, in: bytes, emit: emit)
            } catch {
                var error = error
                // As in an MT940: where the file ends in the line at fault, it is unfinished.
                if field.isLastLineOpen { error.reason = .truncated }
                throw error
            }
            fields.isBetweenEntries = reading.isBetweenEntries
        }
        try reading.finish(
            endsWithTerminator: fields.sawTerminator, line: fields.line, in: bytes, emit: emit)
    }
}
