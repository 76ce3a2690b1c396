import DatabaseSupport
import Postgres
import Reporting
import Store
import SyntheticLedgers
import Testing
import Values

/// What the synthetic ledgers leave out: banks' own bookings, late postings, files that come twice,
/// discrepancies over time.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct ReportEdgeTests {
    /// A ledger with a bank account that held 1 000.00 and a statement of January: a payment of
    /// 500.00, interest of 1.00 and a charge of 2.50.
    private static func scratchWithBank() throws -> ScratchDatabase {
        var scratch = try ScratchDatabase()
        try scratch.db.runScript(
            """
            insert into ledger (name, base_currency, time_zone)
            values ('Edge', 'EUR', 'Europe/Berlin');
            insert into own_account (identifier, currency, name)
            values ('DE89370400440532013000', 'EUR', 'Giro');
            insert into account (id, code, name, kind)
            values (10001, 'bank_1', 'Giro', 'asset');
            insert into customer (id, number, name) values (1, 'C1', 'One');
            insert into feed (sha256, byte_count, content, format, verdict)
            values (sha256('1'), 1, 'payments', 'mt940', 'ingested');
            insert into batch (id, kind, made_by, business_on, feed_id, row_count, digest,
                previous_id, previous_digest)
            values (1, 'feed', 'test', '2026-01-31', 1, 4, sha256('1'), null, sha256('')),
                (2, 'feed', 'test', '2026-02-28', 2, 0, sha256('2'), 1, sha256('1'));
            insert into statement (id, feed_id, own_account_id, format, kind, identifier, currency,
                opening_minor, opening_on, closing_minor, closing_on, entry_count,
                new_entry_count, credit_minor, debit_minor, content_digest)
            values (1, 1, 1, 'mt940', 'end_of_day', '1', 'EUR', 100000, '2026-01-01', 149850,
                '2026-01-31', 3, 3, 50100, 250, '');
            insert into entry (id, own_account_id, booked_on, amount_minor, occurrence, value_on,
                kind, is_reversal, statement_id, line, bank_reference, own_reference, code,
                information, end_to_end_id, text)
            select id, 1, '2026-01-31', amount, 1, '2026-01-31', 1, false, 1, id, '', '', '', '',
                '', ''
            from (values (1, 50000), (2, 100), (3, -250)) as booked (id, amount);
            insert into opening_balance (batch_id, posted_on, own_account_id, statement_id,
                debit_account, credit_account, currency, amount_minor)
            values (1, '2026-01-01', 1, 1, 10001, 3000, 'EUR', 100000);
            insert into bank_credit (batch_id, posted_on, debit_account, credit_account, currency,
                amount_minor, kind, entry_id, detail, booked_on, value_on, party_name, text)
            values (1, '2026-01-31', 10001, 4900, 'EUR', 100, 'interest', 2, 0, '2026-01-31',
                '2026-01-31', '', '');
            insert into bank_debit (batch_id, posted_on, debit_account, credit_account, currency,
                amount_minor, kind, entry_id, detail, booked_on, value_on, reason_code, party_name,
                text)
            values (1, '2026-01-31', 6000, 10001, 'EUR', 250, 'charge', 3, 0, '2026-01-31',
                '2026-01-31', '', '', '');
            """)
        return scratch
    }

    private static func insertPayment(
        _ scratch: inout ScratchDatabase, postedOn: String
    ) throws {
        let postedOn = try #require(CalendarDate(postedOn))
        try scratch.db.execute(
            """
            insert into payment (id, batch_id, posted_on, debit_account, credit_account, currency,
                amount_minor, customer_id, entry_id, detail, booked_on, value_on, payer_name,
                payer_account, mandate, end_to_end_id, structured_references, text)
            values (1, 1, $1, 10001, 2100, 'EUR', 50000, 1, 1, 0, '2026-01-31', '2026-01-31', '',
                '', '', '', '', '')
            """, postedOn)
        try scratch.db.execute(
            """
            insert into open_cash (payment_id, account, customer_id, currency, rest_minor)
            values (1, 2100, 1, 'EUR', 50000)
            """)
        try scratch.db.execute(
            """
            insert into batch_sum
            select batch_id, posted_on, kind, debit_account, credit_account, currency, count(*),
                sum(amount_minor)
            from transfer
            group by 1, 2, 3, 4, 5, 6
            """)
    }

    private static func pack(
        _ scratch: inout ScratchDatabase, _ period: String
    ) throws -> ReportPack {
        let period = try #require(AccountingPeriod(period))
        return reportPack(
            try scratch.db.reportFacts(period: period, asOf: period.lastDay, version: 1))
    }

    private static func broken(_ pack: ReportPack) -> [String] {
        pack.tieOuts.filter { !$0.holds }.map { "\($0.id) \($0.left) \($0.right)" }
    }

    @Test func `interest, charges and the opening balance are in the bank's proofs`() throws {
        var scratch = try Self.scratchWithBank()
        try Self.insertPayment(&scratch, postedOn: "2026-01-31")

        let pack = try Self.pack(&scratch, "2026-01")

        #expect(Self.broken(pack) == [])
        let balances = pack.table("rp03_bank_balances")
        #expect(balances?.minor("ledger_balance", where: ["name": "Giro"]) == 149_850)
        let days = pack.table("rp03_day_totals")
        #expect(days?.minor("other_credits", where: ["currency": "EUR"]) == 100)
    }

    @Test func `a payment posted after its month was closed ties out in both months`() throws {
        var scratch = try Self.scratchWithBank()
        try Self.insertPayment(&scratch, postedOn: "2026-02-01")

        let january = try Self.pack(&scratch, "2026-01")
        let february = try Self.pack(&scratch, "2026-02")

        #expect(Self.broken(january) == [])
        #expect(Self.broken(february) == [])
        #expect(january.table("rp03_cash_journal")?.rows.count == 0)
        #expect(february.table("rp03_cash_journal")?.rows.count == 1)
        #expect(Self.broken(try Self.pack(&scratch, "2026-Q1")) == [])
    }

    @Test func `a booking without a payment breaks T3`() throws {
        var scratch = try Self.scratchWithBank()
        try Self.insertPayment(&scratch, postedOn: "2026-01-31")
        try scratch.db.execute(
            """
            insert into entry (id, own_account_id, booked_on, amount_minor, occurrence, value_on,
                kind, is_reversal, statement_id, line, bank_reference, own_reference, code,
                information, end_to_end_id, text)
            values (4, 1, '2026-01-31', 700, 1, '2026-01-31', 1, false, 1, 4, '', '', '', '', '',
                '')
            """)

        let pack = try Self.pack(&scratch, "2026-01")

        #expect(!pack.tiesOut)
        #expect(
            Self.broken(pack) == [
                "T3 501.00 EUR 508.00 EUR", "T5 498.50 EUR 505.50 EUR", "T5 503.50 EUR 0.00 EUR",
            ])
    }

    /// Whether or not the first report of a booking is among the sightings too.
    @Test(arguments: [false, true])
    func `a statement that reports bookings again is counted whole`(_ all: Bool) throws {
        var scratch = try Self.scratchWithBank()
        try Self.insertPayment(&scratch, postedOn: "2026-01-31")
        try scratch.db.runScript(
            """
            insert into feed (sha256, byte_count, content, format, verdict)
            values (sha256('2'), 1, 'payments', 'camt053', 'ingested');
            insert into statement (id, feed_id, own_account_id, format, kind, identifier, currency,
                last_booked_on, entry_count, new_entry_count, credit_minor, debit_minor,
                content_digest)
            values (2, 2, 1, 'camt053', 'listing', '2', 'EUR', '2026-01-31', 2, 0, 50000, 250, '');
            insert into sighting (entry_id, statement_id, line) values (1, 2, 7), (3, 2, 8);
            """)
        if all {
            try scratch.db.execute(
                "insert into sighting select id, statement_id, line from entry")
        }

        let pack = try Self.pack(&scratch, "2026-01")

        #expect(Self.broken(pack) == [])
        let line = pack.table("rp04_recon")
        #expect(line?.cell("records", where: ["feed": "camt053"]) == .integer(2))
        #expect(line?.minor("amount_counted", where: ["feed": "camt053"]) == 49_750)
        #expect(line?.cell("unmatched_n", where: ["feed": "mt940"]) == .integer(1))
    }

    @Test func `files are counted once received, twice as duplicates, and when refused`() throws {
        var scratch = try Self.scratchWithBank()
        try scratch.db.runScript(
            """
            insert into feed (sha256, byte_count, content, format, verdict, reason)
            values (sha256('2'), 1, 'unknown', null, 'quarantined', 'truncated'),
                (sha256('3'), 1, 'customers', null, 'ingested', null);
            insert into arrival (claim_id, feed_id, source, original_name, is_duplicate, arrived_at)
            select gen_random_uuid(), feed, 'bank', 'file', again, at::timestamptz
            from (values
                -- In Berlin this is still January; a resend counts with its statement's month.
                (2, false, '2026-01-31 22:59:59+00'), (1, false, '2026-02-01 08:00:00+00'),
                (1, true, '2026-02-03 08:00:00+00'), (3, false, '2026-01-20 08:00:00+00')
            ) as came (feed, again, at)
            """)

        let january = try Self.pack(&scratch, "2026-01")
        let february = try Self.pack(&scratch, "2026-02")

        let table = january.table("rp04_recon")
        #expect(table?.cell("files_received", where: ["feed": "mt940"]) == .integer(2))
        #expect(table?.cell("files_dup", where: ["feed": "mt940"]) == .integer(1))
        #expect(table?.rows.count == 2)
        #expect(table?.rows.first?[6] == .integer(1))
        #expect(february.table("rp04_recon")?.rows == [])
    }

    @Test func `a discrepancy has the state of its day`() throws {
        var scratch = try Self.scratchWithBank()
        try scratch.db.runScript(
            """
            insert into discrepancy (code, entity, entity_id, severity, currency, amount_minor,
                sentence, alternatives, evidence, first_seen_on)
            values ('short_payment', 'payment', 1, 'low', 'EUR', 900000, 'Short.', '', 'file 1',
                    '2026-01-10'),
                ('feed_gap', 'statement', 1, 'high', null, null, 'Gap.', '', 'file 2',
                    '2026-02-20');
            insert into discrepancy_event (discrepancy_id, kind, happened_on, made_by, note)
            values (1, 'opened', '2026-01-10', 'test', ''),
                (1, 'resolved', '2026-02-05', 'test', 'written off'),
                (2, 'opened', '2026-02-20', 'test', ''),
                (1, 'reopened', '2026-03-07', 'test', '');
            """)

        let packs = try ["2026-01", "2026-02", "2026-03", "2026-04"].map {
            try Self.pack(&scratch, $0)
        }

        let counts = packs.map { pack in
            ["open_before", "opened", "closed", "open"].map {
                pack.table("rp06_summary")?.cell($0, where: ["code": "Total"])
            }
        }
        #expect(
            counts == [
                [.integer(0), .integer(1), .integer(0), .integer(1)],
                [.integer(1), .integer(1), .integer(1), .integer(1)],
                [.integer(1), .integer(1), .integer(0), .integer(2)],
                [.integer(2), .integer(0), .integer(0), .integer(2)],
            ])
        let february = packs[1].table("rp06_discrepancies")
        #expect(
            february?.cell("resolution", where: ["code": "short_payment"]) == .text("written off"))
        #expect(february?.cell("state", where: ["code": "feed_gap"]) == .text("open"))
        // Severity goes before amount.
        #expect(
            packs[2].openDiscrepancies == [
                "feed_gap, high, since 2026-02-20: Gap.",
                "short_payment, low, 9 000.00 EUR, since 2026-01-10: Short.",
            ])
    }

    @Test func `a held item is shown as disputed`() throws {
        let ledger = SyntheticLedger.quarter(of: try #require(Currency(code: "EUR")))
        var scratch = try ScratchDatabase()
        try scratch.db.insert(ledger)
        try scratch.db.execute(
            """
            update open_item set is_held = true
            where number = 'INV-1001'
            """)

        let pack = try Self.pack(&scratch, "2026-03")

        let summary = pack.table("rp01_aging_summary")
        #expect(summary?.minor("disputed", where: ["customer_id": "C1"]) == 70_000)
        let detail = pack.table("rp01_aging_detail")
        #expect(detail?.cell("hold_reason", where: ["document_no": "INV-1001"]) == .text("held"))
    }

    @Test func `an item is as old as the due date last agreed makes it`() throws {
        let ledger = SyntheticLedger.quarter(of: try #require(Currency(code: "EUR")))
        var scratch = try ScratchDatabase()
        try scratch.db.insert(ledger)
        try scratch.db.execute(
            """
            insert into master_change (entity, entity_id, field, before, after, changed_by)
            select 'invoice', id, 'due_date', '2026-02-04', '2026-04-04', 'test'
            from invoice
            where number = 'INV-1001'
            """)

        let pack = try Self.pack(&scratch, "2026-03")

        #expect(pack.tiesOut)
        let summary = pack.table("rp01_aging_summary")
        #expect(summary?.minor("not_due", where: ["customer_id": "C1"]) == 70_000)
        // Page one's chart counts from due dates and postings, not from items.
        #expect(pack.frontCharts[0].series[0].values.last == 160_000)
    }

    @Test func `a report changes nothing`() throws {
        var scratch = try Self.scratchWithBank()
        _ = try Self.pack(&scratch, "2026-01")

        // The session is not left read-only.
        try scratch.db.execute("insert into customer (id, number, name) values (2, 'C2', 'Two')")
    }
}
