import CashApplication
import DatabaseSupport
import Feeds
import Postgres
import Reconciliation
import Store
import Testing
import Values

/// From a decoded statement to sealed batches, against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct PaymentIntakeTests {
    @Test func `a named invoice is paid and the books say so`() throws {
        var office = try Office()
        let customer = try office.customer("C1", "Hartmann GmbH", account: "DE1")
        try office.invoice("INV-1001", of: customer, cents: 15_000, day: 0, due: 30)
        var day = StatementBuilder(office.currency, opening: 100, day: 20, sequence: 1)
        day.add(15_000, from: "Hartmann GmbH", account: "DE1", text: "Rechnung INV-1001")

        let summary = try summary(of: office.ingest(day.statement))

        #expect(summary.payments == 1)
        #expect(summary.outcomes == [.applied: 1])
        #expect(try office.openItems() == [:])
        #expect(
            try office.balances() == [
                "bank_1": 15_100, "opening_balance": -100, "revenue": -15_000,
            ])
        #expect(try office.openDiscrepancies() == [])
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `the same bytes again change nothing`() throws {
        var office = try Office()
        var day = StatementBuilder(office.currency, opening: 0, day: 20)
        day.add(700, from: "Nobody")

        _ = try office.ingest(day.statement, file: 9)
        let before = try office.balances()
        let again = try office.ingest(day.statement, file: 9)

        #expect(again == .duplicate(of: 1))
        #expect(try office.balances() == before)
    }

    @Test func `the same payments in another format count once, twins count twice`() throws {
        var office = try Office()
        var day = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 7)
        day.add(700, from: "A", text: "Rent")
        day.add(700, from: "A", text: "Rent")
        _ = try office.ingest(day.statement)

        var other = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 31)
        other.add(700, from: "A", text: "RENT", reference: "X1")
        other.add(700, from: "A", text: "RENT", reference: "X2")
        let summary = try summary(of: office.ingest(other.statement, format: "mt940"))

        #expect(summary.newEntries == 0)
        #expect(try office.balances()["bank_1"] == 1400)
        #expect(try office.openDiscrepancies() == ["unidentified_payer", "unidentified_payer"])
    }

    @Test func `a missing statement is noticed, and forgotten when it arrives`() throws {
        var office = try Office()
        func day(_ number: Int, opening: Int64) -> DecodedStatement {
            var day = StatementBuilder(
                office.currency, opening: opening, day: number, sequence: Int64(number))
            day.add(100, from: "A", text: "day \(number)")
            return day.statement
        }
        _ = try office.ingest(day(1, opening: 0))
        _ = try office.ingest(day(3, opening: 200))
        let gaps = try office.openDiscrepancies().filter { $0 != "unidentified_payer" }
        #expect(gaps == ["bank_balance", "statement_gap"])

        _ = try office.ingest(day(2, opening: 100))

        #expect(try office.openDiscrepancies().filter { $0 != "unidentified_payer" } == [])
        #expect(try office.balances()["bank_1"] == 300)
    }

    @Test func `an earlier statement moves the opening balance`() throws {
        var office = try Office()
        var second = StatementBuilder(office.currency, opening: 500, day: 2, sequence: 2)
        second.add(100, from: "A")
        _ = try office.ingest(second.statement)
        var first = StatementBuilder(office.currency, opening: 450, day: 1, sequence: 1)
        first.add(50, from: "B")
        _ = try office.ingest(first.statement)

        #expect(try office.balances()["bank_1"] == 600)
        #expect(try office.balances()["opening_balance"] == -450)
        #expect(!(try office.openDiscrepancies().contains("bank_balance")))
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `a returned payment opens its invoice again with its due date`() throws {
        var office = try Office()
        let customer = try office.customer("C1", "Hartmann GmbH", account: "DE1")
        try office.invoice("INV-1001", of: customer, cents: 15_000, day: 0, due: 30)
        var day = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        day.add(
            15_000, from: "Hartmann GmbH", account: "DE1", text: "INV-1001", endToEndID: "E77")
        _ = try office.ingest(day.statement)
        #expect(try office.openItems() == [:])

        var later = StatementBuilder(office.currency, opening: 15_000, day: 22, sequence: 2)
        later.add(-15_000, account: "DE1", endToEndID: "E77", kind: .returned, reason: "AC04")
        _ = try office.ingest(later.statement)

        #expect(try office.openItems() == ["INV-1001": 15_000])
        #expect(try office.balances() == ["receivables": 15_000, "revenue": -15_000])
        #expect(try office.openDiscrepancies() == ["payment_returned"])
        let dueOn = try office.scratch.db.query("select due_on from open_item")
            .one(CalendarDate.self)
        #expect(dueOn == Office.day(30))
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `a return of nothing we know is an orphan and undoes nothing`() throws {
        var office = try Office()
        var day = StatementBuilder(office.currency, opening: 0, day: 20, sequence: 1)
        day.add(900, from: "A", endToEndID: "E1")
        day.add(900, from: "B", endToEndID: "E2")
        day.add(-900, kind: .returned)
        _ = try office.ingest(day.statement)

        #expect(try office.openDiscrepancies().contains("orphan_return"))
        #expect(try office.balances()["bank_clearing"] == 900)
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `charges, interest and unexplained debits have their accounts`() throws {
        var office = try Office()
        var day = StatementBuilder(office.currency, opening: 1000, day: 20)
        day.add(-12, kind: .charge)
        day.add(5, kind: .interest)
        day.add(-200, text: "rent of the office")
        _ = try office.ingest(day.statement)

        #expect(
            try office.balances() == [
                "bank_1": 793, "bank_charges": 12, "interest_income": -5, "bank_clearing": 200,
                "opening_balance": -1000,
            ])
        #expect(try office.openDiscrepancies() == ["unexplained_debit"])
    }

    @Test func `a statement of an account that is not ours is refused whole`() throws {
        var office = try Office()
        var day = StatementBuilder(office.currency, opening: 0, day: 20)
        day.add(900, from: "A")
        var statement = day.statement
        statement.statement.account = "FR7630006000011234567890189"

        let outcome = try office.ingest(statement)

        guard case .refused(_, let reason) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(reason.contains("0189"))
        #expect(!reason.contains("FR7630006000011234567890189"))
        #expect(try office.balances() == [:])
    }

    @Test func `an invoice that comes after its money is paid by it`() throws {
        var office = try Office()
        let customer = try office.customer("C1", "Hartmann GmbH", account: "DE1")
        var day = StatementBuilder(office.currency, opening: 0, day: 20)
        day.add(15_000, from: "Hartmann GmbH", account: "DE1", text: "INV-1001")
        _ = try office.ingest(day.statement)
        #expect(try office.balances()["unapplied_cash"] == -15_000)

        try office.invoice("INV-1001", of: customer, cents: 15_000, day: 21, due: 50)
        let terms = IntakeTerms(policy: Policy(), today: Office.today)
        let summary = try reapply(terms: terms, in: &office.scratch.db)

        #expect(summary.settled == 1)
        #expect(try office.openItems() == [:])
        #expect(try office.openDiscrepancies() == [])
        #expect(try office.scratch.db.verify().faults == [])
        #expect(try reapply(terms: terms, in: &office.scratch.db).waiting == 0)
    }

    @Test func `late postings go to the first open day`() throws {
        var office = try Office()
        let month = AccountingPeriod.month(of: Office.day(20))
        _ = try office.scratch.db.close(month, madeBy: "test", reason: "month end")
        var day = StatementBuilder(office.currency, opening: 0, day: 20)
        day.add(900, from: "A")
        _ = try office.ingest(day.statement)

        let postedOn = try office.scratch.db.query("select posted_on from payment")
            .one(CalendarDate.self)
        #expect(postedOn == month.next.firstDay)
    }

    private func summary(of outcome: IntakeOutcome) throws -> IntakeSummary {
        guard case .ingested(let summary) = outcome else {
            throw Office.OfficeError.notIngested(outcome)
        }
        return summary
    }
}
