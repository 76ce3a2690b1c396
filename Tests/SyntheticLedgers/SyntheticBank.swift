import Reporting
package import Values

extension SyntheticLedger {
    /// One booking as the bank reports it.
    package struct Booking: Sendable {
        package var id: Int64
        package var account: Int32
        package var on: CalendarDate
        package var amountMinor: Int64
        package var occurrence: Int32
    }

    /// One statement an account and month that has bookings, its balances going on from zero.
    package struct MonthStatement: Sendable {
        package var account: Int32
        package var month: AccountingPeriod
        package var openingMinor: Int64
        package var bookings: [Booking]

        package var creditMinor: Int64 { bookings.reduce(0) { $0 + max(0, $1.amountMinor) } }
        package var debitMinor: Int64 { bookings.reduce(0) { $0 - min(0, $1.amountMinor) } }
        package var closingMinor: Int64 { openingMinor + creditMinor - debitMinor }
    }

    /// Every receipt and return as a booking, in order.
    private var bookings: [Booking] {
        var seen: [String: Int32] = [:]
        return events.enumerated().compactMap { index, event in
            let booking: (Int64, Int64, Int64)
            switch event.happening {
            case .received(let id): booking = (id, id, receipt(id).amountMinor)
            case .returned(let id, let amount): booking = (10_000 + Int64(index) + 1, id, -amount)
            default: return nil
            }
            let account = receipt(booking.1).account
            let occurrence = seen["\(account) \(event.on) \(booking.2)", default: 0] + 1
            seen["\(account) \(event.on) \(booking.2)"] = occurrence
            return Booking(
                id: booking.0, account: account, on: event.on, amountMinor: booking.2,
                occurrence: occurrence)
        }
    }

    /// The statements of all accounts by account and month; their ids are places, from 1.
    package var statements: [MonthStatement] {
        let bookings = bookings
        var statements: [MonthStatement] = []
        for account in accounts.indices.map({ Int32($0) + 1 }) {
            let own = bookings.filter { $0.account == account }
            var balance: Int64 = 0
            for month in Set(own.map { AccountingPeriod.month(of: $0.on) }).sorted() {
                let statement = MonthStatement(
                    account: account, month: month, openingMinor: balance,
                    bookings: own.filter { month.contains($0.on) })
                balance = statement.closingMinor
                statements.append(statement)
            }
        }
        return statements
    }

    /// Statements, files, and the banks' days and balances.
    func addBanks(to facts: inout ReportFacts) {
        let (period, statements) = (facts.period, statements)
        for (index, statement) in statements.enumerated()
        where period.contains(statement.month.firstDay) {
            facts.statements.append(
                StatementFact(
                    id: Int64(index) + 1, feed: Int64(index) + 1, ownAccount: statement.account,
                    format: "camt053",
                    currency: accounts[Int(statement.account) - 1].currency,
                    openingMinor: statement.openingMinor, closingMinor: statement.closingMinor,
                    statedCount: Int64(statement.bookings.count),
                    creditMinor: statement.creditMinor, debitMinor: statement.debitMinor,
                    countedCount: Int64(statement.bookings.count),
                    countedMinor: statement.creditMinor - statement.debitMinor))
            let credits = statement.bookings.filter { $0.amountMinor > 0 }
            for day in Set(credits.map(\.on)) {
                let amount = credits.reduce(0) { $1.on == day ? $0 + $1.amountMinor : $0 }
                facts.bankDays.append(
                    BankDayFact(
                        ownAccount: statement.account, bookedOn: day,
                        receiptCount: Int64(credits.count { $0.on == day }), receiptMinor: amount,
                        postedElsewhereMinor: 0, otherMinor: 0, statementMinor: amount))
            }
        }
        for account in accounts.indices.map({ Int32($0) + 1 }) {
            let count = statements.count {
                $0.account == account && period.contains($0.month.firstDay)
            }
            if count > 0 {
                facts.arrivals.append(
                    ArrivalFact(
                        format: "camt053", ownAccount: account, received: Int64(count),
                        duplicates: 0, rejected: 0))
            }
            let last = statements.last {
                $0.account == account && $0.month.lastDay <= period.lastDay
            }
            guard let last else { continue }
            facts.bankBalances.append(
                BankBalanceFact(
                    ownAccount: account, closingOn: last.month.lastDay,
                    statedMinor: last.closingMinor, ledgerMinor: last.closingMinor))
        }
    }
}
