import Configuration
import DatabaseSupport
import Foundation
import Postgres
import Reconciliation
import Store
import Testing

/// The program as an operator and a service manager meet it.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct CommandLineTests {
    private func run(_ arguments: String...) throws -> (code: Int32, output: String) {
        try ProgramUnderTest(arguments).result()
    }

    private func migrated(_ scratch: borrowing ScratchDatabase) throws -> InstallationUnderTest {
        let installation = try InstallationUnderTest(
            database: scratch.name, user: "reconciled_daemon")
        let answer = try run(
            "migrate", "--config", installation.configuration, "--user", "postgres")
        #expect(answer.code == 0)
        #expect(answer.output.contains("added 1 own accounts"))
        return installation
    }

    @Test func `without a subcommand it is a usage error`() throws {
        #expect(try run().code == 64)
        #expect(try run("frobnicate").code == 64)
        #expect(try run("run").code == 64)
    }

    @Test func `it knows its version`() throws {
        let answer = try run("version")
        #expect(answer == (0, "reconciled \(Reconciliation.version)\n"))
    }

    @Test func `a wrong configuration ends every command with 78`() throws {
        let scratch = try ScratchDatabase()
        let installation = try InstallationUnderTest(database: scratch.name, user: "postgres")
        try installation.write("ledgr: {}")

        for command in ["run", "check", "migrate", "status", "discrepancies"] {
            let program = try ProgramUnderTest([command, "-c", installation.configuration])
            #expect(program.result().code == 78)
            #expect(program.said.contains("acme.yaml:1:1: unknown key \"ledgr\""))
        }
    }

    @Test func `without a server commands end with 75`() throws {
        let scratch = try ScratchDatabase()
        let installation = try InstallationUnderTest(
            database: scratch.name, user: "postgres", host: "/nowhere")

        #expect(try run("status", "-c", installation.configuration).code == 75)
    }

    @Test func `migrate makes the ledger, once`() throws {
        var scratch = try ScratchDatabase()
        let installation = try migrated(scratch)

        let again = try run("migrate", "-c", installation.configuration, "-u", "postgres")
        #expect(again == (0, "schema \(scratchSchema) is up to date\n"))
        let facts = try scratch.db.ledgerFacts()
        #expect(facts == LedgerFacts(name: "Acme", baseCurrency: "EUR", timeZone: "UTC"))
        let chart = try scratch.db.query(
            "select count(*) from account where id > 10000 and name = 'Main'"
        ).one(Int64.self)
        #expect(chart == 1)
    }

    @Test func `check finds what has to be mended`() throws {
        let scratch = try ScratchDatabase()
        let installation = try InstallationUnderTest(
            database: scratch.name, user: "reconciled_daemon")
        let configuration = try LedgerConfiguration(file: installation.configuration)
        let address = configuration.database.conninfo(
            application: "test", timeZone: "UTC", environment: [:])

        #expect(configuration.directoryFindings(environment: [:]) == [])
        let before = configuration.databaseFindings(conninfo: address).map(\.text)
        #expect(before.contains("it holds no ledger yet"))
        let second = try migrated(scratch)
        // The throw-away server is made to be quick, and rightly refused.
        let after = configuration.databaseFindings(conninfo: address).map(\.text)
        #expect(
            after == [
                "the server may forget what it committed",
                "the server does not notice damaged pages",
            ])
        let drop = second.root.appending(path: "spool/drop/bank")
        try FileManager.default.removeItem(at: drop)
        let answer = try run("check", "--offline", "-c", second.configuration)
        #expect(answer.code == 78)
        #expect(answer.output.hasPrefix("problem: \(drop.path): the directory is missing\n"))
    }

    @Test func `status and discrepancies show what there is`() throws {
        var scratch = try ScratchDatabase()
        let installation = try migrated(scratch)
        let empty = try run("status", "-c", installation.configuration)
        #expect(empty.code == 0)
        #expect(empty.output.contains("none leads the ledger; no sign of life yet"))
        try scratch.db.runScript(
            """
            insert into discrepancy (code, entity, entity_id, severity, currency, amount_minor,
                sentence, alternatives, evidence, first_seen_on)
            values ('short_payment', 'payment', 7, 'high', 'EUR', 250,
                'Two sentences.' || chr(27) || '[31m', E'one\\ntwo', 'a.sta line 3', '2026-03-01');
            insert into discrepancy_event (discrepancy_id, kind, happened_on, made_by, note)
            select id, 'opened', '2026-03-01', 'daemon', '' from discrepancy;
            insert into open_cash values (1, 2100, null, 'JPY', 1200);
            insert into job_run (job, due_on, outcome) values ('day_end', '2026-03-01', 'done');
            """)

        let status = try run("status", "-c", installation.configuration).output
        let list = try run("discrepancies", "-c", installation.configuration).output
        let document = try run("status", "-c", installation.configuration, "--json").output
        let documents = try run(
            "discrepancies", "-c", installation.configuration, "--json", "--code", "short_payment")

        #expect(status.contains("high      short_payment  1       2026-03-01\n"))
        #expect(status.contains("unapplied_cash  1         1200 JPY\n"))
        #expect(status.contains("day_end  2026-03-01"))
        #expect(
            list == """
                #1 high: short_payment, payment 7, 2.50 EUR, since 2026-03-01
                    Two sentences.\\u{1b}[31m
                    - one
                    - two
                    from a.sta line 3
                1 discrepancy

                """)
        #expect(document.contains("\"amount_minor\" : 1200"))
        #expect(documents.output.contains("\"entity_id\" : 7"))
        let closed = try run("discrepancies", "-c", installation.configuration, "--state", "closed")
        #expect(closed.output == "0 discrepancies\n")
        #expect(try run("discrepancies", "--limit", "0", "-c", "x").code == 64)
    }

    @Test func `SIGTERM ends the daemon with 0 within a second`() throws {
        let scratch = try ScratchDatabase()
        let installation = try migrated(scratch)
        let daemon = try ProgramUnderTest(["run", "-c", installation.configuration])
        #expect(daemon.says(" notice leader_taken ledger=Acme\n"))
        #expect(
            try run("status", "-c", installation.configuration).output
                .contains("leads as server process"))

        let start = ContinuousClock.now
        kill(daemon.process.processIdentifier, SIGTERM)
        let result = daemon.result()

        #expect(result.code == 0)
        #expect(start.duration(to: .now) < .seconds(1))
        #expect(daemon.said.hasSuffix(" notice stopped signal=15\n"))
    }

    @Test func `the journal is told levels`() throws {
        let away = try InstallationUnderTest(database: "x", user: "x", host: "/nowhere")
        let daemon = try ProgramUnderTest(["run", "-c", away.configuration], isJournal: true)

        #expect(daemon.says("<4>database_failed reason="))
        #expect(daemon.said.hasPrefix("<5>started version=\(Reconciliation.version) ledger=Acme\n"))
        kill(daemon.process.processIdentifier, SIGTERM)
        #expect(daemon.result().code == 0)
    }

    @Test func `a daemon that waits for the server or for its turn stops as fast`() throws {
        let scratch = try ScratchDatabase()
        let installation = try migrated(scratch)
        let away = try InstallationUnderTest(
            database: "x", user: "reconciled_daemon", host: "/nowhere")
        let first = try ProgramUnderTest(["run", "-c", installation.configuration])
        #expect(first.says("leader_taken"))
        let second = try ProgramUnderTest(["run", "-c", installation.configuration])
        #expect(second.says("leader_waiting"))
        let third = try ProgramUnderTest(["run", "-c", away.configuration])
        #expect(third.says("database_failed"))

        for daemon in [second, third, first] {
            kill(daemon.process.processIdentifier, SIGINT)
            #expect(daemon.result().code == 0)
        }
    }

    @Test func `SIGHUP with a broken file keeps the daemon as it is`() throws {
        let scratch = try ScratchDatabase()
        let installation = try migrated(scratch)
        let right = try String(contentsOfFile: installation.configuration, encoding: .utf8)
        let daemon = try ProgramUnderTest(["run", "-c", installation.configuration])
        #expect(daemon.says("leader_taken"))

        try installation.write(right.replacing("sources", with: "sorces"))
        kill(daemon.process.processIdentifier, SIGHUP)
        #expect(daemon.says(" error configuration_refused "))
        #expect(daemon.said.contains("did you mean \\\"sources\\\"?"))
        try installation.write(right)
        kill(daemon.process.processIdentifier, SIGHUP)
        #expect(daemon.says(" notice configuration_reloaded "))

        #expect(daemon.process.isRunning)
        kill(daemon.process.processIdentifier, SIGTERM)
        #expect(daemon.result().code == 0)
    }

    @Test func `a stop that comes before anybody listens is heard`() throws {
        let scratch = try ScratchDatabase()
        let installation = try migrated(scratch)
        let daemon = try ProgramUnderTest(
            ["run", "-c", installation.configuration, "--volatile-spool"])
        kill(daemon.process.processIdentifier, SIGTERM)

        for _ in 0..<2000 where daemon.process.isRunning { Thread.sleep(forTimeInterval: 0.01) }

        #expect(!daemon.process.isRunning, "\(daemon.said)")
        kill(daemon.process.processIdentifier, SIGKILL)
    }

    @Test func `a leader that is killed is followed by the one that waits`() throws {
        let scratch = try ScratchDatabase()
        let installation = try migrated(scratch)
        let first = try ProgramUnderTest(["run", "-c", installation.configuration])
        #expect(first.says("leader_taken"))
        let second = try ProgramUnderTest(["run", "-c", installation.configuration])
        #expect(second.says("leader_waiting"))

        let start = ContinuousClock.now
        kill(first.process.processIdentifier, SIGKILL)

        #expect(second.says("leader_taken"))
        #expect(start.duration(to: .now) < .seconds(4))
        kill(second.process.processIdentifier, SIGTERM)
        #expect(second.result().code == 0)
    }
}
