import CashApplication
import Foundation
import Ledger
import Postgres

/// What the engine booked and flagged of each payment, as the ledger has it.
struct DecisionList {
    /// Payment, document and amount of each application the engine made.
    private let applications: [(payment: String, document: String, minor: Int64)]
    /// Every payment with its flags and the last sentence of the engine about it.
    private let payments: [(id: String, flags: String, gate: String, sentence: String)]

    init(_ db: inout Connection) throws(PostgresError) {
        applications = try db.query(engineApplications).map { row throws(PostgresError) in
            try row.columns(String.self, String.self, Int64.self)
        }
        let codes = try db.query(engineFindings).map { row throws(PostgresError) in
            try row.columns(String.self, String.self)
        }
        let found = Dictionary(grouping: codes, by: \.0).mapValues { $0.map(\.1) }
        payments = try db.query(engineDecisions).map { row throws(PostgresError) in
            let (id, gate, reference, sentence) = try row.columns(
                String.self, Int16.self, Int16.self, String.self)
            // No grade tells of another currency; the sentence does.
            let flags = flags(
                of: found[id] ?? [],
                isClosed: reference == Int16(ReferenceGrade.closed.rawValue),
                isOtherCurrency: sentence.contains("not all of it in"))
            let name = Gate(rawValue: UInt8(gate)).map { "\($0)" } ?? ""
            return (id, flags, name, sentence)
        }
    }

    /// Writes CSV: a line for each application, and one for each payment without.
    ///
    /// Gate and sentence come last, for whoever asks why.
    ///
    /// - Returns: the number of lines.
    func write(to path: String) throws -> Int {
        var text = "payment_id,invoice_number,applied_amount,status,flags,gate,sentence\n"
        let applied = Dictionary(grouping: applications, by: \.payment)
        var lines = 0
        for payment in payments {
            let rest = "\(payment.flags),\(payment.gate),\(quoted(payment.sentence))\n"
            let own = applied[payment.id] ?? []
            for application in own {
                text += "\(payment.id),\(application.document),\(decimal(application.minor)),auto,"
                text += rest
            }
            if own.isEmpty { text += "\(payment.id),,,review,\(rest)" }
            lines += max(1, own.count)
        }
        try Data(text.utf8).write(to: URL(filePath: path))
        return lines
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.split(separator: "\"").joined(separator: "'") + "\""
    }

    /// Every currency of a scenario has two decimal places.
    private func decimal(_ minor: Int64) -> String {
        (minor < 0 ? "-" : "") + "\(abs(minor) / 100).\(two(Int(abs(minor) % 100)))"
    }
}

/// Names what was found as others name it.
///
/// - Parameters:
///   - codes: of discrepancies, differences and bank debits.
///   - isClosed: whether the payment names documents long settled.
///   - isOtherCurrency: whether documents named are in another currency.
/// - Returns: separated by bars.
private func flags(of codes: [String], isClosed: Bool, isOtherCurrency: Bool) -> String {
    var flags: Set<String> = isClosed ? ["closed_invoice"] : []
    for code in codes {
        switch code {
        case DiscrepancyCode.shortPayment.name: flags.insert("short_pay")
        case DiscrepancyCode.overpayment.name: flags.insert("over_pay")
        case DiscrepancyCode.referenceContradictsAmount.name:
            flags.insert(isOtherCurrency ? "wrong_currency" : "ambiguous")
        case DiscrepancyCode.ambiguous.name, DiscrepancyCode.undecided.name,
            DiscrepancyCode.payerConflict.name, DiscrepancyCode.otherCustomersDocument.name:
            flags.insert("ambiguous")
        case DiscrepancyCode.possibleSecondPayment.name: flags.insert("duplicate")
        case DiscrepancyCode.thirdPartyPayment.name: flags.insert("third_party")
        case DiscrepancyCode.unidentifiedPayer.name: flags.insert("unknown_payer")
        case DiscrepancyCode.suggestion.name, DiscrepancyCode.unexplainedAmount.name,
            DiscrepancyCode.heldDocument.name:
            flags.insert("on_account")
        case "tolerance": flags.insert("rounding")
        case "charge_deduction": flags.insert("bank_fee")
        case "discount", "reversal": flags.insert(code)
        default: break
        }
    }
    return flags.sorted().joined(separator: "|")
}

/// Also those that a return undid: they were made.
private let engineApplications = """
    select entry.bank_reference, invoice.number, case
        when allocation.credit_account = \(LedgerAccount.receivables) then amount.minor
        else -amount.minor end
    from allocation
    cross join lateral (select allocation.amount_minor as minor) as amount
    join invoice on invoice.id = allocation.invoice_id
    join payment on payment.id = allocation.payment_id
    join entry on entry.id = payment.entry_id
    where allocation.is_automatic
    order by payment.id, invoice.id
    """

private let engineFindings = """
    select entry.bank_reference, found.code
    from (
        select entity_id as payment_id, code from discrepancy where entity = 'payment'
        union all
        select adjustment.payment_id, adjustment.kind
        from adjustment
        join batch on batch.id = adjustment.batch_id
        where batch.kind <> 'person'
    ) as found
    join payment on payment.id = found.payment_id
    join entry on entry.id = payment.entry_id
    union all
    select entry.bank_reference, 'reversal'
    from bank_debit
    join entry on entry.id = bank_debit.entry_id
    where bank_debit.kind = 'return'
    order by 1, 2
    """

/// Returns are no payments and have no decision.
private let engineDecisions = """
    select entry.bank_reference, coalesce(last.gate, 0::smallint),
        coalesce(last.reference_grade, 0::smallint), coalesce(last.sentence, '')
    from entry
    left join payment on payment.entry_id = entry.id
    left join lateral (
        select decision.*
        from decision
        join batch on batch.id = decision.batch_id
        where decision.payment_id = payment.id and batch.kind <> 'person'
        order by decision.batch_id desc
        limit 1
    ) as last on true
    order by entry.bank_reference
    """
