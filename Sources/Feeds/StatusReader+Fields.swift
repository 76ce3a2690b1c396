import Values

// What each text of the report becomes.
extension StatusReader {
    mutating func readHeader(_ field: StatusField, _ text: Span<UInt8>) throws(FeedError) {
        switch field {
        case .messageID: messageID = String(utf8: text) ?? ""
        case .messageCreated:
            guard let date = isoDate(text) else {
                throw FeedError(
                    .badDate, field: "GrpHdr/CreDtTm", found: String(utf8: text) ?? "",
                    expected: "a date and time YYYY-MM-DDThh:mm:ss")
            }
            createdOn = date
        default: break
        }
    }

    mutating func readStatusCount(_ field: StatusField, _ text: Span<UInt8>) {
        switch field {
        case .countedStatus:
            statusCount.status = ShortCode(text)
            statusCount.name = String(utf8: text) ?? ""
        case .counted: statusCount.count = isoNumber(text) ?? 0
        default: break
        }
    }

    mutating func readTransaction(
        _ field: StatusField, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch field {
        case .amount: try readAmount(text)
        case .dueOn: transaction.dueOn = isoDate(text)
        case .remittance: transaction.remittance.appendLine(text)
        case .reference: transaction.references.appendReference(text)
        case .debtorAccount, .creditorAccount: transaction.texts.setAccount(field, text)
        case .debtor, .ultimateDebtor, .creditor, .ultimateCreditor:
            transaction.texts.set(field, text)
        case .status, .reason, .reasonText: transaction.level.read(field, text)
        case .paymentID:
            // Version 2 has no block around a transaction, only its id in it.
            transaction.texts.setReference(field, text)
        default: transaction.texts.setReference(field, text)
        }
    }

    private mutating func readAmount(_ text: Span<UInt8>) throws(FeedError) {
        let field = "OrgnlTxRef/Amt"
        guard let currency = amountCurrency else {
            throw FeedError(
                .badCurrency, field: field + "/@Ccy", expected: "a currency of ISO 4217")
        }
        guard let amount = isoAmount(text, minorDigits: currency.minorDigits) else {
            throw FeedError(
                .badAmount, field: field, found: String(utf8: text) ?? "",
                expected: "an amount of \(currency.code) without a sign, with at most"
                    + " \(currency.minorDigits) decimals")
        }
        guard transaction.amountMinor == nil else {
            throw FeedError(.malformed, field: field, expected: "the element once")
        }
        transaction.amountMinor = amount
        transaction.currency = currency
    }
}

extension StatusLevel {
    mutating func read(_ field: StatusField, _ text: Span<UInt8>) {
        switch field {
        case .originalID where !isPlaceholder(text):
            originalID = []
            originalID.append(text)
        case .status:
            status = []
            status.append(text)
        case .reason: addReason(text)
        case .reasonText: addReasonText(text)
        case .originalCount: totals.count = isoNumber(text)
        // Of no currency, so as exact as any has it.
        case .originalSum: totals.sum = isoAmount(text, minorDigits: 4)
        default: break
        }
    }
}
