import Digests
import EmbeddedSQL
package import Postgres
package import Reporting
package import Values

extension Connection {
    /// Reads all that the reports of a period are made from, in one snapshot.
    ///
    /// - Parameters:
    ///   - period: a month or a quarter.
    ///   - asOf: postings and ages count up to this day, at most the period's last.
    ///   - version: of the report: 1, then one more for each time it is made again.
    ///   - batch: leaves later batches out, to make a report again as it was known then; nil takes
    ///     all there are. Duplicate files and what is held are always as known now.
    /// - Returns: the facts; `reportPack` makes the reports of them.
    /// - Throws: `PostgresError`; nothing was written.
    package mutating func reportFacts(
        period: AccountingPeriod, asOf: CalendarDate, version: Int, knownAt batch: Int64? = nil
    ) throws(PostgresError) -> ReportFacts {
        try transaction(isolation: .repeatableRead) { db throws(PostgresError) in
            // Read-only also keeps a slip in a report's query from changing anything.
            try db.execute("set transaction read only")
            // A few large statements once a month: memory for their sorts, and no compiling, which
            // takes longer than it saves. The receipts of a quarter went from 4.3 to 0.6 s.
            try db.execute("set local work_mem = '64MB'")
            try db.execute("set local jit = off")
            var facts = try db.ledgerFacts(
                period: period, asOf: asOf, version: version, knownAt: batch)
            try db.readReceivables(into: &facts)
            try db.readSums(into: &facts)
            try db.readCash(into: &facts)
            try db.readFeeds(into: &facts)
            facts.discrepancies = try db.discrepancyFacts(for: facts)
            return facts
        }
    }

    private mutating func ledgerFacts(
        period: AccountingPeriod, asOf: CalendarDate, version: Int, knownAt batch: Int64?
    ) throws(PostgresError) -> ReportFacts {
        let (name, base, last, digest) = try query(SQL.reportLedger, batch)
            .one(String.self, String.self, Int64?.self, [UInt8]?.self)
        var facts = ReportFacts(
            entity: name, baseCurrency: try Currency(column: base), period: period, asOf: asOf,
            version: version, batch: last ?? 0, ledgerDigest: (digest ?? []).hexadecimal)
        facts.customers = try query(SQL.reportCustomers).map { row throws(PostgresError) in
            let (id, number, name, terms) = try row.columns(
                Int64.self, String.self, String.self, Int32.self)
            return CustomerFact(id: id, number: number, name: name, termsDays: terms)
        }
        facts.ownAccounts = try query(SQL.reportOwnAccounts).map { row throws(PostgresError) in
            let (id, identifier, name, code) = try row.columns(
                Int32.self, String.self, String.self, String.self)
            return OwnAccountFact(
                id: id, identifier: identifier, name: name, currency: try Currency(column: code))
        }
        return facts
    }
}

extension ReportFacts {
    /// The last day of the period before.
    var priorDay: CalendarDate { period.firstDay.adding(days: -1) }

    /// The first day of the months that are read one by one.
    ///
    /// Three years let the same period of the year before count back as far as this one.
    var historyFirst: CalendarDate { firstDay(monthsBefore: 36) }

    /// The first day of the month so many months before the period.
    func firstDay(monthsBefore months: Int) -> CalendarDate {
        var month = AccountingPeriod.month(of: period.firstDay)
        for _ in 0..<months { month = month.previous }
        return month.firstDay
    }
}

extension Currency {
    /// The currency of a code in the ledger, which only ever holds codes this program wrote.
    init(column code: String) throws(PostgresError) {
        guard let currency = Currency(code: code) else {
            throw .malformedValue(column: "currency", type: "Currency (\(code))")
        }
        self = currency
    }
}
