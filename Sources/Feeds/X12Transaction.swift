import Values

/// An 835 or 820 while it is read: the header that both share, and what their details need.
///
/// Source: ASC X12 004010 and 005010, transaction sets 835 (X091A1, X221A1) and 820 (X061A1,
/// X218, X306).
struct X12Transaction {
    enum Kind {
        case remittance
        case payment
        case other
    }

    let kind: Kind
    let controlNumber: String
    /// From ST on, so far.
    private(set) var segmentCount = 1
    var advice: Advice
    /// What is open in the details of an 835.
    var claims = X12Claims()
    /// What is open in the details of an 820.
    var documents = X12Documents()

    /// Kept until the currency is known, which comes after it.
    private var payment: X12Segment?
    private var isInHeader = true
    private var party = Party.none
    private var sawCurrency = false

    private enum Party {
        case none, payer, payee
    }

    /// Begins a transaction set.
    ///
    /// - Throws: ``FeedError`` where it is one that may hold payments in a way not read here.
    init(_ segment: X12Segment) throws(FeedError) {
        switch segment.code(1) {
        case "835": kind = .remittance
        case "820": kind = .payment
        case let set where Self.isWithoutPayment(set): kind = .other
        default: throw segment.fault(.malformed, 1, "835 or 820")
        }
        guard let dollar = Currency(code: "USD") else { throw segment.fault(.badCurrency, 0, "") }
        controlNumber = segment.controlNumber(2)
        advice = Advice(line: segment.number, currency: dollar, amountMinor: 0)
    }

    /// Whether a set tells of no money: an acknowledgement, a claim's status, a text.
    static func isWithoutPayment(_ set: X12Code) -> Bool {
        switch set {
        case "997", "999", "277", "824", "864": true
        default: false
        }
    }

    /// Takes the next segment.
    ///
    /// - Throws: ``FeedError`` for what makes an amount doubtful.
    mutating func take(_ segment: X12Segment) throws(FeedError) {
        segmentCount += 1
        switch kind {
        case .other: return
        case .remittance:
            if isInHeader { try takeHeader(segment) }
            if !isInHeader { try takeClaim(segment) }
        case .payment:
            if isInHeader { try takeHeader(segment) }
            if !isInHeader { try takeDocument(segment) }
        }
    }

    /// Checks what can be checked at the end only.
    mutating func finish(_ segment: X12Segment) throws(FeedError) {
        if isInHeader { try endHeader(segment) }
        switch kind {
        case .other: return
        case .remittance: try finishClaims(segment)
        case .payment: try finishDocuments(segment)
        }
    }

    private mutating func takeHeader(_ segment: X12Segment) throws(FeedError) {
        switch segment.tag {
        case "BPR":
            guard payment == nil else { throw segment.fault(.malformed, 0, "one BPR in a set") }
            payment = segment
            try takePayment(segment)
        case "TRN" where advice.traceNumber.isEmpty:
            advice.traceNumber = try segment.identifier(2)
            if !segment.isEmpty(3) { advice.payerID = try segment.identifier(3) }
        case "CUR": try takeCurrency(segment)
        case "N1": try takeParty(segment)
        case "REF" where party == .payee && advice.payeeID.isEmpty:
            advice.payeeID = try segment.identifier(2)
        case "LX", "TS2", "TS3", "CLP", "PLB", "ENT", "RMR", "ADX": try endHeader(segment)
        default: break
        }
    }

    /// Reads the amount, now that a currency would have been named.
    private mutating func endHeader(_ segment: X12Segment) throws(FeedError) {
        isInHeader = false
        guard let payment else { throw segment.fault(.malformed, 0, "BPR before it") }
        advice.amountMinor = try payment.demandedAmount(2, in: advice.currency)
        if advice.amountMinor < 0 {
            advice.note(
                "negative_payment", line: payment.number,
                "BPR02 is \(advice.text(advice.amountMinor)); nobody can be paid less than nothing."
            )
        }
        if advice.method == .none, advice.amountMinor != 0 {
            advice.note(
                "no_money", line: payment.number,
                "BPR04 says that no money is moved, BPR02 names \(advice.text(advice.amountMinor))."
            )
        }
    }

    private mutating func takePayment(_ segment: X12Segment) throws(FeedError) {
        advice.method = X12Codes.method(segment.code(4))
        advice.payerID = try segment.identifier(10)
        if !segment.isEmpty(7) { advice.payerAccount = try segment.identifier(9) }
        // Senders that miscount the empty elements put the date where the account belongs.
        if !segment.isEmpty(13) { advice.account = try segment.identifier(15) }
        advice.paidOn = segment.date(16)
        if advice.paidOn == nil {
            let found = try segment.text(16)
            advice.note(
                "payment_date", line: segment.number,
                found.isEmpty
                    ? "BPR16 names no day of payment."
                    : "BPR16 is \(found), which no calendar has.")
        }
        // In both sets a debit, too, brings money to the payee, who draws it.
        if segment.code(3) != "C" {
            let found = try segment.text(3)
            advice.note(
                "debit", line: segment.number,
                "BPR03 is \(found), not C: the payee draws the money, nobody sends it.")
        }
    }

    private mutating func takeCurrency(_ segment: X12Segment) throws(FeedError) {
        guard let currency = Currency(code: try segment.text(2)) else {
            throw segment.fault(.badCurrency, 2, "a currency of ISO 4217")
        }
        // The payer's stands first; a second one names what the payee receives.
        guard advice.currency == currency || !sawCurrency else {
            advice.note(
                "currency_differs", line: segment.number,
                "A second CUR names \(currency.code) beside \(advice.currency.code).")
            return
        }
        sawCurrency = true
        advice.currency = currency
    }

    private mutating func takeParty(_ segment: X12Segment) throws(FeedError) {
        switch segment.code(1) {
        case "PR":
            party = .payer
            advice.payerName = try segment.text(2)
            if advice.payerID.isEmpty { advice.payerID = try segment.identifier(4) }
        // The remitter, where the exchange pays and not the insured.
        case "RM":
            party = .payer
            if advice.payerName.isEmpty { advice.payerName = try segment.text(2) }
        case "PE":
            party = .payee
            advice.payeeID = try segment.identifier(4)
        default: party = .none
        }
    }
}
