package import Values

extension SyntheticLedger {
    /// A quarter with a short payment, an overpayment used later, an unidentified payment named
    /// later, a return, a fee charged and waived, a credit note and a partial write-off.
    package static func quarter(of currency: Currency) -> SyntheticLedger {
        var ledger = SyntheticLedger()
        ledger.customers = ["C1", "C2", "C3"].map(Customer.init)
        ledger.accounts = [BankAccount(identifier: "DE89370400440532013000", currency: currency)]
        for (number, kind, customer, documentOn, dueOn, amount) in quarterDocuments {
            guard let documentOn = CalendarDate(documentOn), let dueOn = CalendarDate(dueOn) else {
                continue
            }
            ledger.documents.append(
                Document(
                    number: number, kind: kind, customer: customer, currency: currency,
                    documentOn: documentOn, dueOn: dueOn,
                    lines: [(kind == "debit_note" ? "fee" : "revenue", amount)]))
        }
        for (day, customer, amount) in quarterReceipts {
            guard let bookedOn = CalendarDate(day) else { continue }
            ledger.receipts.append(
                Receipt(account: 1, customer: customer, amountMinor: amount, bookedOn: bookedOn))
        }
        for (day, happening, decision) in quarterEvents {
            guard let day = CalendarDate(day) else { continue }
            ledger.happen(happening, on: day)
            guard let (payment, rest, outcome, grade) = decision else { continue }
            ledger.decide(payment, rest: rest, outcome: outcome, amountGrade: grade)
        }
        return ledger
    }

    private static let quarterDocuments: [(String, String, Int64, String, String, Int64)] = [
        ("INV-0901", "invoice", 1, "2025-11-15", "2025-12-15", 100_000),
        ("INV-0902", "invoice", 2, "2025-12-20", "2026-01-19", 50_000),
        ("INV-1001", "invoice", 1, "2026-01-05", "2026-02-04", 80_000),
        ("INV-1002", "invoice", 2, "2026-01-12", "2026-02-11", 120_000),
        ("INV-1003", "invoice", 3, "2026-01-28", "2026-02-27", 200_000),
        ("INV-1004", "invoice", 2, "2026-02-03", "2026-03-05", 60_000),
        ("CN-2001", "credit_note", 2, "2026-02-10", "2026-02-10", 20_000),
        ("INV-1005", "invoice", 1, "2026-02-27", "2026-03-29", 40_000),
        ("DM-3001", "debit_note", 1, "2026-03-02", "2026-03-02", 2500),
        ("INV-1006", "invoice", 3, "2026-03-10", "2026-04-09", 90_000),
    ]

    private static let quarterReceipts: [(String, Int64?, Int64)] = [
        ("2026-01-20", 1, 100_000), ("2026-01-25", 2, 50_000), ("2026-02-06", 1, 75_000),
        ("2026-02-15", 2, 110_000), ("2026-02-20", nil, 30_000), ("2026-03-15", 3, 170_000),
    ]

    /// A decision is payment, rest, outcome and amount grade.
    private typealias Decided = (Int64, Int64, Int16, Int16)

    private static let quarterEvents: [(String, Happening, Decided?)] = [
        ("2025-11-15", .issued(document: 1), nil),
        ("2025-12-20", .issued(document: 2), nil),
        ("2026-01-05", .issued(document: 3), nil),
        ("2026-01-12", .issued(document: 4), nil),
        ("2026-01-20", .received(payment: 1), nil),
        ("2026-01-20", apply(1, to: 1, 100_000), (1, 0, 1, 1)),
        ("2026-01-25", .received(payment: 2), nil),
        ("2026-01-25", apply(2, to: 2, 50_000), (2, 0, 1, 1)),
        ("2026-01-28", .issued(document: 5), nil),
        ("2026-02-03", .issued(document: 6), nil),
        ("2026-02-06", .received(payment: 3), nil),
        ("2026-02-06", apply(3, to: 3, 75_000), (3, 0, 1, 3)),
        ("2026-02-10", .issued(document: 7), nil),
        ("2026-02-10", .credited(note: 7, document: 4, amountMinor: 20_000), nil),
        ("2026-02-15", .received(payment: 4), nil),
        ("2026-02-15", apply(4, to: 4, 100_000), (4, 10_000, 2, 4)),
        ("2026-02-20", .received(payment: 5), (5, 30_000, 4, 0)),
        ("2026-02-27", .issued(document: 8), nil),
        ("2026-03-02", .unapplied(event: 12), nil),
        ("2026-03-02", .returned(payment: 3, amountMinor: 75_000), nil),
        ("2026-03-02", .issued(document: 9), nil),
        ("2026-03-05", .identified(payment: 5, customer: 3, amountMinor: 30_000), nil),
        ("2026-03-05", apply(5, to: 5, 30_000, automatic: false), (5, 0, 1, 1)),
        ("2026-03-10", .issued(document: 10), nil),
        ("2026-03-15", .received(payment: 6), nil),
        ("2026-03-15", apply(6, to: 5, 170_000), (6, 0, 1, 1)),
        ("2026-03-20", apply(4, to: 6, 10_000, automatic: false), (4, 0, 1, 1)),
        ("2026-03-28", .adjusted(kind: "waiver", document: 9, amountMinor: 2500), nil),
        ("2026-03-30", .adjusted(kind: "write_off", document: 3, amountMinor: 10_000), nil),
    ]

    private static func apply(
        _ payment: Int64, to document: Int64, _ amount: Int64, automatic: Bool = true
    ) -> Happening {
        .applied(
            payment: payment, document: document, amountMinor: amount, isAutomatic: automatic)
    }
}
