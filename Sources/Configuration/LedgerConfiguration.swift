package import CashApplication
import Foundation
package import Values
import Yams

/// Everything one ledger's daemon is told, from one YAML file.
///
/// A file is either right in every part or not used at all: unknown keys, values out of range and
/// names that lead nowhere are mistakes, and nothing falls back to a default in silence.
package struct LedgerConfiguration: Sendable, Equatable {
    /// Path of the file, as given.
    package let file: String
    package let name: String
    /// PostgreSQL schema that holds the ledger; safe to stand in SQL.
    package let schema: String
    package let baseCurrency: Currency
    /// Name in the IANA database; known to this machine.
    package let timeZone: String
    package let database: DatabaseSettings
    package let spoolRoot: String
    package let sources: [SourceSettings]
    package let ownAccounts: [OwnAccount]
    package let policy: Policy
    package let schedule: ScheduleSettings
    package let reports: ReportSettings
    package let invoicesFrom: InvoiceOrigin?

    /// Reads the file at a path.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake.
    package init(file: String) throws(ConfigurationError) {
        let text: String
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: file))
            let bytes = try handle.read(upToCount: Self.sizeLimit + 1) ?? Data()
            guard bytes.count <= Self.sizeLimit else {
                throw ConfigurationError.unreadable(file: file, reason: "larger than 1 MiB")
            }
            guard let decoded = String(bytes: bytes, encoding: .utf8) else {
                throw ConfigurationError.unreadable(file: file, reason: "not text in UTF-8")
            }
            text = decoded
        } catch let error as ConfigurationError {
            throw error
        } catch {
            let reason = error.localizedDescription
            throw .unreadable(file: file, reason: reason)
        }
        try self.init(yaml: text, file: file) { try? String(contentsOfFile: $0, encoding: .utf8) }
    }

    /// A file that big is not a configuration.
    private static let sizeLimit = 1 << 20

    /// Reads a configuration from text.
    ///
    /// - Parameters:
    ///   - yaml: the text.
    ///   - file: what mistakes call it.
    ///   - readFile: the text of a file it names, or nil when that cannot be read.
    /// - Throws: ``ConfigurationError/mistakes(_:)``.
    package init(
        yaml: String, file: String, readFile: (String) -> String? = { _ in nil }
    ) throws(ConfigurationError) {
        let list = MistakeList(file: file)
        let root = Self.compose(yaml, list)
        let result = root.flatMap { LedgerConfiguration($0, file: file, list, readFile) }
        guard let result, list.mistakes.isEmpty else {
            throw .mistakes(list.mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        self = result
    }

    private static func compose(_ yaml: String, _ list: MistakeList) -> Node? {
        do {
            if let root = try Yams.compose(yaml: yaml) { return root }
            list.add(
                "the file is empty; begin from the example that comes with reconciled", at: nil)
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            let names = keys.map { "\"\($0)\"" }.joined(separator: ", ")
            list.add("key \(names) is given more than once; keep one", at: context.mark)
        } catch YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            list.add("not YAML: \(problem)", at: mark)
        } catch {
            list.add("not YAML: \(error)", at: nil)
        }
        return nil
    }

    private static let keys = [
        "ledger", "database", "spool", "sources", "own_accounts", "profiles", "policy", "schedule",
        "reports", "invoices_from",
    ]

    private init?(
        _ node: Node, file: String, _ list: MistakeList, _ readFile: (String) -> String?
    ) {
        let root = Section(node, path: "", keys: Self.keys, mistakes: list)
        let ledger = root.requiredSection(
            "ledger", keys: ["name", "schema", "base_currency", "time_zone"])
        let name = ledger?.required("name", .text)
        let schema = ledger?.required("schema", .schema)
        let currency = ledger?.required("base_currency", .currency)
        let zone = ledger?.required("time_zone", .timeZone)
        let database = root.requiredSection("database", keys: DatabaseSettings.keys)
            .flatMap(DatabaseSettings.init)
        let spoolRoot = root.requiredSection("spool", keys: ["root"])?
            .required("root", .absolutePath)
        let policy = root.section("policy", keys: Policy.keys)
        let schedule = root.section("schedule", keys: ScheduleSettings.keys)
        let reports = root.section("reports", keys: ReportSettings.keys)

        self.file = file
        ownAccounts = Self.ownAccounts(root)
        sources = Self.sources(root, ownAccounts)
        self.policy = currency.flatMap { Policy(policy, currency: $0) } ?? Policy()
        self.schedule = ScheduleSettings(schedule, readFile: readFile)
        self.reports = ReportSettings(reports, ledgerName: name ?? "")
        invoicesFrom = root.section("invoices_from", keys: InvoiceOrigin.keys)
            .flatMap(InvoiceOrigin.init)
        guard let name, let schema, let currency, let zone, let database, let spoolRoot else {
            return nil
        }
        self.name = name
        self.schema = schema
        baseCurrency = currency
        timeZone = zone
        self.database = database
        self.spoolRoot = spoolRoot
    }

    private static func sources(
        _ root: Section, _ accounts: [OwnAccount]
    ) -> [SourceSettings] {
        let profiles = root.sections("profiles", keys: ProfileSettings.keys)
            .compactMap { section in ProfileSettings(section).map { (section, $0) } }
        refuseTwins(profiles, "name", \.name)
        let sections = root.sections("sources", keys: SourceSettings.keys)
        let sources = sections.compactMap { section in
            SourceSettings(section, profiles.map(\.1), accounts).map { (section, $0) }
        }
        refuseTwins(sources, "name", \.name)
        refuseTwins(sources, "folder", \.folder)
        return sources.map(\.1)
    }

    private static func ownAccounts(_ root: Section) -> [OwnAccount] {
        let sections = root.sections("own_accounts", keys: OwnAccount.keys)
        if sections.isEmpty {
            root.complain("own_accounts", "is missing, expected the ledger's bank accounts")
        }
        let accounts = sections.compactMap { section in OwnAccount(section).map { (section, $0) } }
        refuseTwins(accounts, "identifier") { "\($0.identifier) in \($0.currency)" }
        return accounts.map(\.1)
    }

    /// Complains about each element whose key an earlier one has too.
    static func refuseTwins<Element>(
        _ elements: [(Section, Element)], _ key: String, _ identity: (Element) -> String
    ) {
        var seen: [String: String] = [:]
        for (section, element) in elements {
            let value = identity(element)
            if let first = seen[value] {
                section.complain(key, "\(value) is taken already by \(first)")
            } else {
                seen[value] = section.path
            }
        }
    }
}

extension Policy {
    static let keys = [
        "tolerance", "bank_charge", "discount_grace_days", "maximum_difference",
        "monthly_difference", "equal_documents", "combined_among", "search_steps", "closed_days",
    ]

    /// Takes what is set.
    ///
    /// Amounts are written with the decimals of the ledger's `currency`; the same number of minor
    /// units holds for payments in every other.
    init(_ section: Section?, currency: Currency) {
        self.init()
        toleranceMinor = section?.value("tolerance", .amount(currency)) ?? toleranceMinor
        bankChargeMinor = section?.value("bank_charge", .amount(currency)) ?? bankChargeMinor
        discountGraceDays =
            section?.value("discount_grace_days", .number(0...90))
            ?? discountGraceDays
        maximumDifferenceMinor =
            section?.value("maximum_difference", .limit(currency))
            ?? maximumDifferenceMinor
        monthlyDifferenceMinor =
            section?.value("monthly_difference", .limit(currency))
            ?? monthlyDifferenceMinor
        paysOldestOfEqual =
            section?.value("equal_documents", .equalDocuments) ?? paysOldestOfEqual
        combinedAmong = section?.value("combined_among", .number(0...20_000)) ?? combinedAmong
        searchSteps = section?.value("search_steps", .number(1000...1_000_000_000)) ?? searchSteps
        closedDays = section?.value("closed_days", .number(0...3660)) ?? closedDays
    }
}

extension Reading where Value == Bool {
    /// Which of documents that nobody could tell apart is paid; true is the oldest.
    fileprivate static var equalDocuments: Self {
        .choice(["oldest", "ask"]) { ["oldest": true, "ask": false][$0] }
    }
}

extension Reading where Value == String {
    /// A schema's name; PostgreSQL keeps some for itself.
    fileprivate static var schema: Self {
        Reading(expected: Reading.identifier.expected + "; not public, not pg_…") { text in
            let isReserved =
                text == "public" || text == "information_schema"
                || text.hasPrefix("pg_")
            return isReserved ? nil : Reading.identifier.parse(text)
        }
    }
}
