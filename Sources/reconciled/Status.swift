import ArgumentParser
import CashApplication
import Configuration
import Postgres
import Store
import Values

/// `reconciled status`: where the ledger stands.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show where the ledger stands: daemon, files, discrepancies, cash, jobs, reports."
    )

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions

    @Option(help: "How many of the last files and reports to show.")
    var latest: Int64 = 5

    @Flag(help: "Write JSON.")
    var json = false

    func validate() throws {
        guard latest > 0 else { throw ValidationError("--latest must be at least 1.") }
    }

    func run() throws {
        let configuration = try options.load()
        let conninfo = configuration.conninfo(for: "status", user: login.user)
        let status = try withDatabase(conninfo, schema: configuration.schema) {
            db throws(PostgresError) in
            try db.ledgerStatus(latest: latest)
        }
        if json { return try sayJSON(StatusDocument(configuration.name, status)) }
        status.show(ledger: configuration.name)
    }
}

extension LedgerStatus {
    fileprivate func show(ledger: String) {
        say("Ledger         \(ledger)")
        say("Daemon         \(daemonSentence)")
        say("Schema         \(schemaSentence)")
        section(
            "Last files", ["arrived", "source", "name", "verdict", "accepted", "rejected"], arrivals
        ) {
            [$0.arrivedAt, $0.source, $0.name, $0.verdict, "\($0.accepted)", "\($0.rejected)"]
        }
        section("Files", ["holding", "verdict", "number"], files) {
            [$0.content, $0.verdict, "\($0.count)"]
        }
        section("Payments by outcome", ["outcome", "number", "amount"], payments) {
            [$0.name, "\($0.count)", $0.amount]
        }
        section("Open discrepancies", ["severity", "code", "number", "oldest"], discrepancies) {
            [$0.severity, $0.code, "\($0.count)", "\($0.oldest)"]
        }
        section("Cash not applied", ["account", "payments", "amount"], cash) {
            [$0.account, "\($0.count)", $0.amount]
        }
        section("Last runs", ["job", "run", "finished", "outcome"], jobs) {
            [$0.job, "\($0.run)", $0.finishedAt, $0.outcome]
        }
        section("Last reports", ["period", "version", "made", "ties out", "directory"], reports) {
            [$0.period, "\($0.version)", $0.madeAt, $0.tiesOut ? "yes" : "NO", $0.directory]
        }
    }

    private func section<Element>(
        _ title: String, _ header: [String], _ elements: [Element], _ cells: (Element) -> [String]
    ) {
        say("")
        say(title)
        if elements.isEmpty { return say("none") }
        sayTable([header] + elements.map(cells))
    }

    private var daemonSentence: String {
        let beat = heartbeatAge.map { "last sign of life \($0) s ago" } ?? "no sign of life yet"
        guard let leader else { return "none leads the ledger; \(beat)" }
        let since = leader.since.map { ", connected since \($0)" } ?? ""
        return "leads as server process \(leader.process)\(since); \(beat)"
    }

    private var schemaSentence: String {
        if !schema.unknown.isEmpty { return "newer than this program" }
        return schema.missing.isEmpty ? "up to date" : "to be migrated"
    }
}

extension LedgerStatus.Cash {
    fileprivate var amount: String { decimal(amountMinor, currency) }
}

extension LedgerStatus.Payments {
    var name: String {
        switch outcome {
        case .applied: "applied"
        case .partlyApplied: "partly applied, rest on account"
        case .onAccount: "on account"
        case .unidentified: "unidentified"
        case .duplicate: "held as a second payment"
        case nil: "unknown to this program"
        }
    }

    fileprivate var amount: String { decimal(amountMinor, currency) }
}

private func decimal(_ amountMinor: Int64, _ code: String) -> String {
    guard let currency = Currency(code: code) else { return "\(amountMinor) \(code)" }
    return "\(Money(minorUnits: amountMinor, currency: currency))"
}
