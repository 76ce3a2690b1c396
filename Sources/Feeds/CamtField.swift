/// What we read of a bank-to-customer message.
///
/// One field may stand at several paths, for the message has been rearranged in thirteen versions.
enum CamtField: UInt16, FeedField {
    // Branches.
    case message, statement, balance, entry, batch, transaction, charges, chargeRecord
    case returnInformation, document, adjustment

    // Group header.
    case messageCreated, messagePage, messageInformation

    // Statement.
    case statementID, electronicSequence, legalSequence, statementPage, statementCreated
    case copyIndicator, account, accountCurrency, owner
    case entryCount, entrySum, creditCount, creditSum, debitCount, debitSum

    // Of whichever branch is open: a balance, entry, transaction, charge or adjustment.
    case amount, direction, currency
    case balanceType, balanceDate

    // Entry.
    case entryReference, reversal, status, proprietaryStatus, bookedOn, valueOn, bankReference
    case domain, family, subFamily, proprietaryCode, codeIssuer, entryInformation
    case batchMessage, batchPayment, batchCount

    // Transaction.
    case transactionBankReference, paymentID, instructionID, endToEndID, transactionID
    case mandate, cheque, clearingReference, uniqueID
    case transactionAmount, instructedAmount
    case totalCharges, chargeIncluded
    case debtor, ultimateDebtor, debtorAccount, creditor, ultimateCreditor, creditorAccount
    case remittance, reference, returnReason, returnText, transactionInformation

    // Document of a structured remittance.
    case documentNumber, documentType, dueAmount, discount, creditNote, remittedAmount
    case adjustmentReason, adjustmentText

    var isBranch: Bool {
        rawValue <= CamtField.adjustment.rawValue
    }

    /// The field's first path, without the message around it: `Stmt/Ntry/Amt`.
    ///
    /// `amount` and `direction` are named for the branch that is open; see ``CamtReader``.
    func path(in message: CamtMessage) -> String {
        message.paths.first { $0.field == self }?.path ?? ""
    }
}

extension CamtField {
    /// Where each field stands below the message, whose records have this name.
    ///
    /// Source: ISO 20022, camt.052.001.01 to .13, camt.053.001.01 to .13, camt.054.001.01 to .13.
    static func paths(at record: String) -> [ISOPath<CamtField>] {
        header + recordPaths(at: record) + entryPaths(at: record + "/Ntry")
            + transactionPaths(at: record + "/Ntry/NtryDtls/TxDtls")
            // Version 1 had no level between them.
            + transactionPaths(at: record + "/Ntry/TxDtls")
    }

    private static let header: [ISOPath<CamtField>] = [
        ("GrpHdr/CreDtTm", .messageCreated),
        ("GrpHdr/MsgPgntn/PgNb", .messagePage),
        ("GrpHdr/AddtlInf", .messageInformation),
    ]

    private static func recordPaths(at path: String) -> [ISOPath<CamtField>] {
        [
            (path, .statement),
            (path + "/Id", .statementID),
            (path + "/ElctrncSeqNb", .electronicSequence),
            (path + "/LglSeqNb", .legalSequence),
            (path + "/\(path)Pgntn/PgNb", .statementPage),
            (path + "/CreDtTm", .statementCreated),
            (path + "/CpyDplctInd", .copyIndicator),
            (path + "/Acct/Ccy", .accountCurrency),
            (path + "/Acct/Ownr/Nm", .owner),
            (path + "/Acct/Ownr/Pty/Nm", .owner),
            (path + "/Bal", .balance),
            (path + "/Bal/Tp/CdOrPrtry/Cd", .balanceType),
            (path + "/Bal/Tp/Cd", .balanceType),
            (path + "/Bal/CdtDbtInd", .direction),
            (path + "/Bal/Dt/Dt", .balanceDate),
            (path + "/Bal/Dt/DtTm", .balanceDate),
            (path + "/TxsSummry/TtlNtries/NbOfNtries", .entryCount),
            (path + "/TxsSummry/TtlNtries/Sum", .entrySum),
            (path + "/TxsSummry/TtlCdtNtries/NbOfNtries", .creditCount),
            (path + "/TxsSummry/TtlCdtNtries/Sum", .creditSum),
            (path + "/TxsSummry/TtlDbtNtries/NbOfNtries", .debitCount),
            (path + "/TxsSummry/TtlDbtNtries/Sum", .debitSum),
        ] + isoAccountPaths(at: path + "/Acct/Id", .account)
            + isoAmountPaths(at: path + "/Bal/Amt", .amount, .currency)
    }

    private static func entryPaths(at path: String) -> [ISOPath<CamtField>] {
        [
            (path, .entry),
            (path + "/NtryRef", .entryReference),
            (path + "/CdtDbtInd", .direction),
            (path + "/RvslInd", .reversal),
            (path + "/Sts", .status),
            (path + "/Sts/Cd", .status),
            (path + "/Sts/Prtry", .proprietaryStatus),
            (path + "/BookgDt/Dt", .bookedOn),
            (path + "/BookgDt/DtTm", .bookedOn),
            (path + "/ValDt/Dt", .valueOn),
            (path + "/ValDt/DtTm", .valueOn),
            (path + "/AcctSvcrRef", .bankReference),
            (path + "/AddtlNtryInf", .entryInformation),
        ] + isoAmountPaths(at: path + "/Amt", .amount, .currency) + codePaths(at: path)
            + chargePaths(at: path) + batchPaths(at: path + "/Btch")
            + batchPaths(at: path + "/NtryDtls/Btch")
    }

    private static func batchPaths(at path: String) -> [ISOPath<CamtField>] {
        [
            (path, .batch),
            (path + "/MsgId", .batchMessage),
            (path + "/PmtInfId", .batchPayment),
            (path + "/NbOfTxs", .batchCount),
        ] + isoAmountPaths(at: path + "/TtlAmt", .amount, .currency)
    }

    private static func transactionPaths(
        at path: String
    ) -> [ISOPath<CamtField>] {
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
            + documentPaths(at: path + "/RmtInf/Strd")
            + isoAmountPaths(at: path + "/Amt", .amount, .currency)
            + isoAmountPaths(at: path + "/AmtDtls/TxAmt/Amt", .transactionAmount, .currency)
            + isoAmountPaths(at: path + "/AmtDtls/InstdAmt/Amt", .instructedAmount, .currency)
    }

    private static func documentPaths(at path: String) -> [ISOPath<CamtField>] {
        let amounts = path + "/RfrdDocAmt"
        return [
            (path, .document),
            (path + "/RfrdDocInf/Nb", .documentNumber),
            (path + "/RfrdDocInf/RfrdDocNb", .documentNumber),
            (path + "/RfrdDocInf/Tp/CdOrPrtry/Cd", .documentType),
            (path + "/RfrdDocInf/RfrdDocTp/Cd", .documentType),
            (amounts + "/AdjstmntAmtAndRsn", .adjustment),
            (amounts + "/AdjstmntAmtAndRsn/CdtDbtInd", .direction),
            (amounts + "/AdjstmntAmtAndRsn/Rsn", .adjustmentReason),
            (amounts + "/AdjstmntAmtAndRsn/AddtlInf", .adjustmentText),
        ] + isoAmountPaths(at: amounts + "/DuePyblAmt", .dueAmount, .currency)
            + isoAmountPaths(at: amounts + "/CdtNoteAmt", .creditNote, .currency)
            + isoAmountPaths(at: amounts + "/RmtdAmt", .remittedAmount, .currency)
            // Since version 3 a discount may have a type beside its amount.
            + isoAmountPaths(at: amounts + "/DscntApldAmt", .discount, .currency)
            + isoAmountPaths(at: amounts + "/DscntApldAmt/Amt", .discount, .currency)
            + isoAmountPaths(at: amounts + "/AdjstmntAmtAndRsn/Amt", .amount, .currency)
    }

    private static func partyPaths(at path: String) -> [ISOPath<CamtField>] {
        isoNamePaths(at: path + "/Dbtr", .debtor)
            + isoNamePaths(at: path + "/UltmtDbtr", .ultimateDebtor)
            + isoNamePaths(at: path + "/Cdtr", .creditor)
            + isoNamePaths(at: path + "/UltmtCdtr", .ultimateCreditor)
            + isoAccountPaths(at: path + "/DbtrAcct/Id", .debtorAccount)
            + isoAccountPaths(at: path + "/CdtrAcct/Id", .creditorAccount)
    }

    private static func codePaths(at path: String) -> [ISOPath<CamtField>] {
        [
            (path + "/BkTxCd/Domn/Cd", .domain),
            (path + "/BkTxCd/Domn/Fmly/Cd", .family),
            (path + "/BkTxCd/Domn/Fmly/SubFmlyCd", .subFamily),
            (path + "/BkTxCd/Prtry/Cd", .proprietaryCode),
            (path + "/BkTxCd/Prtry/Issr", .codeIssuer),
        ]
    }

    private static func chargePaths(at path: String) -> [ISOPath<CamtField>] {
        // Until version 3 each `Chrgs` was a record, since version 4 it holds records.
        [
            (path + "/Chrgs", .charges),
            (path + "/Chrgs/CdtDbtInd", .direction),
            (path + "/Chrgs/Rcrd", .chargeRecord),
            (path + "/Chrgs/Rcrd/CdtDbtInd", .direction),
            (path + "/Chrgs/Rcrd/ChrgInclInd", .chargeIncluded),
        ] + isoAmountPaths(at: path + "/Chrgs/TtlChrgsAndTaxAmt", .totalCharges, .currency)
            + isoAmountPaths(at: path + "/Chrgs/Amt", .amount, .currency)
            + isoAmountPaths(at: path + "/Chrgs/Rcrd/Amt", .amount, .currency)
    }
}
