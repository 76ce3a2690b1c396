import EmbeddedSQL
package import Postgres

/// The roles of every ledger.
///
/// They belong to the server, so ledgers on one server share them.
package enum Role: String, CaseIterable, Sendable {
    /// Owns the tables; nobody logs in as it.
    case owner = "reconciled_owner"
    /// What the daemon logs in as: reads all, adds rows, changes only what is not history.
    case daemon = "reconciled_daemon"
}

extension Connection {
    /// Makes the roles and the ledger's schema where they are missing, and uses the schema.
    ///
    /// - Parameter schema: lower-case letters, digits and underscores; checked by configuration.
    /// - Throws: `PostgresError`; the session needs the right to create roles and schemas.
    package mutating func prepareLedger(schema: String) throws(PostgresError) {
        for role in Role.allCases {
            let login = role == .owner ? "nologin" : "login"
            // Two ledgers may be made at once; whoever comes second finds the role there.
            try runScript(
                """
                do $$ begin
                    if not exists (select from pg_roles where rolname = '\(role.rawValue)') then
                        create role \(role.rawValue) \(login);
                    end if;
                exception when duplicate_object or unique_violation then null;
                end $$
                """)
        }
        try runScript(
            "create schema if not exists \(schema) authorization \(Role.owner.rawValue)")
        try useLedger(schema: schema)
    }

    /// Makes every later statement of the session mean this ledger's tables.
    package mutating func useLedger(schema: String) throws(PostgresError) {
        try runScript("set search_path to \(schema)")
    }

    /// Brings the ledger's schema up to this binary's version, as its owner.
    ///
    /// Each migration and the note that it ran are one transaction. A lock keeps two processes
    /// that start together from running the same one twice.
    ///
    /// - Returns: the names of the migrations that ran, in order.
    /// - Throws: `PostgresError`; the schema is then as the last whole migration left it.
    package mutating func migrate() throws(PostgresError) -> [String] {
        let asOwner = "set local role \(Role.owner.rawValue)"
        try transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.execute(asOwner)
            try db.execute("select pg_advisory_xact_lock(hashtext(current_schema()))")
            try db.execute(
                """
                create table if not exists migration (
                    name text primary key,
                    ran_at timestamptz not null default now()
                )
                """)
        }
        var ran: [String] = []
        for (name, sql) in SQL.migrations {
            let isNew = try transaction(isolation: .readCommitted) { db throws(PostgresError) in
                try db.execute(asOwner)
                try db.execute("lock table migration in exclusive mode")
                let inserted = try db.execute(
                    "insert into migration (name) values ($1) on conflict do nothing", name)
                guard inserted == 1 else { return false }
                try db.runScript(sql)
                return true
            }
            if isNew { ran.append(name) }
        }
        return ran
    }

    /// Migrations this binary has and the ledger has not, and the other way round.
    package mutating func schemaDifference() throws(PostgresError) -> SchemaDifference {
        let exists = try query("select to_regclass('migration') is not null").one(Bool.self)
        let known = Set(SQL.migrations.map(\.name))
        let present =
            exists
            ? try query("select name from migration").map { row throws(PostgresError) in
                try row.columns(String.self)
            } : []
        return SchemaDifference(
            missing: known.subtracting(present).sorted(),
            unknown: Set(present).subtracting(known).sorted())
    }
}

/// How the ledger's schema and this binary differ.
package struct SchemaDifference: Sendable, Equatable {
    /// To be run by `reconciled migrate`.
    package let missing: [String]
    /// Made by a newer binary: this one must not touch the ledger.
    package let unknown: [String]
}
