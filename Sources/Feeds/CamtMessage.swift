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
    private let madeTree: @Sendable () -> XMLPathTree

    /// Where each field stands below the message.
    var paths: [ISOPath<CamtField>] { CamtField.paths(at: record) }
    /// The same, for finding a field by its name.
    ///
    /// Made when it is first asked for, not with the message: telling messages apart needs none of
    /// it, and the three of them take longer than reading a small file.
    var tree: XMLPathTree { madeTree() }

    /// Provisional bookings of the day.
    static let accountReport: CamtMessage = .init(
        identifier: "camt.052", anchors: ["BkToCstmrAcctRpt", "BkToCstmrAcctRptV01"],
        record: "Rpt", kind: .intraday, tree: { accountReportTree })
    static let statement: CamtMessage = .init(
        identifier: "camt.053", anchors: ["BkToCstmrStmt", "BkToCstmrStmtV01"],
        record: "Stmt", kind: .endOfDay, tree: { statementTree })
    /// Details of bookings.
    static let notification: CamtMessage = .init(
        identifier: "camt.054",
        anchors: ["BkToCstmrDbtCdtNtfctn", "BkToCstmrDbtCdtNtfctnV01"],
        record: "Ntfctn", kind: .notification, tree: { notificationTree })

    static let all = [accountReport, statement, notification]

    private static let accountReportTree: XMLPathTree = accountReport.newTree()
    private static let statementTree: XMLPathTree = statement.newTree()
    private static let notificationTree: XMLPathTree = notification.newTree()

    private init(
        identifier: String, anchors: [String], record: String, kind: StatementKind,
        tree: @escaping @Sendable () -> XMLPathTree
    ) {
        self.identifier = identifier
        self.anchors = anchors
        self.record = record
        self.kind = kind
        madeTree = tree
    }

    private func newTree() -> XMLPathTree {
        XMLPathTree(anchors: anchors, messageField: CamtField.message, paths: paths)
    }
}
