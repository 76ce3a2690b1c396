package import Values

/// What a feed adds up to, over all its statements, advice and currencies.
package struct FeedTally: Sendable, Equatable {
    /// Counts and sums of one direction.
    package struct Side: Sendable, Equatable {
        package var count: Int64 = 0
        /// In ten-thousandths of the major unit, so that currencies of every exponent add up
        /// exactly.
        package var tenThousandths: Int128 = 0

        /// In major units, without needless zeros: `1250.5`.
        package var sum: String {
            let whole = tenThousandths / 10_000
            var digits = String(tenThousandths % 10_000 + 10_000).dropFirst()
            while digits.last == "0" { digits.removeLast() }
            return digits.isEmpty ? "\(whole)" : "\(whole).\(digits)"
        }
    }

    package var statements = 0
    /// Booked entries; advice where it comes alone.
    package var entries: Int64 = 0
    package var credits = Side()
    package var debits = Side()
    /// In the order of their first appearance.
    package var currencies: [Currency] = []
    package var firstBookedOn: CalendarDate?
    package var lastBookedOn: CalendarDate?

    /// Counts everything a feed holds.
    ///
    /// An advice beside statements tells of entries that are counted; alone it counts as one.
    package init(_ contents: FeedContents) {
        for statement in contents.statements.map(\.statement) { add(statement) }
        if statements == 0 { for advice in contents.advice { add(advice) } }
        entries = credits.count + debits.count
    }

    private mutating func add(_ statement: Statement) {
        statements += 1
        meet(statement.currency)
        credits.add(statement.creditCount, statement.creditMinor, statement.currency)
        debits.add(statement.debitCount, statement.debitMinor, statement.currency)
        meet(statement.firstBookedOn)
        meet(statement.lastBookedOn)
    }

    private mutating func add(_ advice: Advice) {
        meet(advice.currency)
        meet(advice.paidOn)
        if advice.amountMinor < 0 {
            debits.add(1, -advice.amountMinor, advice.currency)
        } else {
            credits.add(1, advice.amountMinor, advice.currency)
        }
    }

    private mutating func meet(_ currency: Currency) {
        if !currencies.contains(currency) { currencies.append(currency) }
    }

    private mutating func meet(_ day: CalendarDate?) {
        guard let day else { return }
        firstBookedOn = min(firstBookedOn ?? day, day)
        lastBookedOn = max(lastBookedOn ?? day, day)
    }
}

extension FeedTally.Side {
    fileprivate mutating func add(_ count: Int64, _ minor: Int64, _ currency: Currency) {
        var amount = Int128(minor)
        for _ in currency.minorDigits..<4 { amount *= 10 }
        self.count += count
        tenThousandths += amount
    }
}
