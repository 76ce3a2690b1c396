import Values

/// What is open while the documents of an 820 are read.
struct X12Documents {
    /// Where the references that come next belong.
    enum Place {
        /// The party of an ENT.
        case entity
        /// The last line of the advice: an RMR.
        case document
        /// An ADX of the document.
        case documentAdjustment
        /// An ADX that belongs to no document; the last line of the advice.
        case adjustment
        /// An IT1 or SLN: what a document is for, without influence on what is paid.
        case item
    }

    var place = Place.entity
    /// Whose documents follow: a member, a branch.
    var partyName = ""
    /// The office's own number of the party's policy.
    var policy = ""
    /// Whether an RMR came since the last ENT.
    var hasDocument = false
    /// Documents with adjustments of their own, and the sum of these; negative was not paid.
    var adjusted: [(line: Int, sumMinor: Int128)] = []
}

/// The documents of an 820.
///
/// RMR names one document, ADX one adjustment: of the document before it, or, before the first
/// document of its party, of none. RMR04 is what is paid of the document. Whether that is after its
/// ADX or before, payers see differently; the total of the payment decides, and where it fits
/// neither, a finding says so.
///
/// Source: ASC X12 004010, transaction set 820, comments to RMR and ADX.
extension X12Transaction {
    mutating func takeDocument(_ segment: X12Segment) throws(FeedError) {
        switch segment.tag {
        case "ENT":
            documents.place = .entity
            documents.hasDocument = false
            documents.partyName = ""
            documents.policy = ""
        case "NM1" where documents.place == .entity:
            documents.partyName = try segment.name()
        case "RMR": try openDocument(segment)
        case "ADX": try takeAdjustment(segment)
        case "REF": try takeReference(segment)
        case "DTM" where documents.place == .document && segment.code(1) == "003":
            if let date = segment.date(2) { tell("dated \(date)") }
        case "NTE" where documents.place != .entity && documents.place != .item:
            tell(try segment.text(2))
        case "IT1", "SLN": documents.place = .item
        case "CUR": try takeDetailCurrency(segment)
        default: break
        }
    }

    mutating func finishDocuments(_ segment: X12Segment) throws(FeedError) {
        guard !advice.lines.isEmpty else {
            guard advice.amountMinor != 0 else { return }
            advice.note(
                "no_documents", line: segment.number,
                "The payment of \(advice.text(advice.amountMinor)) names no document.")
            return
        }
        let paid = advice.lines.reduce(Int128(0)) { $0 + Int128($1.paidMinor) }
        let adjusted = documents.adjusted.reduce(Int128(0)) { $0 + $1.sumMinor }
        let amount = Int128(advice.amountMinor)
        if paid == amount { return }
        if paid + adjusted == amount, applyAdjustments() { return }
        advice.note(
            "control_total", line: segment.number,
            "The payment (BPR02) is \(advice.text(amount)), but its documents and adjustments add "
                + "up to \(advice.text(paid))"
                + (adjusted == 0
                    ? "." : ", or with those of the documents to \(advice.text(paid + adjusted))."))
    }

    /// Takes the documents' own adjustments into what is paid of them; false where one is too
    /// large for that.
    private mutating func applyAdjustments() -> Bool {
        var applied: [Int64] = []
        for (line, sum) in documents.adjusted {
            guard let paid = Int64(exactly: Int128(advice.lines[line].paidMinor) + sum) else {
                return false
            }
            applied.append(paid)
        }
        for (index, paid) in applied.enumerated() {
            advice.lines[documents.adjusted[index].line].paidMinor = paid
        }
        return true
    }

    private mutating func openDocument(_ segment: X12Segment) throws(FeedError) {
        documents.place = .document
        documents.hasDocument = true
        let currency = advice.currency
        var line = AdviceLine(line: segment.number, paidMinor: try segment.amount(4, in: currency))
        line.document = try segment.text(2)
        line.status = try segment.text(3)
        line.chargedMinor = try segment.amount(5, in: currency)
        line.partyName = documents.partyName
        switch segment.code(1) {
        case "IV", "": break
        // A kind of payment of an exchange, defined between the parties, and no document.
        case "ZZ" where !documents.policy.isEmpty:
            line.text = line.document
            line.document = documents.policy
        default: line.text = try segment.text(1)
        }
        let hasGross = !segment.isEmpty(5)
        let left = Int128(line.chargedMinor) - Int128(line.paidMinor)
        for (index, reason) in [(6, "discount"), (8, try segment.text(7))] {
            let amount = try segment.amount(index, in: currency)
            guard amount != 0 else { continue }
            // The sign is the sender's habit; the amount that explains the difference is right.
            line.adjustments.append(
                AdviceAdjustment(
                    group: "", reason: reason,
                    amountMinor: hasGross && Int128(amount) == -left ? -amount : amount))
        }
        if segment.isEmpty(4) {
            advice.note(
                "no_amount", line: segment.number,
                "RMR04 of document \(line.document) is empty; it counts as nothing paid.")
        }
        advice.lines.append(line)
    }

    /// ADX: positive raises the payment, negative lowers it.
    private mutating func takeAdjustment(_ segment: X12Segment) throws(FeedError) {
        let amount = try segment.demandedAmount(1, in: advice.currency)
        let reason = try segment.text(2)
        let adjustment = AdviceAdjustment(group: "", reason: reason, amountMinor: -amount)
        let last = advice.lines.count - 1
        guard documents.hasDocument, last >= 0 else {
            documents.place = .adjustment
            var line = AdviceLine(line: segment.number, paidMinor: amount)
            line.status = reason
            line.payerReference = try segment.text(4)
            line.partyName = documents.partyName
            line.adjustments = [adjustment]
            advice.lines.append(line)
            return
        }
        documents.place = .documentAdjustment
        advice.lines[last].adjustments.append(adjustment)
        let reference = try segment.text(4)
        if !reference.isEmpty { tell("adjustment \(reason) \(reference)") }
        if documents.adjusted.last?.line == last {
            documents.adjusted[documents.adjusted.count - 1].sumMinor += Int128(amount)
        } else {
            documents.adjusted.append((line: last, sumMinor: Int128(amount)))
        }
    }

    private mutating func takeReference(_ segment: X12Segment) throws(FeedError) {
        let reference = try segment.text(2)
        let last = advice.lines.count - 1
        switch documents.place {
        case .entity:
            let isOwnNumber = segment.code(1) == "AZ"
            if isOwnNumber || segment.code(1) == "POL" && documents.policy.isEmpty {
                documents.policy = reference
            }
        case .item: break
        case .adjustment where advice.lines[last].payerReference.isEmpty:
            advice.lines[last].payerReference = reference
        case .document where segment.code(1) == "VV" && advice.lines[last].payerReference.isEmpty:
            advice.lines[last].payerReference = reference
        case .document where segment.code(1) == "IV" && advice.lines[last].document.isEmpty:
            advice.lines[last].document = reference
        case .document, .documentAdjustment, .adjustment:
            tell("\(try segment.text(1)) \(reference)")
        }
    }

    /// A remark on the last line, while there is room.
    private mutating func tell(_ remark: String) {
        let last = advice.lines.count - 1
        guard last >= 0, !remark.isEmpty,
            advice.lines[last].text.utf8.count < X12Claim.maximumTextBytes
        else { return }
        if !advice.lines[last].text.isEmpty { advice.lines[last].text += "\n" }
        advice.lines[last].text += remark
    }

    private mutating func takeDetailCurrency(_ segment: X12Segment) throws(FeedError) {
        let code = try segment.text(2)
        guard code != advice.currency.code else { return }
        advice.note(
            "currency_differs", line: segment.number,
            "A CUR among the documents names \(code) beside \(advice.currency.code).")
    }
}
