import CashApplication
import Testing
import Values

/// What is let off one customer in a month, where the policy sets a budget.
struct BudgetTests {
    /// Hartmann's four invoices over 100.00, and a budget of five cents.
    private func desk() -> Desk {
        var desk = Desk()
        desk.policy.monthlyDifferenceMinor = 5
        for number in 1001...1004 { desk.owe("INV-\(number)", 10_000) }
        return desk
    }

    @Test func `what goes beyond the month's budget is short`() {
        var desk = desk()
        for number in 1001...1004 { desk.pay(9_998, "INV-\(number)") }

        let decided = Decided(desk)

        let letOff = (0...3).map { decided.letOff($0) }
        #expect(letOff == [["INV-1001 tolerance 2"], ["INV-1002 tolerance 2"], [], []])
        #expect(decided[2].gate == .referenceShort)
        #expect(decided[2].discrepancy == .shortPayment)
        #expect(
            decided.sentence(2).hasSuffix(
                "; 0.02 EUR of it stays open, and what the policy lets off a customer in a month "
                    + "is used up."))
    }

    @Test func `what is left of the budget may still be used`() {
        var desk = desk()
        desk.pay(9_998, "INV-1001")
        desk.pay(9_998, "INV-1002")
        desk.pay(9_999, "INV-1003", on: 21)

        #expect(Decided(desk).letOff(2) == ["INV-1003 tolerance 1"])
    }

    @Test func `a bank charge counts like a tolerance`() {
        var desk = desk()
        desk.policy.bankChargeMinor = 1_500
        desk.policy.monthlyDifferenceMinor = 1_600
        desk.pay(8_500, "INV-1001")
        desk.pay(9_899, "INV-1002")
        desk.pay(9_900, "INV-1003", on: 21)

        let decided = Decided(desk)

        #expect(decided.letOff(0) == ["INV-1001 bankCharge 1500"])
        #expect(decided.letOff(1) == [])
        #expect(decided.letOff(2) == ["INV-1003 bankCharge 100"])
    }

    @Test func `every customer, currency and month has a budget of its own`() {
        var desk = desk()
        desk.policy.monthlyDifferenceMinor = 2
        desk.owe("INV-2001", 10_000, by: Desk.mueller)
        desk.owe("INV-3001", 10_000, currency: "USD")
        desk.pay(9_998, "INV-1001")
        desk.pay(9_998, "INV-2001", account: "AT611904300234573201")
        desk.pay(9_998, "INV-3001", currency: "USD")
        // Day 20 is 24 January 2026: seven days on it is still January, eight days on February.
        desk.pay(9_999, "INV-1002", on: 27)
        desk.pay(9_998, "INV-1003", on: 28)

        let decided = Decided(desk)

        #expect(Desk.day(27).description == "2026-01-31")
        #expect((0...4).map { decided.letOff($0).count } == [1, 1, 1, 0, 1])
    }

    @Test func `what was let off before in the month counts`() {
        var desk = desk()
        desk.candidates.addLetOff(Desk.euros(4), of: Desk.hartmann, on: Desk.day(1))
        desk.candidates.addLetOff(Desk.euros(4), of: Desk.mueller, on: Desk.day(20))
        desk.candidates.addLetOff(Desk.euros(9), of: Desk.hartmann, on: Desk.day(28))
        desk.pay(9_998, "INV-1001")
        desk.pay(9_999, "INV-1002")

        let decided = Decided(desk)

        #expect(decided.letOff(0) == [])
        #expect(decided.letOff(1) == ["INV-1002 tolerance 1"])
    }

    @Test func `discounts use no budget, the cents beside them do`() {
        var desk = desk()
        desk.policy.monthlyDifferenceMinor = 1
        let terms = DiscountTerms(basisPoints: 200, until: Desk.day(20))
        desk.owe("INV-2001", 10_000, discount: terms)
        desk.owe("INV-2002", 20_000, discount: terms)
        desk.owe("INV-2003", 30_000, discount: terms)
        desk.pay(9_800, "INV-2001")
        desk.pay(19_599, "INV-2002")
        desk.pay(29_399, "INV-2003")

        let decided = Decided(desk)

        #expect(decided.letOff(0) == ["INV-2001 discount 200"])
        #expect(decided.letOff(1) == ["INV-2002 discount 400", "INV-2002 tolerance 1"])
        #expect(decided.letOff(2) == [])
        #expect(decided.sentence(2).contains("is used up"))
    }

    @Test func `a payer not known well enough is told first`() {
        var desk = desk()
        desk.policy.monthlyDifferenceMinor = 0
        desk.pay(9_998, "INV-1001", account: "")

        let decided = Decided(desk)

        #expect(decided[0].outcome == .unidentified)
        #expect(
            decided.sentence().contains(
                "0.02 EUR is missing and the payer is not known well enough, and what the policy"))
    }
}
