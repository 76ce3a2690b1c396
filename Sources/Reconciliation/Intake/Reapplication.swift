import CashApplication
import Ledger
package import Postgres
import Store
import Values

/// What looking at waiting cash once more came to.
package struct ReapplicationSummary: Sendable, Equatable {
    /// Payments looked at.
    package var waiting = 0
    /// Payments that found their documents, or their payer.
    package var settled = 0
    package var newlyDecided = 0
    /// The batch that holds the applications; 0 when nothing was decided.
    package var batch: Int64 = 0
}

/// Payments looked at in one transaction: enough for an office's whole backlog, and a bound on how
/// long others wait for the posting lock.
private let reapplicationLimit = 20_000

/// Looks once more at payments nothing was applied of: a document or customer that came after the
/// money may explain it.
///
/// Decisions that say nothing new are not recorded again.
///
/// - Throws: `PostgresError`; nothing is then changed.
package func reapply(
    terms: IntakeTerms, in db: inout Connection
) throws(PostgresError) -> ReapplicationSummary {
    try db.posting { db throws(PostgresError) in
        let waiting = try adviseWaiting(
            try db.waitingCash(limit: reapplicationLimit), in: &db)
        var summary = ReapplicationSummary()
        summary.waiting = waiting.accounts.count
        guard summary.waiting > 0 else { return summary }
        var candidates = try db.candidates(
            for: waiting.payments, policy: terms.policy, on: terms.today)
        let set = decide(
            waiting.payments, candidates: &candidates, policy: terms.policy, on: terms.today)
        let news = try news(in: set, in: &db)
        summary.newlyDecided = news.decisions.count
        summary.settled = news.decisions.count { $0.outcome.isSettled }
        guard !news.decisions.isEmpty else { return summary }
        summary.batch = try post(news, waiting, terms, in: &db)
        return summary
    }
}

/// Puts the advice that was joined since behind the payments.
private func adviseWaiting(
    _ waiting: WaitingCash, in db: inout Connection
) throws(PostgresError) -> WaitingCash {
    let joined = try db.advice(ofPayments: waiting.payments.payments.map(\.id))
    guard !joined.isEmpty else { return waiting }
    let lines = Dictionary(
        grouping: try db.adviceLines(of: joined.map(\.advice)), by: \.advice)
    var advised = waiting
    let advice = Dictionary(grouping: joined, by: \.payment)
    for (index, payment) in waiting.payments.payments.enumerated() {
        guard let own = advice[payment.id] else { continue }
        advised.payments.advise(
            index, own.flatMap { lines[$0.advice] ?? [] }.map(\.line))
    }
    return advised
}

/// The decisions that differ from the last one about the same payment.
private func news(
    in set: DecisionSet, in db: inout Connection
) throws(PostgresError) -> DecisionSet {
    let last = try db.lastDecisions(about: set.decisions.map(\.payment))
    var news = set
    news.decisions.removeAll { decision in
        guard let before = last[decision.payment] else { return false }
        return before.outcome == decision.outcome.rawValue
            && before.gate == decision.gate.rawValue && before.customer == decision.customer
            && before.sentence == set.text.string(decision.sentence)
            && before.alternatives == set.text.string(decision.alternatives)
    }
    return news
}

private func post(
    _ news: DecisionSet, _ waiting: WaitingCash, _ terms: IntakeTerms, in db: inout Connection
) throws(PostgresError) -> Int64 {
    let places = Dictionary(
        uniqueKeysWithValues: waiting.payments.payments.enumerated().map { ($1.id, $0) })
    let days = try db.postingDays(terms.today, terms.today)
    let postedOn = days.day(for: terms.today)
    let batch = try db.post(
        .application, madeBy: "reconciled", businessOn: terms.today, feed: nil
    ) { db, batch throws(PostgresError) in
        let found = news.decisions.filter { decision in
            decision.customer != 0
                && places[decision.payment].map { waiting.accounts[$0] }
                    == LedgerAccount.unidentifiedCash
        }
        try db.identify(
            found.map { ($0.payment, $0.customer) }, on: terms.today, batch: batch)
        let decided = news.decisions.map { decision in
            let currency = waiting.payments.payments[places[decision.payment] ?? 0].amount.currency
            return DecidedPayment(
                currency: currency, cashAccount: decision.cashAccount, postedOn: postedOn)
        }
        try db.postDecisions(
            news, decided, batch: batch, isAutomatic: true, policy: terms.policy)
        try db.reduceWaitingCash(batch: batch)
        return batch
    }
    try register(news, waiting, places, batch: batch, terms, in: &db)
    return batch
}

/// Closes what the new decisions answer and opens what they ask.
private func register(
    _ news: DecisionSet, _ waiting: WaitingCash, _ places: [Int64: Int], batch: Int64,
    _ terms: IntakeTerms, in db: inout Connection
) throws(PostgresError) {
    // Every earlier question about these payments is answered or asked anew.
    for code in DiscrepancyCode.allCases {
        let answered = news.decisions.filter { $0.discrepancy != code }.map(\.payment)
        try db.resolveDiscrepancies(
            [code.name], entity: .payment, ids: answered, on: terms.today, madeBy: "reconciled",
            batch: batch, note: "Decided anew.")
    }
    let found = news.decisions.compactMap { decision -> Discrepancy? in
        guard let code = decision.discrepancy, let place = places[decision.payment] else {
            return nil
        }
        return discrepancy(
            code, decision, in: news.text, of: waiting.payments.payments[place].amount,
            bookedOn: waiting.bookedOn[place],
            evidence: "payment \(decision.payment)")
    }
    try db.register(found, foundOn: terms.today, batch: batch)
}

extension Outcome {
    /// Whether the money found its place.
    fileprivate var isSettled: Bool { self == .applied || self == .partlyApplied }
}
