import CashApplication
import DatabaseSupport
import Feeds
import Postgres
import Store
import Testing
import Values

/// The monthly budget for differences, against a real server.
@Suite(.enabled(if: conninfo != nil, "run under Tests/with-postgres.sh"))
struct BudgetIntakeTests {
    /// A customer with three invoices over 100.00 beside others, and a budget of three cents.
    private func office(others: Int = 0) throws -> Office {
        var office = try Office()
        office.policy.monthlyDifferenceMinor = 3
        let customer = try office.customer("C1", "Hartmann GmbH", account: "DE1")
        for number in 1001...1003 {
            try office.invoice("INV-\(number)", of: customer, cents: 10_000, day: 0, due: 30)
        }
        let nobody = try office.customer("C2", "Nobody concerned", account: "DE2")
        for number in 0..<others {
            try office.invoice("INV-\(2000 + number)", of: nobody, cents: 70, day: 0, due: 30)
        }
        try office.scratch.db.execute("analyze open_item")
        return office
    }

    private func pay(
        _ cents: Int64, _ text: String, on day: Int, sequence: Int64, _ office: inout Office
    ) throws {
        var statement = StatementBuilder(office.currency, opening: 0, day: day, sequence: sequence)
        statement.add(
            cents, from: "Hartmann GmbH", account: "DE1", text: text, endToEndID: "E\(sequence)")
        _ = try office.ingest(statement.statement)
    }

    /// With others on file the customer is looked up, else all documents are copied out.
    @Test(arguments: [0, 30])
    func `earlier differences of the month use the budget`(others: Int) throws {
        var office = try office(others: others)

        try pay(9_998, "INV-1001", on: 2, sequence: 1, &office)
        try pay(9_998, "INV-1002", on: 27, sequence: 2, &office)
        try pay(9_998, "INV-1003", on: 28, sequence: 3, &office)

        let open = try office.openItems().filter { $0.key < "INV-2" }
        #expect(open == ["INV-1002": 2])
        #expect(try tolerance(&office) == 4)
        #expect(try office.scratch.db.verify().faults == [])
    }

    @Test func `a difference that was undone gives the budget back`() throws {
        var office = try office()
        try pay(9_998, "INV-1001", on: 2, sequence: 1, &office)
        var back = StatementBuilder(office.currency, opening: 9_998, day: 4, sequence: 2)
        back.add(-9_998, account: "DE1", endToEndID: "E1", kind: .returned, reason: "AC04")
        _ = try office.ingest(back.statement)

        try pay(9_998, "INV-1002", on: 6, sequence: 3, &office)

        #expect(try office.openItems() == ["INV-1001": 10_000, "INV-1003": 10_000])
        #expect(try office.scratch.db.verify().faults == [])
    }

    /// As if the engine had not known the budget: it is kept where the money is written.
    @Test func `a difference beyond the budget cannot be posted`() throws {
        var office = try office()
        try pay(9_998, "INV-1001", on: 2, sequence: 1, &office)
        let (id, customer) = try office.scratch.db.query(
            "select invoice_id, customer_id from open_item where number = 'INV-1002'"
        ).one(Int64.self, Int64.self)
        let payment = try office.scratch.db.query("select id from payment").one(Int64.self)
        let before = try office.openItems()
        var set = DecisionSet()
        var decision = Decision(
            payment: payment, outcome: .applied, gate: .referencesEqualLessDeduction,
            payer: .known, reference: .exact, amount: .equalLessDeduction)
        decision.differenceCount = 1
        set.decisions = [decision]
        set.differences = [
            Difference(
                payment: payment, item: id, customer: customer, amountMinor: 2,
                reason: .tolerance)
        ]

        let error = #expect(throws: PostgresError.self) {
            try post(set, policy: office.policy, &office)
        }

        #expect(
            error?.description.contains(
                "customer C1 would be let off 4 minor units of EUR in 2026-01, the policy allows 3")
                == true, "\(String(describing: error))")
        #expect(try office.openItems() == before)
    }

    private func post(_ set: DecisionSet, policy: Policy, _ office: inout Office) throws {
        let decided = DecidedPayment(
            currency: office.currency, cashAccount: 2100, postedOn: Office.day(3))
        try office.scratch.db.posting { db throws(PostgresError) in
            try db.post(
                .application, madeBy: "test", businessOn: Office.today, feed: nil
            ) { db, batch throws(PostgresError) in
                try db.postDecisions(
                    set, [decided], batch: batch, isAutomatic: true, policy: policy)
            }
        }
    }

    private func tolerance(_ office: inout Office) throws -> Int64 {
        try office.scratch.db.query(
            "select sum(amount_minor)::bigint from adjustment where kind = 'tolerance'"
        ).one(Int64.self)
    }
}
