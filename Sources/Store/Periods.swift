import EmbeddedSQL
package import Postgres
package import Values

extension Connection {
    /// Closes a month: nothing is posted into it any more, late postings go to the first open day.
    ///
    /// Call it under the posting lock, so that no batch is half way into the month.
    ///
    /// - Returns: false when it was closed already.
    package mutating func close(
        _ month: AccountingPeriod, madeBy: String, reason: String
    ) throws(PostgresError) -> Bool {
        try execute(SQL.closePeriod, month.firstDay, madeBy, reason) == 1
    }

    /// The closed months, oldest first.
    package mutating func closedMonths() throws(PostgresError) -> [AccountingPeriod] {
        try query(SQL.closedPeriods).map { row throws(PostgresError) in
            .month(of: try row.columns(CalendarDate.self))
        }
    }
}
