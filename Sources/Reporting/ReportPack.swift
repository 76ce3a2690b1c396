import Ledger
import Values

/// The reports of a month or a quarter: tables, proofs, pictures, and page one.
///
/// Pure: same facts, same pack.
package func reportPack(_ facts: ReportFacts) -> ReportPack {
    let directory = Directory(facts)
    let currency = facts.leadingCurrency
    return ReportPack(
        heading: ReportPack.Heading(
            entity: facts.entity, period: facts.period, asOf: facts.asOf, version: facts.version,
            batch: facts.batch, ledgerDigest: facts.ledgerDigest),
        tiles: tiles(ReceivableHistory(facts, currency), facts.period),
        tieOuts: tieOuts(facts),
        openDiscrepancies: worstDiscrepancies(facts, atMost: 3),
        frontCharts: [
            agingChart(facts, currency),
            rollForwardChart(facts, currency),
            historyChart(ReceivableHistory(facts, currency), facts.asOf),
        ],
        reports: [
            agingReport(facts, directory),
            rollForwardReport(facts),
            cashReceiptsReport(facts, directory),
            applicationReport(facts, directory),
            unappliedCashReport(facts, directory),
            discrepancyReport(facts),
            indicatorReport(facts),
        ])
}

extension ReportPack {
    /// Whether every proof holds; otherwise the pack must not go out without saying so.
    package var tiesOut: Bool { tieOuts.allSatisfy(\.holds) }
}

/// The gravest open discrepancies, each as a line: severity first, then amount, then age.
private func worstDiscrepancies(_ facts: ReportFacts, atMost count: Int) -> [String] {
    func rank(_ item: DiscrepancyFact) -> (Int, Int64, CalendarDate, Int64) {
        let severity = DiscrepancyFact.Severity.allCases.firstIndex(of: item.severity) ?? 0
        return (severity, -item.comparableAmount, item.firstSeenOn, item.id)
    }
    return facts.discrepancies.filter(\.isOpen).sorted { rank($0) < rank($1) }.prefix(count)
        .map { item in
            var facts = [item.code, item.severity.rawValue]
            if let amount = item.amountMinor, let currency = item.currency {
                facts.append(Money(minorUnits: amount, currency: currency).grouped)
            }
            facts.append("since \(item.firstSeenOn)")
            return facts.joined(separator: ", ") + ": " + item.sentence
        }
}

extension DiscrepancyFact {
    /// In ten-thousandths of the currency's unit: for an order, not for a sum; currencies are not
    /// converted.
    fileprivate var comparableAmount: Int64 {
        guard let amountMinor, let currency else { return 0 }
        let scale = (currency.minorDigits..<4).reduce(Int64(1)) { scale, _ in scale * 10 }
        let (scaled, overflow) = Int64(clamping: amountMinor.magnitude)
            .multipliedReportingOverflow(by: scale)
        return overflow ? .max : scaled
    }
}
