import Values

extension ProcessorRows {
    /// Reads gross, fee and balance, and holds them against the net.
    mutating func readAmounts(
        _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) {
        if signsFollowTypes, row.meaning == nil, row.status == .booked {
            throw unexpected(
                .malformed, layout.place(.type) ?? 0, in: bytes,
                "a type that is known, for it decides the sign")
        }
        var fee = try sum(feePlaces, currency, in: bytes)
        if feesArePositive { fee = fee.map { -$0 } }
        let net = try net(currency, in: bytes)
        var gross = try sum(grossPlaces, currency, in: bytes)
        if let written = gross, signsFollowTypes { gross = signed(written) }
        if row.meaning == .payout, signsFollowTypes {
            // The gross and the fees were booked with the sales; what leaves is the net.
            row.grossMinor = net ?? gross ?? 0
            return
        }
        if layout.place(.credit) != nil, let net, gross == nil {
            gross = try int64(Int128(net) - Int128(fee ?? 0))
            try checkOriginal(gross ?? 0, currency, in: bytes)
        }
        guard let gross else {
            guard row.status != .booked || layout.profile.isPendingWithoutGross else {
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
            let net = signsFollowTypes ? signed(written) : written
            let outside = try sum(outsidePlaces, currency, in: bytes) ?? 0
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
        takeField(code, in: bytes)
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
        takeField(place, in: bytes)
        guard Currency(code: String(decoding: field, as: UTF8.self).uppercased()) == currency else {
            throw unexpected(.badCurrency, place, in: bytes, "a fee in \(currency)")
        }
    }

    /// The sum of the columns; nil where all of them are blank.
    private mutating func sum(
        _ places: [Int], _ currency: Currency, in bytes: Span<UInt8>
    ) throws(FeedError) -> Int64? {
        var sum: Int64?
        for place in places {
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
}
