package import Configuration
import Postgres
import Store
import Values

extension LedgerConfiguration {
    /// What is wrong with the database the configuration leads to.
    ///
    /// - Parameter conninfo: as the daemon would connect.
    /// - Returns: findings, none when all is well.
    package func databaseFindings(conninfo: String) -> [CheckFinding] {
        do throws(PostgresError) {
            var db = try Connection(conninfo)
            var findings = try serverFindings(&db)
            try db.useLedger(schema: schema)
            let schemaFindings = try schemaFindings(&db)
            findings += schemaFindings
            // Without its tables there is nothing more to ask.
            if schemaFindings.isEmpty { findings += try ledgerFindings(&db) }
            return findings
        } catch {
            return [CheckFinding(.problem, "database", "\(error)", remedy: error.remedy)]
        }
    }

    private func serverFindings(_ db: inout Connection) throws(PostgresError) -> [CheckFinding] {
        guard try db.has(.daemon) else {
            return [
                CheckFinding(
                    .problem, "database", "the roles are not made yet",
                    remedy: "Run `reconciled migrate` as a role that may make roles.")
            ]
        }
        let facts = try db.sessionFacts()
        var findings: [CheckFinding] = []
        if !facts.isDaemon {
            findings.append(
                CheckFinding(
                    .problem, "database.user", "\(facts.user) is not \(Role.daemon.rawValue)",
                    remedy: "Log in as \(Role.daemon.rawValue), or grant it to \(facts.user)."))
        }
        if facts.isTooPowerful {
            findings.append(
                CheckFinding(
                    .problem, "database.user", "\(facts.user) may do more than a ledger needs",
                    remedy: "Log in as \(Role.daemon.rawValue); keep powerful roles for migrate."))
        }
        if facts.serverVersion < 150_000 {
            findings.append(
                CheckFinding(
                    .problem, "database", "the server is older than PostgreSQL 15",
                    remedy: "Upgrade the server."))
        }
        if !facts.isDurable {
            findings.append(
                CheckFinding(
                    .problem, "database", "the server may forget what it committed",
                    remedy: "Set fsync, full_page_writes and synchronous_commit to on."))
        }
        if !facts.hasChecksums {
            findings.append(
                CheckFinding(
                    .note, "database", "the server does not notice damaged pages",
                    remedy: "Switch checksums on: stop the server, pg_checksums --enable."))
        }
        return findings
    }

    private func schemaFindings(_ db: inout Connection) throws(PostgresError) -> [CheckFinding] {
        let difference = try db.schemaDifference()
        if !difference.unknown.isEmpty {
            return [
                CheckFinding(
                    .problem, "schema \(schema)",
                    "it is newer than this program: \(difference.unknown.joined(separator: ", "))",
                    remedy: "Install the version of reconciled that made it.")
            ]
        }
        if !difference.missing.isEmpty {
            return [
                CheckFinding(
                    .problem, "schema \(schema)",
                    "it lacks \(difference.missing.joined(separator: ", "))",
                    remedy: "Run `reconciled migrate`.")
            ]
        }
        return []
    }

    private func ledgerFindings(_ db: inout Connection) throws(PostgresError) -> [CheckFinding] {
        guard let facts = try db.ledgerFacts() else {
            return [
                CheckFinding(
                    .problem, "schema \(schema)", "it holds no ledger yet",
                    remedy: "Run `reconciled migrate`.")
            ]
        }
        var findings: [CheckFinding] = []
        for (key, ours, theirs) in [
            ("base_currency", baseCurrency.code, facts.baseCurrency),
            ("time_zone", timeZone, facts.timeZone),
        ] where ours != theirs {
            findings.append(
                CheckFinding(
                    .problem, "ledger.\(key)", "is \(ours) here, \(theirs) in the books",
                    remedy: "Set it back to \(theirs): it is fixed when a ledger is made."))
        }
        let known = Set(
            try db.ownAccounts().map {
                StoredOwnAccount(
                    identifier: $0.identifier, currency: $0.currency.code, name: $0.name)
            })
        for account in storedOwnAccounts where !known.contains(account) {
            findings.append(
                CheckFinding(
                    .problem, "own_accounts",
                    "\(account.name) (\(account.currency)) is new or renamed",
                    remedy: "Run `reconciled migrate`; it adds accounts and renames them."))
        }
        return findings
    }
}

extension LedgerConfiguration {
    /// The configured bank accounts, as the database keeps them.
    var storedOwnAccounts: [StoredOwnAccount] {
        ownAccounts.map {
            StoredOwnAccount(
                identifier: $0.identifier, currency: $0.currency.code, name: $0.name)
        }
    }
}
