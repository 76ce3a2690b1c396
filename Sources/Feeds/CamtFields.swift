import Values

// What each text of the message becomes. Money, dates and signs are read strictly and may be given
// once; of other texts the first counts.
extension CamtReader {
    mutating func readStatement(
        _ field: CamtField, _ text: Span<UInt8>
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
        case .statementCreated: statement.createdOn = isoDate(text)
        default: statement.texts.set(field, text)
        }
    }

    mutating func readBalance(_ field: CamtField, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .balanceType: balance.type = ShortCode(text)
        case .amount:
            balance.amount = try once(balance.amount, shown(text), field)
            balance.currency = amountCurrency
        case .direction: balance.isCredit = try once(balance.isCredit, direction(text), field)
        case .balanceDate: balance.date = shown(text)
        default: break
        }
    }

    mutating func readEntry(_ field: CamtField, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .amount: entry.amountMinor = try once(entry.amountMinor, amount(text, field), field)
        case .direction: entry.isCredit = try once(entry.isCredit, direction(text), field)
        case .reversal:
            guard let isReversal = isoBoolean(text) else {
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
        _ field: CamtField, _ text: Span<UInt8>
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
        case .remittance: transaction.remittance.appendLine(text)
        case .returnText:
            transaction.remittance.appendLine(text)
            transaction.adoptReason(beginning: text)
        case .reference: transaction.references.appendReference(text)
        case .debtorAccount, .creditorAccount: transaction.texts.setAccount(field, text)
        case .transactionBankReference, .paymentID, .instructionID, .endToEndID, .transactionID,
            .mandate, .cheque, .clearingReference, .uniqueID:
            transaction.texts.setReference(field, text)
        default: transaction.texts.set(field, text)
        }
    }

    /// What the payer says of one document; its number is searched like the rest of the text, for
    /// it is his word and no reference with a check digit that we issued.
    mutating func readDocument(
        _ field: CamtField, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch field {
        case .documentNumber:
            transaction.remittance.appendLine(text)
            document.addNumber(shown(text))
        case .remittance, .adjustmentText:
            transaction.remittance.appendLine(text)
            document.text.append(shown(text))
        case .reference:
            transaction.references.appendReference(text)
            document.reference = shown(text)
        case .documentType: document.isCreditNote = ShortCode(text) == "CREN"
        case .dueAmount: document.take(try ownAmount(text, field), as: \.dueMinor)
        case .creditNote: document.take(try ownAmount(text, field), as: \.creditNoteMinor)
        case .remittedAmount: document.take(try ownAmount(text, field), as: \.remittedMinor)
        case .discount: document.addDiscount(try ownAmount(text, field))
        case .amount: document.adjustmentMinor = try ownAmount(text, field)
        case .direction: document.isAddition = try !direction(text)
        case .adjustmentReason: document.adjustmentReason = shown(text)
        default: break
        }
    }

    /// A batch's own totals; an entry may hold several batches.
    mutating func readBatch(_ field: CamtField, _ text: Span<UInt8>) {
        switch field {
        case .batchCount: entry.batchCount = isoNumber(text).map { $0 + (entry.batchCount ?? 0) }
        case .amount:
            guard case .own = amountCurrency, let currency = statement.currency else { return }
            entry.batchMinor = isoAmount(text, minorDigits: currency.minorDigits)
                .map { Int128($0) + (entry.batchMinor ?? 0) }
        default: entry.texts.set(field, text)
        }
    }

    mutating func readCharge(_ field: CamtField, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .amount:
            charge.isGiven = true
            charge.amountMinor = try ownAmount(text, field)
        case .direction: charge.isCredit = try direction(text)
        case .chargeIncluded: charge.isIncluded = isoBoolean(text)
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
