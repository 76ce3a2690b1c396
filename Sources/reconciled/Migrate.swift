import ArgumentParser
import Configuration
import Postgres
import Reconciliation

/// `reconciled migrate`: the ledger's tables as this version needs them.
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make or update the ledger in the database.",
        discussion: """
            Makes the roles, the schema, its tables, the ledger and its bank accounts as far as \
            they are missing; it never takes anything away. The role it logs in as must be allowed \
            to make roles and schemas, so it is not the daemon's: \
            sudo -u postgres reconciled migrate --config … --user postgres
            """)

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions

    func run() throws {
        let configuration = try options.load()
        let conninfo = configuration.conninfo(for: "migrate", user: login.user)
        let report = try withDatabase(conninfo, schema: nil) { db throws(PostgresError) in
            try configuration.migrate(&db)
        }
        for migration in report.migrations { say("ran \(migration)") }
        if report.newOwnAccounts > 0 { say("added \(report.newOwnAccounts) own accounts") }
        say("schema \(configuration.schema) is up to date")
    }
}
