import Values

// What each text of the message becomes. Money, dates and signs are read strictly and may be given
// once; of other texts the first counts.
extension Camt053Reader {
    mutating func readStatement(
        _ field: Camt053Field, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch field {
        case .accountCurrency:
            guard let currency = Currency(letters: text) else {
                throw FeedError(
                    .badCurrency, field: path(field), found: shown(text),
                    expected: "a currency of ISO 4217")
            }
            try adopt(currency, field)
        case .account:
            let isRepeated = !statement.texts[.account].isEmpty
            let before = statement.texts.string(.account)
            guard !isRepeated || before.utf8.elementsEqual(shown(text).utf8) else {
                throw FeedError(
                    .malformed, field: path(field), found: shown(text),
                    expected: "one account, which is \(before)")
            }
            statement.texts.setAccount(field, text)
        case .statementCreated: statement.createdOn = camt053Date(text)
        default: statement.texts.set(field, text)
        }
    }

    mutating func readBalance(_ field: Camt053Field, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .balanceType: balance.type = Camt053Code(text)
        case .amount:
            balance.amount = try once(balance.amount, shown(text), field)
            balance.currency = amountCurrency
        case .direction: balance.isCredit = try once(balance.isCredit, direction(text), field)
        case .balanceDate: balance.date = shown(text)
        default: break
        }
    }

    mutating func readEntry(_ field: Camt053Field, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .amount: entry.amountMinor = try once(entry.amountMinor, amount(text, field), field)
        case .direction: entry.isCredit = try once(entry.isCredit, direction(text), field)
        case .reversal:
            guard let isReversal = camt053Boolean(text) else {
                throw unexpected(text, field, "true or false")
            }
            entry.isReversal = try once(entry.isReversal, isReversal, field)
        case .status: entry.status = try once(entry.status, status(text), field)
        case .proprietaryStatus: throw unexpected(text, field, "BOOK, PDNG, INFO or FUTR")
        case .bookedOn: entry.bookedOn = try once(entry.bookedOn, date(text, field), field)
        case .valueOn: entry.valueOn = try once(entry.valueOn, date(text, field), field)
        case .bankReference: entry.texts.setReference(field, text)
        default: entry.texts.set(field, text)
        }
    }

    mutating func readTransaction(
        _ field: Camt053Field, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch field {
        case .amount:
            transaction.amountMinor = try once(
                transaction.amountMinor, ownAmount(text, field), field)
        case .transactionAmount:
            transaction.transactionAmountMinor = try once(
                transaction.transactionAmountMinor, ownAmount(text, field), field)
        case .instructedAmount:
            transaction.instructedAmountMinor = try once(
                transaction.instructedAmountMinor, ownAmount(text, field), field)
        case .direction:
            transaction.isCredit = try once(transaction.isCredit, direction(text), field)
        case .remittance, .returnText: transaction.remittance.appendLine(text)
        case .reference: transaction.references.appendReference(text)
        case .debtorAccount, .creditorAccount: transaction.texts.setAccount(field, text)
        case .transactionBankReference, .paymentID, .instructionID, .endToEndID, .transactionID,
            .mandate, .cheque, .clearingReference, .uniqueID:
            transaction.texts.setReference(field, text)
        default: transaction.texts.set(field, text)
        }
    }

    mutating func readCharge(_ field: Camt053Field, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .amount:
            charge.isGiven = true
            charge.amountMinor = try ownAmount(text, field)
        case .direction: charge.isCredit = try direction(text)
        case .chargeIncluded: charge.isIncluded = camt053Boolean(text)
        case .totalCharges:
            guard let total = try ownAmount(text, field) else { return }
            if isInTransaction {
                transaction.charges.setTotal(total)
            } else {
                entry.charges.setTotal(total)
            }
        default: break
        }
    }
}
