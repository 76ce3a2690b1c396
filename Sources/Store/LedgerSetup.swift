import EmbeddedSQL
package import Postgres

/// What a ledger says about itself; fixed when it is set up.
package struct LedgerFacts: Sendable, Equatable {
    package let name: String
    package let baseCurrency: String
    package let timeZone: String

    package init(name: String, baseCurrency: String, timeZone: String) {
        self.name = name
        self.baseCurrency = baseCurrency
        self.timeZone = timeZone
    }
}

/// A bank account of the ledger, as the database has it.
package struct StoredOwnAccount: Sendable, Hashable {
    package let identifier: String
    package let currency: String
    package let name: String

    package init(identifier: String, currency: String, name: String) {
        self.identifier = identifier
        self.currency = currency
        self.name = name
    }
}

/// Who a session is and what its server promises.
package struct SessionFacts: Sendable, Equatable {
    package let user: String
    /// Whether the role may do more than any ledger needs: superuser, making roles or databases.
    package let isTooPowerful: Bool
    /// Whether the role is the daemon's or a member of it.
    package let isDaemon: Bool
    /// As PostgreSQL counts: 150004 is 15.4.
    package let serverVersion: Int32
    /// Whether a commit survives a crash of the server.
    package let isDurable: Bool
    package let hasChecksums: Bool
}

extension Connection {
    /// Makes the ledger's row and its bank accounts where they are missing.
    ///
    /// - Returns: how many bank accounts are new.
    /// - Throws: `PostgresError`.
    package mutating func setUpLedger(
        _ facts: LedgerFacts, ownAccounts: [StoredOwnAccount]
    ) throws(PostgresError) -> Int {
        let asOwner = "set local role \(Role.owner.rawValue)"
        return try transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.execute(asOwner)
            try db.execute(SQL.setUpLedger, facts.name, facts.baseCurrency, facts.timeZone)
            var added = 0
            for account in ownAccounts {
                let new = try db.query(
                    SQL.setUpOwnAccount, account.identifier, account.currency, account.name
                ).one(Int64.self)
                added += Int(new)
            }
            return added
        }
    }

    /// What the ledger says about itself; nil before it is set up.
    package mutating func ledgerFacts() throws(PostgresError) -> LedgerFacts? {
        try query(SQL.ledgerFacts).map { row throws(PostgresError) in
            let (name, baseCurrency, timeZone) = try row.columns(
                String.self, String.self, String.self)
            return LedgerFacts(name: name, baseCurrency: baseCurrency, timeZone: timeZone)
        }.first
    }

    /// Whether the server has a role; all are made by ``prepareLedger(schema:)``.
    package mutating func has(_ role: Role) throws(PostgresError) -> Bool {
        try query(SQL.roleExists, role.rawValue).one(Bool.self)
    }

    /// Who this session is and what its server promises.
    package mutating func sessionFacts() throws(PostgresError) -> SessionFacts {
        let (user, isTooPowerful, isDaemon, version, isDurable, hasChecksums) = try query(
            SQL.sessionFacts, Role.daemon.rawValue
        ).one(String.self, Bool.self, Bool.self, Int32.self, Bool.self, Bool.self)
        return SessionFacts(
            user: user, isTooPowerful: isTooPowerful, isDaemon: isDaemon, serverVersion: version,
            isDurable: isDurable, hasChecksums: hasChecksums)
    }
}
