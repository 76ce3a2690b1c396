import Values

/// A claim of an 835 while its segments are read.
struct X12Claim {
    private(set) var line: AdviceLine

    /// CLP05, where it is given.
    private var partyShareMinor: Int64?
    /// All adjustments, of the claim and of its lines of service.
    private var adjustedMinor: Int128 = 0
    /// Those the patient bears.
    private var partyAdjustedMinor: Int128 = 0
    private var service: Service?
    private var serviceCount = 0
    private var text: [UInt8] = []
    /// Lines of service that the text has no room for.
    private var untoldCount = 0
    private var lastRemark: X12Code = ""

    private struct Service {
        let segment: Int32
        let chargedMinor: Int64
        let paidMinor: Int64
        var adjustedMinor: Int128 = 0
        var isTold: Bool
    }

    /// Enough for some twenty lines of service: an advice of a hundred thousand claims is held in
    /// memory.
    static let maximumTextBytes = 1500

    init(_ segment: X12Segment, in currency: Currency) throws(FeedError) {
        line = AdviceLine(
            line: segment.number, paidMinor: try segment.demandedAmount(4, in: currency))
        line.document = try segment.text(1)
        line.status = try segment.text(2)
        line.chargedMinor = try segment.demandedAmount(3, in: currency)
        line.partyMinor = try segment.amount(5, in: currency)
        if !segment.isEmpty(5) { partyShareMinor = line.partyMinor }
        line.payerReference = try segment.text(7)
    }

    mutating func take(
        _ segment: X12Segment, in currency: Currency, noting advice: inout Advice
    ) throws(FeedError) {
        switch segment.tag {
        case "CAS": try takeAdjustments(segment, in: currency)
        case "SVC":
            finishService(noting: &advice)
            try openService(segment, in: currency)
        case "NM1": try takeName(segment)
        case "DTM": try takeDate(segment)
        case "LQ": try tellRemark(segment, 2)
        case "MOA": for index in 3...7 { try tellRemark(segment, index) }
        case "MIA": for index in [5, 20, 21, 22, 23] { try tellRemark(segment, index) }
        // The claim that this one corrects or takes back.
        case "REF" where segment.code(1) == "F8": try tell("original claim ", segment, 2)
        default: break
        }
    }

    /// Checks the claim and completes its line.
    mutating func finish(noting advice: inout Advice) {
        finishService(noting: &advice)
        checkBalance(noting: &advice)
        checkStatus(noting: &advice)
        if untoldCount > 0 {
            text.append(contentsOf: "\nand \(untoldCount) more lines of service".utf8)
        }
        line.text = String(decoding: text, as: UTF8.self)
    }

    /// CAS: a group, then up to six reasons with amount and quantity.
    private mutating func takeAdjustments(
        _ segment: X12Segment, in currency: Currency
    ) throws(FeedError) {
        let group = try segment.text(1)
        var index = 2
        while index <= segment.last {
            defer { index += 3 }
            if segment.isEmpty(index), segment.isEmpty(index + 1) { continue }
            let amount = try segment.demandedAmount(index + 1, in: currency)
            adjustedMinor += Int128(amount)
            service?.adjustedMinor += Int128(amount)
            if group == "PR" { partyAdjustedMinor += Int128(amount) }
            let reason = try segment.text(index)
            add(AdviceAdjustment(group: group, reason: reason, amountMinor: amount))
            if service != nil, hasRoom {
                text.append(contentsOf: ", \(group)-\(reason) ".utf8)
                try segment.append(index + 1, to: &text)
            }
        }
    }

    /// Adjustments of one reason are one: twenty lines of service mostly have the same two.
    private mutating func add(_ adjustment: AdviceAdjustment) {
        // Looks back a few only: a hostile file names a new reason each time.
        for index in line.adjustments.indices.suffix(16)
        where line.adjustments[index].reason == adjustment.reason
            && line.adjustments[index].group == adjustment.group
        {
            let (sum, overflow) = line.adjustments[index].amountMinor
                .addingReportingOverflow(adjustment.amountMinor)
            if overflow { break }
            line.adjustments[index].amountMinor = sum
            return
        }
        line.adjustments.append(adjustment)
    }

    /// SVC: a composite of qualifier, code and modifiers, what was charged, what is paid.
    private mutating func openService(
        _ segment: X12Segment, in currency: Currency
    ) throws(FeedError) {
        serviceCount += 1
        let isTold = hasRoom
        service = Service(
            segment: segment.number, chargedMinor: try segment.amount(2, in: currency),
            paidMinor: try segment.amount(3, in: currency), isTold: isTold)
        lastRemark = ""
        guard isTold else {
            untoldCount += 1
            return
        }
        startLine("")
        try segment.append(1, to: &text)
        text.append(contentsOf: " charged ".utf8)
        try segment.append(2, to: &text)
        text.append(contentsOf: " paid ".utf8)
        try segment.append(3, to: &text)
        if !segment.isEmpty(6) {
            text.append(contentsOf: ", billed as ".utf8)
            try segment.append(6, to: &text)
        }
    }

    private mutating func takeName(_ segment: X12Segment) throws(FeedError) {
        switch segment.code(1) {
        case "QC": line.partyName = try segment.name()
        // The insured, where the patient is not named.
        case "IL" where line.partyName.isEmpty: line.partyName = try segment.name()
        case "74": try tell("corrected name ", segment, 3)
        case "TT": try tell("forwarded to ", segment, 3)
        case "PR": try tell("other payer ", segment, 3)
        default: break
        }
    }

    private mutating func takeDate(_ segment: X12Segment) throws(FeedError) {
        guard let date = segment.date(2), hasRoom else { return }
        switch (segment.code(1), service == nil) {
        case ("232", true): startLine("claim from \(date)")
        case ("233", true): text.append(contentsOf: " to \(date)".utf8)
        case ("472", false): text.append(contentsOf: " on \(date)".utf8)
        case ("150", false): text.append(contentsOf: " from \(date)".utf8)
        case ("151", false): text.append(contentsOf: " to \(date)".utf8)
        default: break
        }
    }

    /// A remark code, once where a payer repeats it.
    private mutating func tellRemark(_ segment: X12Segment, _ index: Int) throws(FeedError) {
        let code = segment.code(index)
        guard !code.isNone, code != lastRemark, hasRoom else { return }
        lastRemark = code
        if service == nil {
            startLine("remark ")
        } else {
            text.append(contentsOf: ", remark ".utf8)
        }
        try segment.append(index, to: &text)
    }

    private mutating func tell(
        _ word: String, _ segment: X12Segment, _ index: Int
    ) throws(FeedError) {
        guard !segment.isEmpty(index), hasRoom else { return }
        startLine(word)
        try segment.append(index, to: &text)
    }

    private mutating func startLine(_ words: String) {
        if !text.isEmpty { text.append(0x0A) }
        text.append(contentsOf: words.utf8)
    }

    /// Whether the text has room, and the line of service being told is in it.
    private var hasRoom: Bool {
        text.count < Self.maximumTextBytes && service?.isTold ?? true
    }
}

/// The balancing of a claim; that of the transaction is ``X12Transaction``'s.
///
/// Source: 005010X221A1, section 1.10.2.1, "Balancing".
extension X12Claim {
    /// Level one: a line's charge less its adjustments is what it pays.
    private mutating func finishService(noting advice: inout Advice) {
        guard let service else { return }
        self.service = nil
        let expected = Int128(service.chargedMinor) - service.adjustedMinor
        guard expected != Int128(service.paidMinor) else { return }
        advice.note(
            "control_total", line: service.segment,
            "Line of service \(serviceCount) of claim \(line.document) charges "
                + "\(advice.text(service.chargedMinor)) less "
                + "\(advice.text(service.adjustedMinor)), which is \(advice.text(expected)), but "
                + "pays \(advice.text(service.paidMinor)).")
    }

    /// Level two: a claim's charge less all adjustments is what it pays.
    private func checkBalance(noting advice: inout Advice) {
        let expected = Int128(line.chargedMinor) - adjustedMinor
        guard expected != Int128(line.paidMinor) else { return }
        advice.note(
            "control_total", line: line.line,
            "Claim \(line.document) charges \(advice.text(line.chargedMinor)) less "
                + "\(advice.text(adjustedMinor)), which is \(advice.text(expected)), but pays "
                + "\(advice.text(line.paidMinor)).")
    }

    private func checkStatus(noting advice: inout Advice) {
        let isReversal = line.status == "22"
        if X12Codes.claimStatus(line.status) == nil {
            advice.note(
                "unknown_status", line: line.line,
                "CLP02 of claim \(line.document) is \(line.status), which is no known status.")
        } else if line.status == "25", line.paidMinor != 0 {
            advice.note(
                "predetermination_paid", line: line.line,
                "Claim \(line.document) is a predetermination, but pays "
                    + "\(advice.text(line.paidMinor)).")
        } else if isReversal, line.paidMinor > 0, line.chargedMinor > 0 {
            advice.note(
                "reversal_sign", line: line.line,
                "Claim \(line.document) takes a payment back, but pays "
                    + "\(advice.text(line.paidMinor)).")
        }
        // For information only, and not given in a reversal.
        if let partyShareMinor, !isReversal, Int128(partyShareMinor) != partyAdjustedMinor {
            advice.note(
                "party_share", line: line.line,
                "CLP05 of claim \(line.document) leaves \(advice.text(partyShareMinor)) to the "
                    + "patient, its adjustments \(advice.text(partyAdjustedMinor)).")
        }
    }
}
