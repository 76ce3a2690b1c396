package import Values

/// The version of the rules; a decision made by another version may differ.
package let engineVersion = "1"

/// Decides about a batch of payments.
///
/// Pure and deterministic: same input, same bytes out, in any input order.
///
/// Payments that name a document are decided before those that do not, so that a payment without
/// a reference never takes a document that another one names. Within each group they go by value
/// date, then currency, amount, payer's account and name, texts, and last by id: by content, so
/// that neither the order of a feed nor the numbering of payments decides who comes first.
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
        var withoutReference: [Int32] = []
        decided.decisions.reserveCapacity(batch.payments.count)
        for (done, index) in canonicalOrder(of: batch).enumerated() {
            if done == batch.payments.count / 16 { decided.makeRoom(times: 16) }
            let payment = batch.payments[Int(index)]
            if payment.adviceLineCount > 0, let finding = weighAdvice(payment) {
                carryOut(finding, payment)
                continue
            }
            readReferences(of: payment)
            if reading.mentions.isEmpty {
                withoutReference.append(index)
            } else {
                decide(payment)
            }
        }
        for index in withoutReference {
            let payment = batch.payments[Int(index)]
            readReferences(of: payment)
            decide(payment)
        }
        if !decided.decisions.adjacentPairsAscend {
            decided.decisions.sort { $0.payment < $1.payment }
        }
    }

    /// Decides one payment whose references were read.
    private mutating func decide(_ payment: Payment) {
        carryOut(weigh(payment), payment)
    }

    private mutating func carryOut(_ finding: Finding, _ payment: Payment) {
        let row =
            gates.first { $0.admits(finding.evidence) } ?? gates[gates.count - 1]
        carryOut(row, finding, payment)
    }
}

extension DecisionSet {
    /// Makes room for so many times of what there is, and some more: growing step by step would
    /// copy a large set again and again, and hold it twice.
    fileprivate mutating func makeRoom(times: Int) {
        allocations.reserveCapacity(allocations.count * (times + 1))
        text.reserveCapacity(text.count * (times + 1))
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
