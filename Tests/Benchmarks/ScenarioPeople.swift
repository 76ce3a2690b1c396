import CashApplication
import Ledger
import Postgres
import Store
import Values

/// What people find out about a payment.
private struct Resolution {
    let customer: String
    let currency: Currency
    var parts: [(document: String, minor: Int64)] = []
    var adjustedMinor: Int64 = 0
    var adjustment = ""
    /// The payment that a return takes back.
    var returned = ""
}

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
        let waiting = try db.query(waitingWhole, PostgresArray(payments))
            .map { row throws(PostgresError) in
                try row.columns(String.self, Int64.self, Int64.self, String.self)
            }
        let numbers = waiting.flatMap { resolutions[$0.0]?.parts.map(\.document) ?? [] }
        var open = try openDocuments(numbers, in: &db)
        let known = try customerIDs(waiting.compactMap { resolutions[$0.0]?.customer }, in: &db)
        var set = DecisionSet()
        var decided: [DecidedPayment] = []
        var writtenOff: [Int64] = []
        for (id, payment, minor, currency) in waiting {
            guard let resolution = resolutions[id], let customer = known[resolution.customer],
                let currency = Currency(code: currency)
            else { continue }
            let documents = resolution.parts.compactMap { open[$0.document] }
            // Money of another currency is exchanged beside this ledger; the document is settled.
            if documents.contains(where: { $0.currency != currency.code }) {
                writtenOff += documents.map(\.id)
                for part in resolution.parts { open[part.document] = nil }
                continue
            }
            guard set.add(resolution, payment, minor, customer: customer, &open) else { continue }
            decided.append(
                DecidedPayment(
                    currency: currency, cashAccount: LedgerAccount.unappliedCash, postedOn: day))
        }
        try db.identify(
            set.decisions.map { ($0.payment, $0.customer) }, on: day, batch: batch)
        try db.postDecisions(set, decided, batch: batch, isAutomatic: false)
        try db.reduceWaitingCash(batch: batch)
        try db.execute(writeOff, batch, day, PostgresArray(writtenOff))
        let count = set.decisions.count + writtenOff.count
        return (set.decisions.count, max(0, waiting.count - count))
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

/// A document with what is left of it during a day's work.
private struct OpenDocument {
    let id: Int64
    let customer: Int64
    var minor: Int64
    let currency: String
}

extension DecisionSet {
    /// Sets a payment against its documents; false, and nothing is changed, where they are no
    /// longer open as people remember.
    fileprivate mutating func add(
        _ resolution: Resolution, _ payment: Int64, _ minor: Int64, customer: Int64,
        _ open: inout [String: OpenDocument]
    ) -> Bool {
        var left = open
        var rest = minor
        // What the payer kept is let off on the largest document.
        var kept = max(0, resolution.adjustedMinor)
        let largest = resolution.parts.max { $0.minor < $1.minor }?.document
        var decision = Decision(
            payment: payment, outcome: .applied, gate: .advised, payer: .known,
            reference: .advised, amount: .equal)
        decision.customer = customer
        decision.firstAllocation = Int32(allocations.count)
        decision.firstDifference = Int32(differences.count)
        var (given, letOff): ([Allocation], [Difference]) = ([], [])
        for (number, cleared) in resolution.parts {
            guard var document = left[number], abs(document.minor) >= abs(cleared),
                document.minor.signum() == cleared.signum()
            else { return false }
            let difference = number == largest ? min(kept, cleared - 1) : 0
            kept -= difference
            document.minor -= cleared
            rest -= cleared - difference
            left[number] = document.minor == 0 ? nil : document
            given.append(
                Allocation(
                    payment: payment, item: document.id, customer: document.customer,
                    amountMinor: cleared - difference, settles: document.minor == 0))
            guard difference > 0 else { continue }
            letOff.append(
                Difference(
                    payment: payment, item: document.id, customer: document.customer,
                    amountMinor: difference,
                    reason: resolution.adjustment == "discount" ? .discount : .bankCharge))
        }
        guard rest >= 0, kept == 0 else { return false }
        open = left
        allocations += given
        differences += letOff
        decision.allocationCount = Int32(given.count)
        decision.differenceCount = Int32(letOff.count)
        decision.restMinor = rest
        decision.outcome = rest == 0 ? .applied : .partlyApplied
        decisions.append(decision)
        return true
    }
}

/// $1: the scenario's ids.
private let waitingWhole = """
    select entry.bank_reference, payment.id, payment.amount_minor, payment.currency
    from entry
    join payment on payment.entry_id = entry.id
    join open_cash on open_cash.payment_id = payment.id
        and open_cash.rest_minor = payment.amount_minor
    where entry.bank_reference = any ($1::text[])
    order by payment.id
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
    select $1, $2, 'write_off', \(LedgerAccount.adjustments), \(LedgerAccount.receivables),
        currency, open_minor, customer_id, invoice_id, 'paid in another currency'
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
