import CashApplication
import Testing
import Values

/// What a payer's advice does: whose money it is, and what it pays.
struct AdviceTests {
    @Test func `each line pays the document it names, of any customer`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 5_000, by: Desk.mueller)
        desk.pay(12_000, account: "")
        advise(&desk, [("INV-1001", 10_000), ("INV-1002", 2_000)])

        let decided = decide(desk)

        #expect(decided.decisions[0].gate == .advised)
        #expect(decided.decisions[0].outcome == .applied)
        #expect(decided.decisions[0].customer == 0)
        #expect(decided.allocations.map(\.amountMinor) == [10_000, 2_000])
        #expect(decided.allocations.map(\.settles) == [true, false])
        #expect(decided.decisions[0].discrepancy == .shortPayment)
    }

    @Test func `a line that names nothing keeps its money on account`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(12_000)
        advise(&desk, [("INV-1001", 10_000), ("INV-9999", 2_000)])

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1001 10000"])
        #expect(decided[0].restMinor == 2_000)
        #expect(decided[0].discrepancy == .referenceNotFound)
    }

    @Test func `an advice of more than is open pays nothing of that document`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.owe("INV-1002", 3_000)
        desk.pay(14_000)
        advise(&desk, [("INV-1001", 11_000), ("INV-1002", 3_000)])

        let decided = Decided(desk)

        #expect(decided.applied() == ["INV-1002 3000"])
        #expect(decided[0].restMinor == 11_000)
    }

    @Test func `an advice that does not add up to the payment applies nothing`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(9_000)
        advise(&desk, [("INV-1001", 10_000)])

        let decided = Decided(desk)

        #expect(decided.applied().isEmpty)
        #expect(decided[0].gate == .adviceContradicts)
    }

    @Test func `an advice without documents leaves the word to the text`() {
        var desk = Desk()
        desk.owe("INV-1001", 10_000)
        desk.pay(10_000, "INV-1001")
        advise(&desk, [("see letter", 10_000)])

        #expect(Decided(desk)[0].gate == .referencesEqual)
    }

    @Test func `the trace number joins an advice to its money`() {
        var desk = Desk()
        desk.pay(10_000, "ACH CREDIT TRN*1*0063-158ABC*1999999999")
        desk.pay(10_000, "ACH CREDIT TRN*1*0063-158ABD*1999999999")

        let joins = join([waiting(1, trace: "0063158ABC")], to: desk)

        #expect(joins == [AdviceJoin(advice: [0], payment: 0, basis: .trace)])
    }

    @Test func `what fits twice is not joined`() {
        var desk = Desk()
        desk.pay(10_000, name: "Insurer")
        desk.pay(10_000, name: "Insurer")

        #expect(join([waiting(1, payer: "Insurer")], to: desk).isEmpty)
        desk.batch.payments.removeLast()
        #expect(join([waiting(1, payer: "Insurer"), waiting(2, payer: "insurer")], to: desk) == [])
        #expect(join([waiting(1, payer: "insurer")], to: desk).map(\.basis) == [.payer])
    }

    @Test func `the parts of one notification are one booking together`() {
        var desk = Desk()
        desk.pay(30_000)
        let parts = [10_000, 20_000].enumerated().map { index, minor in
            WaitingAdvice(
                id: Int64(index), notification: 7, ownAccount: 1, amount: Desk.euros(Int64(minor)),
                paidOn: Desk.day(20), trace: "", payerName: "", payerAccount: "")
        }

        #expect(
            join(parts, to: desk) == [AdviceJoin(advice: [0, 1], payment: 0, basis: .day)])
    }

    /// Each deposit with the items it got, and those that may be several.
    @Test(
        arguments: [
            // A box's day as one.
            ([6_000], ["1 2 3"], []),
            // One deposit a batch, one of them of a single item; the other way round too.
            ([3_000, 3_001], ["1 2", "3"], []), ([3_001, 3_000], ["3", "1 2"], []),
            // The second deposit has not come yet, or is of another box or too far away.
            ([3_000], ["1 2"], []), ([3_000, -3_001], ["1 2", ""], []),
            // Neither the day nor its batches.
            ([4_000, 2_001], ["", ""], []),
            // The same batch twice, so one of them is another's; the day and its batches at once.
            ([3_000, 3_000], ["", ""], [0, 1]), ([6_001, 3_000, 3_001], ["", "", ""], [0, 1, 2]),
        ] as [([Int64], [String], [Int])])
    func `a box is one deposit a day or one a batch`(
        _ deposits: [Int64], _ expected: [String], _ undecided: [Int]
    ) {
        let isWhole = deposits == [6_000]
        let items = [
            item(1, "001", 1_000), item(2, "001", 2_000), item(3, "002", isWhole ? 3_000 : 3_001),
        ]

        let found = join(items, deposits)

        #expect(found.items == expected)
        #expect(found.undecided == undecided)
    }

    @Test func `equal batches are left alone, and each deposit says which they are`() {
        let items = [
            item(1, "001", 1_000), item(2, "001", 2_000), item(3, "002", 1_500),
            item(4, "002", 1_500), item(5, "003", 700),
        ]

        let found = join(items, [3_000, 3_000, 700])

        #expect(found.items == ["", "", "5"])
        #expect(found.undecided == [0, 0, 1, 1])
    }

    private func item(_ id: Int64, _ batch: String, _ minor: Int64) -> WaitingAdvice {
        WaitingAdvice(
            id: id, notification: 1, ownAccount: 0, place: "22222", batch: batch,
            amount: Desk.euros(minor), paidOn: Desk.day(20), trace: "", payerName: "",
            payerAccount: "")
    }

    // A negative deposit names another box.
    private func join(
        _ items: [WaitingAdvice], _ deposits: [Int64]
    ) -> (items: [String], undecided: [Int]) {
        var desk = Desk()
        for minor in deposits {
            desk.pay(abs(minor), "LOCKBOX \(minor < 0 ? "33333" : "0022222") DEPOSIT", on: 21)
        }
        let found = joinAdvice(
            items, to: desk.batch,
            desk.batch.payments.map { BookingFacts(bookedOn: $0.valueOn, ownAccount: 1) })
        let joined = deposits.indices.map { payment in
            found.joins.filter { $0.payment == payment }.flatMap(\.advice)
                .map { "\(items[$0].id)" }.joined(separator: " ")
        }
        return (joined, found.undecided.map(\.payment))
    }

    private func advise(_ desk: inout Desk, _ lines: [(document: String, minor: Int64)]) {
        let last = desk.batch.payments.count - 1
        desk.batch.payments[last].firstAdviceLine = Int32(desk.batch.adviceLines.count)
        desk.batch.payments[last].adviceLineCount = Int32(lines.count)
        for line in lines {
            desk.batch.adviceLines.append(
                AdvisedLine(
                    document: desk.batch.text.appendText(line.document), text: .empty,
                    paidMinor: line.minor))
        }
    }

    private func decide(_ desk: Desk) -> DecisionSet {
        var candidates = desk.candidates
        return CashApplication.decide(
            desk.batch, candidates: &candidates, policy: desk.policy, on: desk.today)
    }

    private func waiting(_ id: Int64, trace: String = "", payer: String = "") -> WaitingAdvice {
        WaitingAdvice(
            id: id, notification: 0, ownAccount: 0, amount: Desk.euros(10_000),
            paidOn: Desk.day(18), trace: trace, payerName: payer, payerAccount: "")
    }

    private func join(_ advice: [WaitingAdvice], to desk: Desk) -> [AdviceJoin] {
        joinAdvice(
            advice, to: desk.batch,
            desk.batch.payments.map { BookingFacts(bookedOn: $0.valueOn, ownAccount: 1) }
        ).joins
    }
}
