import CashApplication
import Configuration
import Foundation
import Testing
import Values

/// The configuration file: what is right is taken, what is wrong is named with its place.
struct ConfigurationTests {
    /// A file with nothing but what must be there.
    static let smallest = """
        ledger:
          name: Acme Clinic
          schema: acme
          base_currency: EUR
          time_zone: Europe/Berlin
        database:
          name: books
        spool:
          root: /srv/acme
        own_accounts:
          - identifier: de89 3704 0044 0532 0130 00
            currency: EUR
            name: Main

        """

    private func read(_ yaml: String) throws(ConfigurationError) -> LedgerConfiguration {
        try LedgerConfiguration(yaml: yaml, file: "acme.yaml")
    }

    private func mistakes(_ yaml: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try read(yaml)
            return []
        } catch {
            return error.description.split(separator: "\n").map(String.init)
        }
    }

    @Test func `what is not said has a default`() throws {
        let configuration = try read(Self.smallest)

        #expect(configuration.schema == "acme")
        #expect(configuration.baseCurrency.code == "EUR")
        #expect(configuration.database.host == "/run/postgresql")
        #expect(configuration.policy == Policy())
        #expect(configuration.schedule.monthClose.businessDay == 3)
        #expect(configuration.schedule.dayEnd.description == "22:00")
        #expect(configuration.schedule.workingDays == [1, 2, 3, 4, 5])
        #expect(configuration.reports.entity == "Acme Clinic")
        #expect(configuration.ownAccounts.map(\.identifier) == ["DE89370400440532013000"])
        #expect(configuration.invoicesFrom == nil)
    }

    @Test func `what the policy says is taken`() throws {
        let policy = try read(
            Self.smallest + "policy: {tolerance: 0.10, bank_charge: 15, discount_grace_days: 0, "
                + "maximum_difference: 1000.00, monthly_difference: 0}\n"
        ).policy
        let asking = try read(
            Self.smallest + "policy: {equal_documents: ask, combined_among: 25}\n"
        ).policy
        #expect(!asking.paysOldestOfEqual && Policy().paysOldestOfEqual)
        #expect(asking.combinedAmong == 25)

        let free = try read(Self.smallest + "policy: {maximum_difference: none}\n").policy

        #expect(policy.toleranceMinor == 10)
        #expect(policy.bankChargeMinor == 1_500)
        #expect(policy.discountGraceDays == 0)
        #expect(policy.maximumDifferenceMinor == 100_000)
        #expect(policy.monthlyDifferenceMinor == 0)
        #expect(free == Policy())
    }

    @Test func `the example is right, also with every comment taken for a key`() throws {
        let example = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "deploy/example.yaml")
        let text = try String(contentsOf: example, encoding: .utf8)

        let configuration = try read(text)
        #expect(configuration.sources.map(\.name) == ["bank", "customers", "invoices"])

        // A commented key is `# key: …` or `# - …`; prose never has that form.
        let everything = text.replacing(/(?m)^( *)# ((?: *)(?:- )?[a-z_]+:(?: .*)?)$/) { match in
            match.1 + match.2
        }
        #expect(everything != text)
        let full = try LedgerConfiguration(yaml: everything, file: "all.yaml") { path in
            path == "/etc/reconciled/holidays-de.txt" ? "2026-10-03 Unity\n\n# more\n" : nil
        }
        #expect(full.invoicesFrom?.everyMinutes == 60)
        #expect(full.schedule.holidays.count == 3)
        // What the example calls the default is the default.
        #expect(full.policy == configuration.policy)
        #expect(full.schedule.monthClose == configuration.schedule.monthClose)
        #expect(full.schedule.dayEnd == configuration.schedule.dayEnd)
    }

    /// A text of the smallest file, what takes its place, and what is said.
    static let wrong: [(String, String, String)] = [
        (
            "schema: acme", "shema: acme",
            "3:3: unknown key \"shema\" in ledger; did you mean \"schema\"?"
        ),
        ("database:", "datbase:", "6:1: unknown key \"datbase\"; did you mean \"database\"?"),
        (
            "  name: books", "  name: books\n  prot: 5",
            "8:3: unknown key \"prot\" in database; did you mean \"port\"?"
        ),
        (
            "  name: books", "  name: books\n  frobnicate: 5",
            "8:3: unknown key \"frobnicate\" in database; known are host, port, name, user, passfile, tls, root_certificate, statement_timeout_seconds, lock_timeout_seconds"
        ),
        (
            "  name: books", "  name: books\n  password: x",
            "8:3: key \"password\" in database is refused: a password never stands in this file; put it in a passfile (`passfile: $CREDENTIALS_DIRECTORY/pgpass`) or let the server trust the user by peer authentication"
        ),
        (
            "  name: books", "  name: books\n  port: x",
            "8:9: database.port: found \"x\", expected a whole number from 1 to 65535"
        ),
        (
            "  name: books", "  name: books\n  port: 65536",
            "8:9: database.port: found \"65536\", expected a whole number from 1 to 65535"
        ),
        (
            "  name: books", "  name: books\n  port: [1]",
            "8:9: database.port: found a list, expected a whole number from 1 to 65535"
        ),
        (
            "  name: books", "  name: books\n  tls: verify_full",
            "8:8: database.tls: found \"verify_full\", expected one of disable, require, verify-ca, verify-full; did you mean \"verify-full\"?"
        ),
        (
            "  name: books", "  name: books\n  passfile: secret",
            "8:13: database.passfile: found \"secret\", expected a path from the root, or one below $CREDENTIALS_DIRECTORY/"
        ),
        (
            "  name: books", "  name: books\n  name: books",
            "7:3: key \"name\" is given more than once; keep one"
        ),
        (
            "  name: books", "  name:",
            "7:8: database.name: found nothing, expected text of one line, at most 200 characters"
        ),
        (
            "schema: acme", "schema: Acme",
            "3:11: ledger.schema: found \"Acme\", expected a lower-case letter or underscore, then lower-case letters, digits, underscores; at most 63; not public, not pg_…"
        ),
        (
            "schema: acme", "schema: public",
            "3:11: ledger.schema: found \"public\", expected a lower-case letter or underscore, then lower-case letters, digits, underscores; at most 63; not public, not pg_…"
        ),
        (
            "base_currency: EUR", "base_currency: EURO",
            "4:18: ledger.base_currency: found \"EURO\", expected a currency code of ISO 4217, such as EUR"
        ),
        (
            "Europe/Berlin", "Europe/Berlni",
            "5:14: ledger.time_zone: found \"Europe/Berlni\", expected a time zone of the IANA database, such as Europe/Berlin; did you mean \"Europe/Berlin\"?"
        ),
        (
            "Europe/Berlin", "CET",
            "5:14: ledger.time_zone: found \"CET\", expected a time zone of the IANA database, such as Europe/Berlin"
        ),
        (
            "/srv/acme", "srv/acme",
            "9:9: spool.root: found \"srv/acme\", expected a path from the root, such as /srv/reconciled/acme"
        ),
        (
            "/srv/acme", "/srv/../etc",
            "9:9: spool.root: found \"/srv/../etc\", expected a path from the root, such as /srv/reconciled/acme"
        ),
        (
            "  root: /srv/acme", "  - /srv/acme",
            "9:3: spool: found a list, expected keys and values (root)"
        ),
        (
            "    name: Main", "    nam: Main",
            "13:5: unknown key \"nam\" in own_accounts[1]; did you mean \"name\"?"
        ),
        (
            "de89 3704 0044 0532 0130 00", "DE89_3",
            "11:17: own_accounts[1].identifier: found \"DE89_3\", expected an IBAN or the bank's account number, 4 to 34 letters and digits"
        ),
        ("ledger:", "ledger: [", "3:9: not YAML: did not find expected ',' or ']'"),
        ("ledger:", "\tledger:", "1:1: not YAML: found character that cannot start any token"),
    ]

    @Test(arguments: wrong)
    func `a mistake is named with its place`(_ part: String, _ wrong: String, _ said: String) {
        let found = mistakes(Self.smallest.replacing(part, with: wrong, maxReplacements: 1))
        #expect(found.contains("acme.yaml:\(said)"), "\(found)")
    }

    /// What follows the smallest file, and what is said.
    static let wrongAdditions: [(String, String)] = [
        (
            "schedule:\n  day_end: 24:00",
            "15:12: schedule.day_end: found \"24:00\", expected a time of day from \"00:00\" to \"23:59\""
        ),
        (
            "schedule:\n  day_end: 9:00",
            "15:12: schedule.day_end: found \"9:00\", expected a time of day from \"00:00\" to \"23:59\""
        ),
        (
            "schedule:\n  holidays: [2026-02-29]",
            "15:14: schedule.holidays[1]: found \"2026-02-29\", expected a day of the calendar as YYYY-MM-DD"
        ),
        (
            "schedule:\n  holidays: 2026-12-25",
            "15:13: schedule.holidays: found \"2026-12-25\", expected a list"
        ),
        (
            "schedule:\n  working_days: [mondy]",
            "15:18: schedule.working_days[1]: found \"mondy\", expected one of monday, tuesday, wednesday, thursday, friday, saturday, sunday; did you mean \"monday\"?"
        ),
        (
            "schedule:\n  month_close: {business_day: 0}",
            "15:31: schedule.month_close.business_day: found \"0\", expected a whole number from 1 to 20"
        ),
        (
            "schedule:\n  holidays_file: /nowhere",
            "15:18: schedule.holidays_file: /nowhere cannot be read"
        ),
        (
            "policy:\n  tolerance: 0.005",
            "15:14: policy.tolerance: found \"0.005\", expected an amount in EUR with at most 2 decimals"
        ),
        (
            "policy:\n  tolerance: -1",
            "15:14: policy.tolerance: found \"-1\", expected an amount in EUR with at most 2 decimals"
        ),
        (
            "policy:\n  tolerance: 1e3",
            "15:14: policy.tolerance: found \"1e3\", expected an amount in EUR with at most 2 decimals"
        ),
        (
            "policy:\n  discount_grace_days: 91",
            "15:24: policy.discount_grace_days: found \"91\", expected a whole number from 0 to 90"
        ),
        (
            "policy:\n  discount_grace_day: 1",
            "15:3: unknown key \"discount_grace_day\" in policy; did you mean \"discount_grace_days\"?"
        ),
        (
            "policy:\n  equal_documents: newest",
            "15:20: policy.equal_documents: found \"newest\", expected one of oldest, ask"
        ),
        (
            "policy:\n  maximum_difference: unlimited",
            "15:23: policy.maximum_difference: found \"unlimited\", expected an amount in EUR with at most 2 decimals, or none"
        ),
        (
            "sources:\n  - name: bank\n    content: payment",
            "16:14: sources[1].content: found \"payment\", expected one of payments, customers, invoices; did you mean \"payments\"?"
        ),
        (
            "sources:\n  - name: Bank\n    content: payments",
            "15:11: sources[1].name: found \"Bank\", expected a lower-case letter or underscore, then lower-case letters, digits, underscores; at most 63"
        ),
        (
            "sources:\n  - {name: a, content: payments}\n  - {name: b, folder: a, content: payments}",
            "16:23: sources[2].folder: a is taken already by sources[1]"
        ),
        (
            "sources:\n  - {name: a, content: payments, folder: ../b}",
            "15:42: sources[1].folder: found \"../b\", expected a plain name of letters, digits, `-`, `_` and `.`, at most 100"
        ),
        (
            "reports:\n  paper: a4",
            "15:10: reports.paper: found \"a4\", expected one of A4, Letter; did you mean \"A4\"?"
        ),
        (
            "invoices_from:\n  connection: {name: x}\n  customers_query: delete from x\n  invoices_query: select 1",
            "16:20: invoices_from.customers_query: found \"delete from x\", expected one query that begins with `select` or `with`"
        ),
        (
            "invoices_from:\n  connection: {name: x}\n  customers_query: select 1; drop table x\n  invoices_query: select 1",
            "16:20: invoices_from.customers_query: found \"select 1; drop table x\", expected one query that begins with `select` or `with`"
        ),
        (
            "invoices_from:\n  customers_query: select 1\n  invoices_query: select 1",
            "15:3: invoices_from.connection: is missing, expected host, port, name, user, passfile, tls, root_certificate, statement_timeout_seconds, lock_timeout_seconds"
        ),
    ]

    @Test(arguments: wrongAdditions)
    func `a mistake in an optional part is named too`(_ addition: String, _ said: String) {
        let found = mistakes(Self.smallest + addition)
        #expect(found.contains("acme.yaml:\(said)"), "\(found)")
    }

    @Test func `all mistakes are told at once, in the order of the file`() {
        let found = mistakes(
            """
            ledger: {name: A, schema: 1a, base_currency: XYZ, time_zone: Mars/Base}
            databse: {name: b}
            own_accounts:
              - {identifier: DE89370400440532013000, currency: EUR, name: One}
              - {identifier: DE89 3704 0044 0532 0130 00, currency: EUR, name: Two}
            """)

        let places = found.map { $0.split(separator: ":")[1...2].joined(separator: ":") }
        #expect(places == ["1:1", "1:1", "1:27", "1:46", "1:62", "2:1", "5:18"])
    }

    @Test(arguments: ["", "# nothing", "just text", "- a\n- b", "a: &x [*x]"])
    func `a file that is no configuration is refused`(_ yaml: String) {
        #expect(!mistakes(yaml).isEmpty)
    }

    @Test func `an alias that grows without end does no harm`() {
        var yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let list = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            yaml += "a\(level): &a\(level) [\(list)]\n"
        }
        #expect(!mistakes(yaml).isEmpty)
    }

    @Test func `a file cut anywhere is refused or right, and never traps`() {
        for length in 0..<Self.smallest.count {
            _ = mistakes(String(Self.smallest.prefix(length)))
        }
    }

    @Test func `a holiday that is none is named with its own file and line`() {
        do throws(ConfigurationError) {
            _ = try LedgerConfiguration(
                yaml: Self.smallest + "schedule: {holidays_file: /h.txt}", file: "acme.yaml"
            ) { _ in "2026-01-01 New Year\n  2026-13-01\n" }
            Issue.record("the date was taken")
        } catch {
            #expect(
                error.description
                    == "/h.txt:2:3: found \"2026-13-01\", expected a day of the calendar as YYYY-MM-DD"
            )
        }
    }

    @Test func `a file that cannot be read says so`() {
        #expect(throws: ConfigurationError.self) {
            try LedgerConfiguration(file: "/nowhere/acme.yaml")
        }
    }
}
