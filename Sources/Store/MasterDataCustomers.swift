import CashApplication
import EmbeddedSQL
package import Feeds
package import Postgres

extension Connection {
    /// Brings the customers on file up to a list; the caller owns the transaction.
    ///
    /// Customers the list does not name stay as they are, and so does what it has no column for.
    /// Every change is recorded field by field, and the same list twice changes nothing.
    ///
    /// - Parameters:
    ///   - file: the list, with what was wrong in it.
    ///   - feed: where it came from; nil for a source that is no file.
    ///   - changedBy: who stands behind the changes: a source's or a person's name.
    /// - Returns: the counts, and the list's own rejections.
    /// - Throws: `PostgresError`; the transaction must then be rolled back.
    package mutating func loadCustomers(
        _ file: CustomerFile, feed: Int64?, changedBy: String
    ) throws(PostgresError) -> MasterSummary {
        let columns = file.columns.map(\.rawValue).sorted().joined(separator: ",")
        try stageCustomers(file)
        try execute(SQL.matchIncomingCustomers)

        var changed = Set(try ids(query(SQL.recordCustomerChanges, feed, changedBy, columns)))
        changed.formUnion(try ids(query(SQL.retireIdentities, feed, changedBy, columns)))
        try execute(SQL.updateCustomers, columns)
        var summary = MasterSummary()
        summary.accepted = try execute(SQL.insertNewCustomers, feed)
        changed.formUnion(try ids(query(SQL.fileIdentities, feed, changedBy)))

        try execute(SQL.dropCustomerStage)
        summary.changed = changed.count
        summary.unchanged =
            file.customers.count - summary.accepted - summary.changed + file.repeatedCount
        summary.rejections = file.rejections
        return summary
    }

    private mutating func stageCustomers(_ file: CustomerFile) throws(PostgresError) {
        try runScript(SQL.stageCustomers)
        _ = try copyIn(SQL.copyIncomingCustomers) { writer throws(PostgresError) in
            for customer in file.customers {
                try writer.row(
                    Int32(customer.row), customer.number, customer.name, customer.country,
                    customer.email, customer.language, customer.paymentTermsDays,
                    customer.isActive)
            }
        }
        _ = try copyIn(SQL.copyIncomingIdentities) { writer throws(PostgresError) in
            for customer in file.customers {
                for identity in customer.identities where !identity.key.isEmpty {
                    try writer.row(
                        Int32(customer.row), identity.kind, identity.value, identity.key)
                }
            }
        }
        // Fresh temporary tables have no statistics, and a wrong guess makes a join a loop.
        try execute("analyze incoming_customer")
        try execute("analyze incoming_identity")
    }
}

/// The ids of the customers a statement concerned.
private func ids(_ answer: borrowing ResultSet) throws(PostgresError) -> [Int64] {
    try answer.map { row throws(PostgresError) in try row.columns(Int64.self) }
}

extension CustomerRecord {
    /// What payments of this customer can be recognised by.
    fileprivate var identities: [(kind: String, value: String, key: String)] {
        accounts.map { ("account", $0, numberKey($0)) }
            + mandates.map { ("mandate", $0, numberKey($0)) }
            + [("customer_number", number, numberKey(number))]
            + ([name] + aliases).map { ("name", $0, nameKey($0)) }
    }
}
