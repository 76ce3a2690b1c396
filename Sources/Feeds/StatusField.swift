/// What we read of a payment status report.
enum StatusField: UInt16, FeedField {
    // Branches.
    case message, group, payment, transaction, statusCount

    // Group header.
    case messageID, messageCreated

    // Of the group, the payment or the transaction that is open.
    case status, reason, reasonText, originalID, originalCount, originalSum

    // Group.
    case originalMessage
    // Count of the transactions that have one status.
    case countedStatus, counted, countedSum

    // Transaction.
    case instructionID, endToEndID, transactionID, uniqueID, bankReference, clearingReference
    case paymentID, mandate, amount, currency, dueOn, remittance, reference
    case debtor, ultimateDebtor, debtorAccount, creditor, ultimateCreditor, creditorAccount

    var isBranch: Bool { rawValue <= StatusField.statusCount.rawValue }
}

extension StatusField {
    /// The names of the message itself: since 2009, and in version 2 of 2006.
    static let anchors = ["CstmrPmtStsRpt", "pain.002.001.02"]

    static let tree = XMLPathTree(
        anchors: anchors, messageField: StatusField.message, paths: paths)

    /// Where each field stands below the message.
    ///
    /// Source: ISO 20022, pain.002.001.02 to pain.002.001.14.
    static let paths: [ISOPath<StatusField>] =
        [("GrpHdr/MsgId", .messageID), ("GrpHdr/CreDtTm", .messageCreated)]
        + groupPaths(at: "OrgnlGrpInfAndSts")
        + paymentPaths(at: "OrgnlPmtInfAndSts")
        + transactionPaths(at: "OrgnlPmtInfAndSts/TxInfAndSts")
        // Version 2 had no level between them.
        + transactionPaths(at: "TxInfAndSts")

    private static func groupPaths(at path: String) -> [ISOPath<StatusField>] {
        [
            (path, .group),
            (path + "/OrgnlMsgId", .originalID),
            (path + "/OrgnlMsgNmId", .originalMessage),
            (path + "/GrpSts", .status),
        ] + totalPaths(at: path) + reasonPaths(at: path)
    }

    private static func paymentPaths(at path: String) -> [ISOPath<StatusField>] {
        [
            (path, .payment),
            (path + "/OrgnlPmtInfId", .originalID),
            (path + "/PmtInfSts", .status),
        ] + totalPaths(at: path) + reasonPaths(at: path)
    }

    private static func totalPaths(at path: String) -> [ISOPath<StatusField>] {
        [
            (path + "/OrgnlNbOfTxs", .originalCount),
            (path + "/OrgnlCtrlSum", .originalSum),
            (path + "/NbOfTxsPerSts", .statusCount),
            (path + "/NbOfTxsPerSts/DtldNbOfTxs", .counted),
            (path + "/NbOfTxsPerSts/DtldSts", .countedStatus),
            (path + "/NbOfTxsPerSts/DtldCtrlSum", .countedSum),
        ]
    }

    private static func reasonPaths(at path: String) -> [ISOPath<StatusField>] {
        [
            (path + "/StsRsnInf/Rsn/Cd", .reason),
            (path + "/StsRsnInf/Rsn/Prtry", .reason),
            (path + "/StsRsnInf/AddtlInf", .reasonText),
            // Version 2.
            (path + "/StsRsnInf/StsRsn/Cd", .reason),
            (path + "/StsRsnInf/StsRsn/Prtry", .reason),
            (path + "/StsRsnInf/AddtlStsRsnInf", .reasonText),
        ]
    }

    private static func transactionPaths(at path: String) -> [ISOPath<StatusField>] {
        let original = path + "/OrgnlTxRef"
        return [
            (path, .transaction),
            (path + "/OrgnlPmtInfId", .paymentID),
            (path + "/OrgnlInstrId", .instructionID),
            (path + "/OrgnlEndToEndId", .endToEndID),
            (path + "/OrgnlTxId", .transactionID),
            (path + "/OrgnlUETR", .uniqueID),
            (path + "/TxSts", .status),
            (path + "/AcctSvcrRef", .bankReference),
            (path + "/ClrSysRef", .clearingReference),
            (original + "/ReqdColltnDt", .dueOn),
            (original + "/ReqdExctnDt", .dueOn),
            (original + "/ReqdExctnDt/Dt", .dueOn),
            (original + "/ReqdExctnDt/DtTm", .dueOn),
            (original + "/MndtRltdInf/MndtId", .mandate),
            (original + "/MndtRltdInf/DrctDbtMndt/MndtId", .mandate),
            (original + "/RmtInf/Ustrd", .remittance),
            (original + "/RmtInf/Strd/CdtrRefInf/Ref", .reference),
            (original + "/RmtInf/Strd/CdtrRefInf/CdtrRef", .reference),
            (original + "/RmtInf/Strd/RfrdDocInf/Nb", .remittance),
            (original + "/RmtInf/Strd/AddtlRmtInf", .remittance),
        ] + reasonPaths(at: path) + partyPaths(at: original)
            + isoAmountPaths(at: original + "/Amt/InstdAmt", .amount, .currency)
            + isoAmountPaths(at: original + "/Amt/EqvtAmt/Amt", .amount, .currency)
    }

    private static func partyPaths(at path: String) -> [ISOPath<StatusField>] {
        isoNamePaths(at: path + "/Dbtr", .debtor)
            + isoNamePaths(at: path + "/UltmtDbtr", .ultimateDebtor)
            + isoNamePaths(at: path + "/Cdtr", .creditor)
            + isoNamePaths(at: path + "/UltmtCdtr", .ultimateCreditor)
            + isoAccountPaths(at: path + "/DbtrAcct/Id", .debtorAccount)
            + isoAccountPaths(at: path + "/CdtrAcct/Id", .creditorAccount)
    }
}
