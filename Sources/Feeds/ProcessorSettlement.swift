import Values

/// PayPal's settlement report (`STL-…CSV`): sections of typed rows with totals.
///
/// `RH` and `FH` open the report and the file, `SH` a section of one account with its columns
/// `CH`, each `SB` is a transaction, `SF` gives a currency's totals and balances, `SC` the number
/// of transactions, `RF`, `RC` and `FF` close. Amounts have no sign and no decimal mark but the
/// currency's minor units. Each account and currency is a listing, read as by
/// ``ProcessorReport``: gross and fee are entries of their own.
///
/// A wrong count refuses the file, for rows are missing; a wrong sum is the finding
/// `control_total`, a wrong balance `balance_equation`. PayPal has two currencies without
/// fractions where ISO 4217 gives them two digits (HUF, TWD); the report's specification does not
/// say how it writes them, so they are refused.
///
/// Source: PayPal, "Settlement Report Specification", record layouts and data elements.
package struct PayPalSettlement: FeedFormat {
    package static let name = "paypal_settlement"

    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var records = DelimitedRecords(delimiter: UInt8(ascii: ","))
        for kind in ["RH", "FH", "SH"] {
            guard (try? records.next(in: head)) == true,
                (try? records.text(0, in: head)) == kind
            else { return false }
            if kind == "RH", records.fields.count < 4 { return false }
        }
        return true
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard CharacterEncoding.detected(in: bytes) == .utf8 else {
            throw FeedError(.badEncoding, expected: "UTF-8")
        }
        var index = 0
        var count = 1
        while index < count {
            var reading = ProcessorSettlementReading(index)
            count = try reading.read(bytes, emit)
            index += 1
        }
    }
}

/// Reads what one account and currency has in a settlement report.
struct ProcessorSettlementReading {
    /// Position of the owner that is read, in the order of their first rows.
    private let index: Int
    private var owners: [ProcessorOwner] = []
    private var records = DelimitedRecords(delimiter: UInt8(ascii: ","))
    private var columns: ProcessorSettlementColumns?
    private var listing: ProcessorSettlementListing?
    private var account = ""
    private var startedOn: CalendarDate?
    private var endedOn: CalendarDate?
    private var isInSection = false
    private var hasFooter = false
    private var isEnded = false
    private var rowsInSection: Int64 = 0
    private var rowsInReport: Int64 = 0
    private var fileNumber: Int64 = 0

    init(_ index: Int) {
        self.index = index
    }

    /// Reads the whole file.
    ///
    /// - Returns: how many owners there are.
    mutating func read(
        _ bytes: Span<UInt8>, _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Int {
        while try records.next(in: bytes) {
            let kind = try records.text(0, in: bytes)
            guard !isEnded else { throw unexpected(kind, "nothing after FF") }
            try take(kind, bytes, emit)
        }
        guard isEnded, !isInSection else {
            throw FeedError(
                .truncated, line: records.line, field: "FF", expected: "the end of the file")
        }
        try listing?.finish(emit)
        return owners.count
    }

    private mutating func take(
        _ kind: String, _ bytes: Span<UInt8>, _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        switch kind {
        case "RH": return
        case "FH": fileNumber = try count(1, in: bytes)
        case "SH": try openSection(bytes)
        case "CH": columns = try ProcessorSettlementColumns(records, in: bytes)
        case "SB":
            guard isInSection, let columns else { throw unexpected(kind, "SH and CH before it") }
            rowsInSection += 1
            let currency = try columns.currency(records, in: bytes)
            guard try owner(currency) == index else { return }
            openListing()
            try listing?.add(records, columns, in: bytes, emit)
        case "SF": try takeFooter(bytes)
        case "SC": try closeSection(bytes)
        case "RF": return
        case "RC":
            // Earlier files of a report in several hold rows that this one does not.
            if fileNumber <= 1 { try check(rowsInReport, kind, in: bytes) }
        case "FF":
            guard !isInSection else { throw unexpected(kind, "SF and SC before it") }
            isEnded = true
        default: throw unexpected(kind, "RH, FH, SH, CH, SB, SF, SC, RF, RC or FF")
        }
    }

    private mutating func openSection(_ bytes: Span<UInt8>) throws(FeedError) {
        guard !isInSection, records.fields.count >= 4 else {
            throw unexpected("SH", "a new section with its period and account")
        }
        account = try records.text(3, in: bytes).filter { $0 != " " }
        if account.isEmpty { account = "PAYPAL" }
        startedOn = ProcessorDate().date(in: bytes, records.fields[1].range)
        endedOn = ProcessorDate().date(in: bytes, records.fields[2].range)
        isInSection = true
        hasFooter = false
        rowsInSection = 0
    }

    private mutating func takeFooter(_ bytes: Span<UInt8>) throws(FeedError) {
        guard isInSection else { throw unexpected("SF", "SH before it") }
        hasFooter = true
        let code = records.fields.count > 1 ? try records.text(1, in: bytes) : ""
        let isEmpty = records.fields.dropFirst(2).allSatisfy { field in
            field.range.allSatisfy { !(0x31...0x39).contains(bytes[$0]) }
        }
        // A currency that the account has, but nothing in it, is no reason to refuse the rest.
        if isEmpty, ProcessorSettlementColumns.unclearCurrencies.contains(code) { return }
        let currency = try ProcessorSettlementColumns.currency(code, line: records.line)
        guard try owner(currency) == index else { return }
        openListing()
        try listing?.takeFooter(records, in: bytes, startedOn, endedOn)
    }

    private mutating func closeSection(_ bytes: Span<UInt8>) throws(FeedError) {
        guard isInSection, hasFooter else { throw unexpected("SC", "SH and SF before it") }
        try check(rowsInSection, "SC", in: bytes)
        rowsInReport += rowsInSection
        isInSection = false
    }

    private func check(
        _ found: Int64, _ kind: String, in bytes: Span<UInt8>
    ) throws(FeedError) {
        let written = try count(1, in: bytes)
        guard written == found else {
            throw FeedError(
                .controlTotal, line: records.line, field: kind, found: "\(found) rows",
                expected: "\(written) rows, as the report says")
        }
    }

    private func count(_ place: Int, in bytes: Span<UInt8>) throws(FeedError) -> Int64 {
        guard place < records.fields.count,
            let number = Int64(try records.text(place, in: bytes)), number >= 0
        else { throw unexpected("", "a number in column \(place + 1)") }
        return number
    }

    private mutating func openListing() {
        if listing == nil { listing = ProcessorSettlementListing(owners[index]) }
    }

    /// The owner's position, in the order of their first rows.
    private mutating func owner(_ currency: Currency) throws(FeedError) -> Int {
        let owner = ProcessorOwner(account: account, currency: currency)
        if let index = owners.firstIndex(of: owner) { return index }
        guard owners.count < ProcessorReport.maximumStatements else {
            throw FeedError(
                .tooLarge, line: records.line, field: "account",
                expected: "at most \(ProcessorReport.maximumStatements) accounts and currencies")
        }
        owners.append(owner)
        return owners.count - 1
    }

    private func unexpected(_ found: String, _ expected: String) -> FeedError {
        FeedError(
            .malformed, line: records.line, field: "row type", found: found, expected: expected)
    }
}
