import Feeds
import Values

extension WireWriter {
    mutating func put(_ statement: Statement) {
        put(statement.account)
        put(statement.currency.code)
        put(statement.identifier)
        put(statement.sequence)
        put(statement.page)
        put(statement.kind.rawValue)
        put(statement.opening)
        put(statement.closing)
        put(statement.firstBookedOn)
        put(statement.lastBookedOn)
        put(statement.creditCount)
        put(statement.debitCount)
        put(statement.creditMinor)
        put(statement.debitMinor)
        put(statement.findings)
    }

    mutating func put(_ findings: [Finding]) {
        put(UInt32(findings.count))
        for finding in findings {
            put(finding.code)
            put(finding.line)
            put(finding.sentence)
        }
    }

    mutating func put(_ error: FeedError) {
        put(error.reason.rawValue)
        put(error.line.map(Int64.init))
        put(error.field)
        put(error.found)
        put(error.expected)
    }

    private mutating func put(_ balance: Balance?) {
        put(UInt8(balance == nil ? 0 : 1))
        guard let balance else { return }
        put(balance.amountMinor)
        put(balance.on.daysSince2000)
    }

    mutating func put(_ date: CalendarDate?) {
        put(UInt8(date == nil ? 0 : 1))
        if let date { put(date.daysSince2000) }
    }
}

extension WireReader {
    mutating func statement() throws(WireError) -> Statement {
        let account = try text()
        guard let currency = Currency(code: try text()) else {
            throw WireError("a statement has no known currency")
        }
        let identifier = try text()
        let sequence = try optional()
        let page = try optional()
        guard let kind = StatementKind(rawValue: try number()) else {
            throw WireError("a statement is of no known kind")
        }
        var statement = Statement(account: account, currency: currency, kind: kind)
        statement.identifier = identifier
        statement.sequence = sequence
        statement.page = page
        statement.opening = try balance()
        statement.closing = try balance()
        statement.firstBookedOn = try optionalDate()
        statement.lastBookedOn = try optionalDate()
        statement.creditCount = try total()
        statement.debitCount = try total()
        statement.creditMinor = try total()
        statement.debitMinor = try total()
        statement.findings = try findings()
        return statement
    }

    mutating func refusal() throws(WireError) -> FeedError {
        guard let reason = FeedError.Reason(rawValue: try text()) else {
            throw WireError("a refusal has no known reason")
        }
        let line = try optional()
        let field = try text()
        let found = try text()
        let expected = try text()
        return FeedError(
            reason, line: line.map(Int.init), field: field, found: found, expected: expected)
    }

    private mutating func balance() throws(WireError) -> Balance? {
        guard try flag() else { return nil }
        return Balance(amountMinor: try amount(), on: try date())
    }

    mutating func optionalDate() throws(WireError) -> CalendarDate? {
        try flag() ? try date() : nil
    }

    mutating func findings() throws(WireError) -> [Finding] {
        // Not reserved ahead: the count is only a claim, the bytes must be there for each.
        var findings: [Finding] = []
        for _ in 0..<(try number(UInt32.self)) {
            findings.append(
                Finding(code: try text(), line: try number(), sentence: try text()))
        }
        return findings
    }
}
