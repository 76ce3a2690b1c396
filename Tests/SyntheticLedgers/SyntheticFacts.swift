import Ledger
package import Reporting
package import Values

extension SyntheticLedger {
    /// What the ledger's queries must read for a period, gathered in plain Swift.
    package func facts(for period: AccountingPeriod) -> ReportFacts {
        var facts = ReportFacts(
            entity: "Test", baseCurrency: accounts[0].currency, period: period,
            asOf: period.lastDay, version: 1, batch: Int64(events.count), ledgerDigest: "00")
        let rows = rows
        facts.customers = customers.enumerated().map { index, customer in
            CustomerFact(
                id: Int64(index) + 1, number: customer.number, name: "Customer \(customer.number)",
                termsDays: 30)
        }
        facts.ownAccounts = accounts.enumerated().map { index, account in
            OwnAccountFact(
                id: Int32(index) + 1, identifier: account.identifier, name: "Account \(index + 1)",
                currency: account.currency)
        }
        facts.openItems = openItems(rows, period)
        facts.dueMovements = dueMovements(rows, period)
        facts.movements = movements(rows.filter { period.contains($0.on) }, since: period.firstDay)
        facts.sealed = movements(
            rows.filter { $0.on <= period.lastDay }, since: Self.historyFirst(period))
        addCash(rows, to: &facts)
        addBanks(to: &facts)
        return facts
    }

    private static func historyFirst(_ period: AccountingPeriod) -> CalendarDate {
        (0..<36).reduce(AccountingPeriod.month(of: period.firstDay)) { month, _ in month.previous }
            .firstDay
    }

    private func openItems(_ rows: [MoneyRow], _ period: AccountingPeriod) -> [OpenItemFact] {
        documents.enumerated().compactMap { index, document in
            let id = Int64(index) + 1
            let own = rows.filter { $0.document == id && $0.on <= period.lastDay }
            func open(_ rows: some Sequence<MoneyRow>) -> Int64 {
                rows.reduce(0) { sum, row in
                    sum + (row.debit == 1200 ? row.amountMinor : 0)
                        - (row.credit == 1200 ? row.amountMinor : 0)
                }
            }
            let prior = open(own.lazy.filter { $0.on < period.firstDay })
            guard open(own) != 0 || prior != 0 else { return nil }
            return OpenItemFact(
                invoice: id, number: document.number, kind: document.kind,
                customer: document.customer, currency: document.currency,
                documentOn: document.documentOn, dueOn: document.dueOn,
                originalMinor: document.isCredit ? -document.grossMinor : document.grossMinor,
                openMinor: open(own), priorOpenMinor: prior, isHeld: false,
                lastPaidOn: own.filter { $0.kind == "allocation" }.map(\.on).max())
        }
    }

    private func dueMovements(_ rows: [MoneyRow], _ period: AccountingPeriod) -> [DueMovement] {
        var sums: [DueMovement: Int64] = [:]
        for row in rows
        where row.on <= period.lastDay && (row.debit == 1200) != (row.credit == 1200) {
            guard let document = row.document else { continue }
            let key = DueMovement(
                month: AccountingPeriod.month(of: row.on).firstDay,
                dueOn: self.document(document).dueOn, currency: row.currency, amountMinor: 0)
            sums[key, default: 0] += row.debit == 1200 ? row.amountMinor : -row.amountMinor
        }
        return sums.map { key, amount in
            DueMovement(
                month: key.month, dueOn: key.dueOn, currency: key.currency, amountMinor: amount)
        }
    }

    private func movements(_ rows: [MoneyRow], since first: CalendarDate) -> [Movement] {
        var sums: [Movement: (count: Int64, amount: Int64)] = [:]
        for row in rows {
            let key = Movement(
                month: AccountingPeriod.month(of: max(row.on, first)).firstDay,
                kind: TransferKind(rawValue: row.kind), debit: row.debit,
                credit: row.credit, currency: row.currency, count: 0,
                amountMinor: 0)
            sums[key, default: (0, 0)].count += 1
            sums[key, default: (0, 0)].amount += row.amountMinor
        }
        return sums.map { key, sum in
            var movement = key
            movement.count = sum.count
            movement.amountMinor = sum.amount
            return movement
        }
    }
}
