package import Values

/// What the ledger remembers of a statement, enough to place another one beside it.
package struct KnownStatement: Sendable, Equatable {
    package var id: Int64
    package var format: String
    package var kind: StatementKind
    package var sequence: Int64?
    package var page: Int64?
    package var opening: Balance?
    package var closing: Balance?
    package var firstBookedOn: CalendarDate?
    package var lastBookedOn: CalendarDate?
    /// Over the sorted days and amounts of the booked entries: the same in every format.
    package var contentDigest: [UInt8]

    package init(
        id: Int64, format: String, statement: Statement, contentDigest: [UInt8]
    ) {
        self.id = id
        self.format = format
        kind = statement.kind
        sequence = statement.sequence
        page = statement.page
        opening = statement.opening
        closing = statement.closing
        firstBookedOn = statement.firstBookedOn
        lastBookedOn = statement.lastBookedOn
        self.contentDigest = contentDigest
    }
}

/// How a statement relates to those the ledger has of the same account.
package struct StatementPlace: Sendable, Equatable {
    /// The statement this one reports once more, in the same or another format.
    package var reissueOf: Int64?
    /// Whether a reissue lists other days and amounts than the first issue did.
    package var contentDiffers = false
    /// Statements that cannot share an entry with this one: what they listed is not listed again.
    package var disjoint: Set<Int64> = []
}

/// Finds a statement's place among those of its account.
///
/// Two end-of-day statements are disjoint only where that is proved: one begins with the balance
/// the other ends with, and neither lists a day the other had already left behind. A bank that
/// sends January once more as a single statement begins before its daily ones ended, so its
/// entries are compared with theirs and nothing counts twice.
///
/// - Parameters:
///   - statement: with `id` 0, since it is not in the ledger yet.
///   - known: what the ledger has.
/// - Returns: its place.
package func place(
    _ statement: KnownStatement, among known: [KnownStatement]
) -> StatementPlace {
    var place = StatementPlace()
    guard statement.kind == .endOfDay else { return place }
    let series = known.filter { $0.kind == .endOfDay }
    if let first = series.first(where: { isReissue(statement, of: $0) }) {
        place.reissueOf = first.id
        place.contentDiffers = first.contentDigest != statement.contentDigest
    }
    for other in series where other.id != place.reissueOf {
        if follows(statement, other) || follows(other, statement)
            || areNumberedApart(statement, other)
        {
            place.disjoint.insert(other.id)
        }
    }
    return place
}

private func isReissue(_ statement: KnownStatement, of other: KnownStatement) -> Bool {
    guard let closing = statement.closing, let theirs = other.closing, closing.on == theirs.on
    else { return false }
    let isSameSpan =
        closing == theirs && statement.opening?.amountMinor == other.opening?.amountMinor
    guard statement.format == other.format, let number = statement.sequence,
        let theirNumber = other.sequence
    else { return isSameSpan }
    if number == theirNumber, statement.page == other.page {
        // Numbers restart, and a bank may number nothing at all: the span decides with them.
        return isSameSpan || statement.firstBookedOn == other.firstBookedOn
    }
    return isSameSpan && statement.contentDigest == other.contentDigest
}

/// Whether `later` begins where `earlier` ended, in money and in days.
private func follows(_ later: KnownStatement, _ earlier: KnownStatement) -> Bool {
    guard let end = earlier.closing, let begin = later.opening,
        end.amountMinor == begin.amountMinor
    else { return false }
    guard let first = later.firstBookedOn else { return false }
    return first >= end.on && (earlier.lastBookedOn ?? end.on) <= first
}

/// Whether both are statements of one and the same day with different numbers.
private func areNumberedApart(_ left: KnownStatement, _ right: KnownStatement) -> Bool {
    guard left.format == right.format, let number = left.sequence, let other = right.sequence,
        number != other || left.page != right.page
    else { return false }
    let days = [
        left.firstBookedOn, left.lastBookedOn, left.closing?.on, right.firstBookedOn,
        right.lastBookedOn, right.closing?.on,
    ]
    return days[0] != nil && Set(days).count == 1
}
