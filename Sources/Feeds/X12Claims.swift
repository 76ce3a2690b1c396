import Values

/// What is open while the claims of an 835 are read.
struct X12Claims {
    var claim: X12Claim?
    /// What the provider summary says of the claims that follow it.
    var summary: X12ClaimSummary?
    var paidMinor: Int128 = 0
    /// Of the provider level, positive lowers the payment.
    var takenMinor: Int128 = 0
}

/// The claims of an 835.
///
/// A claim is one line of the advice. Its lines of service are told in its text, their adjustments
/// are its own: together they say why less was paid than charged. An amount of the provider level
/// (PLB) is a line without a document.
extension X12Transaction {
    mutating func takeClaim(_ segment: X12Segment) throws(FeedError) {
        switch segment.tag {
        case "LX": finishSummary()
        case "TS3":
            finishSummary()
            claims.summary = X12ClaimSummary(
                segment: segment.number, claimCount: segment.count(4),
                chargedMinor: try segment.amount(5, in: advice.currency))
        case "CLP":
            finishClaim()
            claims.claim = try X12Claim(segment, in: advice.currency)
        case "PLB":
            finishSummary()
            try takeProviderLevel(segment)
        default: try claims.claim?.take(segment, in: advice.currency, noting: &advice)
        }
    }

    mutating func finishClaims(_ segment: X12Segment) throws(FeedError) {
        finishSummary()
        let expected = claims.paidMinor - claims.takenMinor
        guard expected != Int128(advice.amountMinor) else { return }
        advice.note(
            "control_total", line: segment.number,
            "The payment (BPR02) is \(advice.text(advice.amountMinor)), but its claims pay "
                + "\(advice.text(claims.paidMinor)) and its provider level takes "
                + "\(advice.text(claims.takenMinor)), together \(advice.text(expected)).")
    }

    /// Completes the claim whose segments have been read to their end.
    private mutating func finishClaim() {
        guard var claim = claims.claim else { return }
        claims.claim = nil
        claim.finish(noting: &advice)
        claims.paidMinor += Int128(claim.line.paidMinor)
        claims.summary?.add(claim.line)
        advice.lines.append(claim.line)
    }

    private mutating func finishSummary() {
        finishClaim()
        claims.summary?.finish(noting: &advice)
        claims.summary = nil
    }

    /// PLB: up to six reasons with their amounts, of a provider and not of a claim.
    ///
    /// Source: 005010X221A1, PLB: "positive" amounts decrease the payment.
    private mutating func takeProviderLevel(_ segment: X12Segment) throws(FeedError) {
        var index = 3
        while index <= segment.last {
            defer { index += 2 }
            if segment.isEmpty(index), segment.isEmpty(index + 1) { continue }
            let taken = try segment.demandedAmount(index + 1, in: advice.currency)
            let reason = segment.firstComponent(index)
            var line = AdviceLine(line: segment.number, paidMinor: -taken)
            line.status = reason
            line.payerReference = try segment.laterComponents(index)
            line.adjustments = [
                AdviceAdjustment(group: "", reason: reason, amountMinor: taken)
            ]
            line.text = "provider \(try segment.text(1))"
            if let year = segment.date(2) { line.text += ", fiscal period to \(year)" }
            claims.takenMinor += Int128(taken)
            advice.lines.append(line)
        }
    }
}

/// What TS3 says of the claims that follow it: a control total.
struct X12ClaimSummary {
    let segment: Int32
    let claimCount: Int?
    let chargedMinor: Int64
    private var seenCount = 0
    private var seenMinor: Int128 = 0

    init(segment: Int32, claimCount: Int?, chargedMinor: Int64) {
        self.segment = segment
        self.claimCount = claimCount
        self.chargedMinor = chargedMinor
    }

    mutating func add(_ line: AdviceLine) {
        seenCount += 1
        seenMinor += Int128(line.chargedMinor)
    }

    func finish(noting advice: inout Advice) {
        if claimCount != seenCount {
            let stated = claimCount.map { "\($0)" } ?? "no number of"
            advice.note(
                "control_total", line: segment,
                "The provider summary (TS304) counts \(stated) claims, but \(seenCount) follow.")
        }
        if Int128(chargedMinor) != seenMinor {
            advice.note(
                "control_total", line: segment,
                "The provider summary (TS305) charges \(advice.text(chargedMinor)), but its claims "
                    + "charge \(advice.text(seenMinor)).")
        }
    }
}
