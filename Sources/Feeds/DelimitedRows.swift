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
    private(set) var records: DelimitedRecords

    let profile: DelimitedProfile
    let layout: DelimitedLayout
    private let amounts: DelimitedAmount
    private var isAtFooter = false
    /// Whether debits carry a minus; nil before the first.
    private var debitsAreNegative: Bool?
    /// A field's text while it is being read.
    private var field: [UInt8] = []
    /// What named the last row's owner, and its code with the kind it has: listings repeat both.
    private var lastOwner: [UInt8] = []
    private var ownerText: [UInt8] = []
    private var lastCode: (text: [UInt8], kind: EntryKind) = ([], .unclassified)

    init(_ profile: DelimitedProfile, _ layout: DelimitedLayout) {
        self.profile = profile
        self.layout = layout
        records = layout.records
        amounts = DelimitedAmount(profile)
    }

    /// The owner when the file names one outside its rows; it has a listing even without rows.
    var fixedOwner: Owner? {
        guard case .fixed(let account) = layout.account, case .fixed(let code) = layout.currency,
            let currency = Currency(code: code)
        else { return nil }
        return Owner(account: account.filter { $0 != " " }, currency: currency)
    }

    /// Moves to the next row that is an entry or a part of one.
    ///
    /// - Throws: ``FeedError`` for a row that does not fit the profile.
    mutating func next(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        while !isAtFooter, try records.next(in: bytes) {
            if try isPassedOver(in: bytes) { continue }
            try checkWidth()
            guard try hasValue(layout.booked, in: bytes) else {
                if try readUndated(in: bytes) { return true }
                continue
            }
            try readEntry(in: bytes)
            return true
        }
        return false
    }

    /// Takes a field's content, trimmed, in UTF-8; an Excel guard inside quotes goes too.
    private mutating func take(_ column: Int, in bytes: Span<UInt8>) throws(FeedError) {
        field.removeAll(keepingCapacity: true)
        guard column < records.fields.count else { return }
        records.appendValue(
            of: records.fields[column], in: bytes, as: profile.encoding, to: &field)
    }

    private mutating func hasValue(_ column: Int, in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        try take(column, in: bytes)
        return !field.isEmpty
    }

    /// Blank rows, rows the profile names, and everything from a footer on.
    private mutating func isPassedOver(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        if records.fields.allSatisfy({ $0.count == 0 }) { return true }
        guard !profile.skippedRows.isEmpty || !profile.footers.isEmpty else { return false }
        var column = 0
        while column < records.fields.count, try !hasValue(column, in: bytes) { column += 1 }
        if profile.footers.contains(where: { field.starts(with: $0.utf8) }) {
            isAtFooter = true
            return true
        }
        return profile.skippedRows.contains { field.starts(with: $0.utf8) }
    }

    private func checkWidth() throws(FeedError) {
        let extra = records.fields.dropFirst(layout.columnCount)
        guard records.fields.count >= layout.columnCount, extra.allSatisfy({ $0.count == 0 }) else {
            throw FeedError(
                .malformed, line: records.line, field: "row",
                found: "\(records.fields.count) columns", expected: "\(layout.columnCount) columns")
        }
    }

    private mutating func readUndated(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        guard profile.undatedRow != .refused else {
            throw unexpected(.badDate, layout.booked, "a date \(profile.datePattern.description)")
        }
        for column in amountColumns where try hasValue(column, in: bytes) {
            // An amount without a date is money of which nobody says when.
            throw unexpected(.badDate, layout.booked, "a date, for the row has an amount")
        }
        guard profile.undatedRow == .detail else { return false }
        guard !owners.isEmpty else {
            throw unexpected(.malformed, layout.booked, "a dated row before its parts")
        }
        isDetail = true
        detailMinor = nil
        if let column = layout.detailAmount, try hasValue(column, in: bytes) {
            detailMinor = abs(try amount(column, owners[owner].currency, in: bytes))
        }
        return true
    }

    private var amountColumns: [Int] {
        switch layout.amount {
        case .signed(let column, _): [column]
        case .debitAndCredit(let debit, let credit): [debit, credit]
        case .flagged(let column, _): [column]
        }
    }

    private mutating func readEntry(in bytes: Span<UInt8>) throws(FeedError) {
        isDetail = false
        let bookedOn = try date(in: field, layout.booked)
        var valueOn = bookedOn
        if let column = layout.value, try hasValue(column, in: bytes) {
            valueOn = try date(in: field, column)
        }
        owner = try ownerIndex(in: bytes)
        let currency = owners[owner].currency
        entry = Entry(
            line: Int32(clamping: records.line), bookedOn: bookedOn, valueOn: valueOn,
            amountMinor: try signedAmount(currency, in: bytes))
        if let column = layout.status { entry.status = try status(column, in: bytes) }
        if let column = layout.code, try hasValue(column, in: bytes) {
            if field != lastCode.text {
                let code = String(decoding: field, as: UTF8.self)
                lastCode = (field, profile.code?.kinds[code] ?? .unclassified)
            }
            let isOurPayment = lastCode.kind == .payment && entry.amountMinor < 0
            entry.kind = isOurPayment ? .unclassified : lastCode.kind
        }
        balanceMinor = nil
        if let column = layout.balance, try hasValue(column, in: bytes) {
            balanceMinor = try amount(column, currency, in: bytes)
        }
    }

    private func date(in text: [UInt8], _ column: Int) throws(FeedError) -> CalendarDate {
        guard let date = profile.datePattern.date(in: text) else {
            throw unexpected(.badDate, column, "a date \(profile.datePattern.description)")
        }
        return date
    }

    private mutating func status(
        _ column: Int, in bytes: Span<UInt8>
    ) throws(FeedError) -> EntryStatus {
        try take(column, in: bytes)
        let word = String(decoding: field, as: UTF8.self)
        if profile.status?.booked.contains(word) == true { return .booked }
        if profile.status?.pending.contains(word) == true { return .pending }
        throw unexpected(.malformed, column, "a status that the profile knows")
    }

    /// The row's amount, positive for money in.
    private mutating func signedAmount(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        switch layout.amount {
        case .signed(let column, let isMoneyOutPositive):
            let minor = try amount(column, currency, in: bytes)
            return isMoneyOutPositive ? -minor : minor
        case .flagged(let column, let flagColumn):
            let minor = try amount(column, currency, in: bytes)
            guard minor >= 0 else { throw unexpected(.badAmount, column, "no sign beside a flag") }
            try take(flagColumn, in: bytes)
            let flag = String(decoding: field, as: UTF8.self)
            guard case .flagged(_, _, let debit, let credit) = profile.amount else { return minor }
            if debit.contains(flag) { return -minor }
            if credit.contains(flag) { return minor }
            throw unexpected(.malformed, flagColumn, (debit + credit).joined(separator: ", "))
        case .debitAndCredit(let debit, let credit):
            return try twoColumns(debit, credit, currency, in: bytes)
        }
    }

    private mutating func twoColumns(
        _ debit: Int, _ credit: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let creditMinor = try optionalAmount(credit, currency, in: bytes)
        if let creditMinor, creditMinor < 0 {
            throw unexpected(.badAmount, credit, "no minus in the credit column")
        }
        let debitMinor = try optionalAmount(debit, currency, in: bytes)
        switch (debitMinor, creditMinor) {
        case (let debitMinor?, nil), (let debitMinor?, 0):
            if debitMinor != 0 {
                let isNegative = debitMinor < 0
                guard debitsAreNegative ?? isNegative == isNegative else {
                    throw unexpected(.badAmount, debit, "debits that all have a minus, or none")
                }
                debitsAreNegative = isNegative
            }
            return debitMinor == 0 ? creditMinor ?? 0 : -abs(debitMinor)
        case (nil, let creditMinor?), (0, let creditMinor?): return creditMinor
        case (nil, nil):
            throw unexpected(.badAmount, debit, "an amount here or in the credit column")
        default: throw unexpected(.badAmount, debit, "an amount in one column only")
        }
    }

    private mutating func optionalAmount(
        _ column: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        guard try hasValue(column, in: bytes) else { return nil }
        return try amount(column, currency, in: bytes)
    }

    private mutating func amount(
        _ column: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        try take(column, in: bytes)
        guard !mayBeCut(column, currency, in: bytes) else {
            throw unexpected(.truncated, column, "a line end, or all digits of the fraction")
        }
        do throws(MoneyError) {
            return try amounts.minorUnits(in: field, currency)
        } catch {
            switch error {
            case .notADecimal:
                throw unexpected(
                    .badAmount, column, "an amount with the decimal mark \(profile.decimalMark)")
            case .tooPrecise:
                throw unexpected(
                    .badAmount, column, "at most \(currency.minorDigits) digits of a fraction")
            case .tooLarge: throw unexpected(.badAmount, column, "an amount below 9 · 10¹⁷ units")
            }
        }
    }

    /// Whether the file ends with this amount, without a line end, a quote or a whole fraction:
    /// then more digits may have followed.
    private func mayBeCut(_ column: Int, _ currency: Currency, in bytes: Span<UInt8>) -> Bool {
        guard records.position == bytes.count, column == records.fields.count - 1,
            let last = records.fields.last, last.start + last.count == bytes.count
        else { return false }
        let fraction = field.reversed().prefix { $0.isDigit }.count
        let mark = field.dropLast(fraction).last.map { UInt32($0) }
        return fraction < max(1, currency.minorDigits) || mark != profile.decimalMark.value
    }

    private mutating func ownerIndex(in bytes: Span<UInt8>) throws(FeedError) -> Int {
        if let fixedOwner, owners.isEmpty { owners = [fixedOwner] }
        if case .fixed = layout.account, case .fixed = layout.currency, !owners.isEmpty { return 0 }
        ownerText.removeAll(keepingCapacity: true)
        for case .column(let column) in [layout.account, layout.currency] {
            try take(column, in: bytes)
            ownerText.append(contentsOf: field)
            ownerText.append(0x1F)
        }
        if !owners.isEmpty, ownerText == lastOwner { return owner }
        swap(&ownerText, &lastOwner)
        let account = try text(of: layout.account, in: bytes).filter { $0 != " " }
        let code = try text(of: layout.currency, in: bytes)
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

    private mutating func text(
        of source: DelimitedLayout.Source, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        switch source {
        case .fixed(let text): return text
        case .column(let column):
            try take(column, in: bytes)
            return String(decoding: field, as: UTF8.self)
        }
    }

    private func title(of source: DelimitedLayout.Source) -> String {
        if case .column(let column) = source { return layout.titles[column] }
        return "profile \(profile.name)"
    }

    private func unexpected(
        _ reason: FeedError.Reason, _ column: Int, _ expected: String
    ) -> FeedError {
        FeedError(
            reason, line: records.line, field: layout.titles[column],
            found: String(decoding: field, as: UTF8.self), expected: expected)
    }
}
