import CashApplication
import Testing
import Values

/// What is settled already, is another's, or explains nothing: the money mostly waits.
struct HoldingGateTests {
    @Test func `a document settled before is a second payment, its neighbour is not touched`() {
        var desk = Desk()
        desk.settled("INV-1001", 10_000)
        desk.owe("INV-1002", 10_000)
        desk.pay(10_000, "INV-1001")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .closedDocument)
        #expect(decided[0].outcome == .onAccount)
        #expect(decided[0].discrepancy == .possibleSecondPayment)
        #expect(decided.sentence().contains("settled already, by payment 4711"))
    }

    @Test func `a document settled too long ago names nothing`() {
        var desk = Desk()
        desk.today = Desk.day(500)
        desk.settled("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001")

        #expect(Decided(desk)[0].discrepancy == .referenceNotFound)
    }

    @Test func `a settled document and another amount explain nothing`() {
        var desk = Desk()
        desk.settled("INV-1001", 10_000)
        desk.pay(8_000, "INV-1001")

        #expect(Decided(desk)[0].gate == .closedDocument)
        #expect(Decided(desk)[0].discrepancy == .unexplainedAmount)
    }

    @Test func `the second of two equal payments is not applied`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001")
        desk.pay(10_000, "INV-1001", on: 21)
        desk.pay(10_000, "", on: 22)

        let decided = Decided(desk)

        #expect(decided.applied(0) == ["INV-1001 10000"])
        for index in 1...2 {
            #expect(decided.applied(index) == [])
            #expect(decided[index].discrepancy == .possibleSecondPayment)
            #expect(decided.sentence(index).contains("by payment 1"))
        }
    }

    @Test func `another customer's document is paid if the payer's own explain nothing`() {
        var desk = Desk()
        desk.owe("INV-2001", 10_000, by: Desk.mueller)
        desk.owe("INV-1001", 9_000)
        desk.pay(10_000, "INV-2001")
        var own = desk
        own.owe("INV-1002", 1_000)

        let decided = Decided(desk)
        #expect(decided.applied() == ["INV-2001 10000"])
        #expect(decided[0].gate == .thirdParty)
        #expect(decided[0].discrepancy == .thirdPartyPayment)
        #expect(decided.result.allocations.map(\.customer) == [Desk.mueller])
        #expect(Decided(own).applied() == [])
        #expect(Decided(own)[0].gate == .otherCustomersDocument)
    }

    @Test func `another customer's document is not paid in part`() {
        var desk = Desk()
        desk.owe("INV-2001", 10_000, by: Desk.mueller)
        desk.pay(9_000, "INV-2001")

        #expect(Decided(desk).applied() == [])
        #expect(Decided(desk)[0].discrepancy == .otherCustomersDocument)
    }

    @Test func `documents of two customers wait for a person`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-2001", 5_000, by: Desk.mueller)
        desk.pay(15_000, "INV-1001 INV-2001")

        #expect(Decided(desk).applied() == [])
        #expect(Decided(desk)[0].gate == .otherCustomersDocument)
    }

    @Test func `evidence that disagrees about the payer is a veto`() {
        var desk = Desk()
        desk.addIdentity(.mandate, of: Desk.mueller, "M-77")
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001", mandate: "M-77")

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .payerConflict)
        #expect(decided[0].outcome == .unidentified)
        #expect(decided.sentence().contains("both Hartmann GmbH and Müller & Söhne KG"))
    }

    @Test func `a known payer whose amount nothing explains is on account`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 5_000)
        desk.pay(9_250, "Thank you")

        let decided = Decided(desk)

        #expect(decided[0].gate == .payerOnly)
        #expect(decided[0].outcome == .onAccount)
        #expect(
            decided.alternatives() == [
                "INV-1001 of Hartmann GmbH: 100.00 EUR open, the payment is 7.50 EUR short.",
                "INV-1002 of Hartmann GmbH: 50.00 EUR open, the payment is 42.50 EUR over.",
            ])
    }

    @Test func `money of nobody for nothing is unidentified`() {
        var desk = Desk()
        desk.pay(10_000, "Thank you", account: "")

        let decided = Decided(desk)

        #expect(decided[0].gate == .nothingFound)
        #expect(decided[0].outcome == .unidentified)
        #expect(decided[0].discrepancy == .unidentifiedPayer)
    }

    @Test(arguments: ["INV-1001", ""])
    func `a document that is held is not paid`(_ text: String) {
        var desk = Desk()
        desk.owe("INV-1001", 10_000, isHeld: true)
        desk.pay(10_000, text)

        let decided = Decided(desk)

        #expect(decided.applied() == [])
        #expect(decided[0].gate == .heldDocument)
        #expect(decided[0].discrepancy == .heldDocument)
    }
}
