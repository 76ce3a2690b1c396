import CashApplication
import Configuration
import DatabaseSupport
import Foundation
import Postgres
import Reconciliation
import Spool
import Store
import Testing
import Values

/// Customers and invoices from another system's database, through the job of the daemon.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct OutsideMasterJobTests {
    private static let yaml = """
        ledger: { name: T, schema: t, base_currency: EUR, time_zone: UTC }
        database: { name: t }
        spool: { root: /nowhere }
        own_accounts: [{ identifier: DE89370400440532013000, currency: EUR, name: Main }]
        invoices_from:
          connection: { name: other }
          customers_query: select number, name from public.client
          invoices_query: >-
            select number, customer, document_date, currency, amount from public.bill
          every_minutes: 5
        """

    @Test func `right rows are loaded, wrong ones reported once, later ones picked up`() throws {
        var office = try Office()
        var outside = try Connection(office.scratch.conninfo)
        try outside.runScript(
            """
            create table public.client (number text, name text);
            create table public.bill (
                number text, customer text, document_date date, currency text,
                amount numeric(12,2));
            insert into public.client values ('C1', 'Hartmann GmbH');
            insert into public.bill values
                ('INV-1', 'C1', '2026-01-05', 'EUR', 100.00),
                ('INV-2', 'C9', '2026-01-05', 'EUR', 50.00)
            """)
        let root = FileManager.default.temporaryDirectory
            .appending(path: "outside-\(UInt64.random(in: 0 ..< .max))")
        defer { try? FileManager.default.removeItem(at: root) }
        let spool = try Spool(root: root.path, create: true, acceptsVolatile: true)
        let configuration = try LedgerConfiguration(yaml: Self.yaml, file: "test.yaml")
        let job = outsideMasterJob(
            try #require(configuration.invoicesFrom), conninfo: office.scratch.conninfo,
            policy: Policy(), outbox: spool.outbox)
        let occasion = Occasion(today: Office.today, run: Office.today)

        let first = try job.step(&office.scratch.db, occasion)
        #expect(first.events.count == 2, "customers and invoices")
        #expect(try office.openItems() == ["INV-1": 10_000])
        #expect(try office.openDiscrepancies() == ["outside_rows_rejected"])

        let again = try job.step(&office.scratch.db, occasion)
        #expect(again.events.isEmpty, "nothing is new")
        let deliveries = try FileManager.default.contentsOfDirectory(
            atPath: root.path + "/outbox/new")
        #expect(deliveries.count == 1, "the same rows are reported once")

        try outside.runScript("insert into public.client values ('C9', 'Late Ltd')")
        _ = try job.step(&office.scratch.db, occasion)
        #expect(try office.openItems() == ["INV-1": 10_000, "INV-2": 5000])
        #expect(try office.openDiscrepancies() == [])
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `another system that is away costs a message and nothing else`() throws {
        var office = try Office()
        let root = FileManager.default.temporaryDirectory
            .appending(path: "outside-\(UInt64.random(in: 0 ..< .max))")
        defer { try? FileManager.default.removeItem(at: root) }
        let spool = try Spool(root: root.path, create: true, acceptsVolatile: true)
        let configuration = try LedgerConfiguration(yaml: Self.yaml, file: "test.yaml")
        let job = outsideMasterJob(
            try #require(configuration.invoicesFrom), conninfo: "host=/nowhere", policy: Policy(),
            outbox: spool.outbox)

        let result = try job.step(
            &office.scratch.db, Occasion(today: Office.today, run: Office.today))

        guard case .jobFailed(let name, _, _, _, let isTransient) = result.events.first else {
            Issue.record("\(result.events)")
            return
        }
        #expect(name == "outside_master_data")
        #expect(isTransient)
    }
}
