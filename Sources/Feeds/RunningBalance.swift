import Values

/// Checks a balance column against the amounts, without knowing whether the oldest row is first.
///
/// Both directions are followed at once. Banks that print the balance on the last row of a day
/// only are no different: what lies between two balances is added up.
struct RunningBalance {
    /// One of the two directions the rows may run in.
    private struct Direction {
        var breaks = 0
        var firstBreak: Break?
    }

    private struct Break {
        var line: Int32
        var found: Int128
        var expected: Int128
    }

    private var oldestFirst = Direction()
    private var newestFirst = Direction()
    private var first: (balance: Int128, amountsThrough: Int128, amountsBefore: Int128)?
    private var last: (balance: Int128, amount: Int128)?
    /// Sum of the amounts of all rows, and of those after the last balance.
    private var sinceLast: Int128 = 0
    private var sum: Int128 = 0
    private var firstDate: CalendarDate?
    private var lastDate: CalendarDate?
    private var checks = 0

    /// Takes the next row.
    mutating func add(_ amount: Int64, balance: Int64?, on date: CalendarDate, line: Int32) {
        firstDate = firstDate ?? date
        lastDate = date
        let amount = Int128(amount)
        defer { sum += amount }
        guard let balance = balance.map({ Int128($0) }) else {
            sinceLast += amount
            return
        }
        if let last {
            checks += 1
            check(balance, last.balance + sinceLast + amount, &oldestFirst, line)
            // Read upwards, the older balance and the amounts above it give the newer.
            check(balance, last.balance - last.amount - sinceLast, &newestFirst, line)
        } else {
            first = (balance, sum + amount, sum)
        }
        last = (balance, amount)
        sinceLast = 0
    }

    /// Sets the statement's balances and records the first break.
    func finish(_ statement: inout Statement) {
        guard let first, let last, let firstDate, let lastDate else { return }
        let isNewestFirst = isNewestFirst
        let opening =
            isNewestFirst
            ? last.balance - last.amount - sinceLast : first.balance - first.amountsThrough
        let closing =
            isNewestFirst ? first.balance + first.amountsBefore : last.balance + sinceLast
        if let opening = Int64(exactly: opening), let closing = Int64(exactly: closing) {
            statement.opening = Balance(amountMinor: opening, on: min(firstDate, lastDate))
            statement.closing = Balance(amountMinor: closing, on: max(firstDate, lastDate))
        }
        if let found = (isNewestFirst ? newestFirst : oldestFirst).firstBreak {
            statement.note(
                "running_balance", line: found.line,
                "The balance is \(statement.amount(found.found)), but the amounts lead to "
                    + "\(statement.amount(found.expected)).")
        }
    }

    private var isNewestFirst: Bool {
        guard newestFirst.breaks == oldestFirst.breaks, let firstDate, let lastDate else {
            return newestFirst.breaks < oldestFirst.breaks
        }
        return firstDate > lastDate
    }

    private func check(
        _ found: Int128, _ expected: Int128, _ direction: inout Direction, _ line: Int32
    ) {
        guard found != expected else { return }
        direction.breaks += 1
        if direction.firstBreak == nil {
            direction.firstBreak = Break(line: line, found: found, expected: expected)
        }
    }
}

extension RunningBalance {
    /// How well balances and amounts go together.
    struct Outcome {
        /// Balances held against another.
        var checks = 0
        var breaks = 0
        var isNewestFirst = false
        var firstBreak: Int32?

        mutating func add(_ other: Outcome) {
            checks += other.checks
            breaks += other.breaks
            isNewestFirst = isNewestFirst || other.isNewestFirst
            firstBreak = firstBreak ?? other.firstBreak
        }
    }

    /// The outcome in the direction in which the dates run; in the better one where all are alike.
    var outcome: Outcome {
        var isNewestFirst = isNewestFirst
        if let firstDate, let lastDate, firstDate != lastDate {
            isNewestFirst = firstDate > lastDate
        }
        let direction = isNewestFirst ? newestFirst : oldestFirst
        return Outcome(
            checks: checks, breaks: direction.breaks, isNewestFirst: isNewestFirst,
            firstBreak: direction.firstBreak?.line)
    }
}
