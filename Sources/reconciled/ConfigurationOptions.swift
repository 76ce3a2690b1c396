import ArgumentParser
import Configuration
import Foundation

/// Which ledger a command is about.
struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The ledger's configuration file.", valueName: "file"))
    var config: String

    /// The configuration; ends the command with 78 and every mistake when it has some.
    func load() throws(ExitCode) -> LedgerConfiguration {
        do throws(ConfigurationError) {
            return try LedgerConfiguration(file: config)
        } catch {
            complain("\(error)")
            complain(error.remedy)
            throw .configuration
        }
    }
}

/// Which role a person's command logs in as.
struct UserOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Log in as this role instead of the daemon's.", valueName: "role"))
    var user: String?
}

/// The variables the process was started with.
let environment = ProcessInfo.processInfo.environment

extension LedgerConfiguration {
    /// The connection string of a command, which `pg_stat_activity` shows by its name.
    func conninfo(for command: String, user: String? = nil) -> String {
        database.conninfo(
            application: "reconciled \(command) \(schema)", timeZone: timeZone, user: user,
            environment: environment)
    }
}
