import EmbeddedSQL
import Ledger
import Postgres
import Reporting
import Values

extension Connection {
    /// Open items, and receivables by due date.
    mutating func readReceivables(into facts: inout ReportFacts) throws(PostgresError) {
        facts.openItems = try openItemFacts(for: facts)
        facts.dueMovements = try query(
            SQL.reportDueMovements, facts.batch, facts.asOf, facts.historyFirst
        ).map { row throws(PostgresError) in
            let (month, dueOn, code, amount) = try row.columns(
                CalendarDate.self, CalendarDate.self, String.self, Int64.self)
            return DueMovement(
                month: month, dueOn: dueOn, currency: try Currency(column: code),
                amountMinor: amount)
        }
    }

    private mutating func openItemFacts(
        for facts: ReportFacts
    ) throws(PostgresError) -> [OpenItemFact] {
        try query(
            SQL.reportOpenItems, facts.batch, facts.asOf, facts.priorDay
        ).map { row throws(PostgresError) in
            let (
                invoice, number, kind, customer, code, documentOn, dueOn, original, open, prior,
                isHeld, lastPaidOn
            ) = try row.columns(
                Int64.self, String.self, String.self, Int64.self, String.self, CalendarDate.self,
                CalendarDate.self, Int64.self, Int64.self, Int64.self, Bool.self,
                CalendarDate?.self)
            return OpenItemFact(
                invoice: invoice, number: number, kind: kind, customer: customer,
                currency: try Currency(column: code), documentOn: documentOn, dueOn: dueOn,
                originalMinor: original, openMinor: open, priorOpenMinor: prior, isHeld: isHeld,
                lastPaidOn: lastPaidOn)
        }
    }

    /// Movements from the money rows, and the same from the seals.
    mutating func readSums(into facts: inout ReportFacts) throws(PostgresError) {
        facts.movements = try query(
            SQL.reportMovements, facts.batch, facts.period.firstDay, facts.asOf
        ).map(movement)
        facts.sealed = try query(
            SQL.reportSealed, facts.batch, facts.asOf, facts.historyFirst
        ).map(movement)
    }

    /// Discrepancies with their state on the last day.
    mutating func discrepancyFacts(
        for facts: ReportFacts
    ) throws(PostgresError) -> [DiscrepancyFact] {
        try query(
            SQL.reportDiscrepancies, facts.batch, facts.asOf, facts.priorDay
        ).map { row throws(PostgresError) in
            let (
                id, code, severity, firstSeenOn, lastSeenOn, occurrences, currencyCode, amount,
                entity, entityID, isOpen, wasOpen, lastEvent, lastOn, note, sentence, evidence
            ) = try row.columns(
                Int64.self, String.self, String.self, CalendarDate.self, CalendarDate.self,
                Int64.self, String?.self, Int64?.self, String.self, Int64.self, Bool.self,
                Bool.self, String.self, CalendarDate.self, String.self, String.self, String.self)
            guard let severity = DiscrepancyFact.Severity(rawValue: severity) else {
                throw .malformedValue(column: "severity", type: "Severity (\(severity))")
            }
            return DiscrepancyFact(
                id: id, code: code, severity: severity, firstSeenOn: firstSeenOn,
                lastSeenOn: lastSeenOn, occurrences: occurrences,
                currency: try optionalCurrency(currencyCode), amountMinor: amount, entity: entity,
                entityID: entityID, isOpen: isOpen, wasOpen: wasOpen, lastEvent: lastEvent,
                lastOn: lastOn, note: note, sentence: sentence, evidence: evidence)
        }
    }
}

private func optionalCurrency(_ code: String?) throws(PostgresError) -> Currency? {
    guard let code else { return nil }
    return try Currency(column: code)
}

private func movement(_ row: borrowing Row) throws(PostgresError) -> Movement {
    let (month, kind, debit, credit, code, count, amount) = try row.columns(
        CalendarDate.self, String.self, Int32.self, Int32.self, String.self, Int64.self,
        Int64.self)
    return Movement(
        month: month, kind: TransferKind(rawValue: kind), debit: debit,
        credit: credit, currency: try Currency(column: code), count: count,
        amountMinor: amount)
}
