import CashApplication
import Testing
import Values

/// What decisions say about whose an account or a mandate is.
struct LessonTests {
    private static let strange = "FR7630006000011234567890189"
    private static let onFile = "DE89370400440532013000"

    @Test func `an exact reference and an equal amount confirm an account nobody has`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001", account: Self.strange)

        #expect(lesson(desk) == .confirms)
    }

    @Test func `an account that was only learned is confirmed again, one on file is not`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        var filed = desk
        desk.addIdentity(.account, of: Desk.hartmann, Self.strange, isKnown: false)
        desk.pay(10_000, "INV-1001", account: Self.strange)
        filed.pay(10_000, "INV-1001")

        #expect(lesson(desk) == .confirms)
        #expect(lesson(filed) == .nothing)
    }

    @Test func `a mandate teaches too, beside an account on file`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        var filed = desk
        desk.pay(10_000, "INV-1001", mandate: "M-17")
        filed.addIdentity(.mandate, of: Desk.hartmann, "M 17")
        filed.pay(10_000, "INV-1001", mandate: "M-17")

        #expect(lesson(desk) == .confirms)
        #expect(lesson(filed) == .nothing)
    }

    @Test func `a payer known by something else teaches the account`() {
        var desk = Desk()
        desk.addIdentity(.customerNumber, of: Desk.hartmann, "K-4711")
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001 K-4711", account: Self.strange)

        #expect(Decided(desk)[0].payer == .known)
        #expect(lesson(desk) == .confirms)
    }

    @Test func `an account on file without a name on file is known all the same`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001", account: "DE89 3704 0044 0532 0130 00", settled: Desk.hartmann)

        #expect(lesson(desk) == .nothing)
    }

    @Test func `a third party's payment teaches nothing and contradicts`() {
        var desk = Desk()
        desk.owe("INV-2001", 10_000, by: Desk.mueller)
        desk.pay(10_000, "INV-2001")

        #expect(Decided(desk)[0].gate == .thirdParty)
        #expect(lesson(desk) == .contradicts)
    }

    @Test func `advice confirms for one customer and contradicts for several`() {
        var one = Desk()
        one.owe("INV-1001", 10_000)
        var several = one
        several.owe("INV-1002", 5_000, by: Desk.mueller)
        one.pay(10_000, account: Self.strange)
        advise(&one, [("INV-1001", 10_000)])
        several.pay(15_000, account: Self.strange)
        advise(&several, [("INV-1001", 10_000), ("INV-1002", 5_000)])

        #expect(lesson(one) == .confirms)
        #expect(lesson(several) == .contradicts)
    }

    @Test func `advice that explains a part of the money teaches nothing`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(12_000, account: Self.strange)
        advise(&desk, [("INV-1001", 10_000), ("INV-9999", 2_000)])

        #expect(Decided(desk).applied() == ["INV-1001 10000"])
        #expect(lesson(desk) == .nothing)
    }

    /// The amount leaves something open, the reading is approximate, or nothing is named.
    @Test(arguments: [
        (9_000, "INV-1001", Self.strange), (12_000, "INV-1001 K-4711", Self.strange),
        (9_999, "INV-1001 K-4711", Self.strange), (10_000, "INV-1101 K-4711", Self.strange),
        (10_000, "K-4711", Self.strange), (10_000, "INV-1001", ""), (10_000, "INV-1001", "-"),
    ])
    func `nothing else teaches`(_ minor: Int64, _ text: String, _ account: String) {
        var desk = Desk()
        desk.addIdentity(.customerNumber, of: Desk.hartmann, "K-4711")
        desk.owe("INV-1001", 10_000)
        desk.pay(minor, text, account: account)

        #expect(lesson(desk) == .nothing)
    }

    private func lesson(_ desk: Desk) -> Lesson {
        var candidates = desk.candidates
        return decide(desk.batch, candidates: &candidates, policy: desk.policy, on: desk.today)
            .decisions[0].lesson
    }

    private func advise(_ desk: inout Desk, _ lines: [(String, Int64)]) {
        let parts = lines.map { document, minor in
            AdvisedLine(
                document: desk.batch.text.appendText(document), text: .empty, paidMinor: minor)
        }
        desk.batch.payments[0].firstAdviceLine = Int32(desk.batch.adviceLines.count)
        desk.batch.payments[0].adviceLineCount = Int32(parts.count)
        desk.batch.adviceLines += parts
    }
}
