import DatabaseSupport
import Postgres

/// Everything the books say, without the ids and times that depend on when it was written.
///
/// Two ledgers that took in the same files the same way have the same contents, whatever happened
/// to their daemons meanwhile.
struct LedgerContents: Equatable {
    /// One line a fact, sorted; a fact that is there twice is two lines.
    let lines: [String]

    init(_ db: inout Connection) throws(PostgresError) {
        var lines: [String] = []
        for statement in Self.statements {
            lines += try db.query(statement).map { row throws(PostgresError) in
                try row.columns(String.self)
            }
        }
        self.lines = lines.sorted()
    }

    /// What is in one only: `-` the expected, `+` the others.
    func difference(from expected: LedgerContents) -> [String] {
        lines.difference(from: expected.lines).map { change in
            switch change {
            case .insert(_, let line, _): "+ " + line
            case .remove(_, let line, _): "- " + line
            }
        }
    }

    private static let statements = [
        """
        select format('feed %s %s %s rows', encode(sha256, 'hex'), verdict, accepted_count)
        from feed
        """,
        "select format('arrival %s %s %s', source, original_name, is_duplicate) from arrival",
        """
        select format('entry %s %s %s #%s', own_account_id, booked_on, amount_minor, occurrence)
        from entry
        """,
        """
        select format('payment %s %s %s %s %s %s', currency, amount_minor, booked_on, detail,
            payer_name, text)
        from payment
        """,
        """
        select format('applied %s %s of %s %s', number, sum(allocation.amount_minor),
            payment.booked_on, payer_name)
        from allocation
        join payment on payment.id = payment_id
        join invoice on invoice.id = invoice_id
        group by number, payment.id, payment.booked_on, payer_name
        """,
        "select format('%s %s %s', kind, currency, amount_minor) from adjustment",
        "select format('undone %s %s %s', undone_kind, currency, amount_minor) from correction",
        "select format('debit %s %s %s', kind, booked_on, amount_minor) from bank_debit",
        "select format('credit %s %s %s', kind, booked_on, amount_minor) from bank_credit",
        "select format('open %s %s', number, open_minor) from open_item",
        """
        select format('unapplied %s %s %s of %s %s', account, rest_minor, open_cash.currency,
            booked_on, payer_name)
        from open_cash
        join payment on payment.id = payment_id
        """,
        """
        select format('identity %s %s %s %s %s', number, kind, value_key, state, confirmations)
        from payer_identity
        join customer on customer.id = customer_id
        """,
        """
        select format('balance %s %s %s', account_id, currency, balance_minor)
        from account_balance
        where balance_minor <> 0
        """,
        """
        select format('discrepancy %s %s %s %s', code, currency, amount_minor,
            case when is_open then 'open' else 'closed' end)
        from discrepancy_state
        """,
    ]
}
