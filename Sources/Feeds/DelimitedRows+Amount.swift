import Values

extension DelimitedRows {
    /// Whether the row says how much money moved.
    mutating func hasAmount(in bytes: Span<UInt8>) -> Bool {
        for column in layout.amountColumns where hasValue(column, in: bytes) { return true }
        return false
    }

    /// The row's amount, positive for money in.
    mutating func signedAmount(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        switch layout.amount {
        case .signed(let column, let isMoneyOutPositive):
            let minor = try amount(column, currency, in: bytes)
            return isMoneyOutPositive ? -minor : minor
        case .flagged(let column, let flagColumn):
            let minor = try amount(column, currency, in: bytes)
            guard minor >= 0 else {
                throw unexpected(.badAmount, column, "no sign beside a flag", bytes)
            }
            take(flagColumn, in: bytes)
            let flag = String(decoding: field, as: UTF8.self)
            guard case .flagged(_, _, let debit, let credit) = profile.amount else { return minor }
            if debit.contains(flag) { return -minor }
            if credit.contains(flag) { return minor }
            throw unexpected(
                .malformed, flagColumn, (debit + credit).joined(separator: ", "), bytes)
        case .debitAndCredit(let debit, let credit):
            return try twoColumns(debit, credit, currency, in: bytes)
        }
    }

    private mutating func twoColumns(
        _ debit: Int, _ credit: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        let creditMinor = try optionalAmount(credit, currency, in: bytes)
        if let creditMinor, creditMinor < 0 {
            throw unexpected(.badAmount, credit, "no minus in the credit column", bytes)
        }
        let debitMinor = try optionalAmount(debit, currency, in: bytes)
        switch (debitMinor, creditMinor) {
        case (let debitMinor?, nil), (let debitMinor?, 0):
            if debitMinor != 0 {
                let isNegative = debitMinor < 0
                guard debitsAreNegative ?? isNegative == isNegative else {
                    throw unexpected(
                        .badAmount, debit, "debits that all have a minus, or none", bytes)
                }
                debitsAreNegative = isNegative
            }
            return debitMinor == 0 ? creditMinor ?? 0 : -abs(debitMinor)
        case (nil, let creditMinor?), (0, let creditMinor?): return creditMinor
        case (nil, nil):
            throw unexpected(.badAmount, debit, "an amount here or in the credit column", bytes)
        default: throw unexpected(.badAmount, debit, "an amount in one column only", bytes)
        }
    }

    private mutating func amount(
        _ column: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64 {
        guard let minor = try optionalAmount(column, currency, in: bytes) else {
            throw unexpected(.badAmount, column, "an amount", bytes)
        }
        return minor
    }

    /// The amount in a column; nil where it is blank.
    mutating func optionalAmount(
        _ column: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        let place = place(column, in: bytes)
        if place == nil { take(column, in: bytes) }
        guard !(place?.isEmpty ?? field.isEmpty) else { return nil }
        if records.position == bytes.count, mayBeCut(column, currency, in: bytes) {
            throw unexpected(
                .truncated, column, "a line end, or all digits of the fraction", bytes)
        }
        do throws(MoneyError) {
            if let place { return try amounts.minorUnits(in: bytes, place, currency) }
            return try amounts.minorUnits(in: field.span, 0..<field.count, currency)
        } catch {
            switch error {
            case .notADecimal:
                throw unexpected(
                    .badAmount, column, "an amount with the decimal mark \(profile.decimalMark)",
                    bytes)
            case .tooPrecise:
                throw unexpected(
                    .badAmount, column, "at most \(currency.minorDigits) digits of a fraction",
                    bytes)
            case .tooLarge:
                throw unexpected(.badAmount, column, "an amount below 9 · 10¹⁷ units", bytes)
            }
        }
    }

    /// Whether the file ends with this amount, without a line end, a quote or a whole fraction:
    /// then more digits may have followed.
    private mutating func mayBeCut(
        _ column: Int, _ currency: Currency, in bytes: Span<UInt8>
    ) -> Bool {
        guard column == records.fields.count - 1, let last = records.fields.last,
            last.start + last.count == bytes.count
        else { return false }
        take(column, in: bytes)
        let fraction = field.reversed().prefix { $0.isDigit }.count
        let mark = field.dropLast(fraction).last.map { UInt32($0) }
        return fraction < max(1, currency.minorDigits) || mark != profile.decimalMark.value
    }
}
