import Values

/// A movement record 2.1 and the records that continue and explain it, by their place in the file.
struct CodaMovement {
    let line: Int
    let sequence: Int64
    let detailNumber: Int64
    let amountMinor: Int64
    let bookedOn: CalendarDate
    let valueOn: CalendarDate
    /// Type, family, transaction and category: eight digits.
    let code: CodaCode
    /// Level of the globalisation that begins or ends here; nought for none.
    let globalisation: Int
    let codeField: Range<Int>
    let bankReference: Range<Int>
    let isStructured: Bool
    /// The pieces of the communication with their widths: records 2.1, 2.2 and 2.3.
    private(set) var communication: [(field: Range<Int>, width: Int)]
    private(set) var customerReference = 0..<0
    private(set) var returnType: UInt8 = 0x20
    private(set) var returnReason = 0..<0
    private(set) var partyAccount = 0..<0
    private(set) var partyName = 0..<0
    private(set) var information: [Information] = []

    /// Information records 3.1 to 3.3.
    struct Information {
        let isStructured: Bool
        var pieces: [(field: Range<Int>, width: Int)]
    }

    /// Reads a record 2.1.
    ///
    /// - Throws: ``FeedError`` for a field that cannot be read.
    init(_ line: FixedLine, currency: Currency, in bytes: Span<UInt8>) throws(FeedError) {
        self.line = line.number
        (sequence, detailNumber) = try Self.numbers(of: line, in: bytes)
        amountMinor = try CodaFields.amount(
            sign: 32, 33...47, "record 2.1, amount", of: line, currency, in: bytes)
        guard let bookedOn = line.dayFirstDate(116...121, in: bytes) else {
            throw line.error(
                .badDate, 116...121, "record 2.1, entry date", in: bytes, expected: "DDMMYY")
        }
        self.bookedOn = bookedOn
        if line.number(48...53, in: bytes) == 0 || line.isBlank(48...53, in: bytes) {
            valueOn = bookedOn
        } else if let valueOn = line.dayFirstDate(48...53, in: bytes) {
            self.valueOn = valueOn
        } else {
            throw line.error(
                .badDate, 48...53, "record 2.1, value date", in: bytes, expected: "DDMMYY")
        }
        guard let number = line.number(54...61, in: bytes) else {
            throw line.error(
                .malformed, 54...61, "record 2.1, transaction code", in: bytes,
                expected: "eight digits")
        }
        code = CodaCode(number)
        codeField = line.field(54...61, in: bytes)
        bankReference = line.field(11...31, in: bytes)
        isStructured = line.byte(62, in: bytes) == UInt8(ascii: "1")
        communication = [(line.field(63...115, in: bytes), 53)]
        globalisation = Int(line.number(125...125, in: bytes) ?? 0)
    }

    /// Sequence and detail number of a record 2 or 3.
    static func numbers(
        of line: FixedLine, in bytes: Span<UInt8>
    ) throws(FeedError) -> (sequence: Int64, detail: Int64) {
        guard let sequence = line.number(3...6, in: bytes),
            let detail = line.number(7...10, in: bytes)
        else {
            throw line.error(
                .malformed, 3...10, "sequence and detail number", in: bytes,
                expected: "eight digits")
        }
        return (sequence, detail)
    }

    /// Takes a record 2.2, 2.3, 3.1, 3.2 or 3.3; false where it belongs to something else.
    mutating func take(_ line: FixedLine, in bytes: Span<UInt8>) throws(FeedError) -> Bool {
        let (sequence, detail) = try Self.numbers(of: line, in: bytes)
        guard sequence == self.sequence else { return false }
        switch (line.byte(1, in: bytes), line.byte(2, in: bytes)) {
        case (UInt8(ascii: "2"), UInt8(ascii: "2")) where detail == detailNumber:
            communication.append((line.field(11...63, in: bytes), 53))
            customerReference = line.field(64...98, in: bytes)
            returnType = line.byte(113, in: bytes)
            returnReason = line.field(114...117, in: bytes)
        case (UInt8(ascii: "2"), UInt8(ascii: "3")) where detail == detailNumber:
            // Where record 2.2 was left out, its columns of the communication are blank.
            if communication.count == 1 { communication.append((0..<0, 53)) }
            partyAccount = line.field(11...47, in: bytes)
            partyName = line.field(48...82, in: bytes)
            communication.append((line.field(83...125, in: bytes), 43))
        case (UInt8(ascii: "3"), UInt8(ascii: "1")):
            information.append(
                Information(
                    isStructured: line.byte(40, in: bytes) == UInt8(ascii: "1"),
                    pieces: [(line.field(41...113, in: bytes), 73)]))
        case (UInt8(ascii: "3"), UInt8(ascii: "2")) where !information.isEmpty:
            information[information.count - 1].pieces.append((line.field(11...115, in: bytes), 105))
        case (UInt8(ascii: "3"), UInt8(ascii: "3")) where !information.isEmpty:
            information[information.count - 1].pieces.append((line.field(11...100, in: bytes), 90))
        default: return false
        }
        return true
    }
}

/// Reads the fields that several records of CODA have.
enum CodaFields {
    /// A sign (0 credit, 1 debit) and an amount of twelve digits and three decimals.
    static func amount(
        sign: Int, _ columns: ClosedRange<Int>, _ name: String, of line: FixedLine,
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let isDebit = line.byte(sign, in: bytes) == UInt8(ascii: "1")
        guard isDebit || line.byte(sign, in: bytes) == UInt8(ascii: "0") else {
            throw line.error(
                .malformed, sign...sign, name, in: bytes, expected: "a sign 0 or 1")
        }
        let magnitude = try amount(columns, name, of: line, currency, in: bytes)
        return isDebit ? -magnitude : magnitude
    }

    /// An amount of twelve digits and three decimals.
    static func amount(
        _ columns: ClosedRange<Int>, _ name: String, of line: FixedLine, _ currency: Currency,
        in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let field = line.field(columns, in: bytes)
        do throws(MoneyError) {
            guard field.count == columns.count else { throw .notADecimal }
            var digits = AmountDigits(currency: currency)
            for index in field {
                guard bytes[index].isDigit else { throw .notADecimal }
                if index == field.upperBound - 3 { try digits.appendDecimalMark() }
                try digits.append(digit: bytes[index] - 0x30)
            }
            return try digits.minorUnits()
        } catch {
            throw line.error(
                .badAmount, columns, name, in: bytes, expected: error.expected(in: currency))
        }
    }
}
