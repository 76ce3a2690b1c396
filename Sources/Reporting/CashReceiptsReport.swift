import Values

/// RP03: every payment received, and that the banks say the same.
func cashReceiptsReport(_ facts: ReportFacts, _ directory: Directory) -> Report {
    Report(
        id: "RP03", title: "Cash receipts journal",
        note: """
            Payments posted in the period, with where their cash was at its end: gross = applied \
            + on account + unidentified + returned. The days go by the bank's booking day, so \
            that they can be held against the statements. Account numbers are masked.
            """,
        tables: [
            journal(facts, directory), dayTotals(facts, directory), returns(facts, directory),
            balances(facts, directory),
        ])
}

private func journal(_ facts: ReportFacts, _ directory: Directory) -> Table {
    let rows = facts.receipts.sorted { $0.payment < $1.payment }.map { receipt -> [Cell] in
        func money(_ minorUnits: Int64) -> Cell { .money(minorUnits, receipt.currency) }
        return [
            .text(String(receipt.payment)), .date(receipt.valueOn), .date(receipt.bookedOn),
            .textOrEmpty(receipt.format), receipt.feed.map { .integer($0) } ?? .empty,
            .text(directory.maskedAccount(receipt.ownAccount)), .textOrEmpty(receipt.method),
            .textOrEmpty(masked(receipt.payerAccount)), .textOrEmpty(receipt.bankReference),
            money(receipt.amountMinor), money(0), money(receipt.amountMinor),
            money(receipt.appliedMinor), money(receipt.unappliedMinor),
            money(receipt.unidentifiedMinor), .text(String(receipt.entry)),
            money(receipt.returnedMinor), .text(receipt.currency.code), .date(receipt.postedOn),
            receipt.customer.map { .text(directory.customerNumber($0)) } ?? .empty,
        ]
    }
    let totals = facts.currencies.map { currency -> [Cell] in
        let receipts = facts.receipts.filter { $0.currency == currency }
        func sum(_ amount: (ReceiptFact) -> Int64) -> Cell {
            .money(receipts.sum(amount), currency)
        }
        var cells = [Cell](repeating: .empty, count: journalColumns.count)
        cells[0] = .text("Total")
        cells[9] = sum(\.amountMinor)
        cells[10] = .money(0, currency)
        cells[11] = sum(\.amountMinor)
        cells[12] = sum(\.appliedMinor)
        cells[13] = sum(\.unappliedMinor)
        cells[14] = sum(\.unidentifiedMinor)
        cells[16] = sum(\.returnedMinor)
        cells[17] = .text(currency.code)
        return cells
    }
    return Table(
        name: "rp03_cash_journal", title: "Payments", columns: journalColumns, rows: rows,
        totals: rows.isEmpty ? [] : totals)
}

private let journalColumns = [
    Column("receipt_no", "Payment", .left, weight: 0.9),
    Column("value_date", "Value", .left, weight: 0),
    Column("booking_date", "Booked", .left),
    Column("feed", "Format", .left, weight: 0.8),
    Column("file_id", "File", .right, weight: 0),
    Column("bank_account_masked", "Account", .left),
    Column("method", "Code", .left, weight: 0),
    Column("payer_masked", "Payer's account", .left),
    Column("bank_ref", "Bank reference", .left, weight: 0),
    Column("gross", "Gross", .right, weight: 1.1),
    Column("fee", "Fee", .right, weight: 0),
    Column("net", "Net", .right, weight: 0),
    Column("applied", "Applied", .right, weight: 1.1),
    Column("unapplied", "On account", .right),
    Column("unidentified", "Unidentified", .right),
    Column("deposit_id", "Booking", .left, weight: 0),
    Column("returned", "Returned", .right),
    Column("currency", "Currency", .left, weight: 0.7),
    Column("posted_on", "Posted", .left, weight: 0),
    Column("customer_id", "Customer", .left),
]

private func dayTotals(_ facts: ReportFacts, _ directory: Directory) -> Table {
    let rows = facts.bankDays.compactMap { day -> [Cell]? in
        guard let account = directory.account(day.ownAccount) else { return nil }
        let credited = day.receiptMinor + day.otherMinor
        return [
            .date(day.bookedOn), .text(masked(account.identifier)), .text(account.currency.code),
            .integer(day.receiptCount), .money(day.receiptMinor, account.currency),
            .money(day.otherMinor, account.currency),
            .money(day.statementMinor, account.currency),
            .money(credited - day.statementMinor, account.currency),
        ]
    }
    return Table(
        name: "rp03_day_totals", title: "Days against bank statements",
        columns: [
            Column("booking_date", "Booked", .left),
            Column("bank_account_masked", "Account", .left),
            Column("currency", "Currency", .left, weight: 0.7),
            Column("receipts", "Payments", .right, weight: 0.8),
            Column("receipt_amount", "Amount", .right),
            Column("other_credits", "Other credits", .right),
            Column("statement_credits", "Bank's credits", .right),
            Column("difference", "Difference", .right),
        ],
        rows: rows)
}

private func returns(_ facts: ReportFacts, _ directory: Directory) -> Table {
    let rows = facts.returns.map { item -> [Cell] in
        [
            .date(item.bookedOn), .text(directory.maskedAccount(item.ownAccount)),
            item.payment.map { .text(String($0)) } ?? .text("unknown"),
            .textOrEmpty(item.reasonCode), .money(item.amountMinor, item.currency),
            .text(item.currency.code),
        ]
    }
    return Table(
        name: "rp03_returns", title: "Payments the bank took back",
        columns: [
            Column("booking_date", "Booked", .left),
            Column("bank_account_masked", "Account", .left),
            Column("receipt_no", "Payment", .left),
            Column("reason_code", "Reason", .left),
            Column("amount", "Amount", .right),
            Column("currency", "Currency", .left, weight: 0.7),
        ],
        rows: rows)
}

private func balances(_ facts: ReportFacts, _ directory: Directory) -> Table {
    let rows = facts.ownAccounts.map { account -> [Cell] in
        let head: [Cell] = [
            .text(masked(account.identifier)), .text(account.name), .text(account.currency.code),
        ]
        guard let balance = facts.bankBalances.first(where: { $0.ownAccount == account.id }) else {
            return head + [.notAvailable, .notAvailable, .notAvailable, .notAvailable]
        }
        return head + [
            .date(balance.closingOn), .money(balance.statedMinor, account.currency),
            .money(balance.ledgerMinor, account.currency),
            .money(balance.ledgerMinor - balance.statedMinor, account.currency),
        ]
    }
    return Table(
        name: "rp03_bank_balances", title: "Bank balances",
        columns: [
            Column("bank_account_masked", "Account", .left),
            Column("name", "Name", .left, weight: 1.5),
            Column("currency", "Currency", .left, weight: 0.7),
            Column("closing_date", "Last statement", .left),
            Column("statement_balance", "Stated", .right),
            Column("ledger_balance", "Ledger", .right),
            Column("difference", "Difference", .right),
        ],
        rows: rows)
}
