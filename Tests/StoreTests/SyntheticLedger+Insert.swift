import Postgres
import SyntheticLedgers
import Values

extension Connection {
    /// Writes a synthetic ledger as rows of the schema, as sealed batches with one statement a
    /// month and account.
    mutating func insert(_ ledger: SyntheticLedger) throws(PostgresError) {
        try transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.insertAll(of: ledger)
        }
    }

    private mutating func insertAll(of ledger: SyntheticLedger) throws(PostgresError) {
        try execute(
            "insert into ledger (name, base_currency, time_zone) values ('Test', $1, 'UTC')",
            ledger.accounts[0].currency.code)
        for (index, account) in ledger.accounts.enumerated() {
            let id = Int32(index) + 1
            try execute(
                """
                insert into own_account (identifier, currency, name)
                values ($1, $2, 'Account ' || $3::integer)
                """, account.identifier, account.currency.code, id)
            try execute(
                """
                insert into account (id, code, name, kind)
                values (10000 + $1::integer, 'bank_' || $1::integer, 'Bank', 'asset')
                """, id)
        }
        for (index, customer) in ledger.customers.enumerated() {
            try execute(
                "insert into customer (id, number, name) values ($1, $2, 'Customer ' || $2)",
                Int64(index) + 1, customer.number)
        }
        try insertStatements(ledger)
        try insertBatches(ledger)
        for (index, document) in ledger.documents.enumerated() {
            try insert(document, id: Int64(index) + 1)
        }
        for row in ledger.rows { try insert(row, ledger) }
        for decision in ledger.decisions {
            try execute(
                """
                insert into decision (payment_id, batch_id, outcome, gate, payer_grade,
                    reference_grade, amount_grade, rest_minor, engine, sentence, alternatives)
                values ($1, $2, $3, 1, 2, 1, $4, $5, 'test', 'decided', '')
                """, decision.payment, decision.event, decision.outcome, decision.amountGrade,
                decision.restMinor)
        }
        try insertOpen()
        try execute(
            """
            insert into batch_sum
            select batch_id, posted_on, kind, debit_account, credit_account, currency, count(*),
                sum(amount_minor)
            from transfer
            group by 1, 2, 3, 4, 5, 6
            """)
    }

    /// What is open, which every batch is proved against.
    private mutating func insertOpen() throws(PostgresError) {
        try execute(
            """
            insert into open_item (invoice_id, customer_id, currency, open_minor, original_minor,
                document_on, due_on, number, reference)
            select id, invoice.customer_id, invoice.currency, moved.open_minor,
                case when invoice.kind = 'credit_note' then -gross_minor else gross_minor end,
                document_on, due_on, number, ''
            from (
                select invoice_id, sum(case when debit_account = 1200 then amount_minor
                    else -amount_minor end)::bigint as open_minor
                from transfer
                where invoice_id is not null
                group by invoice_id
            ) as moved
            join invoice on invoice.id = moved.invoice_id
            where moved.open_minor <> 0
            """)
        try execute(
            """
            insert into open_cash (payment_id, account, currency, rest_minor)
            select payment_id, account, currency, sum(amount_minor)
            from (
                select payment_id, credit_account as account, currency, amount_minor from transfer
                union all
                select payment_id, debit_account, currency, -amount_minor from transfer
            ) as side
            where account in (2100, 2110) and payment_id is not null
            group by payment_id, account, currency
            having sum(amount_minor) <> 0
            """)
    }

    private mutating func insertStatements(
        _ ledger: SyntheticLedger
    ) throws(PostgresError) {
        for (index, statement) in ledger.statements.enumerated() {
            let id = Int64(index) + 1
            try execute(
                """
                insert into feed (sha256, byte_count, content, format, verdict)
                values (sha256($1::text::bytea), 1, 'payments', 'camt053', 'ingested')
                """, "feed \(id)")
            try execute(
                """
                insert into arrival (claim_id, feed_id, source, original_name, is_duplicate)
                values (gen_random_uuid(), $1, 'bank', 'statement', false)
                """, id)
            try execute(
                """
                insert into statement (id, feed_id, own_account_id, format, kind, identifier,
                    currency, opening_minor, opening_on, closing_minor, closing_on, entry_count,
                    new_entry_count, credit_minor, debit_minor, content_digest)
                values ($1, $1, $2, 'camt053', 'end_of_day', '', $3, $4, $5, $6, $7, $8, $8, $9,
                    $10, '')
                """, id, statement.account,
                ledger.accounts[Int(statement.account) - 1].currency.code, statement.openingMinor,
                statement.month.firstDay, statement.closingMinor, statement.month.lastDay,
                Int64(statement.bookings.count), statement.creditMinor, statement.debitMinor)
            for (line, booking) in statement.bookings.enumerated() {
                try execute(
                    """
                    insert into entry (id, own_account_id, booked_on, amount_minor, occurrence,
                        value_on, kind, is_reversal, statement_id, line, bank_reference,
                        own_reference, code, information, end_to_end_id, text)
                    values ($1, $2, $3, $4, $5, $3, 1, false, $6, $7, '', '', '', '', '', '')
                    """, booking.id, booking.account, booking.on, booking.amountMinor,
                    booking.occurrence, id, Int32(line) + 1)
            }
        }
    }

    private mutating func insertBatches(_ ledger: SyntheticLedger) throws(PostgresError) {
        let statements = ledger.statements
        let rows = ledger.rows
        for (index, event) in ledger.events.enumerated() {
            let id = Int64(index) + 1
            var feed: Int64?
            if case .received(let payment) = event.happening {
                let receipt = ledger.receipt(payment)
                let place = statements.firstIndex {
                    $0.account == receipt.account && $0.month.contains(receipt.bookedOn)
                }
                feed = place.map { Int64($0) + 1 }
            }
            try execute(
                """
                insert into batch (id, kind, made_by, business_on, feed_id, row_count, digest,
                    previous_id, previous_digest)
                values ($1, $2, 'test', $3, $4, $5, sha256($1::text::bytea),
                    nullif($1 - 1, 0), sha256(($1 - 1)::text::bytea))
                """, id, ledger.batchKind(of: event), event.on, feed,
                Int64(rows.count { $0.batch == id }))
        }
    }

    private mutating func insert(
        _ document: SyntheticLedger.Document, id: Int64
    ) throws(PostgresError) {
        try execute(
            """
            insert into invoice (id, number, number_key, kind, customer_id, document_on, due_on,
                currency, gross_minor, reference, batch_id)
            values ($1, $2, $2, $3, $4, $5, $6, $7, $8, '', 1)
            """, id, document.number, document.kind, document.customer, document.documentOn,
            document.dueOn, document.currency.code, document.grossMinor)
    }

    private mutating func insert(
        _ row: MoneyRow, _ ledger: SyntheticLedger
    ) throws(PostgresError) {
        switch row.kind {
        case "revenue", "tax", "fee":
            try execute(
                """
                insert into invoice_line (invoice_id, line, batch_id, posted_on, kind, description,
                    debit_account, credit_account, currency, amount_minor)
                values ($1, $2, $3, $4, $5, '', $6, $7, $8, $9)
                """, row.id, row.ordinal, row.batch, row.on, row.kind, row.debit, row.credit,
                row.currency.code, row.amountMinor)
        case "payment":
            try execute(
                """
                insert into payment (id, batch_id, posted_on, debit_account, credit_account,
                    currency, amount_minor, customer_id, entry_id, detail, booked_on, value_on,
                    payer_name, payer_account, mandate, end_to_end_id, structured_references, text)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $1, 0, $3, $3, '', '', '', '', '', '')
                """, row.id, row.batch, row.on, row.debit, row.credit, row.currency.code,
                row.amountMinor, row.customer)
        case "allocation":
            try execute(
                """
                insert into allocation (payment_id, invoice_id, occurrence, id, batch_id,
                    posted_on, customer_id, debit_account, credit_account, currency, amount_minor,
                    is_automatic)
                values ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """, row.payment, row.document, row.id, row.batch, row.on, row.customer, row.debit,
                row.credit, row.currency.code, row.amountMinor, row.isAutomatic)
        case "bank_return":
            try execute(
                """
                insert into bank_debit (id, batch_id, posted_on, debit_account, credit_account,
                    currency, amount_minor, kind, entry_id, detail, booked_on, value_on,
                    returned_payment_id, reason_code, party_name, text)
                values ($1, $2, $3, $4, $5, $6, $7, 'return', 10000 + $1, 0, $3, $3, $8, 'R01', '',
                    '')
                """, row.id, row.batch, row.on, row.debit, row.credit, row.currency.code,
                row.amountMinor, row.payment)
        case "undone_allocation", "undone_adjustment":
            try insertCorrection(row, ledger)
        default:
            try execute(
                """
                insert into adjustment (id, batch_id, posted_on, kind, debit_account,
                    credit_account, currency, amount_minor, customer_id, invoice_id, payment_id,
                    reason)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')
                """, row.id, row.batch, row.on, row.kind, row.debit, row.credit,
                row.currency.code, row.amountMinor, row.customer, row.document, row.payment)
        }
    }

    private mutating func insertCorrection(
        _ row: MoneyRow, _ ledger: SyntheticLedger
    ) throws(PostgresError) {
        var undone: Int64 = 0
        switch ledger.events[Int(row.batch) - 1].happening {
        case .unapplied(let event), .unadjusted(let event): undone = event
        default: break
        }
        try execute(
            """
            insert into correction (id, batch_id, posted_on, undone_kind, undone_id, debit_account,
                credit_account, currency, amount_minor, customer_id, invoice_id, payment_id,
                reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')
            """, row.id, row.batch, row.on, String(row.kind.dropFirst("undone_".count)), undone,
            row.debit, row.credit, row.currency.code, row.amountMinor, row.customer, row.document,
            row.payment)
    }
}
