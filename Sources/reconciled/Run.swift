import ArgumentParser
import Configuration
import Foundation
import Reconciliation
import Spool

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
    @OptionGroup var place: SpoolOptions

    func run() throws {
        Signals.hold()
        let configuration = try options.load()
        let spool = try place.open(configuration)
        let log = LogWriter(environment: environment)
        let daemon = Daemon(
            setup: try Self.setup(configuration, spool), file: options.config,
            observer: { log.write($0) },
            reread: { [file = options.config] in
                // A spool that moved needs a restart: what is in flight lies in the old one.
                do throws(ConfigurationError) {
                    return .success(try Self.setup(try LedgerConfiguration(file: file), spool))
                } catch {
                    return .failure(error)
                }
            })
        let signals = Signals(for: daemon)
        withExtendedLifetime(signals) { daemon.run() }
    }

    private static func setup(
        _ configuration: LedgerConfiguration, _ spool: Spool
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
            jobs: jobs(for: configuration, spool))
    }
}

/// The daemon's jobs, in the order in which they get their turn.
func jobs(for configuration: LedgerConfiguration, _ spool: Spool) -> [Job] {
    let intake = intakeJob(configuration, spool) { work, source in
        decodeFile(work, source, spool: spool, config: configuration.file)
    }
    var jobs = [intake, adviceJob(configuration), verifyJob(configuration)]
    jobs += closingJobs(configuration, spool)
    if let origin = configuration.invoicesFrom {
        let conninfo = origin.database.conninfo(
            application: "reconciled master data", timeZone: configuration.timeZone,
            isReading: true, environment: environment)
        jobs.append(
            outsideMasterJob(
                origin, conninfo: conninfo, policy: configuration.policy, outbox: spool.outbox))
    }
    return jobs
}
