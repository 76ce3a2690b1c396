package import CashApplication
package import Configuration
import Digests
import Feeds
import Ledger
import Postgres
package import Spool
import Store
import Values

/// The job that reads customers and invoices from another system's database, with the checks that
/// files get.
///
/// - Parameters:
///   - origin: where from, and how often.
///   - conninfo: its connection string.
///   - policy: for cash that waited for these documents.
///   - outbox: where rejected rows are reported.
/// - Returns: the job.
package func outsideMasterJob(
    _ origin: InvoiceOrigin, conninfo: String, policy: Policy, outbox: Outbox
) -> Job {
    Job(name: "outside_master_data", kind: .every(seconds: origin.everyMinutes * 60)) {
        db, occasion throws(PostgresError) in
        let lists: [MasterList]
        do throws(OutsideMasterError) {
            lists = try readOutside(origin, conninfo)
        } catch {
            return StepResult([.outsideFailed(error)], next: .retry)
        }
        let terms = IntakeTerms(policy: policy, today: occasion.today)
        var events: [Event] = []
        for list in lists {
            occasion.stillWorking()
            let summary = try db.posting { db throws(PostgresError) in
                try list.load("outside database", feed: nil, today: occasion.today, into: &db)
            }
            events += try conclude(summary, of: list, outbox, on: occasion.today, &db)
        }
        if !events.isEmpty { _ = try reapply(terms: terms, in: &db) }
        return StepResult(events)
    }
}

private func readOutside(
    _ origin: InvoiceOrigin, _ conninfo: String
) throws(OutsideMasterError) -> [MasterList] {
    var outside: Connection
    do throws(PostgresError) { outside = try Connection(conninfo) } catch { throw .database(error) }
    let customers = try outside.outsideTable(query: origin.customersQuery)
    let invoices = try outside.outsideTable(query: origin.invoicesQuery)
    do throws(FeedError) {
        return [
            .customers(try CustomerFile(customers)), .invoices(try InvoiceFile(invoices)),
        ]
    } catch {
        throw .table(error)
    }
}

/// Reports rejected rows: a file named by its content, so that the same rows are reported once
/// however often they are read, and one discrepancy while there are any.
private func conclude(
    _ summary: MasterSummary, of list: MasterList, _ outbox: Outbox, on today: CalendarDate,
    _ db: inout Connection
) throws(PostgresError) -> [Event] {
    let id: Int64 = list.isCustomers ? 1 : 2
    if summary.rejections.isEmpty {
        try db.resolveDiscrepancies(
            ["outside_rows_rejected"], entity: .feed, ids: [-id], on: today,
            madeBy: "reconciled", batch: nil, note: "Every row is right now.")
    } else {
        let report = Array(rejectionReport(summary.rejections, columns: list.columns).utf8)
        let name = "outside-" + SHA256.digest(report).prefix(6).map { $0 }.hexadecimal
        do throws(SpoolError) {
            try outbox.deliver(name, files: [OutboxFile(name: "rejections.csv", bytes: report)])
        } catch {
            return [.spoolFailed(source: "outside", reason: "\(error)", remedy: error.remedy)]
        }
        let item = Discrepancy(
            code: "outside_rows_rejected", entity: .feed, entityID: -id, severity: .medium,
            sentence: "\(summary.rejections.count) rows of the other system's "
                + "\(list.isCustomers ? "customers" : "documents") were refused; the others were "
                + "loaded. See \(name)/rejections.csv in the outbox and correct them there.")
        try db.register([item], foundOn: today, batch: nil)
    }
    guard summary.accepted + summary.changed > 0 else { return [] }
    return [
        .masterLoaded(
            feed: 0, content: list.isCustomers ? "customers" : "invoices",
            added: summary.accepted, changed: summary.changed,
            rejected: summary.rejections.count)
    ]
}

extension Event {
    fileprivate static func outsideFailed(_ error: OutsideMasterError) -> Event {
        let reason =
            switch error {
            case .database(let error): error.description
            case .table(let error): error.description
            }
        return .jobFailed(
            job: "outside_master_data", run: nil, reason: reason, remedy: error.remedy,
            isTransient: error.isTransient)
    }
}
