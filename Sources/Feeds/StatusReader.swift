import Values

/// Turns the events of a payment status report into parts of a feed.
struct StatusReader: XMLReader {
    var finished: [FeedPart] = []
    private(set) var messageCount = 0

    var group = StatusLevel()
    var payment = StatusLevel()
    var transaction = StatusTransaction()
    /// The count of one status being read.
    var statusCount: (status: ShortCode, name: String, count: Int64) = ("", "", 0)

    var messageID = ""
    var createdOn: CalendarDate?
    /// Whether the orders were to collect, where the report names their message.
    var isCollection: Bool?
    /// The currency of the amount that follows.
    var amountCurrency: Currency?

    private var hasPayments = false
    private var open: [StatusField] = []
    private var report = StatusStatement()

    var anchors: [String] { StatusField.anchors }
    var messageField: StatusField { .message }
    var paths: [ISOPath<StatusField>] { StatusField.paths }
    var tree: XMLPathTree { StatusField.tree }

    mutating func read(
        _ event: XMLEvent, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError) {
        guard let field = StatusField(rawValue: event.path) else { return }
        switch event.kind {
        case .start:
            open.append(field)
            try begin(field, text, line: line)
        case .attribute:
            amountCurrency = Currency(letters: text)
        case .end where field.isBranch:
            try end(field)
            open.removeLast()
        case .end:
            if !event.hasChildren {
                try leaf(field, text.extracting(trimmedRange(text)))
            }
            amountCurrency = nil
        }
    }

    private mutating func begin(
        _ branch: StatusField, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError) {
        switch branch {
        case .message:
            try checkNamespace(
                String(utf8: text) ?? "",
                // The German variants of the years before 2013 have numbers of their own.
                series: ["pain.002.001.", "pain.002.002.", "pain.002.003."], versions: 2...14,
                family: "pain.")
            messageCount += 1
            createdOn = nil
            messageID = ""
            isCollection = nil
            hasPayments = false
            group.begin(line: line)
            payment.begin(line: line)
            report = StatusStatement(line: line)
        case .group: group.line = line
        case .payment:
            hasPayments = true
            payment.begin(line: line)
        case .transaction: transaction.begin(line: line)
        case .statusCount: statusCount = ("", "", 0)
        default: break
        }
    }

    private mutating func end(_ branch: StatusField) throws(FeedError) {
        switch branch {
        case .message: try endMessage()
        case .payment: try endPayment()
        case .transaction: try endTransaction()
        case .statusCount:
            let (status, name, count) = statusCount
            if open.dropLast().last == .payment {
                payment.totals.state(status, name, count)
            } else {
                group.totals.state(status, name, count)
            }
        default: break
        }
    }

    private mutating func leaf(
        _ field: StatusField, _ text: Span<UInt8>
    ) throws(FeedError) {
        switch open.last {
        case .transaction: try readTransaction(field, text)
        case .statusCount: readStatusCount(field, text)
        case .payment: payment.read(field, text)
        case .group where field == .originalMessage:
            isCollection = collects(String(utf8: text) ?? "")
        case .group: group.read(field, text)
        default: try readHeader(field, text)
        }
    }

    /// Whether orders of this message collect; nil where it is none we know.
    private func collects(_ message: String) -> Bool? {
        let name = message.lowercased()
        return name.hasPrefix("pain.008") ? true : name.hasPrefix("pain.001") ? false : nil
    }
}

extension StatusReader {
    private mutating func endTransaction() throws(FeedError) {
        if transaction.level.status.isEmpty {
            transaction.level.inherit(payment)
            transaction.level.inherit(group)
        }
        let status = ShortCode(transaction.level.status.span)
        payment.totals.add(status, transaction.tenThousandths)
        group.totals.add(status, transaction.tenThousandths)
        let collects = isCollection ?? transaction.isCollection
        let account = transaction.texts.string(collects ? .creditorAccount : .debtorAccount)
        if report.isOf(other: account, transaction.currency) { endStatement() }
        report.adopt(account, transaction.currency)
        try report.append(
            transaction, isCollection: collects, of: payment, on: day(transaction.level.line))
        emit()
    }

    private mutating func endPayment() throws(FeedError) {
        check(payment, "The block \(String(decoding: payment.originalID, as: UTF8.self))")
        if payment.totals.listedCount == 0 {
            payment.inherit(group)
            if payment.isRejected {
                try report.append(payment, of: group, on: day(payment.line))
                emit()
            }
        }
        payment.begin(line: payment.line)
    }

    private mutating func endMessage() throws(FeedError) {
        check(group, "The order file \(String(decoding: group.originalID, as: UTF8.self))")
        if group.totals.listedCount == 0, !hasPayments, group.isRejected {
            try report.append(group, of: group, on: day(group.line))
        }
        endStatement()
    }

    /// The day the report was made: there is no booking that had another.
    private func day(_ line: Int32) throws(FeedError) -> CalendarDate {
        guard let createdOn else {
            throw FeedError(
                .badDate, line: Int(line), field: "GrpHdr/CreDtTm", expected: "a date and time")
        }
        return createdOn
    }

    private mutating func check(_ level: StatusLevel, _ name: String) {
        for sentence in level.totals.differences(name, isRejected: level.isRejected) {
            report.find("control_total", line: level.line, sentence)
        }
    }

    private mutating func endStatement() {
        finished += report.finished(identifier: messageID)
        report = StatusStatement(line: group.line)
    }

    private mutating func emit() {
        if let batch = report.fullBatch() { finished.append(.entries(batch)) }
    }
}
