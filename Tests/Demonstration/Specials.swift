import Values

/// Documents and payments that are made for one purpose, in the last customers of the table.
extension DocumentMaker {
    /// Makes the documents; ``Story/specialPayments()`` pays them.
    mutating func addSpecials(_ customers: [Customer]) {
        for index in customers.indices where customers[index].habit == .special {
            let currency = customers[index].currency
            // 300 is one of these, or the sum of the two others.
            add("whole", customer: index, currency, on: .month(1, day: 3), gross: 30_000)
            add("first part", customer: index, currency, on: .month(1, day: 4), gross: 18_000)
            add("second part", customer: index, currency, on: .month(1, day: 10), gross: 12_000)
            // Two of one amount, paid on one day by two transfers.
            add("twin", customer: index, currency, on: .month(4, day: 5), gross: 45_050)
            add("twin", customer: index, currency, on: .month(4, day: 6), gross: 45_050)
        }
    }
}

extension Story {
    /// What the special customers pay, and the bank's own mistake.
    func specialPayments() -> [Payment] {
        var made: [Payment] = []
        for (index, customer) in customers.enumerated() where customer.habit == .special {
            made.append(
                Payment(
                    .ambiguous, from: customer, on: .month(2, day: 6), amountMinor: 30_000,
                    text: ""))
            let twins = documents.filter { $0.customer == index && $0.label == "twin" }
            for twin in twins {
                made.append(
                    Payment(
                        .twin, from: customer, on: .month(5, day: 3), amountMinor: 45_050,
                        text: "Invoice \(twin.number)",
                        parts: [.init(document: twin.number, amountMinor: 45_050)]))
            }
        }
        made.append(
            Payment(
                scenario: .bankError, currency: "EUR", bookedOn: .month(6, day: 14),
                amountMinor: 123_456, payerName: "Falschbuchung Beispielbank",
                plainPayerName: "Falschbuchung Beispielbank", payerAccount: ""))
        return made
    }
}
