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
            claims.summary = try X12ClaimSummary(segment, in: advice.currency)
        case "CLP":
            finishClaim()
            claims.claim = try X12Claim(segment, in: advice.currency)
        case "PLB":
            finishSummary()
            try takeProviderLevel(segment)
        case "CAS" where claims.claim == nil, "SVC" where claims.claim == nil:
            throw segment.fault(.malformed, 0, "CLP before it")
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
    /// A positive amount lowers the payment, a negative one raises it.
    ///
    /// Source: 005010X221A1, section 1.10.2.1.3 and segment PLB.
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
            if let end = segment.date(2) { line.text += ", fiscal period to \(end)" }
            claims.takenMinor += Int128(taken)
            advice.lines.append(line)
        }
    }
}

/// What TS3 says of the claims that follow it: a control total.
struct X12ClaimSummary {
    private let segment: Int32
    private let claimCount: Int?
    private let chargedMinor: Int64?
    private var seenCount = 0
    private var seenMinor: Int128 = 0

    /// - Throws: ``FeedError`` where the charge is no amount.
    init(_ segment: X12Segment, in currency: Currency) throws(FeedError) {
        self.segment = segment.number
        claimCount = segment.count(4)
        chargedMinor = segment.isEmpty(5) ? nil : try segment.amount(5, in: currency)
    }

    mutating func add(_ line: AdviceLine) {
        seenCount += 1
        seenMinor += Int128(line.chargedMinor)
    }

    func finish(noting advice: inout Advice) {
        if let claimCount, claimCount != seenCount {
            advice.note(
                "control_total", line: segment,
                "The provider summary (TS304) counts \(claimCount) claims, but "
                    + "\(seenCount) follow.")
        }
        if let chargedMinor, Int128(chargedMinor) != seenMinor {
            advice.note(
                "control_total", line: segment,
                "The provider summary (TS305) charges \(advice.text(chargedMinor)), but its claims "
                    + "charge \(advice.text(seenMinor)).")
        }
    }
}
