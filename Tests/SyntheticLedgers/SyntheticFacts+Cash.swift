import Ledger
import Reporting
import Values

extension SyntheticLedger {
    /// Receipts, returns, rests, and how payments were matched.
    func addCash(_ rows: [MoneyRow], to facts: inout ReportFacts) {
        let period = facts.period
        for (index, receipt) in receipts.enumerated() where receipt.bookedOn <= period.lastDay {
            let id = Int64(index) + 1
            let own = rows.filter { $0.payment == id && $0.on <= period.lastDay }
            if period.contains(receipt.bookedOn) {
                facts.receipts.append(receiptFact(id, own))
            }
            if let residual = residual(id, own, period) { facts.residuals.append(residual) }
        }
        for (index, event) in events.enumerated() where period.contains(event.on) {
            guard case .returned(let payment, let amount) = event.happening else { continue }
            facts.returns.append(
                ReturnFact(
                    id: Int64(index) + 1, ownAccount: receipt(payment).account,
                    currency: currency(of: payment), bookedOn: event.on, payment: payment,
                    reasonCode: "R01", amountMinor: amount))
        }
        facts.matching = matching(through: period.lastDay)
    }

    private func rest(_ rows: some Sequence<MoneyRow>, on account: Int32) -> Int64 {
        rows.reduce(0) { sum, row in
            sum + (row.credit == account ? row.amountMinor : 0)
                - (row.debit == account ? row.amountMinor : 0)
        }
    }

    private func payer(_ rows: [MoneyRow]) -> Int64? {
        rows.last { ["payment", "identification"].contains($0.kind) && $0.customer != nil }?
            .customer
    }

    private func receiptFact(_ id: Int64, _ own: [MoneyRow]) -> ReceiptFact {
        let receipt = receipt(id)
        var fact = ReceiptFact(
            payment: id, ownAccount: receipt.account, currency: currency(of: id),
            postedOn: receipt.bookedOn, bookedOn: receipt.bookedOn, valueOn: receipt.bookedOn,
            amountMinor: receipt.amountMinor)
        fact.customer = payer(own)
        fact.format = "camt053"
        let place = statements.firstIndex {
            $0.account == receipt.account && $0.month.contains(receipt.bookedOn)
        }
        fact.feed = place.map { Int64($0) + 1 }
        fact.entry = id
        fact.unappliedMinor = rest(own, on: 2100)
        fact.unidentifiedMinor = rest(own, on: 2110)
        fact.returnedMinor = own.filter { $0.kind == "bank_return" }
            .reduce(0) { $0 + $1.amountMinor }
        let decided = decisions.filter { $0.payment == id }
        if let first = decided.first {
            fact.first = ReceiptFact.FirstDecision(
                restMinor: first.restMinor,
                isAutomatic: batchKind(of: events[Int(first.event) - 1]) != "person")
        }
        fact.amountMatch =
            switch decided.last?.amountGrade {
            case 1: .full
            case 3: .short
            case 4: .over
            default: .unknown
            }
        let allocations = own.filter { $0.kind == "allocation" }
        fact.hasAutomatic = allocations.contains(where: \.isAutomatic)
        fact.hasManual = allocations.contains { !$0.isAutomatic }
        return fact
    }

    private func residual(
        _ id: Int64, _ own: [MoneyRow], _ period: AccountingPeriod
    ) -> ResidualFact? {
        let prior = own.filter { $0.on < period.firstDay }
        let fact = ResidualFact(
            payment: id, customer: payer(own), currency: currency(of: id),
            receivedOn: receipt(id).bookedOn, amountMinor: receipt(id).amountMinor,
            unappliedMinor: rest(own, on: 2100), unidentifiedMinor: rest(own, on: 2110),
            priorUnappliedMinor: rest(prior, on: 2100),
            priorUnidentifiedMinor: rest(prior, on: 2110), reasonCode: "",
            sentence: decisions.last { $0.payment == id }.map { _ in "decided" } ?? "")
        let isEmpty = [
            fact.unappliedMinor, fact.unidentifiedMinor, fact.priorUnappliedMinor,
            fact.priorUnidentifiedMinor,
        ].allSatisfy { $0 == 0 }
        return isEmpty ? nil : fact
    }

    private func matching(through last: CalendarDate) -> [MatchingFact] {
        var facts: [MatchingFact] = []
        for (index, receipt) in receipts.enumerated() where receipt.bookedOn <= last {
            let id = Int64(index) + 1
            let month = AccountingPeriod.month(of: receipt.bookedOn).firstDay
            var fact = MatchingFact(
                month: month, currency: currency(of: id), count: 1,
                amountMinor: receipt.amountMinor, firstPassCount: 0, firstPassMinor: 0)
            if let first = decisions.first(where: { $0.payment == id }),
                batchKind(of: events[Int(first.event) - 1]) != "person"
            {
                fact.firstPassCount = first.restMinor == 0 ? 1 : 0
                fact.firstPassMinor = receipt.amountMinor - first.restMinor
            }
            if let place = facts.firstIndex(where: {
                $0.month == month && $0.currency == fact.currency
            }) {
                facts[place].count += 1
                facts[place].amountMinor += fact.amountMinor
                facts[place].firstPassCount += fact.firstPassCount
                facts[place].firstPassMinor += fact.firstPassMinor
            } else {
                facts.append(fact)
            }
        }
        return facts
    }
}
