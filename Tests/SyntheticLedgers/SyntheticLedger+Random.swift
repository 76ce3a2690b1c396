package import Values

extension SyntheticLedger {
    /// A ledger of five months in which everything happens that can, in any order a clerk and the
    /// engine could have done it.
    ///
    /// - Parameters:
    ///   - generator: seeded, so that a failure can be repeated.
    ///   - currencies: one own account each.
    ///   - first: the first day of the first month.
    ///   - events: how many are tried; some find nothing to happen to.
    /// - Returns: the ledger.
    package static func random(
        _ generator: inout some RandomNumberGenerator, currencies: [Currency],
        from first: CalendarDate, events: Int
    ) -> SyntheticLedger {
        var ledger = SyntheticLedger()
        ledger.customers = (1...4).map { Customer(number: "C\($0)") }
        ledger.accounts = currencies.enumerated().map { index, currency in
            BankAccount(identifier: "DE8937040044053201300\(index)", currency: currency)
        }
        var days = (0..<events).map { _ in
            first.adding(days: Int.random(in: 0..<151, using: &generator))
        }
        days.sort()
        for day in days {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0..<6: ledger.issueSomething(on: day, &generator)
            case 6..<9: ledger.receiveSomething(on: day, &generator)
            case 9..<14: ledger.applySomething(on: day, &generator)
            case 14: ledger.undoSomething(on: day, &generator)
            case 15: ledger.returnSomething(on: day, &generator)
            case 16: ledger.identifySomething(on: day, &generator)
            case 17: ledger.creditSomething(on: day, &generator)
            default: ledger.adjustSomething(on: day, &generator)
            }
        }
        return ledger
    }

    private func now(_ day: CalendarDate) -> Recomputation {
        Recomputation(self, from: day, through: day)
    }

    private mutating func issueSomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let kind =
            ["invoice", "invoice", "invoice", "invoice", "credit_note", "debit_note"]
            .randomElement(using: &generator) ?? "invoice"
        var lines = [(kind == "debit_note" ? "fee" : "revenue", amount(&generator))]
        if kind != "debit_note", Bool.random(using: &generator) {
            lines.append(("tax", amount(&generator)))
        }
        // Now and then a document is posted after its own date.
        let documentOn = day.adding(days: -(Int.random(in: -3..<10, using: &generator) / 4))
        documents.append(
            Document(
                number: "D\(documents.count + 1)", kind: kind,
                customer: Int64.random(in: 1...4, using: &generator),
                currency: accounts.randomElement(using: &generator)?.currency
                    ?? accounts[0].currency,
                documentOn: documentOn,
                dueOn: documentOn.adding(
                    days: [0, 14, 30, 60].randomElement(using: &generator) ?? 0),
                lines: lines))
        happen(.issued(document: Int64(documents.count)), on: day)
    }

    private mutating func receiveSomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        receipts.append(
            Receipt(
                account: Int32.random(in: 1...Int32(accounts.count), using: &generator),
                customer: Int.random(in: 0..<4, using: &generator) == 0
                    ? nil : Int64.random(in: 1...4, using: &generator),
                amountMinor: amount(&generator), bookedOn: day))
        happen(.received(payment: Int64(receipts.count)), on: day)
    }

    private mutating func applySomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let now = now(day)
        let known = now.cash.keys.filter { !now.unidentified.contains($0) }.sorted()
        guard let payment = known.randomElement(using: &generator) else { return }
        let items = now.open.keys.filter { document($0).currency == currency(of: payment) }
            .sorted()
        guard let item = items.randomElement(using: &generator), let open = now.open[item],
            let cash = now.cash[payment]
        else { return }
        let most = open < 0 ? -open : min(open, cash)
        let part =
            Bool.random(using: &generator)
            ? most : Int64.random(in: 1...most, using: &generator)
        // One application of a payment to a document; more would need an occurrence.
        let isSecond = events.contains { event in
            guard case .applied(payment, item, _, _) = event.happening else { return false }
            return true
        }
        guard !isSecond else { return }
        happen(
            .applied(
                payment: payment, document: item, amountMinor: part,
                isAutomatic: Bool.random(using: &generator)),
            on: day)
        guard open > 0 else { return }
        decide(
            payment, rest: cash - part, outcome: cash == part ? 1 : 2,
            amountGrade: [1, 3, 4].randomElement(using: &generator) ?? 1)
    }

    private mutating func undoSomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let undone = Set(
            events.compactMap { event -> Int64? in
                switch event.happening {
                case .unapplied(let event), .unadjusted(let event): event
                default: nil
                }
            })
        let candidates = events.indices.map { Int64($0) + 1 }.filter { !undone.contains($0) }
            .filter { number in
                switch events[Int(number) - 1].happening {
                // Credit notes stay used: the cash they gave may be gone.
                case .applied(_, let item, _, _): !document(item).isCredit
                case .adjusted: true
                default: false
                }
            }
        guard let number = candidates.randomElement(using: &generator) else { return }
        if case .adjusted = events[Int(number) - 1].happening {
            happen(.unadjusted(event: number), on: day)
        } else {
            happen(.unapplied(event: number), on: day)
        }
    }

    private mutating func returnSomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let now = now(day)
        let returned = events.compactMap { event -> Int64? in
            guard case .returned(let payment, _) = event.happening else { return nil }
            return payment
        }
        let candidates = now.cash.keys.filter {
            !now.unidentified.contains($0) && !returned.contains($0)
        }.sorted()
        guard let payment = candidates.randomElement(using: &generator),
            let rest = now.cash[payment], rest > 0
        else { return }
        happen(.returned(payment: payment, amountMinor: rest), on: day)
    }

    private mutating func identifySomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let now = now(day)
        guard let payment = now.unidentified.sorted().randomElement(using: &generator),
            let rest = now.cash[payment]
        else { return }
        let customer = Int64.random(in: 1...4, using: &generator)
        happen(.identified(payment: payment, customer: customer, amountMinor: rest), on: day)
    }

    private mutating func creditSomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let now = now(day)
        let notes = now.open.keys.filter { document($0).isCredit }.sorted()
        guard let note = notes.randomElement(using: &generator), let credit = now.open[note] else {
            return
        }
        let items = now.open.keys.filter {
            !document($0).isCredit && document($0).currency == document(note).currency
                && document($0).customer == document(note).customer
        }.sorted()
        guard let item = items.randomElement(using: &generator), let open = now.open[item] else {
            return
        }
        happen(.credited(note: note, document: item, amountMinor: min(-credit, open)), on: day)
    }

    private mutating func adjustSomething(
        on day: CalendarDate, _ generator: inout some RandomNumberGenerator
    ) {
        let now = now(day)
        let items = now.open.keys.filter { !document($0).isCredit }.sorted()
        guard let item = items.randomElement(using: &generator), let open = now.open[item] else {
            return
        }
        let kind =
            ["tolerance", "charge_deduction", "discount", "write_off", "waiver"]
            .randomElement(using: &generator) ?? "waiver"
        happen(
            .adjusted(
                kind: kind, document: item,
                amountMinor: Int64.random(in: 1...open, using: &generator)),
            on: day)
    }

    private func amount(_ generator: inout some RandomNumberGenerator) -> Int64 {
        Int64.random(in: 1...250_000, using: &generator)
    }
}
