import ArgumentParser
import Configuration
import Postgres
import Publishing
import Reconciliation
import Spool
import Store
import Values

/// `reconciled explain`: why a payment is where it is.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell where a payment came from, what was decided about it, and why.")

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions
    @Argument(help: "The payment's number.") var payment: Int64

    func run() throws {
        let configuration = try options.load()
        let story = try withDatabase(
            configuration.conninfo(for: "explain", user: login.user), schema: configuration.schema
        ) { db throws(PostgresError) in try db.story(ofPayment: payment) }
        guard let story else {
            complain("There is no payment \(payment).")
            throw ExitCode.software
        }
        say(explanation(of: story, id: payment))
    }
}

/// `reconciled verify`: the proof of the books.
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Recompute the chain of batches, every balance and every invariant.")

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions

    func run() throws {
        let configuration = try options.load()
        let (result, head) = try withDatabase(
            configuration.conninfo(for: "verify", user: login.user), schema: configuration.schema
        ) { db throws(PostgresError) in (try db.verify(), try db.chainHead()) }
        say(
            "\(result.batches) batches with \(result.transfers) transfers, last batch \(head.batch)"
        )
        say("ledger digest \(hexadecimal(head.digest))")
        for fault in result.faults { complain(fault) }
        guard result.faults.isEmpty else {
            complain("\(result.faults.count) faults. Stop posting and keep a copy of the database.")
            throw ExitCode.software
        }
        say("Everything holds.")
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// A month or quarter as a person writes it.
struct PeriodArgument: ExpressibleByArgument {
    let period: AccountingPeriod

    init?(argument: String) {
        guard let period = AccountingPeriod(argument) else { return nil }
        self.period = period
    }
}

/// `reconciled close`: the end of a month.
struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Close a month: later postings into it go to the first open day.")

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions
    @Option(help: "Why; stands in the audit trail.") var reason: String = "month end"
    @Argument(help: "The month, as 2026-03.") var month: PeriodArgument

    func validate() throws {
        guard month.period.length == .month else {
            throw ValidationError("A quarter is closed with its months; close each of them.")
        }
    }

    func run() throws {
        let configuration = try options.load()
        let who = login.user ?? "reconciled"
        let event = try withDatabase(
            configuration.conninfo(for: "close", user: login.user), schema: configuration.schema
        ) { db throws(PostgresError) in
            try closeMonth(month.period, madeBy: who, reason: reason, in: &db)
        }
        say(event == nil ? "\(month.period) was closed already" : "\(month.period) is closed")
    }
}

/// `reconciled report`: a month's or quarter's reports, now.
struct WriteReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the reports of a month or quarter into the outbox.",
        discussion: "Each time is a new version; files written before stay as they are.")

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions
    @OptionGroup var place: SpoolOptions
    @Argument(help: "The month or quarter, as 2026-03 or 2026-Q1.") var period: PeriodArgument

    func run() throws {
        let configuration = try options.load()
        let spool = try place.open(configuration)
        let result = try withDatabase(
            configuration.conninfo(for: "report", user: login.user), schema: configuration.schema
        ) { db throws(PostgresError) -> Result<Event, ReportFailure> in
            do throws(ReportFailure) {
                return .success(
                    try writeReports(
                        of: period.period, entity: configuration.reports.entity,
                        paper: Paper(configuration.reports.paper),
                        outbox: spool.outbox, scratch: spool.rootPath + "/state", in: &db))
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .failure(let error):
            complain(error.description)
            complain(error.remedy)
            throw error.isTransient ? ExitCode.temporary : .software
        case .success(.reportWritten(_, _, let directory, let files, let tiesOut)):
            say("\(spool.rootPath)/outbox/new/\(directory): \(files) files")
            guard tiesOut else {
                complain("The figures do not tie out; page one names which.")
                throw ExitCode.software
            }
        case .success: break
        }
    }
}

/// Where the spool lies, and what it may lie on.
struct SpoolOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Accept a spool on a filesystem that forgets, such as tmpfs or a container's overlay: "
                + "for demonstrations and tests only."))
    var volatileSpool = false

    func open(_ configuration: LedgerConfiguration) throws(ExitCode) -> Spool {
        do throws(SpoolError) {
            return try Spool(root: configuration.spoolRoot, acceptsVolatile: volatileSpool)
        } catch {
            complain(error.description)
            complain(error.remedy)
            throw error.isTransient ? .temporary : .configuration
        }
    }
}
