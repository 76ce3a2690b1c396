import Ledger
import Postgres
import Store
import Values

/// A ledger with open invoices by formula, so that whoever writes the bank's file knows them
/// without reading them back.
struct BenchmarkLedger {
    static let account = "DE89370400440532013000"
    static let firstDay = CalendarDate(daysSince2000: 9500)
    static let today = CalendarDate(daysSince2000: 9560)

    let customers: Int
    let invoices: Int

    /// - Parameter payments: how many are to come; there are two open invoices for each, at most
    ///   2,000,000, and a customer for every five.
    init(payments: Int) {
        customers = max(1, payments / 5)
        invoices = min(2 * payments, 2_000_000)
    }

    /// Invoices 1, 2, 3, … go to customers 1, 2, 3, … in turn.
    func customer(ofInvoice invoice: Int) -> Int { (invoice - 1) % customers + 1 }
    /// 10.00 to 5,009.99.
    static func cents(ofInvoice invoice: Int) -> Int { 1000 + invoice * 7_919_317 % 500_000 }
    static func number(ofInvoice invoice: Int) -> String { "RE-\(10_000_000 + invoice)" }
    static func account(ofCustomer customer: Int) -> String { "\(700_000_000_000 + customer)" }
    static func name(ofCustomer customer: Int) -> String { "Kunde \(1_000_000 + customer) GmbH" }

    /// Fills an empty ledger.
    func fill(_ db: inout Connection) throws(PostgresError) {
        _ = try db.setUpLedger(
            LedgerFacts(name: "Benchmark", baseCurrency: "EUR", timeZone: "UTC"),
            ownAccounts: [
                StoredOwnAccount(identifier: Self.account, currency: "EUR", name: "Main account")
            ])
        try db.execute(insertCustomers, Int64(customers))
        try db.execute(insertIdentities)
        let (customers, invoices) = (Int64(customers), Int64(invoices))
        try db.posting { db throws(PostgresError) in
            try db.post(
                .invoices, madeBy: "benchmarks", businessOn: Self.firstDay, feed: nil
            ) { db, batch throws(PostgresError) in
                try db.execute(insertInvoices, batch, customers, invoices, Self.firstDay)
                try db.execute(insertLines)
                try db.execute(insertOpenItems)
            }
        }
        try db.execute("vacuum analyze")
        try db.execute("checkpoint")
    }
}

private let insertCustomers = """
    insert into customer (id, number, name)
    select id, 'K' || 1000000 + id, 'Kunde ' || 1000000 + id || ' GmbH'
    from generate_series(1::bigint, $1::bigint) as id
    """

private let insertIdentities = """
    insert into payer_identity (customer_id, kind, value, value_key)
    select id, 'account', (700000000000 + id)::text, (700000000000 + id)::text
    from customer
    """

/// $1 batch, $2 customers, $3 invoices, $4 first day; the formulas of `BenchmarkLedger`.
private let insertInvoices = """
    insert into invoice (
        id, number, number_key, kind, customer_id, document_on, due_on, currency, gross_minor,
        reference, batch_id)
    select id, 'RE-' || 10000000 + id, 'RE' || 10000000 + id, 'invoice', (id - 1) % $2::bigint + 1,
        $4::date + (id % 28)::int, $4::date + (id % 28)::int + 30, 'EUR',
        1000 + id * 7919317 % 500000, '', $1::bigint
    from generate_series(1::bigint, $3::bigint) as id
    """

private let insertLines = """
    insert into invoice_line (
        invoice_id, line, batch_id, posted_on, kind, description, debit_account, credit_account,
        currency, amount_minor)
    select id, 1, batch_id, document_on, 'revenue', '', 1200, 4000, 'EUR', gross_minor
    from invoice
    """

private let insertOpenItems = """
    insert into open_item (
        invoice_id, customer_id, currency, open_minor, original_minor, document_on, due_on,
        number, reference)
    select id, customer_id, currency, gross_minor, gross_minor, document_on, due_on, number, ''
    from invoice
    """
