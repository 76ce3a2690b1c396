import CashApplication
import DatabaseSupport
import Feeds
import Postgres
import Reconciliation
import Store
import Testing
import Values

/// What payments teach about the accounts they come from, and when it is forgotten.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct LearningTests {
    @Test func `three exact references make an account known, and the fourth needs none`() throws {
        var school = try School()
        try school.execute("set role reconciled_daemon")

        try school.receive(10_001, "INV-1001")
        #expect(try school.identities() == ["C1 X1 learned 1"])
        try school.receive(10_002, "INV-1002")
        #expect(try school.identities() == ["C1 X1 learned 2"])
        #expect(try school.changes() == [])
        try school.receive(10_003, "INV-1003")
        #expect(try school.identities() == ["C1 X1 confirmed 3"])
        #expect(
            try school.changes() == ["C1 payer_account -X1 reconciled: 3 exact references, batch N"]
        )

        let summary = try school.receive(10_004)

        #expect(summary.outcomes == [.applied: 1])
        #expect(try school.openOf("C1") == ["INV-1005", "INV-1006"])
        #expect(try school.identities() == ["C1 X1 confirmed 3"])
        #expect(try school.office.scratch.db.verify().faults == [])
    }

    @Test func `two exact references are not enough`() throws {
        var school = try School()
        try school.receive(10_001, "INV-1001")
        try school.receive(10_002, "INV-1002")

        let summary = try school.receive(10_004)

        #expect(summary.outcomes == [.unidentified: 1])
        #expect(try school.identities() == ["C1 X1 learned 2"])
    }

    @Test func `each payment of a file counts, but not for the others of the file`() throws {
        var school = try School()

        let summary = try school.receive([
            ("X1", 10_001, "INV-1001"), ("X-1", 10_002, "INV-1002"), ("x1", 10_003, "INV-1003"),
            ("X1", 10_004, ""),
        ])

        #expect(summary.outcomes == [.applied: 3, .unidentified: 1])
        #expect(try school.identities() == ["C1 X-1 confirmed 3"])
    }

    @Test func `money that waits is applied once its account is known`() throws {
        var school = try School()
        try school.receive(10_004)
        for (minor, number) in [(10_001, "INV-1001"), (10_002, "INV-1002"), (10_003, "INV-1003")] {
            try school.receive(Int64(minor), number)
        }
        #expect(try school.openOf("C1") == ["INV-1004", "INV-1005", "INV-1006"])

        let summary = try school.lookAgain()

        #expect(summary.settled == 1)
        #expect(try school.openOf("C1") == ["INV-1005", "INV-1006"])
        #expect(try school.lookAgain().newlyDecided == 0)
        #expect(try school.office.scratch.db.verify().faults == [])
    }

    @Test func `money looked at again teaches as well`() throws {
        var school = try School()
        try school.receive(33_300, "INV-3001")
        #expect(try school.identities() == [])

        try school.owe("INV-3001", "C1", 33_300)
        _ = try school.lookAgain()

        #expect(try school.identities() == ["C1 X1 learned 1"])
    }

    @Test func `a mandate is learned like an account`() throws {
        var school = try School()
        for (minor, number) in [(10_001, "INV-1001"), (10_002, "INV-1002"), (10_003, "INV-1003")] {
            try school.receive([("", Int64(minor), number)], mandate: "M-7")
        }

        #expect(try school.identities() == ["C1 M-7 confirmed 3"])
        #expect(try school.receive([("", 10_004, "")], mandate: "m7").outcomes == [.applied: 1])
    }

    @Test func `an account that pays for another customer is learned for nobody`() throws {
        var school = try School()
        try school.receive(10_001, "INV-1001")
        try school.receive(10_002, "INV-1002")

        // The name says who pays, so that the document is the payer's own.
        try school.receive(20_001, "INV-2001", name: "Berger AG")

        let retired = ["C1 X1 retired 2 contradicted", "C2 X1 retired 1 contradicted"]
        #expect(try school.identities() == retired)
        #expect(
            try school.changes() == [
                "C1 payer_account X1- reconciled: pays for others too, batch N",
                "C2 payer_account X1- reconciled: pays for others too, batch N",
            ])
        for (minor, number) in [(10_003, "INV-1003"), (10_004, "INV-1004"), (10_005, "INV-1005")] {
            #expect(try school.receive(Int64(minor), number).outcomes == [.applied: 1])
        }
        #expect(try school.receive(10_006).outcomes == [.unidentified: 1])
        #expect(try school.identities() == retired)
    }

    @Test func `two customers in one file contradict each other at once`() throws {
        var school = try School()

        try school.receive([("X1", 20_001, "INV-2001"), ("X1", 10_001, "INV-1001")])

        #expect(
            try school.identities() == [
                "C1 X1 retired 1 contradicted", "C2 X1 retired 1 contradicted",
            ])
    }

    @Test func `a known account that pays as a third party is known no longer`() throws {
        var school = try School()
        try school.teach()
        #expect(try school.identities() == ["C1 X1 confirmed 3"])

        try school.receive(20_001, "INV-2001")

        #expect(try school.office.openDiscrepancies().contains("third_party_payment"))
        #expect(try school.identities() == ["C1 X1 retired 3 contradicted"])
        #expect(try school.receive(10_004).outcomes == [.unidentified: 1])
        try school.receive(20_002, "INV-2002")
        #expect(try school.identities() == ["C1 X1 retired 3 contradicted"])
    }

    @Test func `an account on file is left alone, whatever it pays`() throws {
        var school = try School()
        try school.file("C1", account: "X1")

        try school.receive(10_001, "INV-1001")
        try school.receive(20_001, "INV-2001")
        try school.receive(20_002, "INV-2002")

        #expect(try school.openOf("C2") == [])
        #expect(try school.identities() == ["C1 X1 on_file 0"])
        #expect(try school.changes() == [])
    }

    @Test func `an account on file for two customers is learned for no third`() throws {
        var school = try School()
        try school.file("C1", account: "X1")
        try school.file("C2", account: "X1")
        let conrad = try school.office.customer("C3", "Conrad KG")
        try school.office.invoice("INV-3001", of: conrad, cents: 30_001, day: 0, due: 30)

        #expect(try school.receive(30_001, "INV-3001").outcomes == [.applied: 1])

        #expect(try school.identities() == ["C1 X1 on_file 0", "C2 X1 on_file 0"])
    }

    @Test func `a payment that the bank takes back contradicts nothing`() throws {
        var school = try School()
        try school.teach()

        try school.takeBack(10_003, account: "X1")

        #expect(try school.openOf("C1").contains("INV-1003"))
        #expect(try school.identities() == ["C1 X1 confirmed 3"])
    }

    @Test func `amounts, readings and documents of several customers teach nothing`() throws {
        var school = try School()
        try school.file("C1", account: "X9")

        try school.receive([("X9", 10_001, "")], mandate: "M-1")
        try school.receive([("X9", 10_002, "INV-1102")], mandate: "M-1")
        try school.receive([("X9", 5_000, "INV-1003")], mandate: "M-1")
        try school.receive(30_006, "INV-1005 INV-2001")

        #expect(try school.openOf("C1") == ["INV-1003", "INV-1004", "INV-1005", "INV-1006"])
        #expect(try school.identities() == ["C1 X9 on_file 0"])
    }

    @Test func `the same file twice, and the same payment in another file, count once`() throws {
        var school = try School()
        let day = school.statement([("X1", 10_001, "INV-1001")])

        _ = try school.office.ingest(day, file: 9)
        _ = try school.office.ingest(day, file: 9)
        _ = try school.office.ingest(day, format: "mt940", file: 10)

        #expect(try school.identities() == ["C1 X1 learned 1"])
    }

    @Test func `a file that fails after it taught, and comes again, counts once`() throws {
        var school = try School()
        let day = school.statement([("X1", 10_001, "INV-1001")])
        try school.execute(
            """
            create function fail() returns trigger language plpgsql as
            $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$
            """)
        try school.execute(
            "create trigger fails before insert on batch_sum execute function fail()")
        #expect(throws: PostgresError.self) { try school.office.ingest(day, file: 9) }
        #expect(try school.identities() == [])

        try school.execute("drop trigger fails on batch_sum")
        _ = try school.office.ingest(day, file: 9)

        #expect(try school.identities() == ["C1 X1 learned 1"])
    }
}
