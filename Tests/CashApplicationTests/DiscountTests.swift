import CashApplication
import Testing
import Values

/// Cash discounts: who may take one, how it is told, and what is no discount.
struct DiscountTests {
    /// 2 % until a day.
    private static func terms(_ basisPoints: Int32 = 200, until day: Int = 20) -> DiscountTerms? {
        DiscountTerms(basisPoints: basisPoints, until: Desk.day(day))
    }

    /// Hartmann's invoice over 1000.00 with 2 % until day 20, and a payment of 980.00.
    private func decided(
        paidOn day: Int = 20, original: Int64? = nil, _ change: (inout Desk) -> Void = { _ in }
    ) -> Decided {
        var desk = Desk()
        desk.owe("INV-1001", 100_000, discount: Self.terms(), original: original)
        desk.pay(98_000, "INV-1001", on: day)
        change(&desk)
        return Decided(desk)
    }

    @Test(arguments: [2, 20, 23])
    func `a discount is let off in time, on the last day and in the days of grace`(day: Int) {
        let decided = decided(paidOn: day)

        #expect(decided.applied() == ["INV-1001 98000"])
        #expect(decided.letOff() == ["INV-1001 discount 2000"])
        #expect(decided[0].gate == .referencesEqualLessDeduction)
        #expect(decided[0].amount == .equalLessDeduction)
        #expect(decided[0].outcome == .applied)
        #expect(decided[0].discrepancy == nil)
        #expect(decided.result.allocations.map(\.settles) == [true])
        #expect(
            decided.sentence() == "Applied 980.00 EUR to INV-1001: named in the remittance, paid "
                + "from the account on file for Hartmann GmbH; 20.00 EUR short, taken as a cash "
                + "discount within its terms.")
    }

    @Test func `a discount taken too late is a short payment`() {
        let decided = decided(paidOn: 24)

        #expect(decided.letOff() == [])
        #expect(decided[0].gate == .referenceShort)
        #expect(decided[0].discrepancy == .shortPayment)
        #expect(decided.sentence().contains("20.00 EUR of it stays open"))
    }

    @Test func `the days of grace are the policy's`() {
        let none = decided(paidOn: 21) { $0.policy.discountGraceDays = 0 }
        let many = decided(paidOn: 50) { $0.policy.discountGraceDays = 30 }

        #expect(none[0].gate == .referenceShort)
        #expect(many.letOff() == ["INV-1001 discount 2000"])
    }

    @Test func `a document paid in part before has no discount`() {
        let decided = decided(original: 150_000)

        #expect(decided[0].gate == .referenceShort)
        #expect(decided.letOff() == [])
    }

    @Test func `a document paid in part in the same batch has no discount`() {
        var desk = Desk()
        desk.owe("INV-1001", 100_000, discount: Self.terms())
        desk.pay(50_000, "INV-1001", on: 10)
        desk.pay(49_000, "INV-1001", on: 11)

        let decided = Decided(desk)

        #expect(decided[1].gate == .referenceShort)
        #expect(decided.letOff(1) == [])
    }

    /// Two documents named, the first of which is too old for its discount.
    private func oneOutsideItsTerms(paid minor: Int64) -> Desk {
        var desk = Desk()
        desk.owe("INV-1001", 100_000, discount: Self.terms(until: 10))
        desk.owe("INV-1002", 50_000, discount: Self.terms(300))
        desk.owe("INV-1003", 70_000)
        desk.pay(minor, "INV-1001 INV-1002")
        return desk
    }

    @Test func `of two documents only the one inside its terms takes its discount`() {
        let decided = Decided(oneOutsideItsTerms(paid: 148_500))

        #expect(decided.letOff() == ["INV-1002 discount 1500"])
        #expect(decided.applied() == ["INV-1001 100000", "INV-1002 48500"])
    }

    @Test func `a discount of the document outside its terms makes both short`() {
        let decided = Decided(oneOutsideItsTerms(paid: 146_500))

        #expect(decided[0].gate == .referencesShort)
        #expect(decided.applied() == [])
        #expect(decided.letOff() == [])
    }

    @Test func `each document has its own discount`() {
        var desk = Desk()
        desk.owe("INV-1001", 100_000, discount: Self.terms())
        desk.owe("INV-1002", 50_000, discount: Self.terms(300))
        desk.pay(146_500, "INV-1001 INV-1002")

        let decided = Decided(desk)

        #expect(decided.letOff() == ["INV-1001 discount 2000", "INV-1002 discount 1500"])
        #expect(decided.sentence().contains("35.00 EUR short, taken as a cash discount"))
    }

    @Test(
        arguments: [
            // 2 % of 10.24, 10.25 and 10.26 are 0.2048, 0.205 and 0.2052: half up 0.20, 0.21, 0.21.
            (62, ["INV-1001 discount 20", "INV-1002 discount 21", "INV-1003 discount 21"]),
            // On the sum 31.00 … 0.615: 0.62; all down 0.60, all up 0.63.
            (63, ["INV-1001 discount 21", "INV-1002 discount 21", "INV-1003 discount 21"]),
            (61, ["INV-1001 discount 20", "INV-1002 discount 20", "INV-1003 discount 21"]),
            (60, ["INV-1001 discount 20", "INV-1002 discount 20", "INV-1003 discount 20"]),
            (59, []), (64, []),
        ] as [(Int64, [String])])
    func `rounding may go either way, by less than a cent a document`(
        _ missing: Int64, _ expected: [String]
    ) {
        var desk = Desk()
        desk.policy.toleranceMinor = 0
        desk.owe("INV-1001", 1_024, discount: Self.terms())
        desk.owe("INV-1002", 1_025, discount: Self.terms())
        desk.owe("INV-1003", 1_026, discount: Self.terms())
        desk.pay(3_075 - missing, "INV-1001 INV-1002 INV-1003")

        #expect(Decided(desk).letOff() == expected)
    }

    @Test func `a discount without a fraction allows no rounding`() {
        let one = decided { $0.policy.toleranceMinor = 0 }
        let less = decided {
            $0.policy.toleranceMinor = 0
            $0.batch.payments[0].amount = Desk.euros(98_001)
        }
        let more = decided {
            $0.policy.toleranceMinor = 0
            $0.batch.payments[0].amount = Desk.euros(97_999)
        }

        #expect(one.letOff() == ["INV-1001 discount 2000"])
        #expect(less[0].gate == .referenceShort)
        #expect(more[0].gate == .referenceShort)
    }

    @Test func `a discount and cents together are let off, the cents as tolerance`() {
        let decided = decided { $0.batch.payments[0].amount = Desk.euros(97_998) }
        let beyond = self.decided { $0.batch.payments[0].amount = Desk.euros(97_997) }

        #expect(decided.letOff() == ["INV-1001 discount 2000", "INV-1001 tolerance 2"])
        #expect(decided.applied() == ["INV-1001 97998"])
        #expect(
            decided.sentence().hasSuffix(
                "; 20.02 EUR short: 20.00 EUR taken as a cash discount within its terms, 0.02 EUR "
                    + "within the tolerance."))
        #expect(beyond[0].gate == .referenceShort)
    }

    @Test func `cents alone are tolerance, though a discount could be taken`() {
        let decided = decided { $0.batch.payments[0].amount = Desk.euros(99_998) }

        #expect(decided.letOff() == ["INV-1001 tolerance 2"])
    }

    @Test func `a discount goes before a bank charge`() {
        let discount = decided { $0.policy.bankChargeMinor = 3_000 }
        let charge = decided {
            $0.policy.bankChargeMinor = 3_000
            $0.batch.payments[0].amount = Desk.euros(97_500)
        }

        #expect(discount.letOff() == ["INV-1001 discount 2000"])
        #expect(charge.letOff() == ["INV-1001 bankCharge 2500"])
    }

    @Test func `a credit note beside is used in full`() {
        var desk = Desk()
        desk.owe("INV-1001", 100_000, discount: Self.terms())
        desk.owe("CN-2001", -10_000, discount: Self.terms())
        desk.pay(88_000, "INV-1001 less CN-2001")

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 98000", "CN-2001 -10000"])
        #expect(decided.letOff() == ["INV-1001 discount 2000"])
    }

    @Test func `another document of the same amount still contradicts`() {
        let decided = decided { $0.owe("INV-1002", 98_000) }

        #expect(decided[0].gate == .referenceContradictsAmount)
        #expect(decided.applied() == [])
        #expect(decided.letOff() == [])
    }

    @Test func `a combination of the same amount still contradicts`() {
        let decided = decided {
            $0.owe("INV-1002", 57_000)
            $0.owe("INV-1003", 41_000)
        }

        #expect(decided[0].gate == .referenceContradictsAmount)
        #expect(decided.letOff() == [])
    }

    @Test func `a discount is no gift to an unknown payer, and none is searched for`() {
        let unknown = decided { desk in
            desk.batch.payments = []
            desk.pay(98_000, "INV-1001", account: "")
        }
        let unnamed = decided { desk in
            desk.batch.payments = []
            desk.pay(98_000, "thank you")
        }

        #expect(unknown[0].outcome == .unidentified)
        #expect(unknown[0].discrepancy == .shortPayment)
        #expect(unnamed[0].gate == .payerOnly)
        #expect(unnamed.letOff() == [])
    }

    @Test func `the limit for all differences holds for discounts too`() {
        let below = decided { $0.policy.maximumDifferenceMinor = 1_999 }
        let at = decided { $0.policy.maximumDifferenceMinor = 2_000 }

        #expect(below[0].gate == .referenceShort)
        #expect(at.letOff() == ["INV-1001 discount 2000"])
    }

    @Test func `a discount that would take all of a few cents is none`() {
        var desk = Desk()
        desk.policy.toleranceMinor = 0
        desk.owe("INV-1001", 3, discount: Self.terms(9_999))
        desk.pay(1, "INV-1001")

        let decided = Decided(desk)

        #expect(decided[0].gate == .referenceShort)
        #expect(decided.letOff() == [])
    }

    @Test(arguments: [
        (Int64(100_000), Int32(200), Int64(2_000)), (25, 200, 1), (24, 200, 0), (1_025, 200, 21),
        (1_024, 200, 20), (.max, 9_999, 9_222_449_699_651_090_329), (0, 9_999, 0), (1, 5_000, 1),
    ])
    func `a discount is rounded half up`(_ amount: Int64, _ points: Int32, _ expected: Int64) throws
    {
        let terms = try #require(Self.terms(points))

        #expect(terms.amount(of: amount) == expected)
        #expect(terms.limits(of: amount).contains(expected))
    }

    @Test func `terms of nothing or everything are none`() {
        #expect(Self.terms(0) == nil)
        #expect(Self.terms(10_000) == nil)
        #expect(Self.terms(-1) == nil)
        #expect(Self.terms(205)?.percent == "2.05")
    }
}
