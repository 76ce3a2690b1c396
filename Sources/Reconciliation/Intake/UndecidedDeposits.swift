import CashApplication
import Ledger
import Values

/// Says of each deposit what it may be, where its amount alone does not tell.
///
/// - Parameters:
///   - fits: the parts of boxes that fit each payment.
///   - advice: of which those parts are.
///   - batch: the payments.
///   - bookings: one for each payment.
/// - Returns: one for each payment of those fits.
func undecidedDeposits(
    _ fits: [AdviceJoin], _ advice: [WaitingAdvice], _ batch: PaymentBatch,
    _ bookings: [BookingFacts]
) -> [Discrepancy] {
    Dictionary(grouping: fits, by: \.payment).map { payment, possible in
        let parts = Set(possible.flatMap(\.advice))
        let others = Set(fits.filter { !parts.isDisjoint(with: $0.advice) }.map(\.payment))
            .subtracting([payment]).sorted()
        let rivals = others.prefix(10).map { "\(batch.payments[$0].id)" }
        let sentence =
            "The amount and the lockbox of this deposit fit items that may be another deposit's "
            + "as well\(rivals.isEmpty ? "" : " (payments \(rivals.joined(separator: ", ")))"). "
            + "It was joined to none; ask the bank which items it credited together."
        var item = Discrepancy(
            code: "deposit_undecided", entity: .payment, entityID: batch.payments[payment].id,
            severity: .medium, amount: batch.payments[payment].amount, sentence: sentence)
        item.aboutDay = bookings[payment].bookedOn
        item.alternatives = possible.prefix(10).map { described($0.advice.map { advice[$0] }) }
            .joined(separator: "\n")
        return item
    }
}

/// Lockbox, day, batches and how many items of them.
private func described(_ parts: [WaitingAdvice]) -> String {
    let days = Set(parts.compactMap(\.paidOn)).sorted().map(\.description)
    let batches = Set(parts.map(\.batch)).sorted().filter { !$0.isEmpty }
    return "lockbox \(parts.first?.place ?? ""), \(days.joined(separator: ", ")), "
        + "\(batches.isEmpty ? "" : "batch \(batches.joined(separator: ", ")), ")"
        + "\(parts.count) \(parts.count == 1 ? "item" : "items")"
}
