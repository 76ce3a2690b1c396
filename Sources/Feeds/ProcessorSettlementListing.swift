import Values

/// Where the columns of a settlement report's rows are.
struct ProcessorSettlementColumns {
    let event: Int
    let bookedOn: Int
    let side: Int
    let gross: Int
    let currency: Int
    let feeSide: Int
    let fee: Int
    let feeCurrency: Int
    let reference: Int
    let invoice: Int
    let original: Int
    let custom: Int?
    let consumer: Int?
    let count: Int

    /// - Throws: ``FeedError`` when a column is missing, or it is another report's header.
    init(_ records: DelimitedRecords, in bytes: Span<UInt8>) throws(FeedError) {
        var names: [String] = []
        for index in records.fields.indices {
            names.append(ProcessorLayout.normalised(try records.text(index, in: bytes)))
        }
        // The transaction detail report has the same rows, and denied payments among them.
        guard !names.contains("transactional status") else {
            throw FeedError(
                .unknownFormat, line: records.line, field: "CH", found: "Transactional Status",
                expected: "the settlement report, not the transaction detail report")
        }
        func place(_ name: String) throws(FeedError) -> Int {
            guard let place = names.firstIndex(of: name) else {
                throw FeedError(
                    .malformed, line: records.line, field: "CH", expected: "a column \(name)")
            }
            return place
        }
        event = try place("transaction event code")
        bookedOn = try place("transaction completion date")
        side = try place("transaction debit or credit")
        gross = try place("gross transaction amount")
        currency = try place("gross transaction currency")
        feeSide = try place("fee debit or credit")
        fee = try place("fee amount")
        feeCurrency = try place("fee currency")
        reference = try place("transaction id")
        invoice = try place("invoice id")
        original = try place("paypal reference id")
        custom = names.firstIndex(of: "custom field")
        consumer = names.firstIndex(of: "consumer id")
        count = names.count
    }

    /// The currency of the current row.
    ///
    /// - Throws: ``FeedError`` when it has none, or one that the report writes in an unknown way.
    func currency(
        _ records: DelimitedRecords, in bytes: Span<UInt8>
    ) throws(FeedError) -> Currency {
        guard records.fields.count == count else {
            throw FeedError(
                .malformed, line: records.line, field: "SB",
                found: "\(records.fields.count) columns", expected: "\(count) columns")
        }
        return try Self.currency(try records.text(currency, in: bytes), line: records.line)
    }

    /// Currencies without fractions at PayPal and with two digits in ISO 4217; the report's
    /// specification does not say in which unit it writes them.
    static let unclearCurrencies: Set<String> = ["HUF", "TWD"]

    /// - Throws: ``FeedError`` for a code that is none, or whose unit is unclear.
    static func currency(_ code: String, line: Int) throws(FeedError) -> Currency {
        guard let found = Currency(code: code), !unclearCurrencies.contains(code) else {
            throw FeedError(
                .badCurrency, line: line, field: "currency", found: code,
                expected: "a currency code of ISO 4217 whose unit in the report is known")
        }
        return found
    }
}

/// Collects a settlement report's rows of one account and currency.
struct ProcessorSettlementListing {
    private var statement: Statement
    private var batch = EntryBatch()
    private var clean = CleanText()
    private var field: [UInt8] = []
    private var totals = Totals()
    private var written = Totals()
    private var hasFooter = false

    /// Sums of both sides, gross and fees.
    private struct Totals: Equatable {
        var grossCredits: Int128 = 0
        var grossDebits: Int128 = 0
        var feeCredits: Int128 = 0
        var feeDebits: Int128 = 0
    }

    init(_ owner: ProcessorOwner) {
        statement = Statement(account: owner.account, currency: owner.currency, kind: .listing)
    }

    /// Adds the current row: the gross, and the fee as an entry of its own.
    mutating func add(
        _ records: DelimitedRecords, _ columns: ProcessorSettlementColumns,
        in bytes: Span<UInt8>, _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        if batch.entries.count + 2 > entriesPerBatch { try batch.handOn(emit) }
        guard let bookedOn = ProcessorDate().date(in: bytes, records.fields[columns.bookedOn].range)
        else {
            throw FeedError(
                .badDate, line: records.line, field: "Transaction Completion Date",
                found: try records.text(columns.bookedOn, in: bytes), expected: "a day")
        }
        let gross = try amount(columns.gross, columns.side, records, in: bytes)
        let meaning = ProcessorEventCodes.meaning(of: try records.text(columns.event, in: bytes))
        var entry = Entry(
            line: Int32(clamping: records.line), bookedOn: bookedOn, valueOn: bookedOn,
            amountMinor: gross)
        entry.kind = meaning?.kind(isMoneyIn: gross >= 0) ?? .unclassified
        entry.isReversal = meaning?.isReversal ?? false
        if meaning == .memo { entry.status = .information }
        entry.code = try text([columns.event], records, in: bytes)
        entry.bankReference = try text([columns.reference], records, in: bytes)
        entry.ownReference = try text([columns.custom, columns.invoice], records, in: bytes)
        var detail = EntryDetail(amountMinor: gross)
        detail.transactionID = entry.bankReference
        detail.partyAccount = try text([columns.consumer], records, in: bytes)
        detail.text = try text([columns.invoice], records, in: bytes)
        if detail.text.isEmpty { detail.text = entry.ownReference }
        let original = try text([columns.original], records, in: bytes)
        if meaning?.undoesPayment == true {
            detail.originalReferences = original
        } else {
            entry.information = original
        }
        try statement.count(entry)
        batch.append(entry, details: [detail])
        if entry.status == .booked {
            add(gross, to: \.grossCredits, \.grossDebits)
            try addFee(of: entry, records, columns, in: bytes)
        }
    }

    /// Takes a section's totals and balances for the currency.
    mutating func takeFooter(
        _ records: DelimitedRecords, in bytes: Span<UInt8>, _ startedOn: CalendarDate?,
        _ endedOn: CalendarDate?
    ) throws(FeedError) {
        guard records.fields.count >= 10 else {
            throw FeedError(
                .malformed, line: records.line, field: "SF",
                found: "\(records.fields.count) columns", expected: "totals and two balances")
        }
        hasFooter = true
        written.grossCredits += Int128(try magnitude(2, records, in: bytes))
        written.grossDebits += Int128(try magnitude(3, records, in: bytes))
        written.feeCredits += Int128(try magnitude(4, records, in: bytes))
        written.feeDebits += Int128(try magnitude(5, records, in: bytes))
        let opening = try amount(7, 6, records, in: bytes)
        let closing = try amount(9, 8, records, in: bytes)
        guard let startedOn, let endedOn else { return }
        if statement.opening == nil {
            statement.opening = Balance(amountMinor: opening, on: startedOn)
        }
        statement.closing = Balance(amountMinor: closing, on: endedOn)
    }

    /// Hands out what is left, then the statement.
    mutating func finish(_ emit: (FeedPart) throws(FeedError) -> Void) throws(FeedError) {
        statement.checkBalance(line: 1)
        for (name, sum) in [
            ("gross credits", \Totals.grossCredits), ("gross debits", \Totals.grossDebits),
            ("fee credits", \Totals.feeCredits), ("fee debits", \Totals.feeDebits),
        ] where hasFooter && written[keyPath: sum] != totals[keyPath: sum] {
            statement.note(
                "control_total", line: 1,
                "The \(name) add up to \(statement.amount(totals[keyPath: sum])), but the report "
                    + "says \(statement.amount(written[keyPath: sum])).")
        }
        try batch.handOn(emit)
        try emit(.statement(statement))
    }

    private mutating func addFee(
        of payment: Entry, _ records: DelimitedRecords, _ columns: ProcessorSettlementColumns,
        in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard records.fields[columns.fee].count > 0 else { return }
        let minor = try amount(columns.fee, columns.feeSide, records, in: bytes)
        guard minor != 0 else { return }
        let code = try records.text(columns.feeCurrency, in: bytes)
        guard code == statement.currency.code else {
            throw FeedError(
                .badCurrency, line: records.line, field: "Fee Currency", found: code,
                expected: "a fee in \(statement.currency)")
        }
        add(minor, to: \.feeCredits, \.feeDebits)
        var fee = Entry(
            line: payment.line, bookedOn: payment.bookedOn, valueOn: payment.bookedOn,
            amountMinor: minor)
        fee.kind = .charge
        fee.isReversal = minor > 0
        fee.code = payment.code
        fee.bankReference = payment.bankReference
        var detail = EntryDetail(amountMinor: minor)
        detail.transactionID = payment.bankReference
        try statement.count(fee)
        batch.append(fee, details: [detail])
    }

    private mutating func add(
        _ minor: Int64, to credits: WritableKeyPath<Totals, Int128>,
        _ debits: WritableKeyPath<Totals, Int128>
    ) {
        if minor < 0 {
            totals[keyPath: debits] -= Int128(minor)
        } else {
            totals[keyPath: credits] += Int128(minor)
        }
    }

    /// An amount with the side that stands beside it.
    private func amount(
        _ place: Int, _ side: Int, _ records: DelimitedRecords, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let minor = try magnitude(place, records, in: bytes)
        switch try records.text(side, in: bytes) {
        case "CR": return minor
        case "DR": return -minor
        case "" where minor == 0: return 0
        case let found:
            throw FeedError(
                .malformed, line: records.line, field: "column \(side + 1)", found: found,
                expected: "CR or DR")
        }
    }

    /// A whole number of minor units without a sign.
    private func magnitude(
        _ place: Int, _ records: DelimitedRecords, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        var digits = AmountDigits(minorDigits: 0)
        let range = records.fields[place].range
        do throws(MoneyError) {
            for index in range {
                guard bytes[index].isDigit else { throw .notADecimal }
                try digits.append(digit: bytes[index] - 0x30)
            }
            return try digits.minorUnits()
        } catch {
            throw FeedError(
                .badAmount, line: records.line, field: "column \(place + 1)",
                found: try records.text(place, in: bytes),
                expected: "a whole number of minor units below 9 · 10¹⁷")
        }
    }

    private mutating func text(
        _ places: [Int?], _ records: DelimitedRecords, in bytes: Span<UInt8>
    ) throws(FeedError) -> TextRange {
        for case let place? in places where records.fields[place].count > 0 {
            do throws(NulByte) {
                field.removeAll(keepingCapacity: true)
                records.appendValue(of: records.fields[place], in: bytes, as: .utf8, to: &field)
                try clean.append(field, 0..<field.count)
            } catch {
                throw FeedError(
                    .badEncoding, line: records.line, field: "column \(place + 1)",
                    found: "a NUL byte", expected: "text")
            }
            clean.joinLines(from: 0)
            return clean.take(to: &batch.text, .utf8)
        }
        return .empty
    }
}
