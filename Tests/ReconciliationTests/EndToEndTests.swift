import DatabaseSupport
import Foundation
import Postgres
import Store
import Testing

@testable import demonstration

/// Nine months of made-up files through the real daemon, against the truth they were made from.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct EndToEndTests {
    @Test func `nine months arrive whole, once, and to the cent`() throws {
        let clinic = try ClinicUnderTest()
        let made = ClinicUnderTest.demonstration
        for file in made.files.contents { try clinic.drop(file) }

        try clinic.finish()

        try clinic.checkOrder()
        try expectMoney(made.truth, &clinic.scratch.db)
        try expectAccounts(made.truth, &clinic.scratch.db)
        try expectVerdicts(made.truth, clinic)
        let verify = try ProgramUnderTest(
            ["verify", "-c", clinic.installation.configuration, "--user", "postgres"])
        let answer = verify.result()
        #expect(answer.code == 0 && answer.output.hasSuffix("Everything holds.\n"))
    }

    /// Documents and payments by currency: how many, and how much.
    private func expectMoney(_ truth: Truth, _ db: inout Connection) throws {
        for (currency, expected) in truth.documents {
            let (invoices, invoiced, credits, credited) = try db.query(
                """
                select count(*) filter (where kind = 'invoice'),
                    coalesce(sum(gross_minor) filter (where kind = 'invoice'), 0)::bigint,
                    count(*) filter (where kind = 'credit_note'),
                    coalesce(sum(gross_minor) filter (where kind = 'credit_note'), 0)::bigint
                from invoice
                where currency = $1
                """, currency
            ).one(Int64.self, Int64.self, Int64.self, Int64.self)
            #expect(invoices == Int64(expected.invoices.count))
            #expect(invoiced == expected.invoices.sumMinor)
            #expect(credits == Int64(expected.creditNotes.count))
            #expect(credited == expected.creditNotes.sumMinor)
        }
        for (currency, expected) in truth.payments {
            let (count, sum) = try db.query(
                "select count(*), sum(amount_minor)::bigint from payment where currency = $1",
                currency
            ).one(Int64.self, Int64.self)
            #expect(count == Int64(expected.count), "\(currency)")
            #expect(sum == expected.sumMinor, "\(currency)")
        }
        let customers = try db.query("select count(*) from customer").one(Int64.self)
        #expect(customers == Int64(truth.customers))
    }

    /// Bookings and closing balance of each of our accounts, in the ledger as at the bank.
    private func expectAccounts(_ truth: Truth, _ db: inout Connection) throws {
        for account in truth.accounts {
            let (bookings, booked, balance) = try db.query(
                """
                select (select count(*) from entry where own_account_id = own_account.id),
                    (select sum(amount_minor) from entry
                        where own_account_id = own_account.id)::bigint,
                    (select balance_minor from account_balance
                        where account_id = 10000 + own_account.id)
                from own_account
                where identifier = $1
                """, account.identifier
            ).one(Int64.self, Int64.self, Int64.self)
            #expect(bookings == Int64(account.bookings), "\(account.name)")
            #expect(booked == account.closingMinor - account.openingMinor, "\(account.name)")
            #expect(balance == account.closingMinor, "\(account.name)")
        }
    }

    /// What became of the files that are not plain new feeds.
    private func expectVerdicts(_ truth: Truth, _ clinic: ClinicUnderTest) throws {
        for file in truth.files {
            let name = String(file.path.split(separator: "/")[1])
            let (isDuplicate, verdict, rejected) = try clinic.scratch.db.query(
                """
                select is_duplicate, verdict, rejected_count
                from arrival
                join feed on feed.id = feed_id
                where original_name = $1
                """, name
            ).one(Bool.self, String.self, Int64.self)
            let isUnreadable = [.truncated, .garbage].contains(file.role)
            #expect(isDuplicate == (file.role == .duplicate), "\(file.path)")
            #expect(verdict == (isUnreadable ? "quarantined" : "ingested"), "\(file.path)")
            let wrongRows = file.role == .corrections ? truth.corrections.rejected : 0
            #expect(rejected == Int64(wrongRows), "\(file.path)")
            #expect(clinic.quarantined.contains { $0.contains(name) } == isUnreadable)
        }
        let (statements, new) = try clinic.scratch.db.query(
            """
            select count(*), sum(new_entry_count)::bigint
            from statement
            join arrival using (feed_id)
            where original_name like '%-umsaetze-2026-04.sta'
            """
        ).one(Int64.self, Int64.self)
        #expect((statements, new) == (1, 0), "a resend in another format brings nothing new")
    }
}
