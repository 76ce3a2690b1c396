/// Why a payment came back, as far as it decides what happens next.
package enum ReturnClass: String, Sendable, CaseIterable {
    /// The account does not exist, is closed, or takes no such payments: ask for another.
    case closedAccount = "closed_account"
    /// There was too little money: trying again can help.
    case insufficientFunds = "insufficient_funds"
    /// The payer or a bar the payer had set up stopped it, without contesting the debt.
    case refusedByPayer = "refused_by_payer"
    /// The payer contests that it was authorised or owed: never again without consent.
    case disputed
    /// The message was wrong or could not be processed: mend and send again.
    case technical
    /// The payer has died: no more automatic letters.
    case deceased
    /// Law, secrecy, or a reason told in words: a person must look.
    case other
}

/// A listed reason for a return, with what it means.
package struct ReturnReason: Sendable, Equatable {
    /// As the bank gives it.
    package let code: String
    package let reasonClass: ReturnClass
    /// A short noun phrase for letters and reports.
    package let meaning: String

    /// Looks up a code that ISO 20022 lists; nil for every other text.
    ///
    /// Banks also give codes of their own, which stay what they are.
    package init?(iso code: some StringProtocol) {
        let code = String(code)
        guard let (reasonClass, meaning) = Self.listed[code] else { return nil }
        self.code = code
        self.reasonClass = reasonClass
        self.meaning = meaning
    }

    /// Every code listed, in order.
    package static var isoCodes: [String] { listed.keys.sorted() }

    private static let listed: [String: (ReturnClass, String)] = {
        var listed: [String: (ReturnClass, String)] = [:]
        let tables: [(ReturnClass, [(String, String)])] = [
            (.closedAccount, closedAccount), (.insufficientFunds, insufficientFunds),
            (.refusedByPayer, refusedByPayer), (.disputed, disputed), (.technical, technical),
            (.deceased, [("MD07", "the account holder has died")]), (.other, others),
        ]
        for (reasonClass, table) in tables {
            for (code, meaning) in table { listed[code] = (reasonClass, meaning) }
        }
        return listed
    }()
}

// Source: ISO 20022 External Code Sets, edition 2Q2024, ExternalReturnReason1Code; the classes
// follow EPC173-14, "Guidance on reason codes for SEPA direct debit R-transactions". The wording
// is ours.
extension ReturnReason {
    private static let closedAccount = [
        ("AC01", "account number wrong or unknown"),
        ("AC02", "payer's account number wrong or unknown"),
        ("AC03", "payee's account number wrong or unknown"),
        ("AC04", "account closed"),
        ("AC06", "account blocked"),
        ("AC07", "payee's account closed"),
        ("AC13", "payer's account of the wrong type"),
        ("AC15", "account details changed"),
        ("AC16", "account sequestrated"),
        ("AC17", "account in liquidation"),
        ("AG01", "account not open to payments of this kind"),
        ("BE01", "account and name do not belong together"),
        ("BE06", "customer unknown at the bank"),
    ]

    private static let insufficientFunds = [
        ("AM04", "not enough money in the account"),
        ("AM07", "money in the account blocked"),
    ]

    private static let refusedByPayer = [
        ("AG07", "collection without success"),
        ("CN01", "authorisation cancelled"),
        ("CUST", "asked for by the customer"),
        ("MS02", "refused by the customer without a reason"),
        ("NOAS", "no answer from the customer"),
        ("SL01", "stopped by a service the payer has with the bank"),
        ("SL02", "stopped by a service the payee has with the bank"),
        ("SL11", "payee not on the payer's list of those allowed"),
        ("SL12", "payee on the payer's list of those barred"),
        ("SL13", "more collections than the payer allows"),
        ("SL14", "larger amount than the payer allows"),
        ("SP01", "payment stopped by the account holder"),
        ("SP02", "stopped before by a stop order"),
    ]

    private static let disputed = [
        ("AM09", "amount other than agreed"),
        ("FR01", "fraud"),
        ("FRTR", "final answer: the mandate is cancelled"),
        ("MD01", "no mandate"),
        ("MD05", "collected before it was due"),
        ("MD06", "refund claimed by the payer"),
        ("SVNR", "service not rendered"),
        ("UPAY", "payment not owed"),
    ]

    private static let technical = [
        ("AC14", "bank in the message wrong"),
        ("AG02", "operation code wrong"),
        ("AGNT", "bank in the chain of payment wrong"),
        ("AM01", "amount of nought"),
        ("AM02", "amount above what is allowed"),
        ("AM03", "currency not allowed"),
        ("AM05", "paid or collected twice"),
        ("AM06", "amount below what is agreed"),
        ("AM10", "control sum wrong"),
        ("ARDT", "returned before"),
        ("BE04", "payee's address missing"),
        ("BE05", "creditor identifier unknown"),
        ("BE07", "payer's address missing"),
        ("BE08", "mistake of the bank"),
        ("CNOR", "payee's bank not registered"),
        ("CURR", "currency wrong"),
        ("DC04", "no credit transfer received"),
        ("DNOR", "payer's bank not registered"),
        ("DS28", "technical reason"),
        ("DT01", "date wrong"),
        ("DT02", "cheque expired"),
        ("DT04", "date too far in the future"),
        ("DUPL", "copy of another payment"),
        ("ED01", "correspondent bank not possible"),
        ("ED03", "balance information asked for"),
        ("ED05", "settlement failed"),
        ("ERIN", "extended remittance information not supported"),
        ("FF03", "payment type wrong"),
        ("FF04", "service level wrong"),
        ("FF05", "local instrument wrong"),
        ("FF06", "category purpose wrong"),
        ("FF07", "purpose wrong"),
        ("MD02", "mandate lacks something required"),
        ("NOCM", "against the rules of the scheme or the account"),
        ("NOOR", "original payment not received"),
        ("RC01", "bank identifier wrong"),
        ("RC03", "payer's bank identifier wrong"),
        ("RC04", "payee's bank identifier wrong"),
        ("RC07", "payee's BIC wrong"),
        ("RC08", "clearing number wrong"),
        ("RC11", "intermediary bank wrong"),
        ("RF01", "reference used before"),
        ("RUTA", "could not be applied after an investigation"),
        ("TM01", "received after the closing time"),
        ("TRAC", "removed from tracking"),
    ]

    private static let others = [
        ("CNPC", "cash not picked up"),
        ("EMVL", "liability shifted: chip not used"),
        ("FOCR", "returned after a recall"),
        ("G004", "credit waiting for cover"),
        ("MS03", "refused by the bank without a reason"),
        ("NARR", "reason told in words"),
        ("PINL", "liability shifted: PIN not used"),
        ("RR01", "payer's account or identification missing, which law requires"),
        ("RR02", "payer's name or address missing, which law requires"),
        ("RR03", "payee's name or address missing, which law requires"),
        ("RR04", "legal reason"),
        ("RR05", "report to the authorities missing"),
        ("RR06", "tax information missing"),
        ("RR07", "remittance information against the rules"),
        ("RR08", "remittance information cut"),
        ("RR09", "structured reference wrong"),
        ("RR10", "characters not allowed"),
        ("RR11", "identification of the bank's service missing"),
        ("RR12", "identification missing"),
    ]
}
