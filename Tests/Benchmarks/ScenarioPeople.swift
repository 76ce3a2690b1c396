import CashApplication
import Ledger
import Postgres
import Store
import Values

/// The people who resolve at the end of a day what the engine left to them, so that documents do
/// not stay open that were paid.
struct ScenarioPeople {
    private var resolutions: [String: Resolution] = [:]
    private let customers: [String: String]
    /// Payments set against their documents, and those whose documents were no longer open.
    private(set) var resolved = 0
    private(set) var stuck = 0

    /// - Parameters:
    ///   - path: the file with the answers.
    ///   - customers: numbers by the scenario's ids.
    /// - Throws: when the file cannot be read.
    init(_ path: String, customers: [String: String]) throws {
        self.customers = customers
        _ = try ScenarioTable(path).map { row in
            let id = row["payment_id"]
            var known =
                try resolutions[id]
                ?? Resolution(
                    customer: customers[row["customer_id"]] ?? "", currency: row.currency(),
                    returned: row["class"] == "reversal" ? row["link"] : "")
            if !row["invoice_number"].isEmpty {
                known.parts.append((row["invoice_number"], try row.minor("applied_amount")))
            }
            known.adjustedMinor += try row.minor("adjust_amount")
            if !row["adjust_kind"].isEmpty { known.adjustment = row["adjust_kind"] }
            resolutions[id] = known
        }
    }

    /// Books what these payments were for, as far as nothing was booked of them.
    mutating func resolve(
        _ payments: [String], on day: CalendarDate, in db: inout Connection
    ) throws(PostgresError) {
        let work = self
        let answers = payments.filter { id in
            work.resolutions[id].map { !$0.parts.isEmpty || !$0.returned.isEmpty } ?? false
        }
        guard !answers.isEmpty else { return }
        let (resolved, stuck) = try db.posting { db throws(PostgresError) in
            try db.post(
                .person, madeBy: "scenario", businessOn: day, feed: nil
            ) { db, batch throws(PostgresError) in
                try work.takeBack(answers, on: day, batch: batch, in: &db)
                return try work.book(answers, on: day, batch: batch, in: &db)
            }
        }
        self.resolved += resolved
        self.stuck += stuck
    }

    private func book(
        _ payments: [String], on day: CalendarDate, batch: Int64, in db: inout Connection
    ) throws(PostgresError) -> (resolved: Int, stuck: Int) {
        let received = try receivedPayments(payments, in: &db)
        let numbers = received.flatMap { resolutions[$0.id]?.parts.map(\.document) ?? [] }
        var open = try openDocuments(numbers, in: &db)
        let known = try customerIDs(received.compactMap { resolutions[$0.id]?.customer }, in: &db)
        var set = DecisionSet()
        var decided: [DecidedPayment] = []
        var writtenOff: [Int64] = []
        var stuck = 0
        for payment in received {
            // One that has neither rest nor application went back to the payer.
            guard payment.restMinor > 0 || !payment.applied.isEmpty,
                let resolution = resolutions[payment.id],
                let customer = known[resolution.customer]
            else { continue }
            let left = resolution.left(after: payment.applied)
            let documents = left.compactMap { open[$0.document] }
            guard !documents.isEmpty else { continue }
            // Money of another currency is exchanged beside this ledger, and of a payment used up
            // the payer was let off the rest: either way the documents are settled.
            if documents.contains(where: { $0.currency != payment.currency.code })
                || payment.restMinor == 0
                    && left.allSatisfy({ open[$0.document]?.minor == $0.minor })
            {
                writtenOff += documents.map(\.id)
                for part in left { open[part.document] = nil }
            } else if set.add(left, resolution, payment, customer: customer, &open) {
                decided.append(
                    DecidedPayment(
                        currency: payment.currency, cashAccount: LedgerAccount.unappliedCash,
                        postedOn: day))
            } else {
                stuck += 1
            }
        }
        try db.identify(
            set.decisions.map { ($0.payment, $0.customer) }, on: day, batch: batch)
        try db.postDecisions(set, decided, batch: batch, isAutomatic: false)
        try db.reduceWaitingCash(batch: batch)
        try db.execute(writeOff, batch, day, PostgresArray(writtenOff))
        return (set.decisions.count, stuck)
    }

    /// Undoes the payments that the bank took back and the engine could not tell.
    private func takeBack(
        _ payments: [String], on day: CalendarDate, batch: Int64, in db: inout Connection
    ) throws(PostgresError) {
        let orphans = try db.query(orphanReturns, PostgresArray(payments))
            .map { row throws(PostgresError) in try row.columns(String.self) }
        let returned = orphans.compactMap { resolutions[$0]?.returned }
        let ids = try db.query(paymentsNamed, PostgresArray(returned))
            .map { row throws(PostgresError) in try row.columns(Int64.self) }
        let accounts = try db.undo(ids.map { ($0, day, "returned") }, batch: batch)
        for payment in accounts.values {
            try db.execute(moveReturned, batch, day, payment.id, payment.account)
        }
    }

    private func receivedPayments(
        _ ids: [String], in db: inout Connection
    ) throws(PostgresError) -> [ReceivedPayment] {
        let applied = try db.query(appliedAlready, PostgresArray(ids)).map {
            row throws(PostgresError) in
            try row.columns(String.self, String.self, Int64.self)
        }
        let documents = Dictionary(grouping: applied, by: \.0)
        return try db.query(receivedByName, PostgresArray(ids)).map { row throws(PostgresError) in
            let (id, payment, rest, code) = try row.columns(
                String.self, Int64.self, Int64.self, String.self)
            guard let currency = Currency(code: code) else {
                throw .malformedValue(column: "currency", type: "Currency")
            }
            let own = (documents[id] ?? []).map { ($0.1, $0.2) }
            return ReceivedPayment(
                id: id, payment: payment, restMinor: rest, currency: currency,
                applied: Dictionary(uniqueKeysWithValues: own))
        }
    }

    private func openDocuments(
        _ numbers: [String], in db: inout Connection
    ) throws(PostgresError) -> [String: OpenDocument] {
        let rows = try db.query(openByNumber, PostgresArray(numbers))
            .map { row throws(PostgresError) in
                let (number, id, customer, minor, currency) = try row.columns(
                    String.self, Int64.self, Int64.self, Int64.self, String.self)
                return (
                    number,
                    OpenDocument(id: id, customer: customer, minor: minor, currency: currency)
                )
            }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    private func customerIDs(
        _ numbers: [String], in db: inout Connection
    ) throws(PostgresError) -> [String: Int64] {
        let rows = try db.query(
            "select number, id from customer where number = any ($1::text[])",
            PostgresArray(numbers)
        ).map { row throws(PostgresError) in try row.columns(String.self, Int64.self) }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

/// $1: the scenario's ids.
private let receivedByName = """
    select entry.bank_reference, payment.id, coalesce(open_cash.rest_minor, 0), payment.currency
    from entry
    join payment on payment.entry_id = entry.id
    left join open_cash on open_cash.payment_id = payment.id
    where entry.bank_reference = any ($1::text[])
    order by payment.id
    """

/// $1: the scenario's ids.
private let appliedAlready = """
    select entry.bank_reference, invoice.number, sum(case
        when part.credit_account = \(LedgerAccount.receivables) then part.amount_minor
        else -part.amount_minor end)::bigint
    from entry
    join payment on payment.entry_id = entry.id
    join (
        select payment_id, invoice_id, credit_account, amount_minor from allocation
        union all
        select payment_id, invoice_id, credit_account, amount_minor from adjustment
    ) as part on part.payment_id = payment.id
    join invoice on invoice.id = part.invoice_id
    where entry.bank_reference = any ($1::text[])
    group by entry.bank_reference, invoice.number
    """

/// $1: numbers.
private let openByNumber = """
    select number, invoice_id, customer_id, open_minor, currency
    from open_item
    where number = any ($1::text[])
    """

/// $1: batch, $2 day, $3 documents.
private let writeOff = """
    with gone as (
        delete from open_item
        where invoice_id = any ($3::bigint[])
        returning invoice_id, customer_id, currency, open_minor
    )
    insert into adjustment (
        batch_id, posted_on, kind, debit_account, credit_account, currency, amount_minor,
        customer_id, invoice_id, reason)
    select $1, $2, 'write_off', case when open_minor > 0 then \(LedgerAccount.adjustments)
        else \(LedgerAccount.receivables) end, case when open_minor > 0
        then \(LedgerAccount.receivables) else \(LedgerAccount.adjustments) end,
        currency, abs(open_minor), customer_id, invoice_id, 'settled beside the cash'
    from gone
    """

/// $1: the scenario's ids.
private let orphanReturns = """
    select entry.bank_reference
    from entry
    join bank_debit on bank_debit.entry_id = entry.id
    where entry.bank_reference = any ($1::text[]) and bank_debit.returned_payment_id is null
    """

/// $1: the scenario's ids.
private let paymentsNamed = """
    select payment.id
    from entry
    join payment on payment.entry_id = entry.id
    where entry.bank_reference = any ($1::text[])
    """

/// $1: batch, $2 day, $3 payment, $4 the account its cash lies on.
private let moveReturned = """
    insert into adjustment (
        batch_id, posted_on, kind, debit_account, credit_account, currency, amount_minor,
        customer_id, payment_id, reason)
    select $1, $2, 'credit_transfer', $4, \(LedgerAccount.bankClearing), currency, amount_minor,
        customer_id, id, 'taken back by the bank'
    from payment
    where id = $3
    """
