package import Values

/// Decides about a batch of payments. Pure and deterministic: same input, same bytes out, in any
/// input order.
///
/// - Parameters:
///   - batch: the payments; each gets exactly one decision.
///   - candidates: what could explain them; items are used up as payments are applied.
///   - policy: the supervisor's limits.
///   - today: the business date, for the age of closed items.
/// Raised whenever the same input may be decided otherwise; stands on every decision.
package let engineVersion = "1"

package func decide(
    _ batch: PaymentBatch, candidates: inout Candidates, policy: Policy, on today: CalendarDate
) -> DecisionSet {
    DecisionSet()
}

/// The candidate keys a batch of payments asks the ledger for, so that the store can fetch what a
/// small feed needs instead of everything.
package struct CandidateKeys: Sendable, Equatable {
    /// Normalised document numbers that may stand in the texts: upper case, letters and digits.
    package var numbers: [String] = []
    /// Structured references, and customer numbers, accounts and mandates, as written.
    package var references: [String] = []
    package var accounts: [String] = []
    package var mandates: [String] = []
    /// Normalised payer names.
    package var names: [String] = []

    package init() {}
}
