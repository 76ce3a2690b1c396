import Values

extension NACHA {
    /// Reads X12 remittance, 835 or 820, out of the addenda of its entries.
    ///
    /// What the set leaves out is the entry's: the trace number, payer, day and account. A sum that
    /// is not the entry's is a finding (`control_total`) of the advice, which then pays nothing.
    static let readingRemittance = NACHA { payload throws(FeedError) in
        try X12Advice.advice(in: payload.bytes.span).map { payload.completing($0) }
    }
}

extension NACHAPayload {
    fileprivate func completing(_ advice: Advice) -> Advice {
        var advice = advice
        advice.line = line
        for index in advice.lines.indices { advice.lines[index].line = line }
        if advice.traceNumber.isEmpty { advice.traceNumber = traceNumber }
        if advice.payerID.isEmpty { advice.payerID = payerID }
        if advice.payerName.isEmpty { advice.payerName = payerName }
        if advice.account.isEmpty { advice.account = account }
        advice.paidOn = advice.paidOn ?? paidOn
        if advice.amountMinor != amountMinor {
            advice.note(
                "control_total", line: line,
                "The remittance in the addenda is of \(advice.text(advice.amountMinor)), its entry "
                    + "of \(advice.text(amountMinor)).")
        }
        return advice
    }
}
