import CashApplication
import DatabaseSupport
import Feeds
import Ledger
import Postgres
import Reconciliation
import Store
import TestSupport
import Values

/// A small billing office for tests: one account, customers with accounts on file, invoices.
struct Office: ~Copyable {
    var scratch: ScratchDatabase
    let currency: Currency
    static let account = "DE89370400440532013000"
    static let today = CalendarDate(daysSince2000: 9560)
    var policy = Policy()
    private var files: UInt8 = 0

    init(in code: String = "EUR") throws {
        guard let currency = Currency(code: code) else { throw OfficeError.noCurrency }
        var scratch = try ScratchDatabase()
        _ = try scratch.db.setUpLedger(
            LedgerFacts(name: "Test", baseCurrency: code, timeZone: "UTC"),
            ownAccounts: [
                StoredOwnAccount(identifier: Self.account, currency: code, name: "Main account")
            ])
        self.scratch = scratch
        self.currency = currency
    }

    enum OfficeError: Error {
        case noCurrency
        case notIngested(IntakeOutcome)
    }

    /// A customer whose bank account, if one is given, is on file.
    mutating func customer(
        _ number: String, _ name: String, account: String = ""
    ) throws -> Int64 {
        let id = try scratch.db.query(
            "insert into customer (number, name) values ($1, $2) returning id", number, name
        ).one(Int64.self)
        for (kind, value) in [("account", account), ("customer_number", number), ("name", name)]
        where !value.isEmpty {
            try scratch.db.execute(
                """
                insert into payer_identity (customer_id, kind, value, value_key)
                values ($1, $2, $3, upper($3))
                """, id, kind, value)
        }
        return id
    }

    /// An invoice of one revenue line; a credit note when the amount is negative.
    mutating func invoice(
        _ number: String, of customer: Int64, cents: Int64, day: Int, due: Int
    ) throws {
        let (issuedOn, dueOn, code) = (Self.day(day), Self.day(due), currency.code)
        let isCredit = cents < 0
        try scratch.db.posting { db throws(PostgresError) in
            try db.post(
                .invoices, madeBy: "test", businessOn: issuedOn, feed: nil
            ) { db, batch throws(PostgresError) in
                let id = try db.query("select coalesce(max(id), 0) + 1 from invoice")
                    .one(Int64.self)
                let kind = isCredit ? "credit_note" : "invoice"
                try db.execute(
                    """
                    insert into invoice (
                        id, number, number_key, kind, customer_id, document_on, due_on, currency,
                        gross_minor, reference, batch_id)
                    values ($1, $2, regexp_replace(upper($2), '[^A-Z0-9]', '', 'g'), $3, $4, $5,
                        $6, $9, $7, '', $8)
                    """, id, number, kind, customer, issuedOn, dueOn, abs(cents), batch, code)
                try db.execute(
                    """
                    insert into invoice_line (
                        invoice_id, line, batch_id, posted_on, kind, description, debit_account,
                        credit_account, currency, amount_minor)
                    values ($1, 1, $2, $3, 'revenue', '', $4, $5, $7, $6)
                    """, id, batch, issuedOn, isCredit ? LedgerAccount.revenue : 1200,
                    isCredit ? 1200 : LedgerAccount.revenue, abs(cents), code)
                try db.execute(
                    """
                    insert into open_item (
                        invoice_id, customer_id, currency, open_minor, original_minor, document_on,
                        due_on, number, reference)
                    values ($1, $2, $7, $3, $3, $4, $5, $6, '')
                    """, id, customer, cents, issuedOn, dueOn, number, code)
            }
        }
    }

    /// Takes a statement in as a file of its own; every call is other bytes.
    mutating func ingest(
        _ statement: DecodedStatement, format: String = "camt053", file: UInt8? = nil
    ) throws -> IntakeOutcome {
        try ingest([statement], format: format, file: file)
    }

    /// Takes everything a file holds in.
    mutating func ingest(
        _ statements: [DecodedStatement] = [], advice: [Advice] = [], format: String = "camt053",
        file: UInt8? = nil
    ) throws -> IntakeOutcome {
        files += 1
        let number = file ?? files
        let arrival = Arrival(
            claim: "00000000-0000-0000-0000-0000000000" + hexadecimal(files), source: "bank",
            originalName: "file \(number).xml",
            sha256: [UInt8](repeating: number, count: 32), byteCount: 1)
        return try Reconciliation.ingest(
            arrival, format: format, statements, advice: advice,
            terms: IntakeTerms(policy: policy, today: Self.today), into: &scratch.db)
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    static func day(_ number: Int) -> CalendarDate {
        CalendarDate(daysSince2000: 9500 + Int32(number))
    }

    /// Balances of the accounts by code, in cents.
    mutating func balances() throws -> [String: Int64] {
        let rows = try scratch.db.query(
            """
            select code, balance_minor
            from account_balance
            join account on id = account_id
            """
        ).map { row throws(PostgresError) in try row.columns(String.self, Int64.self) }
        return Dictionary(uniqueKeysWithValues: rows).filter { $0.value != 0 }
    }

    /// The open documents by number, in cents.
    mutating func openItems() throws -> [String: Int64] {
        let rows = try scratch.db.query("select number, open_minor from open_item")
            .map { row throws(PostgresError) in try row.columns(String.self, Int64.self) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// How many advice were joined, by what joined them.
    mutating func joins() throws -> [String: Int64] {
        let rows = try scratch.db.query("select basis, count(*) from advice_use group by basis")
            .map { row throws(PostgresError) in try row.columns(String.self, Int64.self) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// The codes of the open discrepancies, sorted.
    mutating func openDiscrepancies() throws -> [String] {
        try scratch.db.query("select code from discrepancy_state where is_open order by code")
            .map { row throws(PostgresError) in try row.columns(String.self) }
    }
}

/// Writes the statement of an end of day, entry by entry.
struct StatementBuilder {
    private var batch = EntryBatch()
    private let opening: Int64
    private let day: CalendarDate
    private let currency: Currency
    var sequence: Int64?
    var kind = StatementKind.endOfDay

    init(_ currency: Currency, opening: Int64, day: Int, sequence: Int64? = nil) {
        self.currency = currency
        self.opening = opening
        self.day = Office.day(day)
        self.sequence = sequence
    }

    /// Adds a booking with one detail.
    mutating func add(
        _ cents: Int64, from name: String = "", account: String = "", text: String = "",
        endToEndID: String = "", reference: String = "", kind: EntryKind = .unclassified,
        original: String = "", reason: String = "", mandate: String = ""
    ) {
        var entry = Entry(
            line: Int32(batch.entries.count + 1), bookedOn: day, valueOn: day, amountMinor: cents)
        entry.kind = kind
        entry.bankReference = batch.text.appendText(reference)
        var detail = EntryDetail(amountMinor: cents)
        detail.partyName = batch.text.appendText(name)
        detail.partyAccount = batch.text.appendText(account)
        detail.mandate = batch.text.appendText(mandate)
        detail.text = batch.text.appendText(text)
        detail.endToEndID = batch.text.appendText(endToEndID)
        detail.originalReferences = batch.text.appendText(original)
        detail.returnReason = batch.text.appendText(reason)
        batch.append(entry, details: [detail])
    }

    /// Adds a booking of several details from one payer.
    mutating func add(
        _ cents: [Int64], from name: String, account: String, texts: [String]
    ) {
        var entry = Entry(
            line: Int32(batch.entries.count + 1), bookedOn: day, valueOn: day,
            amountMinor: cents.reduce(0, +))
        entry.kind = .payment
        let details = zip(cents, texts).map { cents, text in
            var detail = EntryDetail(amountMinor: cents)
            detail.partyName = batch.text.appendText(name)
            detail.partyAccount = batch.text.appendText(account)
            detail.text = batch.text.appendText(text)
            return detail
        }
        batch.append(entry, details: details)
    }

    var statement: DecodedStatement {
        var statement = Statement(account: Office.account, currency: currency, kind: kind)
        statement.identifier = sequence.map { "S\($0)" } ?? ""
        statement.sequence = sequence
        statement.firstBookedOn = batch.isEmpty ? nil : day
        statement.lastBookedOn = batch.isEmpty ? nil : day
        for entry in batch.entries {
            if entry.amountMinor > 0 {
                statement.creditCount += 1
                statement.creditMinor += entry.amountMinor
            } else {
                statement.debitCount += 1
                statement.debitMinor -= entry.amountMinor
            }
        }
        if kind == .endOfDay {
            statement.opening = Balance(amountMinor: opening, on: day)
            statement.closing = Balance(
                amountMinor: opening + statement.creditMinor - statement.debitMinor, on: day)
        }
        return DecodedStatement(statement: statement, batch: batch)
    }
}
