package import Values

/// What a ledger must show on a day, found by going through what happened one by one: no accounts,
/// no money rows, no sums of sums.
package struct Recomputation: Sendable {
    /// What is open on each document, credit notes negative; closed ones are left out.
    package private(set) var open: [Int64: Int64] = [:]
    /// What is left of each payment.
    package private(set) var cash: [Int64: Int64] = [:]
    package private(set) var unidentified: Set<Int64> = []
    /// Lines of the roll-forward by the column's name, from the first day that counts.
    package private(set) var flows: [Currency: [String: Int64]] = [:]
    package private(set) var received: [Currency: Int64] = [:]
    private let ledger: SyntheticLedger

    /// Goes through the events up to a day.
    ///
    /// - Parameters:
    ///   - ledger: what happened.
    ///   - from: flows before this day are not counted.
    ///   - through: the last day looked at.
    package init(_ ledger: SyntheticLedger, from: CalendarDate, through: CalendarDate) {
        self.ledger = ledger
        for event in ledger.events where event.on <= through {
            let counts = event.on >= from
            take(event.happening, counts: counts, undoing: false)
            switch event.happening {
            case .unapplied(let undone), .unadjusted(let undone):
                take(ledger.events[Int(undone) - 1].happening, counts: counts, undoing: true)
            default: break
            }
        }
        open = open.filter { $0.value != 0 }
        cash = cash.filter { $0.value != 0 }
    }

    private mutating func take(
        _ happening: SyntheticLedger.Happening, counts: Bool, undoing: Bool
    ) {
        let sign: Int64 = undoing ? -1 : 1
        switch happening {
        case .issued(let id): issue(id, counts)
        case .received(let id):
            let receipt = ledger.receipt(id)
            cash[id, default: 0] += receipt.amountMinor
            if receipt.customer == nil { unidentified.insert(id) }
            if counts { received[ledger.currency(of: id), default: 0] += receipt.amountMinor }
        case .applied(let payment, let id, let amount, _):
            let document = ledger.document(id)
            let change = (document.isCredit ? -amount : amount) * sign
            open[id, default: 0] -= change
            cash[payment, default: 0] -= change
            if undoing {
                count("returns_reopened", document.currency, -change, counts)
            } else {
                count("cash_applied", document.currency, change, counts)
            }
        case .returned(let payment, let amount): cash[payment, default: 0] -= amount
        case .identified(let payment, _, _): unidentified.remove(payment)
        case .credited(let note, let id, let amount):
            open[note, default: 0] += amount
            open[id, default: 0] -= amount
        case .adjusted(let kind, let id, let amount):
            open[id, default: 0] -= amount * sign
            let line =
                switch kind {
                case "discount": "discounts"
                case "write_off": "writeoffs"
                default: "adjustments"
                }
            count(line, ledger.document(id).currency, amount * sign, counts)
        case .unapplied, .unadjusted: break
        }
    }

    private mutating func issue(_ id: Int64, _ counts: Bool) {
        let document = ledger.document(id)
        for line in document.lines {
            let change = document.isCredit ? -line.amountMinor : line.amountMinor
            open[id, default: 0] += change
            if line.kind == "fee" {
                count("fees_interest", document.currency, change, counts)
            } else if document.isCredit {
                count("credit_notes", document.currency, line.amountMinor, counts)
            } else {
                count("billed", document.currency, line.amountMinor, counts)
            }
        }
    }

    private mutating func count(
        _ line: String, _ currency: Currency, _ amount: Int64, _ counts: Bool
    ) {
        if counts { flows[currency, default: [:]][line, default: 0] += amount }
    }

    /// Receivables of a currency.
    package func receivables(_ currency: Currency) -> Int64 {
        open.reduce(0) { ledger.document($1.key).currency == currency ? $0 + $1.value : $0 }
    }

    /// Cash of a currency that is set against no document.
    package func rest(_ currency: Currency, unidentified wanted: Bool) -> Int64 {
        cash.reduce(0) { sum, left in
            let counts =
                ledger.currency(of: left.key) == currency
                && unidentified.contains(left.key) == wanted
            return counts ? sum + left.value : sum
        }
    }

    /// Receivables of a customer and currency by days from the due or document day: up to 0, to
    /// 30, to 60, to 90, more.
    package func aged(
        _ customer: Int64, _ currency: Currency, on day: CalendarDate, byDocumentDate: Bool
    ) -> [Int64] {
        var buckets: [Int64] = [0, 0, 0, 0, 0]
        for (id, amount) in open {
            let document = ledger.document(id)
            guard document.customer == customer, document.currency == currency else { continue }
            let days = day.days(since: byDocumentDate ? document.documentOn : document.dueOn)
            var bucket = 0
            for limit in [0, 30, 60, 90] where days > limit { bucket += 1 }
            if byDocumentDate && bucket == 0 { bucket = 1 }
            buckets[bucket] += amount
        }
        return buckets
    }
}
