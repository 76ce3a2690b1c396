import Values

/// What stands before a message's opening balance: `:20:`, `:25:`, `:28C:`.
struct MT940Header {
    private(set) var account = ""
    private var identifier = ""
    private var sequence: Int64?
    private var page: Int64?
    private(set) var isEmpty = true

    /// Takes one of the header's fields.
    mutating func take(
        _ field: MT940Field, encoding: CharacterEncoding, in bytes: Span<UInt8>
    ) throws(FeedError) {
        isEmpty = false
        switch field.tag {
        case .reference: identifier = try text(field, encoding, in: bytes)
        case .account:
            account = try text(field, encoding, in: bytes).filter { $0 != " " && $0 != "\t" }
        case .number: readNumber(field, in: bytes)
        default: break
        }
    }

    /// A statement with this header.
    ///
    /// Some banks append the currency to the account, `NL54INGB0001234500EUR` or `…/HUF`; it is
    /// no part of the number. One that contradicts the balance is a finding.
    func statement(currency: Currency) -> Statement {
        var statement = Statement(account: account, currency: currency, kind: .endOfDay)
        let suffix = account.suffix(3)
        let number = account.dropLast(3)
        if let named = Currency(code: suffix), number.last == "/" || number.last?.isNumber == true {
            if named == currency {
                statement.account = String(number.last == "/" ? number.dropLast() : number)
            } else {
                statement.note(
                    "account_currency", line: 0,
                    "The account \(account) seems to be in \(named), its balance is in \(currency)."
                )
            }
        }
        statement.identifier = identifier
        statement.sequence = sequence
        statement.page = page
        return statement
    }

    /// The first line of a field, trimmed.
    private func text(
        _ field: MT940Field, _ encoding: CharacterEncoding, in bytes: Span<UInt8>
    ) throws(FeedError) -> String {
        var (start, end) = (field.start, field.start)
        while end < field.end, bytes[end] != 0x0A, bytes[end] != 0x0D {
            guard bytes[end] != 0 else {
                throw FeedError(
                    .badEncoding, line: field.line, field: ":20:, :25:", found: "a NUL byte",
                    expected: "text")
            }
            end += 1
        }
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while start < end, bytes[end - 1] <= 0x20 { end -= 1 }
        var text: [UInt8] = []
        text.append(bytes.extracting(start..<min(end, start + 140)), as: encoding)
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads `00027/00001`, statement number and page.
    ///
    /// Zero is how banks say that they do not count.
    private mutating func readNumber(_ field: MT940Field, in bytes: Span<UInt8>) {
        var numbers: [Int64] = [0, 0]
        var part = 0
        for index in field.range {
            let byte = bytes[index]
            if byte == UInt8(ascii: "/"), part == 0 {
                part = 1
            } else if byte.isDigit {
                let (tens, overflow) = numbers[part].multipliedReportingOverflow(by: 10)
                // Beyond any numbering: a date or an id, not a sequence.
                guard !overflow, tens < Int64.max / 10 else { return }
                numbers[part] = tens + Int64(byte - 0x30)
            } else if byte != 0x20 {
                break
            }
        }
        sequence = numbers[0] == 0 ? nil : numbers[0]
        page = numbers[1] == 0 ? nil : numbers[1]
    }
}

/// A balance field `:60a:` or `:62a:`: mark, date, currency, amount.
struct MT940Balance {
    var balance: Balance
    var currency: Currency
    private var impossibleDate: ImpossibleDate?
    private var fractionDigits: Int?

    /// Reads the field.
    ///
    /// - Throws: ``FeedError`` when any part of it cannot be read.
    init(_ field: MT940Field, named name: StaticString, in bytes: Span<UInt8>) throws(FeedError) {
        var cursor = MT940Cursor(field, named: name)
        _ = cursor.peek(in: bytes)
        cursor.passBlanks(in: bytes)
        let isCredit = cursor.take("C", in: bytes)
        guard isCredit || cursor.take("D", in: bytes) else {
            throw cursor.unexpected(
                .malformed, at: cursor.position, in: bytes, expected: "a mark C or D")
        }
        let date = try cursor.date(in: bytes)
        let start = cursor.position
        let currency = try cursor.currency(in: bytes)
        let amount = try cursor.amount(in: currency, from: bytes)
        cursor.passBlanks(in: bytes)
        let isAtEnd = cursor.position == field.end || bytes[cursor.position] <= 0x20
        guard isAtEnd else {
            throw cursor.unexpected(
                .badAmount, at: start, in: bytes, expected: "an amount such as 1234,50")
        }
        self.currency = currency
        balance = Balance(amountMinor: isCredit ? amount.minor : -amount.minor, on: date)
        impossibleDate = cursor.impossibleDate
        fractionDigits = amount.fractionDigits
    }

    /// Whether all digits of the fraction are written, so that none can have been cut off.
    var isWrittenInFull: Bool { fractionDigits.map { $0 >= currency.minorDigits } ?? false }

    /// Records what was odd but readable.
    func noteOddities(in statement: inout Statement, line: Int) {
        if let impossibleDate {
            statement.note(
                "impossible_date", line: Int32(clamping: line),
                "The calendar has no \(impossibleDate); the month's last day was taken.")
        }
        if fractionDigits == nil, balance.amountMinor != 0 {
            statement.noteMissingComma(line: Int32(clamping: line))
        }
    }
}

extension Statement {
    /// Records an amount without a comma: read as whole units, but a sloppy program may have meant
    /// hundredths.
    mutating func noteMissingComma(line: Int32) {
        note(
            "no_decimal_comma", line: line,
            "The amount has no decimal comma; it was read as whole \(currency).")
    }
}
