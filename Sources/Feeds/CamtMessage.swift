/// What tells the bank-to-customer messages of ISO 20022 apart.
///
/// A message is told by its element and namespace, whatever the file or the root is called, so one
/// inside a business message or another envelope is read too.
struct CamtMessage {
    /// `camt.053`, as namespaces have it.
    let identifier: String
    /// The names of the message itself: since 2009, and in version 1 of 2006.
    let anchors: [String]
    /// The element of one account's entries.
    let record: String
    /// What its list of entries claims to be.
    let kind: StatementKind
    /// Where each field stands below the message.
    let paths: [ISOPath<CamtField>]
    let tree: XMLPathTree

    /// Provisional bookings of the day.
    static let accountReport = CamtMessage(
        identifier: "camt.052", anchors: ["BkToCstmrAcctRpt", "BkToCstmrAcctRptV01"],
        record: "Rpt", kind: .intraday)
    static let statement = CamtMessage(
        identifier: "camt.053", anchors: ["BkToCstmrStmt", "BkToCstmrStmtV01"],
        record: "Stmt", kind: .endOfDay)
    /// Details of bookings.
    static let notification = CamtMessage(
        identifier: "camt.054",
        anchors: ["BkToCstmrDbtCdtNtfctn", "BkToCstmrDbtCdtNtfctnV01"],
        record: "Ntfctn", kind: .notification)

    static let all = [accountReport, statement, notification]

    private init(identifier: String, anchors: [String], record: String, kind: StatementKind) {
        self.identifier = identifier
        self.anchors = anchors
        self.record = record
        self.kind = kind
        paths = CamtField.paths(at: record)
        tree = XMLPathTree(anchors: anchors, messageField: CamtField.message, paths: paths)
    }
}
