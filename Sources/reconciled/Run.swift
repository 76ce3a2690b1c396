import ArgumentParser
import Configuration
import Foundation
import Reconciliation

/// `reconciled run`: the daemon.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work for the ledger until told to stop.",
        discussion: """
            SIGTERM finishes the step in progress and leaves; SIGHUP reads the configuration \
            again. While another daemon leads the ledger this one waits, and takes over within \
            seconds when the other is gone.
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let configuration = try options.load()
        let log = LogWriter(environment: environment)
        let daemon = Daemon(
            setup: try Self.setup(configuration), file: options.config,
            observer: { log.write($0) },
            reread: { [file = options.config] in
                do throws(ConfigurationError) {
                    return .success(try Self.setup(try LedgerConfiguration(file: file)))
                } catch {
                    return .failure(error)
                }
            })
        let signals = Signals(for: daemon)
        withExtendedLifetime(signals) { daemon.run() }
    }

    private static func setup(
        _ configuration: LedgerConfiguration
    ) throws(ConfigurationError) -> Daemon.Setup {
        guard let zone = TimeZone(identifier: configuration.timeZone) else {
            // The configuration was read on this machine and knows the zone, unless its data went.
            throw .unreadable(
                file: configuration.file, reason: "no data on \(configuration.timeZone)")
        }
        return Daemon.Setup(
            ledger: configuration.name, schema: configuration.schema,
            conninfo: configuration.conninfo(for: "run"), zone: zone,
            calendar: BusinessCalendar(configuration.schedule),
            pinFile: configuration.spoolRoot + "/state/ledger.pin",
            jobs: jobs(for: configuration))
    }
}

/// The daemon's jobs, in the order in which they get their turn.
func jobs(for configuration: LedgerConfiguration) -> [Job] {
    []
}
