import Values

/// One `Strd` of a transaction: a document, and what the payer pays of it.
struct CamtDocument {
    /// Numbers of the document, with blanks between them.
    private(set) var numbers = ""
    /// The creditor's reference, which may stand for the number.
    var reference = ""
    var isCreditNote = false
    var dueMinor: Int64?
    var creditNoteMinor: Int64?
    var remittedMinor: Int64?
    var text: [String] = []
    private(set) var adjustments: [AdviceAdjustment] = []
    /// Whether an amount is in another currency, so that nothing can be added up.
    private var isForeign = false

    /// The adjustment being read.
    var adjustmentMinor: Int64?
    var isAddition = false
    var adjustmentReason = ""

    mutating func addNumber(_ number: String) {
        numbers += numbers.isEmpty ? number : " " + number
    }

    /// Sets an amount; nil is one in another currency.
    mutating func take(_ amountMinor: Int64?, as part: WritableKeyPath<CamtDocument, Int64?>) {
        self[keyPath: part] = amountMinor
        if amountMinor == nil { isForeign = true }
    }

    mutating func addDiscount(_ amountMinor: Int64?) {
        guard let amountMinor else {
            isForeign = true
            return
        }
        adjustments.append(
            AdviceAdjustment(group: "", reason: "discount", amountMinor: amountMinor))
    }

    mutating func beginAdjustment() {
        adjustmentMinor = nil
        isAddition = false
        adjustmentReason = ""
    }

    /// An adjustment lessens what is paid unless its `CdtDbtInd` says that it adds to it.
    mutating func endAdjustment() {
        guard let adjustmentMinor else {
            isForeign = true
            return
        }
        adjustments.append(
            AdviceAdjustment(
                group: "", reason: adjustmentReason,
                amountMinor: isAddition ? -adjustmentMinor : adjustmentMinor))
    }

    /// The document as a line of an advice; nil where it does not say what is paid of it.
    func line(_ line: Int32) -> AdviceLine? {
        guard !isForeign, let paid = remittedMinor ?? creditNoteMinor else { return nil }
        // A credit note lessens the sum, by its type or because it gives no other amount.
        let isTaken = isCreditNote || remittedMinor == nil
        var result = AdviceLine(line: line, paidMinor: isTaken ? -paid : paid)
        result.document = numbers.isEmpty ? reference : numbers
        result.adjustments = adjustments
        if !isTaken, let creditNoteMinor {
            result.adjustments.append(
                AdviceAdjustment(group: "", reason: "credit_note", amountMinor: creditNoteMinor))
        }
        let kept = result.adjustments.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
        let charged = dueMinor.map { Int128(isTaken ? -$0 : $0) } ?? Int128(result.paidMinor) + kept
        guard let charged = Int64(exactly: charged) else { return nil }
        result.chargedMinor = charged
        result.text = text.joined(separator: "\n")
        return result
    }
}

extension CamtEntry {
    /// What the payers say their payments are for, where they name several documents that add up
    /// to the payment.
    ///
    /// - Parameters:
    ///   - statement: of the entry.
    ///   - valueOn: where the entry has no value date.
    ///   - arena: of the details' texts.
    /// - Returns: one part for each such payment.
    func advice(
        in statement: CamtStatement, valueOn: CalendarDate, _ arena: [UInt8]
    ) -> [FeedPart] {
        guard let currency = statement.currency else { return [] }
        return documents.compactMap { index, documents in
            let detail = details[index]
            let lines = documents.compactMap { $0.line(line) }
            let paid = lines.reduce(Int128(0)) { $0 + Int128($1.paidMinor) }
            guard lines.count == documents.count, paid == Int128(detail.amountMinor) else {
                return nil
            }
            var advice = Advice(line: line, currency: currency, amountMinor: detail.amountMinor)
            let ids = [detail.endToEndID, detail.transactionID]
            advice.traceNumber =
                ids.first { !$0.isEmpty }.map { arena.string($0) } ?? texts.string(.bankReference)
            advice.traceNumber.removeAll { $0 == " " }
            advice.payerName = arena.string(detail.partyName)
            advice.payerAccount = arena.string(detail.partyAccount)
            advice.account = statement.texts.string(.account)
            advice.paidOn = self.valueOn ?? valueOn
            advice.method = .transfer
            advice.lines = lines
            advice.checkLines()
            return .advice(advice)
        }
    }
}

extension Advice {
    /// Records the documents whose reasons do not explain what is missing of them.
    fileprivate mutating func checkLines() {
        for line in lines {
            let kept = line.adjustments.reduce(Int128(0)) { $0 + Int128($1.amountMinor) }
            guard Int128(line.chargedMinor) - kept != Int128(line.paidMinor) else { continue }
            findings.append(
                Finding(
                    code: "advice_line", line: line.line,
                    sentence:
                        "Document \(line.document) demands \(line.chargedMinor), \(kept) of it"
                        + " is explained, \(line.paidMinor) is paid, in minor units."))
        }
    }
}
