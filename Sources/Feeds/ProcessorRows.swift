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
///
/// Not copyable, for a copy of all it holds with every row would be half of the time.
struct ProcessorRows: ~Copyable {
    /// The owners met so far, in order.
    private(set) var owners: [ProcessorOwner] = []
    /// Index of the current row's owner.
    private(set) var owner = 0
    /// The current row; its amounts are read in another file of this type.
    var row = ProcessorRow()
    private(set) var records: DelimitedRecords
    let layout: ProcessorLayout
    let encoding: CharacterEncoding

    private let dates: ProcessorDate
    private let configured: Currency?
    let feesArePositive: Bool
    let signsFollowTypes: Bool
    private let hasMethods: Bool
    let grossPlaces: [Int]
    let feePlaces: [Int]
    let outsidePlaces: [Int]
    var amounts: ProcessorAmount
    private var meanings: ProcessorMeanings
    /// A field's text while it is being read.
    var field: [UInt8] = []
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
        feesArePositive = layout.profile.feesArePositive
        signsFollowTypes = layout.profile.signsFollowTypes
        hasMethods =
            !layout.profile.outsideMethods.isEmpty || !layout.profile.insideMethods.isEmpty
        grossPlaces = layout.places(.gross)
        feePlaces = layout.places(.fee)
        outsidePlaces = layout.places(.outside)
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
        if let place = layout.place(.unknown), let range = range(place, in: bytes),
            range.contains(where: { (0x31...0x39).contains(bytes[$0]) })
        {
            throw unexpected(.malformed, place, in: bytes, "nothing, for its effect is not known")
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

    /// Takes a column's text into ``field``.
    mutating func takeField(_ place: Int, in bytes: Span<UInt8>) {
        field.removeAll(keepingCapacity: true)
        records.appendValue(of: records.fields[place], in: bytes, as: encoding, to: &field)
    }

    /// A column's place in the bytes, without blanks around; nil where it is blank or missing.
    func range(_ place: Int?, in bytes: Span<UInt8>) -> Range<Int>? {
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
        if layout.profile.descriptionsLead, let found = meaningOfDescription(in: bytes) {
            return found
        }
        field.removeAll(keepingCapacity: true)
        if let place = layout.place(.type) { takeField(place, in: bytes) }
        if field.isEmpty, case .referencePrefix(let end) = layout.profile.typeSource,
            let place = layout.place(.reference)
        {
            takeField(place, in: bytes)
            if let length = field.firstIndex(of: end) { field.removeLast(field.count - length) }
        }
        let meaning = meanings.ofType(field)
        // An adjustment is no more than a word for anything else.
        guard meaning == nil || meaning == .adjustment, !layout.profile.descriptionsLead else {
            return meaning
        }
        return meaningOfDescription(in: bytes) ?? meaning
    }

    private mutating func meaningOfDescription(in bytes: Span<UInt8>) -> ProcessorMeaning? {
        guard !layout.profile.descriptions.isEmpty, let place = layout.place(.description) else {
            return nil
        }
        takeField(place, in: bytes)
        return meanings.ofDescription(field)
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
        guard hasMethods, let place = layout.place(.method), range(place, in: bytes) != nil else {
            return false
        }
        let word = lowercased(place, in: bytes)
        guard layout.profile.insideMethods.isEmpty else {
            return !layout.profile.insideMethods.contains(word)
        }
        return layout.profile.outsideMethods.contains(word)
    }

    private mutating func statusWord(in bytes: Span<UInt8>) throws(FeedError) -> EntryStatus? {
        guard let place = layout.place(.status), range(place, in: bytes) != nil else { return nil }
        guard !layout.profile.statuses.isEmpty else { return .booked }
        takeField(place, in: bytes)
        return meanings.ofStatus(field)
    }

    private mutating func lowercased(_ place: Int, in bytes: Span<UInt8>) -> String {
        takeField(place, in: bytes)
        return ProcessorLayout.normalised(String(decoding: field, as: UTF8.self))
    }

    private mutating func ownerIndex(in bytes: Span<UInt8>) throws(FeedError) -> Int {
        ownerText.removeAll(keepingCapacity: true)
        for column in [ProcessorColumn.account, .currency] {
            if let place = column == .currency ? currencyPlace(in: bytes) : layout.place(column) {
                takeField(place, in: bytes)
                ownerText.append(contentsOf: field)
            }
            ownerText.append(0x1F)
        }
        let isSigned = layout.profile.hasCurrencySigns && layout.place(.currency) == nil
        if !owners.isEmpty, ownerText == lastOwner, !isSigned { return owner }
        swap(&ownerText, &lastOwner)
        var found = try currency(in: bytes)
        if let place = layout.place(.account) {
            takeField(place, in: bytes)
            found.account = String(decoding: field, as: UTF8.self).filter { $0 != " " }
        }
        // Rows of the provider's own, such as payouts, name no account in some reports.
        if found.account.isEmpty { found.account = layout.profile.account }
        if let index = owners.firstIndex(where: {
            $0.account == found.account && $0.currency == found.currency
        }) {
            return index
        }
        guard owners.count < ProcessorReport.maximumStatements else {
            throw FeedError(
                .tooLarge, line: records.line, field: "account",
                expected: "at most \(ProcessorReport.maximumStatements) accounts and currencies")
        }
        owners.append(found)
        return owners.count - 1
    }

    /// The column of the currency; a row that has not reached the balance may have it elsewhere.
    private func currencyPlace(in bytes: Span<UInt8>) -> Int? {
        let places = layout.places(.currency)
        guard layout.profile.isPendingWithoutGross, range(layout.place(.gross), in: bytes) == nil
        else { return places.first }
        return places.first { range($0, in: bytes) != nil } ?? places.first
    }

    private mutating func currency(
        in bytes: Span<UInt8>
    ) throws(FeedError) -> ProcessorOwner {
        let account = ""
        if let place = currencyPlace(in: bytes) {
            takeField(place, in: bytes)
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

    func unexpected(
        _ reason: FeedError.Reason, _ place: Int, in bytes: Span<UInt8>, _ expected: String
    ) -> FeedError {
        var text: [UInt8] = []
        take(place, in: bytes, to: &text)
        return FeedError(
            reason, line: records.line, field: layout.titles[place],
            found: String(decoding: text, as: UTF8.self), expected: expected)
    }
}
