import EmbeddedSQL
package import Postgres
package import Values

/// A discrepancy as the register has it.
package struct ListedDiscrepancy: Sendable {
    package let id: Int64
    package let code: String
    package let severity: String
    /// What it is about, such as payment or statement.
    package let entity: String
    package let entityID: Int64
    package let customer: Int64?
    package let currency: String?
    package let amountMinor: Int64?
    package let firstSeenOn: CalendarDate
    package let occurrences: Int64
    package let isOpen: Bool
    package let lastEvent: String
    package let lastOn: CalendarDate
    package let sentence: String
    /// One a line.
    package let alternatives: String
    package let evidence: String

    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (
            id, code, severity, entity, entityID, customer, currency, amountMinor, firstSeenOn,
            occurrences, isOpen, lastEvent, lastOn, sentence, alternatives, evidence
        ) = try row.columns(
            Int64.self, String.self, String.self, String.self, Int64.self, Int64?.self,
            String?.self, Int64?.self, CalendarDate.self, Int64.self, Bool.self, String.self,
            CalendarDate.self, String.self, String.self, String.self)
    }
}

extension Connection {
    /// Discrepancies, the worst and oldest first.
    ///
    /// - Parameters:
    ///   - code: the register's code, or nil for all.
    ///   - isOpen: nil lists open and settled ones.
    ///   - limit: how many at most.
    /// - Returns: the list.
    /// - Throws: `PostgresError`.
    package mutating func discrepancies(
        code: String?, isOpen: Bool?, limit: Int64
    ) throws(PostgresError) -> [ListedDiscrepancy] {
        try query(SQL.listDiscrepancies, code, isOpen, limit).map(ListedDiscrepancy.init)
    }
}
