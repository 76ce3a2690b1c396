/// What we read of a bank-to-customer statement; everything else in it is passed over.
///
/// One field may stand at several paths, for the message has been rearranged in thirteen versions.
enum Camt053Field: UInt16, CaseIterable {
    // Branches.
    case message, statement, balance, entry, transaction, charges, chargeRecord, returnInformation

    // Group header.
    case messageCreated, messagePage, messageInformation

    // Statement.
    case statementID, electronicSequence, legalSequence, statementPage, statementCreated
    case copyIndicator, account, accountCurrency, owner
    case entryCount, entrySum, creditCount, creditSum, debitCount, debitSum

    // Of whichever balance, entry, transaction or charge is open.
    case amount, direction, currency
    case balanceType, balanceDate

    // Entry.
    case entryReference, reversal, status, proprietaryStatus, bookedOn, valueOn, bankReference
    case domain, family, subFamily, proprietaryCode, batchMessage, batchPayment, entryInformation

    // Transaction.
    case transactionBankReference, paymentID, instructionID, endToEndID, transactionID
    case mandate, cheque, clearingReference, uniqueID
    case transactionAmount, instructedAmount
    case totalCharges, chargeIncluded
    case debtor, ultimateDebtor, debtorAccount, creditor, ultimateCreditor, creditorAccount
    case remittance, reference, returnReason, returnText, transactionInformation

    /// The field's first path, without the message around it: `Stmt/Ntry/Amt`.
    ///
    /// `amount` and `direction` are named for the branch that is open; see ``Camt053Reader``.
    var path: String {
        Camt053Field.paths.first { $0.field == self }?.path ?? ""
    }

    var isBranch: Bool {
        rawValue <= Camt053Field.returnInformation.rawValue
    }
}

extension Camt053Field {
    /// The names of the message itself: since 2009, and in version 1 of 2006.
    static let anchors = ["BkToCstmrStmt", "BkToCstmrStmtV01"]

    /// Where each field stands below the message.
    ///
    /// Source: ISO 20022, BankToCustomerStatement, camt.053.001.01 to camt.053.001.13.
    static let paths: [(path: String, field: Camt053Field)] =
        header + statementPaths + entryPaths
        + transactionPaths(at: "Stmt/Ntry/NtryDtls/TxDtls")
        // Version 1 had no level between them.
        + transactionPaths(at: "Stmt/Ntry/TxDtls")

    private static let header: [(path: String, field: Camt053Field)] = [
        ("GrpHdr/CreDtTm", .messageCreated),
        ("GrpHdr/MsgPgntn/PgNb", .messagePage),
        ("GrpHdr/AddtlInf", .messageInformation),
    ]

    private static let statementPaths: [(path: String, field: Camt053Field)] =
        [
            ("Stmt", .statement),
            ("Stmt/Id", .statementID),
            ("Stmt/ElctrncSeqNb", .electronicSequence),
            ("Stmt/LglSeqNb", .legalSequence),
            ("Stmt/StmtPgntn/PgNb", .statementPage),
            ("Stmt/CreDtTm", .statementCreated),
            ("Stmt/CpyDplctInd", .copyIndicator),
            ("Stmt/Acct/Ccy", .accountCurrency),
            ("Stmt/Acct/Ownr/Nm", .owner),
            ("Stmt/Acct/Ownr/Pty/Nm", .owner),
            ("Stmt/Bal", .balance),
            ("Stmt/Bal/Tp/CdOrPrtry/Cd", .balanceType),
            ("Stmt/Bal/Tp/Cd", .balanceType),
            ("Stmt/Bal/CdtDbtInd", .direction),
            ("Stmt/Bal/Dt/Dt", .balanceDate),
            ("Stmt/Bal/Dt/DtTm", .balanceDate),
            ("Stmt/TxsSummry/TtlNtries/NbOfNtries", .entryCount),
            ("Stmt/TxsSummry/TtlNtries/Sum", .entrySum),
            ("Stmt/TxsSummry/TtlCdtNtries/NbOfNtries", .creditCount),
            ("Stmt/TxsSummry/TtlCdtNtries/Sum", .creditSum),
            ("Stmt/TxsSummry/TtlDbtNtries/NbOfNtries", .debitCount),
            ("Stmt/TxsSummry/TtlDbtNtries/Sum", .debitSum),
        ] + accountPaths(at: "Stmt/Acct/Id", .account) + amountPaths(at: "Stmt/Bal/Amt", .amount)

    private static let entryPaths: [(path: String, field: Camt053Field)] =
        [
            ("Stmt/Ntry", .entry),
            ("Stmt/Ntry/NtryRef", .entryReference),
            ("Stmt/Ntry/CdtDbtInd", .direction),
            ("Stmt/Ntry/RvslInd", .reversal),
            ("Stmt/Ntry/Sts", .status),
            ("Stmt/Ntry/Sts/Cd", .status),
            ("Stmt/Ntry/Sts/Prtry", .proprietaryStatus),
            ("Stmt/Ntry/BookgDt/Dt", .bookedOn),
            ("Stmt/Ntry/BookgDt/DtTm", .bookedOn),
            ("Stmt/Ntry/ValDt/Dt", .valueOn),
            ("Stmt/Ntry/ValDt/DtTm", .valueOn),
            ("Stmt/Ntry/AcctSvcrRef", .bankReference),
            ("Stmt/Ntry/Btch/MsgId", .batchMessage),
            ("Stmt/Ntry/Btch/PmtInfId", .batchPayment),
            ("Stmt/Ntry/NtryDtls/Btch/MsgId", .batchMessage),
            ("Stmt/Ntry/NtryDtls/Btch/PmtInfId", .batchPayment),
            ("Stmt/Ntry/AddtlNtryInf", .entryInformation),
        ] + amountPaths(at: "Stmt/Ntry/Amt", .amount) + codePaths(at: "Stmt/Ntry")
        + chargePaths(at: "Stmt/Ntry")

    private static func transactionPaths(
        at path: String
    ) -> [(path: String, field: Camt053Field)] {
        [
            (path, .transaction),
            (path + "/Refs/AcctSvcrRef", .transactionBankReference),
            (path + "/Refs/PmtInfId", .paymentID),
            (path + "/Refs/InstrId", .instructionID),
            (path + "/Refs/EndToEndId", .endToEndID),
            (path + "/Refs/TxId", .transactionID),
            (path + "/Refs/MndtId", .mandate),
            (path + "/Refs/ChqNb", .cheque),
            (path + "/Refs/ClrSysRef", .clearingReference),
            (path + "/Refs/UETR", .uniqueID),
            (path + "/CdtDbtInd", .direction),
            (path + "/RmtInf/Ustrd", .remittance),
            (path + "/RmtInf/Strd/CdtrRefInf/Ref", .reference),
            (path + "/RmtInf/Strd/CdtrRefInf/CdtrRef", .reference),
            // A document's number is the payer's word, not a reference we issued with a check
            // digit: it is searched like the rest of the text.
            (path + "/RmtInf/Strd/RfrdDocInf/Nb", .remittance),
            (path + "/RmtInf/Strd/RfrdDocInf/RfrdDocNb", .remittance),
            (path + "/RmtInf/Strd/AddtlRmtInf", .remittance),
            (path + "/RtrInf", .returnInformation),
            (path + "/RtrInf/Rsn/Cd", .returnReason),
            (path + "/RtrInf/Rsn/Prtry", .returnReason),
            (path + "/RtrInf/RtrRsn/Cd", .returnReason),
            (path + "/RtrInf/RtrRsn/Prtry", .returnReason),
            (path + "/RtrInf/AddtlInf", .returnText),
            (path + "/RtrInf/AddtlRtrRsnInf", .returnText),
            (path + "/AddtlTxInf", .transactionInformation),
        ] + partyPaths(at: path + "/RltdPties") + codePaths(at: path) + chargePaths(at: path)
            + amountPaths(at: path + "/Amt", .amount)
            + amountPaths(at: path + "/AmtDtls/TxAmt/Amt", .transactionAmount)
            + amountPaths(at: path + "/AmtDtls/InstdAmt/Amt", .instructedAmount)
    }

    private static func partyPaths(at path: String) -> [(path: String, field: Camt053Field)] {
        let names: [(String, Camt053Field)] = [
            ("/Dbtr", .debtor), ("/UltmtDbtr", .ultimateDebtor),
            ("/Cdtr", .creditor), ("/UltmtCdtr", .ultimateCreditor),
        ]
        return names.flatMap { name, field in
            [
                (path + name + "/Nm", field),
                // Since version 8 a party is a person or organisation, or an agent.
                (path + name + "/Pty/Nm", field),
                (path + name + "/Agt/FinInstnId/Nm", field),
            ]
        } + accountPaths(at: path + "/DbtrAcct/Id", .debtorAccount)
            + accountPaths(at: path + "/CdtrAcct/Id", .creditorAccount)
    }

    private static func accountPaths(
        at path: String, _ field: Camt053Field
    ) -> [(path: String, field: Camt053Field)] {
        // The last three are version 1.
        ["/IBAN", "/Othr/Id", "/BBAN", "/UPIC", "/PrtryAcct/Id"].map { (path + $0, field) }
    }

    private static func amountPaths(
        at path: String, _ field: Camt053Field
    ) -> [(path: String, field: Camt053Field)] {
        [(path, field), (path + "/@Ccy", .currency)]
    }

    private static func codePaths(at path: String) -> [(path: String, field: Camt053Field)] {
        [
            (path + "/BkTxCd/Domn/Cd", .domain),
            (path + "/BkTxCd/Domn/Fmly/Cd", .family),
            (path + "/BkTxCd/Domn/Fmly/SubFmlyCd", .subFamily),
            (path + "/BkTxCd/Prtry/Cd", .proprietaryCode),
        ]
    }

    private static func chargePaths(at path: String) -> [(path: String, field: Camt053Field)] {
        // Until version 3 each `Chrgs` was a record, since version 4 it holds records.
        [
            (path + "/Chrgs", .charges),
            (path + "/Chrgs/CdtDbtInd", .direction),
            (path + "/Chrgs/Rcrd", .chargeRecord),
            (path + "/Chrgs/Rcrd/CdtDbtInd", .direction),
            (path + "/Chrgs/Rcrd/ChrgInclInd", .chargeIncluded),
        ] + amountPaths(at: path + "/Chrgs/TtlChrgsAndTaxAmt", .totalCharges)
            + amountPaths(at: path + "/Chrgs/Amt", .amount)
            + amountPaths(at: path + "/Chrgs/Rcrd/Amt", .amount)
    }
}
