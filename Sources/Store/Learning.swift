import CashApplication
import EmbeddedSQL
import Postgres

/// So many payments have to confirm an identity by exact references before it is known: one may be
/// paid by a neighbour, two by a couple; three without contradiction are a habit.
private let confirmationsUntilKnown: Int64 = 3

extension Connection {
    /// Learns whose accounts and mandates a batch's payments came from, by exact references.
    ///
    /// Of most payments nothing is left to learn, and the database never hears of those.
    mutating func learnFromReferences(
        in set: DecisionSet, batch: Int64
    ) throws(PostgresError) {
        var told = Told()
        for decision in set.decisions where decision.lesson != .nothing {
            let first = Int(decision.firstAllocation)
            var owing: [Int64] = []
            for part in set.allocations[first..<first + Int(decision.allocationCount)]
            where !owing.contains(part.customer) {
                owing.append(part.customer)
                told.add(decision.payment, part.customer, decision.lesson == .confirms)
            }
        }
        guard !told.payments.isEmpty else { return }
        try execute(
            SQL.learnFromReferences, batch, PostgresArray(told.payments),
            PostgresArray(told.customers), PostgresArray(told.confirming),
            confirmationsUntilKnown)
    }

    /// Takes the payers a person named as known by their accounts and mandates from now on.
    mutating func learnFromPeople(in set: DecisionSet, batch: Int64) throws(PostgresError) {
        let named = set.decisions.filter { $0.customer != 0 }
        guard !named.isEmpty else { return }
        try execute(
            SQL.learnFromPeople, batch, PostgresArray(named.map(\.payment)),
            PostgresArray(named.map(\.customer)))
    }
}

/// Whose documents payments paid.
private struct Told {
    private(set) var payments: [Int64] = []
    private(set) var customers: [Int64] = []
    /// 1 where the payment confirms, 0 where it can only contradict.
    private(set) var confirming: [Int64] = []

    mutating func add(_ payment: Int64, _ customer: Int64, _ isConfirming: Bool) {
        payments.append(payment)
        customers.append(customer)
        confirming.append(isConfirming ? 1 : 0)
    }
}
