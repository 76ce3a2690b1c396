import TestSupport
import Values

/// A month of payments against a ``BenchmarkLedger``, in random order: of a hundred, 70 name one
/// invoice, 15 name two to five, 15 name none and pay one or two.
///
/// Two of a hundred are 10.00 short.
///
/// The same size makes the same payments.
struct BenchmarkFeed {
    /// One payment, ready to be written in any format.
    struct Payment {
        let customer: Int
        let day: CalendarDate
        let cents: Int
        let text: String
    }

    let ledger: BenchmarkLedger
    let count: Int
    private var random: Seeded
    /// How many of its invoices each customer has paid.
    private var paid: [Int]
    private(set) var made = 0

    init(_ ledger: BenchmarkLedger, count: Int) {
        self.ledger = ledger
        self.count = count
        random = Seeded(2026)
        paid = Array(repeating: 0, count: ledger.customers + 1)
    }

    /// The next payment, by booking day; nil after the last.
    mutating func next() -> Payment? {
        guard made < count else { return nil }
        // A stride prime to any round number visits the customers in scattered order.
        let customer = made * 99_991 % ledger.customers + 1
        let day = BenchmarkLedger.firstDay.adding(days: 30 + made * 28 / count)
        made += 1
        let kind = Int.random(in: 0..<100, using: &random)
        let wanted =
            switch kind {
            case ..<70: 1
            case ..<85: Int.random(in: 2...5, using: &random)
            default: Int.random(in: 1...3, using: &random) == 1 ? 2 : 1
            }
        let invoices = take(wanted, of: customer)
        let due = invoices.reduce(0) { $0 + BenchmarkLedger.cents(ofInvoice: $1) }
        let isShort = Int.random(in: 0..<100, using: &random) < 2 && due > 2000
        return Payment(
            customer: customer, day: day, cents: isShort ? due - 1000 : due,
            text: kind < 85 ? text(invoices) : "Zahlung laut Aufstellung")
    }

    /// The customer's oldest unpaid invoices; its last one is paid again when there are no more.
    private mutating func take(_ wanted: Int, of customer: Int) -> [Int] {
        let owned = (ledger.invoices - customer) / ledger.customers + 1
        let first = min(paid[customer], owned - 1)
        let end = min(first + wanted, owned)
        paid[customer] = end
        return (first..<end).map { customer + $0 * ledger.customers }
    }

    private func text(_ invoices: [Int]) -> String {
        let numbers = invoices.map(BenchmarkLedger.number).joined(separator: ", ")
        return invoices.count == 1 ? "Rechnung \(numbers) vielen Dank" : "Rechnungen \(numbers)"
    }
}
