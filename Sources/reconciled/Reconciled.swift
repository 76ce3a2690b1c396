import ArgumentParser
import Reconciliation

/// The command line: one subcommand a file.
@main
struct Reconciled: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconciled",
        abstract: "The accounts-receivable clerk that never guesses.",
        version: Reconciliation.version,
        subcommands: [
            Run.self, Check.self, Migrate.self, Status.self, Discrepancies.self, Explain.self,
            WriteReport.self, Close.self, Verify.self, Decode.self, ProposeProfile.self,
            Version.self, DecodeChildCommand.self,
        ])

    /// A service started without a subcommand has a mistake in its unit: no help, no success.
    func run() throws {
        throw ValidationError("Say what to do: a subcommand is missing.")
    }
}
