import Values

/// An account with a provider in one currency.
struct ProcessorOwner: Equatable {
    var account: String
    var currency: Currency
    /// Whether a sign alone told the currency, and other currencies have it too.
    var isAssumed = false
}

/// What a row says about money.
struct ProcessorRow {
    var line: Int32 = 0
    var bookedOn = CalendarDate(daysSince2000: 0)
    var status = EntryStatus.booked
    /// Nil where the profile has no word for it.
    var meaning: ProcessorMeaning?
    var grossMinor: Int64 = 0
    /// Negative where it costs; what lies between the gross and the movement of the balance.
    var feeMinor: Int64 = 0
    /// What gross and fee as written lead to, where that is not the net as written.
    var contradiction: (calculated: Int128, written: Int128)?
    var balanceMinor: Int64?
}

/// Reads a provider's report row by row: what each means, and whose it is.
struct ProcessorRows {
    /// The owners met so far, in order.
    private(set) var owners: [ProcessorOwner] = []
    /// Index of the current row's owner.
    private(set) var owner = 0
    private(set) var row = ProcessorRow()
    private(set) var records: DelimitedRecords
    let layout: ProcessorLayout
    let encoding: CharacterEncoding

    private let dates: ProcessorDate
    private let configured: Currency?
    private var amounts: ProcessorAmount
    private var meanings: ProcessorMeanings
    private var field: [UInt8] = []
    /// What named the last row's owner: reports repeat it.
    private var lastOwner: [UInt8] = []
    private var ownerText: [UInt8] = []

    init(
        _ layout: ProcessorLayout, _ dates: ProcessorDate, _ encoding: CharacterEncoding,
        _ configured: Currency?
    ) {
        self.layout = layout
        self.dates = dates
        self.encoding = encoding
        self.configured = configured
        records = layout.records
        amounts = ProcessorAmount(decimalMark: layout.profile.decimalMark)
        meanings = ProcessorMeanings(layout.profile)
    }

    /// Moves to the next row.
    ///
    /// - Throws: ``FeedError`` for a row that does not fit the profile.
    mutating func next(in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        repeat {
            guard try records.next(in: bytes) else { return false }
        } while records.fields.allSatisfy { $0.count == 0 }
        let extra = records.fields.dropFirst(layout.titles.count)
        guard records.fields.count >= layout.titles.count, extra.allSatisfy({ $0.count == 0 })
        else {
            throw FeedError(
                .malformed, line: records.line, field: "row",
                found: "\(records.fields.count) columns",
                expected: "\(layout.titles.count) columns")
        }
        row = ProcessorRow()
        row.line = Int32(clamping: records.line)
        row.bookedOn = try bookedOn(in: bytes)
        row.meaning = meaning(in: bytes)
        row.status = try status(in: bytes)
        owner = try ownerIndex(in: bytes)
        try readAmounts(owners[owner].currency, in: bytes)
        return true
    }

    /// Copies a column's text in UTF-8, trimmed; empty where there is none.
    func take(_ place: Int, in bytes: Span<UInt8>, to text: inout [UInt8]) {
        text.removeAll(keepingCapacity: true)
        records.appendValue(of: records.fields[place], in: bytes, as: encoding, to: &text)
    }

    /// A column's place in the bytes, without blanks around; nil where it is blank or missing.
    private func range(_ place: Int?, in bytes: Span<UInt8>) -> Range<Int>? {
        guard let place else { return nil }
        var range = records.fields[place].range
        while !range.isEmpty, bytes[range.lowerBound].isBlank {
            range = range.lowerBound + 1..<range.upperBound
        }
        while !range.isEmpty, bytes[range.upperBound - 1].isBlank {
            range = range.lowerBound..<range.upperBound - 1
        }
        return range.isEmpty ? nil : range
    }

    private func bookedOn(in bytes: Span<UInt8>) throws(FeedError) -> CalendarDate {
        let booked = layout.place(.booked)
        let place = range(booked, in: bytes) != nil ? booked : layout.place(.started)
        if let range = range(place, in: bytes), let date = dates.date(in: bytes, range) {
            return date
        }
        throw unexpected(.badDate, place ?? booked ?? 0, in: bytes, "a day of the calendar")
    }

    private mutating func meaning(in bytes: Span<UInt8>) -> ProcessorMeaning? {
        switch layout.profile.typeSource {
        case .column:
            field.removeAll(keepingCapacity: true)
            if let place = layout.place(.type) { take(place, in: bytes, to: &field) }
        case .referencePrefix(let end):
            field.removeAll(keepingCapacity: true)
            if let place = layout.place(.type) { take(place, in: bytes, to: &field) }
            if field.isEmpty, let place = layout.place(.reference) {
                take(place, in: bytes, to: &field)
                if let length = field.firstIndex(of: end) {
                    field.removeLast(field.count - length)
                }
            }
        }
        if !layout.profile.descriptions.isEmpty, let place = layout.place(.description) {
            var description: [UInt8] = []
            take(place, in: bytes, to: &description)
            if let found = meanings.ofDescription(description) { return found }
        }
        return meanings.ofType(field)
    }

    private mutating func status(in bytes: Span<UInt8>) throws(FeedError) -> EntryStatus {
        var word = try statusWord(in: bytes)
        if let place = layout.place(.impact), range(place, in: bytes) != nil {
            guard let moves = layout.profile.impacts[lowercased(place, in: bytes)] else {
                throw unexpected(
                    .malformed, place, in: bytes, "a word for credit, debit or no effect")
            }
            // The effect on the balance is stronger than a status, except that it is to come.
            if !moves { return .information }
            return word == .pending ? .pending : .booked
        }
        if word == nil, let place = layout.place(.status), range(place, in: bytes) != nil {
            throw unexpected(.malformed, place, in: bytes, "a status that the report is known for")
        }
        if row.meaning == .memo { word = .information }
        if isOutside(in: bytes) { word = .information }
        return word ?? .booked
    }

    /// Whether the customer's money never reached the provider, by the way it was paid.
    private mutating func isOutside(in bytes: Span<UInt8>) -> Bool {
        let profile = layout.profile
        guard !profile.outsideMethods.isEmpty || !profile.insideMethods.isEmpty,
            let place = layout.place(.method), range(place, in: bytes) != nil
        else { return false }
        let word = lowercased(place, in: bytes)
        if !profile.insideMethods.isEmpty { return !profile.insideMethods.contains(word) }
        return profile.outsideMethods.contains(word)
    }

    private mutating func statusWord(in bytes: Span<UInt8>) throws(FeedError) -> EntryStatus? {
        guard let place = layout.place(.status), range(place, in: bytes) != nil else { return nil }
        guard !layout.profile.statuses.isEmpty else { return .booked }
        take(place, in: bytes, to: &field)
        return meanings.ofStatus(field)
    }

    private mutating func lowercased(_ place: Int, in bytes: Span<UInt8>) -> String {
        take(place, in: bytes, to: &field)
        return ProcessorLayout.normalised(String(decoding: field, as: UTF8.self))
    }

    private mutating func ownerIndex(in bytes: Span<UInt8>) throws(FeedError) -> Int {
        ownerText.removeAll(keepingCapacity: true)
        for column in [ProcessorColumn.account, .currency] {
            if let place = layout.place(column) {
                take(place, in: bytes, to: &field)
                ownerText.append(contentsOf: field)
            }
            ownerText.append(0x1F)
        }
        let isSigned = layout.profile.hasCurrencySigns && layout.place(.currency) == nil
        if !owners.isEmpty, ownerText == lastOwner, !isSigned { return owner }
        swap(&ownerText, &lastOwner)
        var found = try currency(in: bytes)
        if let place = layout.place(.account) {
            take(place, in: bytes, to: &field)
            found.account = String(decoding: field, as: UTF8.self).filter { $0 != " " }
        }
        // Rows of the provider's own, such as payouts, name no account in some reports.
        if found.account.isEmpty { found.account = layout.profile.account }
        if let index = owners.firstIndex(of: found) { return index }
        guard owners.count < ProcessorReport.maximumStatements else {
            throw FeedError(
                .tooLarge, line: records.line, field: "account",
                expected: "at most \(ProcessorReport.maximumStatements) accounts and currencies")
        }
        owners.append(found)
        return owners.count - 1
    }

    private mutating func currency(
        in bytes: Span<UInt8>
    ) throws(FeedError) -> ProcessorOwner {
        let account = ""
        if let place = layout.place(.currency) {
            take(place, in: bytes, to: &field)
            let code = String(decoding: field, as: UTF8.self).uppercased()
            guard let currency = Currency(code: code) else {
                throw unexpected(.badCurrency, place, in: bytes, "a currency code of ISO 4217")
            }
            return ProcessorOwner(account: account, currency: currency)
        }
        if layout.profile.hasCurrencySigns, let range = range(layout.place(.gross), in: bytes),
            let sign = ProcessorAmount.currency(in: bytes, range), let currency = sign.currency
        {
            // What is configured decides between the dollars, never against a sign.
            if sign.isAssumed, let configured {
                return ProcessorOwner(account: account, currency: configured)
            }
            return ProcessorOwner(account: account, currency: currency, isAssumed: sign.isAssumed)
        }
        if let currency = configured ?? layout.profile.currency {
            return ProcessorOwner(account: account, currency: currency)
        }
        throw FeedError(
            .badCurrency, line: records.line, field: "currency",
            expected: "a column with the currency, for the report \(layout.profile.name) may be "
                + "in any")
    }

    private mutating func readAmounts(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let profile = layout.profile
        var fee = try sum(.fee, currency, in: bytes)
        if profile.feesArePositive { fee = fee.map { -$0 } }
        let net = try net(currency, in: bytes)
        var gross = try sum(.gross, currency, in: bytes)
        if let written = gross, profile.signsFollowTypes { gross = signed(written) }
        if row.meaning == .payout, profile.signsFollowTypes {
            // The gross and the fees were booked with the sales; what leaves is the net.
            row.grossMinor = net ?? gross ?? 0
            return
        }
        if layout.place(.credit) != nil, let net, gross == nil {
            gross = try int64(Int128(net) - Int128(fee ?? 0))
            try checkOriginal(gross ?? 0, currency, in: bytes)
        }
        guard let gross else {
            guard row.status != .booked || profile.isPendingWithoutGross else {
                throw unexpected(.badAmount, layout.place(.gross) ?? 0, in: bytes, "an amount")
            }
            if row.status == .booked { row.status = .pending }
            return
        }
        row.grossMinor = gross
        row.feeMinor = fee ?? 0
        if let net {
            let calculated = Int128(gross) + Int128(fee ?? 0)
            row.feeMinor = try int64(Int128(net) - Int128(gross))
            if calculated != Int128(net), row.status == .booked {
                row.contradiction = (calculated, Int128(net))
            }
        } else if row.feeMinor != 0 {
            try checkFeeCurrency(currency, in: bytes)
        }
        if let place = layout.place(.balance) {
            row.balanceMinor = try amount(place, currency, in: bytes)
        }
    }

    /// The movement of the balance as written, without money that was never there.
    private mutating func net(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        if let place = layout.place(.net) {
            guard let written = try amount(place, currency, in: bytes) else { return nil }
            let net = layout.profile.signsFollowTypes ? signed(written) : written
            let outside = try sum(.outside, currency, in: bytes) ?? 0
            return try int64(Int128(net) - Int128(outside))
        }
        guard let debit = layout.place(.debit), let credit = layout.place(.credit) else {
            return nil
        }
        let out = try amount(debit, currency, in: bytes) ?? 0
        return try int64(Int128(try amount(credit, currency, in: bytes) ?? 0) - Int128(out))
    }

    /// Negative for what leaves by its meaning.
    private func signed(_ amount: Int64) -> Int64 {
        switch row.meaning {
        case .payout, .refund, .chargeback, .fee: -abs(amount)
        default: amount
        }
    }

    /// Notes where the customer's amount, in the same currency, is another than the account's.
    private mutating func checkOriginal(
        _ gross: Int64, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let code = layout.place(.originalCurrency), let debit = layout.place(.originalDebit),
            let credit = layout.place(.originalCredit)
        else { return }
        take(code, in: bytes, to: &field)
        guard Currency(letters: field.span) == currency else { return }
        let out = Int128(try amount(debit, currency, in: bytes) ?? 0)
        let original = Int128(try amount(credit, currency, in: bytes) ?? 0) - out
        // Some versions exchange the two columns, so only the size counts.
        if original != 0, original.magnitude != Int128(gross).magnitude, row.status == .booked {
            row.contradiction = (original, Int128(gross))
        }
    }

    private mutating func checkFeeCurrency(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let place = layout.place(.feeCurrency), range(place, in: bytes) != nil else { return }
        take(place, in: bytes, to: &field)
        guard Currency(code: String(decoding: field, as: UTF8.self).uppercased()) == currency else {
            throw unexpected(.badCurrency, place, in: bytes, "a fee in \(currency)")
        }
    }

    /// The sum of the columns; nil where all of them are blank.
    private mutating func sum(
        _ column: ProcessorColumn, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        var sum: Int64?
        for place in layout.places(column) {
            guard let part = try amount(place, currency, in: bytes) else { continue }
            sum = try int64(Int128(sum ?? 0) + Int128(part))
        }
        return sum
    }

    private func int64(_ sum: Int128) throws(FeedError) -> Int64 {
        guard let sum = Int64(exactly: sum) else {
            throw FeedError(
                .tooLarge, line: records.line, field: "sum of a row",
                expected: "a sum within 64 bits of minor units")
        }
        return sum
    }

    private mutating func amount(
        _ place: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        guard let range = range(place, in: bytes) else { return nil }
        // Rows that move nothing have `...` for what does not apply.
        if row.status != .booked, range.allSatisfy({ bytes[$0] == 0x2E || bytes[$0] == 0x2D }) {
            return nil
        }
        guard !mayBeCut(place, range, currency, in: bytes) else {
            throw unexpected(
                .truncated, place, in: bytes, "a line end, or all digits of the fraction")
        }
        do throws(MoneyError) {
            return try amounts.minorUnits(in: bytes, range, currency)
        } catch {
            switch error {
            case .notADecimal:
                throw unexpected(.badAmount, place, in: bytes, "an amount that reads in one way")
            case .tooPrecise:
                throw unexpected(
                    .badAmount, place, in: bytes,
                    "at most \(currency.minorDigits) digits of a fraction")
            case .tooLarge:
                throw unexpected(.badAmount, place, in: bytes, "an amount below 9 · 10¹⁷ units")
            }
        }
    }

    /// Whether the file ends with this amount, without a line end, a quote or a whole fraction:
    /// then more digits may have followed.
    private func mayBeCut(
        _ place: Int, _ range: Range<Int>, _ currency: Currency, in bytes: Span<UInt8>
    ) -> Bool {
        guard range.upperBound == bytes.count, place == records.fields.count - 1 else {
            return false
        }
        var start = range.upperBound
        while start > range.lowerBound, bytes[start - 1].isDigit { start -= 1 }
        let hasMark =
            start > range.lowerBound && (bytes[start - 1] == 0x2E || bytes[start - 1] == 0x2C)
        return !hasMark || range.upperBound - start < max(1, currency.minorDigits)
    }

    private func unexpected(
        _ reason: FeedError.Reason, _ place: Int, in bytes: Span<UInt8>, _ expected: String
    ) -> FeedError {
        var text: [UInt8] = []
        take(place, in: bytes, to: &text)
        return FeedError(
            reason, line: records.line, field: layout.titles[place],
            found: String(decoding: text, as: UTF8.self), expected: expected)
    }
}
