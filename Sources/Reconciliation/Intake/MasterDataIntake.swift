import Configuration
import Digests
import Feeds
import Postgres
import Spool
import Store
import Values

extension IntakeDesk {
    /// Takes a file of customers or documents in: the right rows are loaded, the wrong ones go
    /// into a report for their sender.
    mutating func takeMasterData(
        _ work: Work, _ arrival: Arrival, _ source: SourceSettings, today: CalendarDate,
        db: inout Connection
    ) throws(DeskFailure) {
        let bytes = try onSpool { spool throws(SpoolError) in try spool.bytes(of: work) }
        let list: MasterList
        do throws(FeedError) {
            list = try MasterList(bytes.span, source.content)
        } catch {
            return try setAside(work, arrival, .unreadable(error), today: today, db: &db)
        }
        try readingEnded(arrival, &db)
        var undelivered: SpoolError?
        let outbox = spool.outbox
        let load = { (db: inout Connection) throws(PostgresError) -> MasterOutcome in
            let outcome = try list.load(arrival, source.name, today: today, into: &db)
            // Before the commit: a crash in between delivers the same bytes once more, and no
            // rejection is ever lost.
            do throws(SpoolError) {
                try outcome.deliver(to: outbox, arrival)
            } catch {
                undelivered = error
                throw PostgresError.unexpectedAnswer("the report could not be delivered")
            }
            return outcome
        }
        let outcome: MasterOutcome
        do throws(DeskFailure) {
            outcome = try post(
                arrival, { db throws(PostgresError) in try db.posting(load) }, &db)
        } catch {
            if let undelivered { throw .spool(undelivered) }
            throw error
        }
        failpoint(.t1Committed)
        if outcome.isNew { newExplanationsCame() }
        tell(
            .masterLoaded(
                feed: outcome.feed, content: source.content.rawValue,
                added: outcome.summary.accepted, changed: outcome.summary.changed,
                rejected: outcome.summary.rejections.count))
        try archive(work)
    }
}

/// A list of customers or documents, whatever it came from.
enum MasterList {
    case customers(CustomerFile)
    case invoices(InvoiceFile)

    init(_ csv: Span<UInt8>, _ content: Configuration.FeedContent) throws(FeedError) {
        switch content {
        case .customers: self = .customers(try CustomerFile(csv: csv))
        case .invoices, .payments: self = .invoices(try InvoiceFile(csv: csv))
        }
    }

    private var content: ArrivalContent {
        switch self {
        case .customers: .customers
        case .invoices: .invoices
        }
    }

    var isCustomers: Bool { content == .customers }

    /// The header's columns, in its order.
    var columns: [String] {
        switch self {
        case .customers(let file): file.table.columns
        case .invoices(let file): file.table.columns
        }
    }

    /// Registers the file and loads its right rows.
    ///
    /// Call it under the posting lock.
    func load(
        _ arrival: Arrival, _ source: String, today: CalendarDate, into db: inout Connection
    ) throws(PostgresError) -> MasterOutcome {
        let registration = try db.register(arrival, FeedVerdict(content: content, format: "csv"))
        guard case .new(let feed) = registration else {
            return MasterOutcome(
                feed: registration.feed, isNew: false, summary: MasterSummary(), columns: columns)
        }
        let summary = try load(source, feed: feed, today: today, into: &db)
        try db.countRows(
            of: feed, accepted: summary.accepted + summary.unchanged + summary.changed,
            rejected: summary.rejections.count)
        return MasterOutcome(feed: feed, isNew: true, summary: summary, columns: columns)
    }

    /// Loads the right rows of a list that is no file.
    ///
    /// Call it under the posting lock.
    func load(
        _ source: String, feed: Int64?, today: CalendarDate, into db: inout Connection
    ) throws(PostgresError) -> MasterSummary {
        switch self {
        case .customers(let file):
            return try db.loadCustomers(file, feed: feed, changedBy: source)
        case .invoices(let file):
            return try db.post(
                .invoices, madeBy: "reconciled", businessOn: today, feed: feed
            ) { db, batch throws(PostgresError) in
                try db.loadInvoices(file, batch: batch, feed: feed, changedBy: source)
            }
        }
    }
}

/// What loading a list came to.
struct MasterOutcome {
    let feed: Int64
    let isNew: Bool
    let summary: MasterSummary
    let columns: [String]

    /// Puts the summary, and the rejected rows with their reasons, where their sender finds them.
    func deliver(to outbox: Outbox, _ arrival: Arrival) throws(SpoolError) {
        guard isNew else { return }
        var files = [OutboxFile(name: "summary.txt", bytes: Array(text(arrival).utf8))]
        if !summary.rejections.isEmpty {
            let report = rejectionReport(summary.rejections, columns: columns)
            files.append(OutboxFile(name: "rejections.csv", bytes: Array(report.utf8)))
        }
        _ = try outbox.deliver("\(arrival.source)-\(feed)", files: files)
    }

    private func text(_ arrival: Arrival) -> String {
        """
        file \(arrival.source)/\(arrival.originalName)
        sha256 \(arrival.sha256.hexadecimal)
        new \(summary.accepted)
        changed \(summary.changed)
        unchanged \(summary.unchanged)
        rejected \(summary.rejections.count)

        """
    }
}
