import CashApplication
import DatabaseSupport
import Feeds
import Postgres
import Reconciliation
import Store
import Testing
import Values

/// What people and lists say about an account, against what payments taught.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct LearningFromPeopleTests {
    @Test func `one decision of a person makes the account known`() throws {
        var school = try School()
        try school.receive(10_001)

        try school.decide("C1", "INV-1001")

        #expect(try school.identities() == ["C1 X1 confirmed 0"])
        #expect(
            try school.changes() == [
                "C1 payer_account -X1 reconciled: a person's decision, batch N"
            ])
        #expect(try school.receive(10_004).outcomes == [.applied: 1])
        #expect(try school.office.scratch.db.verify().faults == [])
    }

    @Test func `a person confirms what was learned, and brings back what was contradicted`() throws
    {
        var school = try School()
        try school.receive(10_001, "INV-1001")
        try school.receive([("X2", 10_002, "INV-1002"), ("X2", 20_001, "INV-2001")])
        #expect(
            try school.identities() == [
                "C1 X1 learned 1", "C1 X2 retired 1 contradicted", "C2 X2 retired 1 contradicted",
            ])
        try school.receive([("X1", 10_003, ""), ("X2", 10_004, "")])

        try school.decide("C1", "INV-1003", "INV-1004")

        let known = [
            "C1 X1 confirmed 1", "C1 X2 confirmed 1", "C2 X2 retired 1 contradicted",
        ]
        #expect(try school.identities() == known)
        try school.receive(10_005, "INV-1005")
        #expect(try school.identities() == known)
    }

    @Test func `what a person confirmed is forgotten when a payment contradicts it`() throws {
        var school = try School()
        try school.receive(10_001)
        try school.decide("C1", "INV-1001")

        try school.receive(20_001, "INV-2001")

        #expect(try school.identities() == ["C1 X1 retired 0 contradicted"])
    }

    @Test func `a person outvotes payments, and two people make an account shared`() throws {
        var school = try School()
        try school.receive(10_001, "INV-1001")
        try school.receive(20_001)
        try school.decide("C2", "INV-2001")
        #expect(
            try school.identities() == ["C1 X1 retired 1 contradicted", "C2 X1 confirmed 0"])

        try school.receive(31_415)
        try school.owe("INV-1007", "C1", 31_415)
        try school.decide("C1", "INV-1007")

        #expect(try school.identities() == ["C1 X1 confirmed 1", "C2 X1 confirmed 0"])
        #expect(try school.receive(10_004).outcomes == [.unidentified: 1])
    }

    @Test func `a person's decision leaves an account on file alone`() throws {
        var school = try School()
        try school.file("C2", account: "X1")
        try school.receive(77_700)
        try school.owe("INV-1007", "C1", 77_700)

        try school.decide("C1", "INV-1007")

        #expect(try school.identities() == ["C2 X1 on_file 0"])
        #expect(try school.changes() == [])
    }

    @Test func `a list files an account that was learned for another customer`() throws {
        var school = try School()
        try school.receive([("X1000", 10_001, "INV-1001"), ("X2000", 10_002, "INV-1002")])

        try school.load("number,name,accounts\nC2,Berger AG,X1000\n")

        #expect(
            try school.identities() == [
                "C1 X1000 retired 1", "C1 X2000 learned 1", "C2 X1000 on_file 0",
            ])
        #expect(
            try school.changes() == [
                "C1 payer_account X1000- office", "C2 payer_account -X1000 office",
            ])
        try school.receive([("X1000", 10_003, "INV-1003")])
        #expect(try school.identities().first == "C1 X1000 retired 1")
    }

    @Test func `a list files for two customers what was learned for one`() throws {
        var school = try School()
        try school.receive([("X1000", 10_001, "INV-1001")])

        try school.load("number,name,accounts\nC1,Abel GmbH,X1000\nC2,Berger AG,X1000\n")

        #expect(try school.identities() == ["C1 X1000 on_file 1", "C2 X1000 on_file 0"])
    }

    @Test func `a list files what was learned, confirmed or contradicted`() throws {
        var school = try School()
        try school.receive([
            ("X1000", 10_001, "INV-1001"), ("X1000", 10_002, "INV-1002"),
            ("X1000", 10_003, "INV-1003"), ("X2000", 10_004, "INV-1004"),
            ("X3000", 10_005, "INV-1005"), ("X3000", 20_001, "INV-2001"),
        ])
        #expect(
            try school.identities() == [
                "C1 X1000 confirmed 3", "C1 X2000 learned 1", "C1 X3000 retired 1 contradicted",
                "C2 X3000 retired 1 contradicted",
            ])

        try school.load("number,name,accounts\nC1,Abel GmbH,X1000|X2000|X3000\n")

        let filed = [
            "C1 X1000 on_file 3", "C1 X2000 on_file 1", "C1 X3000 on_file 1",
            "C2 X3000 retired 1 contradicted",
        ]
        #expect(try school.identities() == filed)
        // On file, nothing that is paid takes it away.
        try school.receive([("X1000", 20_002, "INV-2002")])
        #expect(try school.identities() == filed)
    }
}
