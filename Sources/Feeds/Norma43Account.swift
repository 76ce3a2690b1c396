import Values

/// What an account's records `11` and `33` say.
struct Norma43Account {
    private(set) var statement: Statement
    private let currency: Currency
    private let closingOn: CalendarDate

    /// Whether a record is the beginning of an account, to its last digit.
    static func fits(_ record: Norma43Record, in bytes: Span<UInt8>) -> Bool {
        guard record.type == .account, record.columns(1, 81, in: bytes).count <= 80,
            record.number(3, 20, in: bytes) != nil, record.date(21, in: bytes) != nil,
            record.date(27, in: bytes) != nil, record.number(34, 47, in: bytes) != nil,
            (try? record.currency(48, in: bytes)) != nil,
            let sign = record.number(33, 33, in: bytes)
        else { return false }
        return sign <= 2
    }

    /// Reads a record `11`.
    ///
    /// - Throws: ``FeedError`` when any of its numbers cannot be read.
    init(_ record: Norma43Record, in bytes: Span<UInt8>) throws(FeedError) {
        currency = try record.currency(48, in: bytes)
        statement = Statement(
            account: try Self.account(record, in: bytes), currency: currency, kind: .endOfDay)
        guard let first = record.date(21, in: bytes) else {
            throw record.error(.badDate, 21, 26, expected: "a date YYMMDD", in: bytes)
        }
        guard let last = record.date(27, in: bytes) else {
            throw record.error(.badDate, 27, 32, expected: "a date YYMMDD", in: bytes)
        }
        let magnitude = try record.amount(34, currency: currency, in: bytes)
        guard let sign = try Self.sign(record, 33, of: magnitude, in: bytes) else {
            throw record.error(.malformed, 33, 33, expected: "1 debit or 2 credit", in: bytes)
        }
        statement.opening = Balance(amountMinor: sign * magnitude, on: first)
        closingOn = last
    }

    /// Counts a movement.
    mutating func count(_ entry: Entry) throws(FeedError) { try statement.count(entry) }

    /// Reads a record `33` and holds it against the movements.
    ///
    /// - Throws: ``FeedError`` when it is another account's or its counts are not those of the
    ///   movements.
    mutating func close(_ record: Norma43Record, in bytes: Span<UInt8>) throws(FeedError) {
        guard try Self.account(record, in: bytes) == statement.account else {
            throw record.error(
                .malformed, 3, 20, expected: "the account \(statement.account)", in: bytes)
        }
        guard try record.currency(74, in: bytes) == currency else {
            throw record.error(
                .badCurrency, 74, 76, expected: "\(currency), as in record 11", in: bytes)
        }
        try checkCount(record, 21, statement.debitCount, "debits", in: bytes)
        try checkCount(record, 40, statement.creditCount, "credits", in: bytes)
        try checkSum(record, 26, statement.debitMinor, "debits", in: bytes)
        try checkSum(record, 45, statement.creditMinor, "credits", in: bytes)
        let magnitude = try record.amount(60, currency: currency, in: bytes)
        let sign = try Self.sign(record, 59, of: magnitude, in: bytes) ?? balancedSign(magnitude)
        guard let sign else {
            throw record.error(.malformed, 59, 59, expected: "1 debit or 2 credit", in: bytes)
        }
        statement.closing = Balance(amountMinor: sign * magnitude, on: closingOn)
        statement.checkBalance(line: Int32(clamping: record.line))
    }

    /// Bank, branch and number as they stand there, without check digits.
    private static func account(
        _ record: Norma43Record, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        guard record.number(3, 20, in: bytes) != nil else {
            throw record.error(
                .malformed, 3, 20, expected: "bank, branch and account in digits", in: bytes)
        }
        let columns = bytes.extracting(record.columns(3, 20, in: bytes))
        return String(utf8: columns) ?? ""
    }

    /// 1 is a debit, 2 a credit; nought has either. Nil for a sign that some programs leave 0.
    private static func sign(
        _ record: Norma43Record, _ column: Int, of magnitude: Int64, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        switch record.number(column, column, in: bytes) {
        case 1: return -1
        case 2: return 1
        case 0: return magnitude == 0 ? 1 : nil
        default:
            throw record.error(
                .malformed, column, column, expected: "1 debit or 2 credit", in: bytes)
        }
    }

    /// The sign with which the closing balance follows from the movements, if one does.
    private func balancedSign(_ magnitude: Int64) -> Int64? {
        guard let opening = statement.opening else { return nil }
        let expected =
            Int128(opening.amountMinor) + Int128(statement.creditMinor)
            - Int128(statement.debitMinor)
        return expected == Int128(magnitude) ? 1 : expected == -Int128(magnitude) ? -1 : nil
    }

    private func checkCount(
        _ record: Norma43Record, _ first: Int, _ count: Int64, _ name: String,
        in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard record.number(first, first + 4, in: bytes) == count else {
            throw record.error(
                .controlTotal, first, first + 4, expected: "\(count), the number of \(name)",
                in: bytes)
        }
    }

    private mutating func checkSum(
        _ record: Norma43Record, _ first: Int, _ sum: Int64, _ name: String,
        in bytes: Span<UInt8>
    ) throws(FeedError) {
        let declared = try record.amount(first, currency: currency, in: bytes)
        guard declared != sum else { return }
        statement.note(
            "control_total", line: Int32(clamping: record.line),
            "The \(name) add up to \(statement.amount(Int128(sum))), the account's end "
                + "declares \(statement.amount(Int128(declared))).")
    }
}
