package import Configuration
package import Postgres
import Store
import Values

/// What a migration of a configured ledger did.
package struct MigrationReport: Sendable, Equatable {
    /// Migrations that ran, in order.
    package let migrations: [String]
    /// Bank accounts that are new.
    package let newOwnAccounts: Int
}

extension LedgerConfiguration {
    /// Makes roles, schema, tables, the ledger and its bank accounts, as far as they are missing.
    ///
    /// - Parameter db: a session that may make roles and schemas.
    /// - Returns: what was done; nothing when all was there.
    /// - Throws: `PostgresError`; what was done before stays.
    package func migrate(_ db: inout Connection) throws(PostgresError) -> MigrationReport {
        try db.prepareLedger(schema: schema)
        let migrations = try db.migrate()
        let added = try db.setUpLedger(
            LedgerFacts(name: name, baseCurrency: baseCurrency.code, timeZone: timeZone),
            ownAccounts: storedOwnAccounts)
        return MigrationReport(migrations: migrations, newOwnAccounts: added)
    }
}
