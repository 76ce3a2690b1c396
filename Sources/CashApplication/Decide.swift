package import Values

/// The version of the rules; a decision made by another version may differ.
package let engineVersion = "2"

/// Decides about a batch of payments.
///
/// Pure and deterministic: same input, same bytes out, in any input order.
///
/// Payments that name documents of exactly their amount are decided first, then others with a
/// number, then those without: a payment never takes a document that another one names, and a fee
/// for a document never takes a part of what is paid in full the same day. Within each group they
/// go by value date, then currency, amount, payer's account and name, texts, and last by id: by
/// content, so that neither the order of a feed nor the numbering of payments decides who comes
/// first.
///
/// - Parameters:
///   - batch: the payments; each gets exactly one decision. Their ids are distinct.
///   - candidates: what could explain them; items are used up as payments are applied.
///   - policy: the supervisor's limits.
///   - today: the business date, for the age of closed items.
/// - Returns: one decision for each payment, in the order of their ids.
package func decide(
    _ batch: PaymentBatch, candidates: inout Candidates, policy: Policy, on today: CalendarDate
) -> DecisionSet {
    candidates.index()
    var engine = Engine(candidates: Candidates(), batch: batch, policy: policy, today: today)
    swap(&engine.candidates, &candidates)
    engine.run()
    swap(&engine.candidates, &candidates)
    return engine.decided
}

extension Engine {
    fileprivate mutating func run() {
        // Each decision has its place from the start; they are made in another order.
        decided.decisions = batch.payments.map { Decision(undecided: $0) }
        var waiting: [Int32] = []
        var withoutReference: [Int32] = []
        for (done, index) in canonicalOrder(of: batch).enumerated() {
            if done == batch.payments.count / 16 {
                decided.makeRoom(after: done - waiting.count - withoutReference.count)
            }
            let payment = batch.payments[Int(index)]
            if payment.adviceLineCount > 0, let finding = weighAdvice(payment) {
                carryOut(finding, index)
                continue
            }
            readReferences(of: payment)
            if reading.mentions.isEmpty, reading.written.isEmpty {
                withoutReference.append(index)
                continue
            }
            let finding = weigh(payment)
            if finding.isExactlyPaid { carryOut(finding, index) } else { waiting.append(index) }
        }
        for index in waiting + withoutReference {
            let payment = batch.payments[Int(index)]
            readReferences(of: payment)
            carryOut(weigh(payment), index)
        }
        if !decided.decisions.adjacentPairsAscend {
            decided.decisions.sort { $0.payment < $1.payment }
        }
    }

    private mutating func carryOut(_ finding: Finding, _ index: Int32) {
        let row =
            gates.first { $0.admits(finding.evidence) } ?? gates[gates.count - 1]
        decided.decisions[Int(index)] = carryOut(row, finding, batch.payments[Int(index)])
    }
}

extension Finding {
    /// Whether documents are named whose sum is the payment.
    fileprivate var isExactlyPaid: Bool {
        evidence.amount == .equal && evidence.reference == .exact
    }
}

extension Decision {
    /// What is held for a payment until it is decided.
    fileprivate init(undecided payment: Payment) {
        self.init(
            payment: payment.id, outcome: .unidentified, gate: .nothingFound, payer: .none,
            reference: .none, amount: .none)
    }
}

extension DecisionSet {
    /// Makes room for all of the set, judging by so many that were made, and a quarter more.
    ///
    /// Growing step by step would copy a large set again and again, and hold it twice; room that
    /// is never used is never given.
    fileprivate mutating func makeRoom(after made: Int) {
        guard made > 0 else { return }
        func estimate(_ count: Int) -> Int { count * decisions.count / made / 4 * 5 }
        allocations.reserveCapacity(estimate(allocations.count))
        text.reserveCapacity(estimate(text.count))
    }
}

extension [Decision] {
    fileprivate var adjacentPairsAscend: Bool {
        for index in indices.dropFirst() where self[index - 1].payment > self[index].payment {
            return false
        }
        return true
    }
}
