import CashApplication
import Testing
import Values

/// One row of the gate table after the other: what opens it, and what nearly does.
struct GateTests {
    @Test func `documents named and paid in full are applied`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1003", 5_000)
        desk.owe("INV-1004", 7_000)
        desk.pay(15_000, "Invoices INV-1001 and inv 1003")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 10000", "INV-1003 5000"])
        #expect(decided[0].gate == .referencesEqual)
        #expect(decided[0].payer == .known)
        #expect(decided[0].discrepancy == nil)
        #expect(
            decided.sentence() == "Applied 150.00 EUR to INV-1001 and INV-1003: both named in "
                + "the remittance, paid from the account on file for Hartmann GmbH.")
        #expect(decided.alternatives() == [])
    }

    @Test func `an unknown payer may pay what is named in full`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001", account: "")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 10000"])
        #expect(decided[0].payer == .none)
        #expect(decided[0].customer == Desk.hartmann)
        #expect(decided.sentence().hasSuffix("named in the remittance, the payer is not on file."))
    }

    @Test func `a cent is let off within the tolerance`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(9_998, "INV-1001")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 9998"])
        #expect(decided[0].gate == .referencesEqualLessDeduction)
        #expect(decided[0].outcome == .applied)
        #expect(decided.result.differences.map(\.amountMinor) == [2])
        #expect(decided.result.differences.map(\.reason) == [.tolerance])
        #expect(decided.sentence().contains("0.02 EUR short, within the tolerance"))
    }

    @Test func `a bank charge is let off up to its limit, a cent more is short`() {
        var desk = Desk()
        desk.policy.bankChargeMinor = 1_500
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 20_000)
        desk.pay(8_500, "INV-1001")
        desk.pay(18_499, "INV-1002")

        let decided = Decided(desk)

        #expect(decided[0].gate == .referencesEqualLessDeduction)
        #expect(decided.result.differences.map(\.reason) == [.bankCharge])
        #expect(decided[1].gate == .referenceShort)
        #expect(decided.result.differences.count == 1)
    }

    @Test func `a tolerance is no gift to an unknown payer`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(9_998, "INV-1001", account: "")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].outcome == .unidentified)
        #expect(decided[0].discrepancy == .shortPayment)
    }

    @Test func `a short payment of one document leaves it open`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 3_333)
        desk.pay(6_000, "INV-1001")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 6000"])
        #expect(decided[0].gate == .referenceShort)
        #expect(decided[0].outcome == .applied)
        #expect(decided[0].discrepancy == .shortPayment)
        #expect(decided.sentence().contains("40.00 EUR of it stays open"))
    }

    @Test(arguments: ["Hartmann GmbH", "HARTMAN", "Hartm."])
    func `a name and a document that agree make the payer known`(_ name: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(6_000, "INV-1001", account: "", name: name)

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 6000"])
        #expect(decided[0].payer == .known)
        #expect(decided[0].discrepancy == .shortPayment)
    }

    @Test(arguments: ["", "Nordfaktor Finanz GmbH", "Hart"])
    func `a short payment of a stranger waits`(_ name: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(6_000, "INV-1001", account: "", name: name)

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].payer == .none)
        #expect(decided[0].gate == .referenceShort)
        #expect(
            decided.alternatives() == [
                "INV-1001 of Hartmann GmbH: 100.00 EUR open, the payment is 40.00 EUR short."
            ])
    }

    @Test func `a short payment of several documents touches none`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 5_000)
        desk.pay(14_250, "INV-1001 INV-1002")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .referencesShort)
        #expect(decided[0].outcome == .onAccount)
        #expect(
            decided.alternatives() == [
                "INV-1001 (100.00 EUR) and INV-1002 (50.00 EUR) of Hartmann GmbH: 150.00 EUR "
                    + "open, the payment is 7.50 EUR short."
            ])
    }

    @Test func `an overpayment settles what is named and keeps the rest`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(12_000, "INV-1001")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 10000"])
        #expect(decided[0].gate == .referencesOver)
        #expect(decided[0].outcome == .partlyApplied)
        #expect(decided[0].restMinor == 2_000)
        #expect(decided[0].discrepancy == .overpayment)
    }

    @Test func `an overpayment of an unknown payer waits`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(12_000, "INV-1001", account: "")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .referencesOver)
        #expect(decided[0].outcome == .unidentified)
    }

    @Test(
        arguments: [
            (7_000, "that of INV-1002"), (10_300, "the sum of INV-1002 and INV-1003"),
        ])
    func `text and amount that name different documents are a contradiction`(
        _ amount: Int64, reason: String
    ) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 7_000)
        desk.owe("INV-1003", 3_300)
        desk.pay(amount, "INV-1001")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .referenceContradictsAmount)
        #expect(decided[0].discrepancy == .referenceContradictsAmount)
        #expect(decided.sentence().contains(reason))
        #expect(decided.alternatives().count == 2)
    }

    @Test func `even a cent within the tolerance contradicts where another document fits`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 9_999)
        desk.pay(9_999, "INV-1001")

        #expect(Decided(desk)[0].gate == .referenceContradictsAmount)
    }

    @Test func `a document in another currency is not compared`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, currency: "USD")
        desk.pay(10_000, "INV-1001")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .referenceContradictsAmount)
        #expect(decided.sentence().contains("not all of it in EUR"))
    }

    @Test func `a number without its letters is read for a known payer and an equal amount`() {
        var desk = Desk()
        desk.owe("INV-01001", 10_000)
        desk.owe("INV-01002", 7_000)
        desk.pay(10_000, "Rechnung 1001")
        desk.pay(7_000, "Rechnung 1002", account: "")

        let decided = Decided(desk)

        #expect(decided.applied(0) == ["INV-01001 10000"])
        #expect(decided[0].gate == .approximateEqual)
        #expect(decided[0].reference == .approximate)
        #expect(decided.applied(1) == [])
        #expect(decided[1].gate == .nothingFound)
    }

    @Test func `a number without its letters and the amount of another document contradict`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 7_000)
        desk.pay(7_000, "Rechnung 1001")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .referenceContradictsAmount)
    }

    @Test func `a number broken by a line end needs a known payer`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "Payment of INV-10\n01")
        var stranger = Desk()
        stranger.owe("INV-1001", 10_000)
        stranger.pay(10_000, "Payment of INV-10\n01", account: "")

        #expect(Decided(desk)[0].gate == .approximateEqual)
        #expect(Decided(stranger).applied() == [])
    }

    @Test func `some found and equal is applied, and what was not found is said`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 7_000)
        desk.pay(10_000, "INV-1001 INV-9999")
        desk.pay(7_000, "INV-1002 INV-9999", account: "")

        let decided = Decided(desk)

        #expect(decided.applied(0) == ["INV-1001 10000"])
        #expect(decided[0].gate == .someFoundEqual)
        #expect(decided[0].discrepancy == .referenceNotFound)
        #expect(decided.sentence(0).contains("not found: INV-9999"))
        #expect(decided.applied(1) == [])
        #expect(decided[1].discrepancy == .referenceNotFound)
    }

    @Test func `some found and the rest unique is applied, else it is suggested`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 7_000)
        desk.pay(17_000, "INV-1001 INV-9999")
        var twice = desk
        twice.owe("INV-1003", 7_000, due: 25)

        let decided = Decided(desk)
        #expect(decided.applied() == ["INV-1001 10000", "INV-1002 7000"])
        #expect(decided[0].gate == .someFoundUnequal)
        #expect(decided[0].discrepancy == .referenceNotFound)
        #expect(Decided(twice).applied() == [])
        #expect(Decided(twice)[0].gate == .someFoundUnequal)
    }

    @Test func `a number of ours that is on no file stops amount evidence`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-9999")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .someFoundUnequal)
        #expect(decided.sentence().contains("INV-9999 named in the remittance is no document"))
    }

    @Test(
        arguments: [
            (7_000, ["INV-1002 7000"], "the only explanation"),
            (17_000, ["INV-1001 10000", "INV-1002 7000"], "all that was past due on"),
            (20_300, ["INV-1001 10000", "INV-1002 7000", "INV-1003 3300"], "the whole balance"),
            (10_300, ["INV-1002 7000", "INV-1003 3300"], "the only combination"),
        ] as [(Int64, [String], String)])
    func `without a reference only a unique explanation is applied`(
        _ amount: Int64, applied: [String], reason: String
    ) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, due: 5)
        desk.owe("INV-1002", 7_000, due: 10)
        desk.owe("INV-1003", 3_300, due: 28)
        desk.pay(amount, "Many thanks")

        let decided = Decided(desk)

        #expect(decided.applied() == applied)
        #expect(decided[0].gate == .uniqueCombination)
        #expect(decided[0].amount == .uniqueCombination)
        #expect(decided.sentence().contains(reason))
    }

    @Test func `two explanations are shown with what they differ in`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 7_000)
        desk.owe("INV-1003", 3_000)
        desk.pay(10_000, "Thank you")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .ambiguous)
        #expect(decided[0].discrepancy == .ambiguous)
        #expect(
            decided.alternatives() == [
                "INV-1001 of Hartmann GmbH: 100.00 EUR open, equal to the payment.",
                "INV-1002 (70.00 EUR) and INV-1003 (30.00 EUR) of Hartmann GmbH: 100.00 EUR open, "
                    + "equal to the payment.",
                "They differ in INV-1001 against INV-1002 and INV-1003.",
            ])
    }

    @Test func `the only combination among very many is an accident until somebody says so`() {
        var desk = Desk()
        for index in 0..<16 { desk.owe("INV-\(1000 + index)", 100 << Int64(index)) }
        desk.pay(0b0101_0110_0100_1010 * 100, "Thank you")
        desk.pay(100 << 12, "Thank you", on: 21)

        let decided = Decided(desk)

        #expect(decided.applied(0) == [])
        #expect(decided[0].gate == .uniqueCombination)
        #expect(decided[0].discrepancy == .suggestion)
        #expect(decided.sentence(0).contains("it may well be an accident"))
        #expect(decided.alternatives(0).count == 1)
        #expect(decided.applied(1) == ["INV-1012 409600"])
    }

    @Test func `a search that is not finished decides nothing`() {
        var desk = Desk()
        desk.policy.searchSteps = 0
        for index in 0..<60 {
            desk.owe("INV-\(2000 + index)", 99_999_900 + Int64(index * index * 7919 % 10_007))
        }
        desk.pay(2_999_999_999, "Thank you")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .undecided)
        #expect(decided[0].discrepancy == .undecided)
    }

    @Test func `a unique explanation of a payer known by name only is a suggestion`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "", account: "", name: "HARTMANN GMBH")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .uniqueWithoutPayer)
        #expect(decided[0].outcome == .unidentified)
        #expect(decided[0].discrepancy == .suggestion)
        #expect(decided.alternatives().first?.hasPrefix("INV-1001 of Hartmann GmbH") == true)
    }
}
