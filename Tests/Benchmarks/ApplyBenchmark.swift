import CashApplication
import Foundation
import Values

/// What `benchmarks apply` is asked to do.
struct ApplyBenchmark {
    /// Directory of the scenario.
    let scenario: String
    /// File the decisions are written to.
    let decisions: String
    /// File with what people find out, if they are to resolve what was left to them.
    let feedback: String?
    /// Whether everything is open before the first payment comes, and all payments come at once.
    let isSnapshot: Bool
    let policy: Policy

    /// Reads the command's options; nil when they do not add up to a run.
    init?() {
        guard let scenario = word("--scenario"), let decisions = word("--decisions") else {
            return nil
        }
        self.scenario = scenario
        self.decisions = decisions
        feedback = word("--feedback")
        isSnapshot = CommandLine.arguments.contains("--snapshot")
        // What a ledger of firms would set: differences of a bank's charge, and equal documents are
        // asked for.
        var policy = Policy()
        policy.toleranceMinor = 100
        policy.bankChargeMinor = 5000
        policy.paysOldestOfEqual = false
        guard let tolerance = numbers("--tolerance", default: [Int(policy.toleranceMinor)]),
            let charge = numbers("--bank-charge", default: [Int(policy.bankChargeMinor)])
        else { return nil }
        policy.toleranceMinor = Int64(tolerance[0])
        policy.bankChargeMinor = Int64(charge[0])
        self.policy = policy
    }

    /// Plays the scenario and writes what the engine booked and flagged.
    func run() throws {
        let scenario = try Scenario(scenario)
        guard let first = scenario.days.first, let last = scenario.days.last else { return }
        let clock = ContinuousClock()
        let start = clock.now
        var ledger = try ScenarioLedger(scenario, policy: policy, on: first)
        if isSnapshot {
            try ledger.issue(scenario.invoices, on: last)
            try ledger.rest()
            try ledger.receive(scenario.payments, on: last)
        } else {
            var people = try feedback.map { path in
                try ScenarioPeople(path, customers: scenario.customerNumbers)
            }
            try play(scenario, on: &ledger, &people)
            if let people {
                print("people resolved \(people.resolved), could not resolve \(people.stuck)")
            }
        }
        let written = try ledger.with { db in try DecisionList(&db).write(to: decisions) }
        print(
            "\(scenario.payments.count) payments, \(scenario.days.count) days, "
                + "\((clock.now - start).milliseconds / 1000) s, "
                + "\(ledger.discrepancies) discrepancies, \(ledger.settledLater) settled later, "
                + "\(written) lines")
    }

    private func play(
        _ scenario: Scenario, on ledger: inout ScenarioLedger, _ people: inout ScenarioPeople?
    ) throws {
        let issued = Dictionary(grouping: scenario.invoices, by: \.issuedOn)
        let received = Dictionary(grouping: scenario.payments, by: \.bookedOn)
        for (index, day) in scenario.days.enumerated() {
            if let invoices = issued[day] { try ledger.issue(invoices, on: day) }
            if let payments = received[day] {
                try ledger.receive(payments, on: day)
                try ledger.with { db in
                    try people?.resolve(payments.map(\.id), on: day, in: &db)
                }
            }
            if index % 10 == 0 { try ledger.rest() }
        }
    }
}

/// The word behind `--option`; nil where it is not given.
private func word(_ option: String) -> String? {
    guard let place = CommandLine.arguments.firstIndex(of: option),
        place + 1 < CommandLine.arguments.count
    else { return nil }
    return CommandLine.arguments[place + 1]
}
