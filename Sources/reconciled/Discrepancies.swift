import ArgumentParser
import Configuration
import Postgres
import Store
import Values

/// `reconciled discrepancies`: what does not add up.
struct Discrepancies: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List discrepancies, the worst and oldest first.")

    /// Which discrepancies to list.
    enum State: String, CaseIterable, ExpressibleByArgument {
        case open
        case closed
        case all

        var isOpen: Bool? {
            switch self {
            case .open: true
            case .closed: false
            case .all: nil
            }
        }
    }

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var login: UserOptions

    @Option(help: "Only those of this code, such as short_payment.")
    var code: String?

    @Option(help: "open, closed or all.")
    var state = State.open

    @Option(help: "How many at most.")
    var limit: Int64 = 1000

    @Flag(help: "Write JSON.")
    var json = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be at least 1.") }
    }

    func run() throws {
        let configuration = try options.load()
        let conninfo = configuration.conninfo(for: "discrepancies", user: login.user)
        let found = try withDatabase(conninfo, schema: configuration.schema) {
            db throws(PostgresError) in
            try db.discrepancies(code: code, isOpen: state.isOpen, limit: limit)
        }
        if json { return try sayJSON(found.map(DiscrepancyDocument.init)) }
        for discrepancy in found { discrepancy.show() }
        say(found.count == 1 ? "1 discrepancy" : "\(found.count) discrepancies")
        if found.count == limit { say("There may be more: raise --limit.") }
    }
}

extension ListedDiscrepancy {
    /// The amount with its currency; nil where it is not about one amount.
    fileprivate var money: Money? {
        guard let amountMinor, let currency = currency.flatMap({ Currency(code: $0) }) else {
            return nil
        }
        return Money(minorUnits: amountMinor, currency: currency)
    }

    fileprivate func show() {
        var facts = [code, "\(entity) \(entityID)"]
        if let money { facts.append("\(money)") }
        facts.append("since \(firstSeenOn)")
        if occurrences > 1 { facts.append("seen \(occurrences) times") }
        if !isOpen { facts.append("\(lastEvent) \(lastOn)") }
        say("#\(id) \(severity): \(facts.joined(separator: ", "))")
        for line in sentence.split(separator: "\n") { say("    \(line)") }
        for line in alternatives.split(separator: "\n") { say("    - \(line)") }
        if !evidence.isEmpty { say("    from \(evidence)") }
    }
}

/// A discrepancy as JSON shows it, under the names the database has.
private struct DiscrepancyDocument: Encodable {
    let id: Int64
    let code: String
    let severity: String
    let entity: String
    let entityID: Int64
    let customerID: Int64?
    let currency: String?
    let amountMinor: Int64?
    let firstSeenOn: String
    let occurrences: Int64
    let isOpen: Bool
    let lastEvent: String
    let lastOn: String
    let sentence: String
    let alternatives: [String]
    let evidence: String

    init(_ discrepancy: ListedDiscrepancy) {
        id = discrepancy.id
        code = discrepancy.code
        severity = discrepancy.severity
        entity = discrepancy.entity
        entityID = discrepancy.entityID
        customerID = discrepancy.customer
        currency = discrepancy.currency
        amountMinor = discrepancy.amountMinor
        firstSeenOn = discrepancy.firstSeenOn.description
        occurrences = discrepancy.occurrences
        isOpen = discrepancy.isOpen
        lastEvent = discrepancy.lastEvent
        lastOn = discrepancy.lastOn.description
        sentence = discrepancy.sentence
        alternatives = discrepancy.alternatives.split(separator: "\n").map(String.init)
        evidence = discrepancy.evidence
    }
}
