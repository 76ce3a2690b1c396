import Values

/// Reads a listing row by row: what each means, and whose it is.
struct DelimitedRows {
    /// An account in a currency.
    struct Owner: Equatable {
        var account: String
        var currency: Currency
    }

    /// The owners met so far, in order.
    private(set) var owners: [Owner] = []
    /// Index of the current row's owner.
    private(set) var owner = 0
    private(set) var entry = Entry(
        line: 0, bookedOn: CalendarDate(daysSince2000: 0),
        valueOn: CalendarDate(daysSince2000: 0), amountMinor: 0)
    /// The balance after the current row; nil where the column is blank or missing.
    private(set) var balanceMinor: Int64?
    /// Whether the row is a part of the one before it, and the amount of that part, unsigned.
    private(set) var isDetail = false
    private(set) var detailMinor: Int64?
    /// Whether such a row has a text where the booking date belongs.
    private(set) var hasTextForDate = false
    private(set) var records: DelimitedRecords

    let profile: DelimitedProfile
    let layout: DelimitedLayout
    let encoding: CharacterEncoding
    let amounts: DelimitedAmount
    /// A field's text while it is being read, where it cannot be read in the file itself.
    private(set) var field: [UInt8] = []
    /// Whether debits carry a minus; nil before the first.
    var debitsAreNegative: Bool?
    /// The owner when the file names one outside its rows; it has a listing even without rows.
    let fixedOwner: Owner?
    private let datePattern: DatePattern
    private let hasPassedOverRows: Bool
    private var isAtFooter = false
    /// Where the last date, owner and code stood and what they meant: listings repeat all three.
    private var lastDate = (place: 0..<0, date: CalendarDate(daysSince2000: 0))
    private var lastOwner: (account: Range<Int>, currency: Range<Int>)?
    private var lastCode = (place: 0..<0, kind: EntryKind.unclassified)

    init(_ profile: DelimitedProfile, _ layout: DelimitedLayout) {
        self.profile = profile
        self.layout = layout
        records = layout.records
        encoding = profile.encoding
        amounts = DelimitedAmount(profile)
        datePattern = profile.datePattern
        hasPassedOverRows = !profile.skippedRows.isEmpty || !profile.footers.isEmpty
        if case .fixed(let account) = layout.account, case .fixed(let code) = layout.currency,
            let currency = Currency(code: code)
        {
            let owner = Owner(account: account.filter { $0 != " " }, currency: currency)
            fixedOwner = owner
            owners = [owner]
        } else {
            fixedOwner = nil
        }
    }

    /// Moves to the next row that is an entry or a part of one.
    ///
    /// - Throws: ``FeedError`` for a row that does not fit the profile.
    mutating func next(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        while !isAtFooter, try records.next(in: bytes) {
            if isPassedOver(in: bytes) { continue }
            try checkWidth(in: bytes)
            if hasValue(layout.booked, in: bytes) {
                if hasAmount(in: bytes) {
                    try readEntry(in: bytes)
                    return true
                }
                if profile.undatedRow != .refused, !hasDate(in: bytes) {
                    if try readIncomplete(profile.undatedRow, in: bytes) { return true }
                } else if try readIncomplete(profile.rowWithoutAmount, in: bytes) {
                    return true
                }
            } else {
                if try readUndated(in: bytes) { return true }
            }
        }
        return false
    }

    /// Where a column's value stands in the file; nil where it has to be taken.
    func place(_ column: Int, in bytes: Span<UInt8>) -> Range<Int>? {
        guard column < records.fields.count else { return 0..<0 }
        return records.place(of: records.fields[column], in: bytes, as: encoding)
    }

    /// Takes a field's content, trimmed, in UTF-8; an Excel guard inside quotes goes too.
    mutating func take(_ column: Int, in bytes: Span<UInt8>) {
        field.removeAll(keepingCapacity: true)
        guard column < records.fields.count else { return }
        records.appendValue(of: records.fields[column], in: bytes, as: encoding, to: &field)
    }

    mutating func hasValue(_ column: Int, in bytes: Span<UInt8>) -> Bool {
        if let place = place(column, in: bytes) { return !place.isEmpty }
        take(column, in: bytes)
        return !field.isEmpty
    }

    /// Blank rows, rows the profile names, and everything from a footer on.
    private mutating func isPassedOver(in bytes: Span<UInt8>) -> Bool {
        if records.fields[0].count == 0, records.fields.allSatisfy({ $0.count == 0 }) {
            return true
        }
        guard hasPassedOverRows else { return false }
        var column = 0
        while column < records.fields.count, !hasValue(column, in: bytes) { column += 1 }
        take(column, in: bytes)
        if profile.footers.contains(where: { field.starts(with: $0.utf8) }) {
            isAtFooter = true
            return true
        }
        return profile.skippedRows.contains { field.starts(with: $0.utf8) }
    }

    /// Whether the booking date's column holds one, and not a remark.
    private mutating func hasDate(in bytes: Span<UInt8>) -> Bool {
        take(layout.booked, in: bytes)
        return datePattern.date(in: field.span, 0..<field.count) != nil
    }

    private func checkWidth(in bytes: Span<UInt8>) throws(FeedError) {
        let width = records.fields.count
        if width == layout.columnCount { return }
        // A last row without a line end may have been cut.
        let isEnded = records.position < bytes.count || bytes[bytes.count - 1] == 0x0A
        if profile.allowsShortRows, width < layout.columnCount, isEnded { return }
        let extra = records.fields.dropFirst(layout.columnCount)
        guard width > layout.columnCount, extra.allSatisfy({ $0.count == 0 }) else {
            throw FeedError(
                .malformed, line: records.line, field: "row", found: "\(width) columns",
                expected: "\(layout.columnCount) columns")
        }
    }

    private mutating func readUndated(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        guard profile.undatedRow != .refused else {
            throw unexpected(.badDate, layout.booked, "a date \(datePattern.description)", bytes)
        }
        guard !hasAmount(in: bytes) else {
            // An amount without a date is money of which nobody says when.
            throw unexpected(
                .badDate, layout.booked, "a date, for the row has an amount", bytes)
        }
        return try readIncomplete(profile.undatedRow, in: bytes)
    }

    /// Reads a row without a date or an amount as what the profile says it is.
    private mutating func readIncomplete(
        _ meaning: DelimitedProfile.IncompleteRow, in bytes: Span<UInt8>
    ) throws(FeedError) -> Bool {
        let column = layout.amountColumns[0]
        switch meaning {
        case .refused: throw unexpected(.badAmount, column, "an amount", bytes)
        case .skipped: return false
        case .detail, .remark: break
        }
        guard entry.line > 0 else {
            throw unexpected(.malformed, layout.booked, "an entry before its parts", bytes)
        }
        isDetail = true
        hasTextForDate = hasValue(layout.booked, in: bytes) && !hasDate(in: bytes)
        detailMinor = nil
        if meaning == .detail, let column = layout.detailAmount {
            let minor = try optionalAmount(column, owners[owner].currency, in: bytes)
            detailMinor = minor.map { abs($0) }
        }
        return true
    }

    private mutating func readEntry(in bytes: Span<UInt8>) throws(FeedError) {
        isDetail = false
        let bookedOn = try date(layout.booked, in: bytes)
        var valueOn = bookedOn
        if let column = layout.value, hasValue(column, in: bytes) {
            valueOn = try date(column, in: bytes)
        }
        owner = try ownerIndex(in: bytes)
        let currency = owners[owner].currency
        entry = Entry(
            line: Int32(clamping: records.line), bookedOn: bookedOn, valueOn: valueOn,
            amountMinor: try signedAmount(currency, in: bytes))
        if let column = layout.status { entry.status = try status(column, in: bytes) }
        if let column = layout.code {
            let kind = kind(column, in: bytes)
            let isOurPayment = kind == .payment && entry.amountMinor < 0
            entry.kind = isOurPayment ? .unclassified : kind
        }
        balanceMinor = nil
        if let column = layout.balance {
            balanceMinor = try optionalAmount(column, currency, in: bytes)
        }
    }

    private mutating func date(
        _ column: Int, in bytes: Span<UInt8>
    ) throws(FeedError) -> CalendarDate {
        if let place = place(column, in: bytes) {
            if !place.isEmpty, bytes.isSame(place, lastDate.place) { return lastDate.date }
            if let date = datePattern.date(in: bytes, place) {
                lastDate = (place, date)
                return date
            }
        } else {
            take(column, in: bytes)
            if let date = datePattern.date(in: field.span, 0..<field.count) { return date }
        }
        throw unexpected(.badDate, column, "a date \(datePattern.description)", bytes)
    }

    private mutating func status(
        _ column: Int, in bytes: Span<UInt8>
    ) throws(FeedError) -> EntryStatus {
        take(column, in: bytes)
        let word = String(decoding: field, as: UTF8.self)
        if profile.status?.booked.contains(word) == true { return .booked }
        if profile.status?.pending.contains(word) == true { return .pending }
        throw unexpected(.malformed, column, "a status that the profile knows", bytes)
    }

    private mutating func kind(_ column: Int, in bytes: Span<UInt8>) -> EntryKind {
        let place = place(column, in: bytes)
        if let place, bytes.isSame(place, lastCode.place) { return lastCode.kind }
        guard hasValue(column, in: bytes) else { return .unclassified }
        take(column, in: bytes)
        let kind = profile.code?.kinds[String(decoding: field, as: UTF8.self)] ?? .unclassified
        if let place { lastCode = (place, kind) }
        return kind
    }

    private mutating func ownerIndex(in bytes: Span<UInt8>) throws(FeedError) -> Int {
        if fixedOwner != nil { return 0 }
        var places: (account: Range<Int>, currency: Range<Int>)? = (0..<0, 0..<0)
        if case .column(let column) = layout.account {
            places = place(column, in: bytes).map { ($0, 0..<0) }
        }
        if case .column(let column) = layout.currency, let account = places?.account {
            places = place(column, in: bytes).map { (account, $0) }
        }
        if let places, let lastOwner, bytes.isSame(places.account, lastOwner.account),
            bytes.isSame(places.currency, lastOwner.currency)
        {
            return owner
        }
        let index = try metOwner(in: bytes)
        lastOwner = places
        return index
    }

    private mutating func metOwner(in bytes: Span<UInt8>) throws(FeedError) -> Int {
        let account = text(of: layout.account, in: bytes).filter { $0 != " " }
        let code = text(of: layout.currency, in: bytes)
        guard let currency = Currency(code: code) else {
            throw FeedError(
                .badCurrency, line: records.line, field: title(of: layout.currency), found: code,
                expected: "a currency code of ISO 4217")
        }
        guard !account.isEmpty else {
            throw FeedError(
                .malformed, line: records.line, field: title(of: layout.account),
                expected: "an account")
        }
        let owner = Owner(account: account, currency: currency)
        if let index = owners.firstIndex(of: owner) { return index }
        guard owners.count < Delimited.maximumStatements else {
            throw FeedError(
                .tooLarge, line: records.line, field: title(of: layout.account),
                expected: "at most \(Delimited.maximumStatements) accounts and currencies")
        }
        owners.append(owner)
        return owners.count - 1
    }

    private mutating func text(of source: DelimitedLayout.Source, in bytes: Span<UInt8>) -> String {
        switch source {
        case .fixed(let text): return text
        case .column(let column):
            take(column, in: bytes)
            return String(decoding: field, as: UTF8.self)
        }
    }

    private func title(of source: DelimitedLayout.Source) -> String {
        if case .column(let column) = source { return layout.titles[column] }
        return "profile \(profile.name)"
    }

    /// An error that shows what stands in a column.
    mutating func unexpected(
        _ reason: FeedError.Reason, _ column: Int, _ expected: String, _ bytes: Span<UInt8>
    ) -> FeedError {
        take(column, in: bytes)
        return FeedError(
            reason, line: records.line, field: layout.titles[column],
            found: String(decoding: field, as: UTF8.self), expected: expected)
    }
}

extension Span<UInt8> {
    /// Whether two places hold the same bytes.
    fileprivate func isSame(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
        guard first.count == second.count else { return false }
        for index in 0..<first.count
        where self[first.lowerBound + index] != self[second.lowerBound + index] {
            return false
        }
        return true
    }
}
