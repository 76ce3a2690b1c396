import Feeds
import Values

extension WireWriter {
    mutating func put(_ advice: Advice) {
        put(advice.line)
        for text in [
            advice.traceNumber, advice.payerID, advice.payerName, advice.payerAccount,
            advice.payeeID, advice.account, advice.currency.code,
        ] { put(text) }
        put(advice.amountMinor)
        put(advice.paidOn)
        put(advice.method.rawValue)
        put(UInt32(advice.lines.count))
        for line in advice.lines { put(line) }
        put(advice.findings)
    }

    private mutating func put(_ line: AdviceLine) {
        put(line.line)
        for text in [
            line.document, line.payerReference, line.partyName, line.partyAccount,
            line.endToEndID, line.status, line.text,
        ] { put(text) }
        for amount in [line.chargedMinor, line.paidMinor, line.partyMinor] { put(amount) }
        put(UInt32(line.adjustments.count))
        for adjustment in line.adjustments {
            put(adjustment.group)
            put(adjustment.reason)
            put(adjustment.amountMinor)
        }
    }
}

extension WireReader {
    mutating func advice() throws(WireError) -> Advice {
        let line: Int32 = try number()
        var texts: [String] = []
        for _ in 0..<6 { texts.append(try text()) }
        guard let currency = Currency(code: try text()) else {
            throw WireError("an advice has no known currency")
        }
        var advice = Advice(line: line, currency: currency, amountMinor: try amount())
        advice.traceNumber = texts[0]
        advice.payerID = texts[1]
        advice.payerName = texts[2]
        advice.payerAccount = texts[3]
        advice.payeeID = texts[4]
        advice.account = texts[5]
        advice.paidOn = try optionalDate()
        guard let method = AdviceMethod(rawValue: try number()) else {
            throw WireError("an advice is paid in no known way")
        }
        advice.method = method
        // Not reserved ahead: a count is only a claim, the bytes must be there for each.
        for _ in 0..<(try number(UInt32.self)) { advice.lines.append(try adviceLine()) }
        advice.findings = try findings()
        return advice
    }

    private mutating func adviceLine() throws(WireError) -> AdviceLine {
        let place: Int32 = try number()
        var texts: [String] = []
        for _ in 0..<7 { texts.append(try text()) }
        let charged = try amount()
        var line = AdviceLine(line: place, paidMinor: try amount())
        line.chargedMinor = charged
        line.partyMinor = try amount()
        line.document = texts[0]
        line.payerReference = texts[1]
        line.partyName = texts[2]
        line.partyAccount = texts[3]
        line.endToEndID = texts[4]
        line.status = texts[5]
        line.text = texts[6]
        for _ in 0..<(try number(UInt32.self)) {
            line.adjustments.append(
                AdviceAdjustment(
                    group: try text(), reason: try text(), amountMinor: try amount()))
        }
        return line
    }
}
