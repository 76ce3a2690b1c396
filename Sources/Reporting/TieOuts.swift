import Ledger
import Values

/// The proofs of a period, one set a currency.
///
/// Left and right are read or added up separately: items, due dates, kinds of movement, cash rests,
/// bank statements, and the sums sealed with the batches.
func tieOuts(_ facts: ReportFacts) -> [TieOut] {
    var ties: [TieOut] = []
    for currency in facts.currencies {
        ties += receivableTieOuts(facts, currency)
        ties += bankTieOuts(facts, currency)
        ties += cashTieOuts(facts, currency)
        ties += fileTieOuts(facts, currency)
        ties += quarterTieOuts(facts, currency)
        ties.append(sealTieOut(facts, currency))
    }
    return ties
}

/// T1 and T2.
private func receivableTieOuts(_ facts: ReportFacts, _ currency: Currency) -> [TieOut] {
    let whole = facts.rollForward(of: currency)
    let items = facts.openItems.filter { $0.currency == currency }
    let control = facts.sealed.filter { $0.currency == currency }.sum(\.receivableChange)
    func tie(_ id: String, _ statement: String, _ left: Int64, _ right: Int64) -> TieOut {
        TieOut(id, statement, left, right, currency)
    }
    return [
        tie(
            "T1", "Open items (RP01) = roll-forward closing (RP02)",
            items.sum(\.openMinor), whole.rolled),
        tie("T1", "Roll-forward closing (RP02) = receivables account", whole.rolled, control),
        tie("T1", "Roll-forward closing (RP02) = aging totals", whole.rolled, whole.closing),
        tie(
            "T2", "Roll-forward opening = open items at \(facts.dayBefore)", whole.opening,
            items.sum(\.priorOpenMinor)),
    ]
}

/// T3, per own account: the period's credits, and the balance where the bank states one.
private func bankTieOuts(_ facts: ReportFacts, _ currency: Currency) -> [TieOut] {
    facts.ownAccounts.filter { $0.currency == currency }.flatMap { account -> [TieOut] in
        let name = masked(account.identifier)
        let days = facts.bankDays.filter { $0.ownAccount == account.id }
        // A receipt may be posted in a later month than the bank booked it, because its own was
        // closed; the journal goes by posting, the bank by booking.
        let booked = facts.period.firstDay...facts.asOf
        let journal = facts.receipts.filter {
            $0.ownAccount == account.id && booked.contains($0.bookedOn)
        }
        let beside = days.sum { $0.postedElsewhereMinor + $0.otherMinor }
        var ties = [
            TieOut(
                "T3", "Receipts (RP03) and other credits = bank's credits, \(name)",
                journal.sum(\.amountMinor) + beside, days.sum(\.statementMinor), currency)
        ]
        for balance in facts.bankBalances where balance.ownAccount == account.id {
            ties.append(
                TieOut(
                    "T3", "Ledger = bank's closing balance at \(balance.closingOn), \(name)",
                    balance.ledgerMinor, balance.statedMinor, currency))
        }
        return ties
    }
}

/// T4 and T6.
private func cashTieOuts(_ facts: ReportFacts, _ currency: Currency) -> [TieOut] {
    var flows: [CashFlow: Int64] = [:]
    for movement in facts.movements where movement.currency == currency {
        guard let flow = movement.cashFlow else { continue }
        flows[flow, default: 0] += movement.cashChange
    }
    let residuals = facts.residuals.filter { $0.currency == currency }
    let rest = residuals.sum(\.restMinor)
    let prior = residuals.sum(\.priorMinor)
    let received = facts.receipts.filter { $0.currency == currency }.sum(\.amountMinor)
    let used = -[CashFlow.applied, .reopened, .otherwise].sum { flows[$0] ?? 0 }
    let control = facts.sealed.filter { $0.currency == currency }.sum(\.cashChange)
    return [
        TieOut(
            "T4", "Receipts - returns = applied - re-opened + change of unapplied cash",
            received + (flows[.returned] ?? 0), used + rest - prior, currency),
        TieOut(
            "T6", "Unapplied and unidentified cash (RP05) = its accounts", rest, control,
            currency),
    ]
}

/// T5.
///
/// Sums alone could hide two files that are wrong by the same amount, so any file that disagrees
/// with itself shows with all it moved.
private func fileTieOuts(_ facts: ReportFacts, _ currency: Currency) -> [TieOut] {
    let statements = facts.statements.filter { $0.currency == currency }
    let wrong = statements.filter { !$0.agrees }.sum { max(1, $0.creditMinor + $0.debitMinor) }
    return [
        TieOut(
            "T5", "Files' control totals = their records (RP04)",
            statements.sum(\.statedMinor),
            statements.sum(\.countedMinor), currency),
        TieOut("T5", "Moved in files whose records disagree = nothing", wrong, 0, currency),
    ]
}

/// T7: each flow of the months, from the money rows, against the quarter's, from the seals.
private func quarterTieOuts(_ facts: ReportFacts, _ currency: Currency) -> [TieOut] {
    guard facts.period.length == .quarter else { return [] }
    let months = facts.rollForwards(of: currency)
    let quarter = receivableFlows(facts.sealed, of: currency, in: facts.period)
    return ReceivableFlow.allCases.map { flow in
        TieOut(
            "T7", "\(flow.name): months = quarter", months.sum { $0[flow] },
            quarter[flow] ?? 0, currency)
    }
}

/// T8.
///
/// A money row is a debit and a credit of one amount; what can be wrong is a row that no seal
/// covers, or a seal over a row that is gone.
private func sealTieOut(_ facts: ReportFacts, _ currency: Currency) -> TieOut {
    let rows = facts.movements.filter { $0.currency == currency }
    let seals = facts.sealed.filter {
        $0.currency == currency && facts.period.contains($0.month)
    }
    return TieOut(
        "T8", "Debits of the money rows = credits sealed with the batches",
        rows.sum(\.amountMinor), seals.sum(\.amountMinor), currency)
}

extension TieOut {
    fileprivate init(
        _ id: String, _ statement: String, _ left: Int64, _ right: Int64, _ currency: Currency
    ) {
        self.init(
            id: id, statement: statement, left: Money(minorUnits: left, currency: currency),
            right: Money(minorUnits: right, currency: currency))
    }
}
