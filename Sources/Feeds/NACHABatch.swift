import Values

/// Counts and sums that a batch and the whole file declare at their ends.
struct NACHATotals: Equatable {
    /// Entries and addenda.
    var records: Int64 = 0
    /// Sum of the routing numbers of all entries, without check digits, of ten digits.
    var hash: Int64 = 0
    var debitMinor: Int64 = 0
    var creditMinor: Int64 = 0

    mutating func add(_ other: NACHATotals) {
        records += other.records
        hash = (hash + other.hash) % 10_000_000_000
        // Sums of a file of 9 · 10¹⁷ beyond any batch are wrong anyway, and stay different.
        debitMinor = debitMinor.addingReportingOverflow(other.debitMinor).partialValue
        creditMinor = creditMinor.addingReportingOverflow(other.creditMinor).partialValue
    }

    /// Reads what a control record declares: count and hash, then both sums, which are wider in
    /// files of accounting advice.
    ///
    /// - Parameters:
    ///   - record: 8 or 9.
    ///   - first: column of the count.
    ///   - countWidth: columns of the count.
    ///   - isAdvice: whether the sums have 20 columns and not 12.
    ///   - name: of the record, for messages.
    ///   - bytes: the file.
    /// - Returns: what it declares.
    /// - Throws: ``FeedError`` for a field that is no number.
    static func declared(
        by record: NACHARecord, first: Int, countWidth: Int, isAdvice: Bool, _ name: String,
        in bytes: Span<UInt8>
    ) throws(FeedError) -> NACHATotals {
        let hash = first + countWidth
        let debit = hash + 10
        let width = isAdvice ? 20 : 12
        return NACHATotals(
            records: try record.number(first, hash - 1, "\(name) entry/addenda count", in: bytes),
            hash: try record.number(hash, debit - 1, "\(name) entry hash", in: bytes),
            debitMinor: try record.number(
                debit, debit + width - 1, "\(name) total debit", in: bytes),
            creditMinor: try record.number(
                debit + width, debit + 2 * width - 1, "\(name) total credit", in: bytes))
    }

    /// Refuses what does not add up: a file with a wrong total is void.
    func check(_ declared: NACHATotals, _ name: String, line: Int) throws(FeedError) {
        for (field, found, own) in [
            ("entry/addenda count", declared.records, records),
            ("entry hash", declared.hash, hash),
            ("total debit", declared.debitMinor, debitMinor),
            ("total credit", declared.creditMinor, creditMinor),
        ] where found != own {
            throw FeedError(
                .controlTotal, line: line, field: "\(name) \(field)", found: "\(found)",
                expected: "\(own)")
        }
    }
}

/// A batch being read: what its header says, and its statement.
struct NACHABatch {
    /// How the entries of a class lay their fields out.
    enum Layout {
        case ordinary
        /// Name before number, and a long number.
        case customerInitiated
        /// Name before number, and a long name.
        case machineTransfer
        /// A count of addenda before a shorter name.
        case countedAddenda
        case international
        case advice
    }

    var statement: Statement
    var totals = NACHATotals()
    let layout: Layout
    /// Standard entry class: `CCD`, `CTX`.
    let entryClass: String
    let serviceClass: Int64
    /// Whose entries these are; blank in international ones, which name him in their addenda.
    let companyName: String
    let companyID: String
    let entryDescription: String
    let bookedOn: CalendarDate
    let settledOn: CalendarDate
    /// Account of the entries so far, `routing/number`; nil without entries.
    private var account: [UInt8]?
    /// Whether all entries are credits to that account.
    private var isReceived = true
    private let number: String

    init(
        _ record: NACHARecord, created: CalendarDate?, currency: Currency,
        _ encoding: CharacterEncoding, in bytes: Span<UInt8>
    ) throws(FeedError) {
        serviceClass = try record.number(2, 4, "5 service class code", in: bytes)
        entryClass = try record.string(51, 53, in: bytes, encoding)
        layout = Self.layouts[entryClass] ?? (serviceClass == 280 ? .advice : .ordinary)
        companyName =
            layout == .international ? "" : try record.string(5, 20, in: bytes, encoding)
        companyID = try record.string(41, 50, in: bytes, encoding)
        entryDescription = try record.string(54, 63, in: bytes, encoding)
        number = try record.string(88, 94, in: bytes, encoding)
        let originator = try record.string(80, 87, in: bytes, encoding)
        let written = record.columns(70, 75, in: bytes)
        let effective = CalendarDate(digits: bytes.extracting(written))
        let settlement = Self.settlement(
            record.columns(76, 78, in: bytes), near: effective ?? created, in: bytes)
        guard let day = effective ?? settlement ?? created else {
            throw FeedError(
                .badDate, line: record.line, field: "5 effective entry date (columns 70-75)",
                found: bytes.excerpt(written), expected: "a day YYMMDD")
        }
        bookedOn = day
        settledOn = settlement ?? day
        statement = Statement(
            account: companyID.isEmpty ? originator : companyID.filter { $0 != " " },
            currency: currency, kind: .notification)
        statement.identifier = "\(originator)/\(number)"
        if effective == nil, written.contains(where: { !bytes[$0].isBlank && bytes[$0] != 0x30 }) {
            statement.note(
                "impossible_date", line: Int32(clamping: record.line),
                "The effective entry date \(bytes.excerpt(written)) is none; \(day) was taken.")
        }
    }

    var isReversal: Bool { entryDescription == "REVERSAL" }

    /// Takes an entry into the totals and the statement.
    mutating func count(
        _ entry: Entry, isCredit: Bool, isForward: Bool, account: [UInt8], routing: Int64,
        addenda: Int
    ) throws(FeedError) {
        totals.add(
            NACHATotals(
                records: 1 + Int64(addenda), hash: routing,
                debitMinor: isCredit ? 0 : -entry.amountMinor,
                creditMinor: isCredit ? entry.amountMinor : 0))
        try statement.count(entry)
        if !isCredit || !isForward || self.account.map({ $0 != account }) == true {
            isReceived = false
        }
        if self.account == nil { self.account = account }
        let isMixed = serviceClass == 220 && !isCredit || serviceClass == 225 && isCredit
        if isMixed, entry.amountMinor != 0 {
            statement.note(
                "service_class", line: entry.line,
                "The batch is for \(isCredit ? "debits" : "credits") only, the entry is none.")
        }
    }

    /// Holds the control record against the batch.
    ///
    /// - Throws: ``FeedError`` for a wrong total.
    mutating func close(
        _ record: NACHARecord, _ encoding: CharacterEncoding, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let declared = try NACHATotals.declared(
            by: record, first: 5, countWidth: 6, isAdvice: layout == .advice, "8", in: bytes)
        try totals.check(declared, "8", line: record.line)
        let closingClass = try record.number(2, 4, "8 service class code", in: bytes)
        let closingNumber = try record.string(88, 94, in: bytes, encoding)
        if closingClass != serviceClass || closingNumber != number {
            statement.note(
                "batch_control", line: Int32(clamping: record.line),
                "The control record is of batch \(closingNumber), class \(closingClass); the "
                    + "header is of batch \(number), class \(serviceClass).")
        }
        if isReceived, let account { statement.account = String(decoding: account, as: UTF8.self) }
    }

    /// The settlement date, which the operator writes as a day of the year.
    private static func settlement(
        _ columns: Range<Int>, near day: CalendarDate?, in bytes: Span<UInt8>
    ) -> CalendarDate? {
        guard let day, columns.count == 3, columns.allSatisfy({ bytes[$0].isDigit }) else {
            return nil
        }
        let number = columns.reduce(0) { $0 * 10 + Int(bytes[$1] - 0x30) }
        guard (1...366).contains(number) else { return nil }
        let year = day.numbers.year
        return (year - 1...year + 1)
            .compactMap { CalendarDate(year: $0, month: 1, day: 1)?.adding(days: number - 1) }
            .min { abs($0.days(since: day)) < abs($1.days(since: day)) }
    }

    /// Source: Nacha, ACH Operating Rules and Guidelines 2024, appendix three, subpart 3.1
    /// "sequence of records".
    private static let layouts: [String: Layout] = [
        "CIE": .customerInitiated, "MTE": .machineTransfer, "IAT": .international, "ADV": .advice,
        "CTX": .countedAddenda, "ENR": .countedAddenda, "DNE": .countedAddenda,
        "ATX": .countedAddenda, "TRX": .countedAddenda,
    ]
}
