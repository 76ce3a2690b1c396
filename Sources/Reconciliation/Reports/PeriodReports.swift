import Digests
import Ledger
package import Postgres
package import Publishing
import Reporting
package import Spool
import Store
package import Values

/// Why a report pack could not be written.
package enum ReportFailure: Error {
    case database(PostgresError)
    case spool(SpoolError)
    case publishing(PublishingError)

    package var isTransient: Bool {
        switch self {
        case .database(let error): error.isTransient
        case .spool(let error): error.isTransient
        case .publishing(let error): error.isTransient
        }
    }

    package var remedy: String {
        switch self {
        case .database(let error): error.remedy
        case .spool(let error): error.remedy
        case .publishing(let error): error.remedy
        }
    }
}

extension ReportFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .database(let error): error.description
        case .spool(let error): error.description
        case .publishing(let error): error.description
        }
    }
}

/// Makes the reports of a month or quarter and puts them into the outbox, files first, note last:
/// a crash in between makes the same version once more, from the same figures or as the next.
///
/// - Parameters:
///   - period: the month or quarter.
///   - entity: whose receivables they are, as each page names it.
///   - paper: the printer's sheets.
///   - outbox: where the pack appears, complete, as a directory `2026-03-v1`.
///   - scratch: a directory for temporary files.
///   - db: a session of the ledger.
/// - Returns: the event that says so.
/// - Throws: ``ReportFailure``; the pack is then not in the outbox, or not noted.
package func writeReports(
    of period: AccountingPeriod, entity: String, paper: Paper, outbox: Outbox, scratch: String,
    in db: inout Connection
) throws(ReportFailure) -> Event {
    var version = try onDatabase(
        { db throws(PostgresError) in
            try db.nextReportVersion(of: period)
        }, &db)
    while true {
        let (pack, files) = try makePack(period, version, entity, paper, scratch, &db)
        let directory = "\(period)-v\(version)"
        do throws(SpoolError) {
            try outbox.deliver(
                directory, files: files.map { OutboxFile(name: $0.name, bytes: $0.bytes) })
        } catch .outboxConflict {
            // Written before a crash, and the ledger has moved on since: that version stands.
            version += 1
            continue
        } catch {
            throw .spool(error)
        }
        try record(pack, files, directory, &db)
        return .reportWritten(
            period: period.description, version: version, directory: directory,
            files: files.count, tiesOut: pack.tieOuts.allSatisfy(\.holds))
    }
}

private func makePack(
    _ period: AccountingPeriod, _ version: Int, _ entity: String, _ paper: Paper,
    _ scratch: String,
    _ db: inout Connection
) throws(ReportFailure) -> (ReportPack, [PublishedFile]) {
    let facts = try onDatabase(
        { db throws(PostgresError) in
            try db.reportFacts(period: period, asOf: period.lastDay, version: version)
        }, &db)
    var pack = reportPack(facts)
    pack.heading.entity = entity
    do throws(PublishingError) {
        return (pack, try publish(pack, paper: paper, scratch: scratch))
    } catch {
        throw .publishing(error)
    }
}

private func record(
    _ pack: ReportPack, _ files: [PublishedFile], _ directory: String, _ db: inout Connection
) throws(ReportFailure) {
    let heading = pack.heading
    let failed = pack.tieOuts.filter { !$0.holds }
    let run = ReportRun(
        period: heading.period, version: heading.version, asOf: heading.asOf,
        batch: heading.batch,
        ledgerDigest: [UInt8](hexadecimal: heading.ledgerDigest) ?? [],
        manifestDigest: SHA256.digest(files.last?.bytes ?? []), directory: directory,
        tiesOut: failed.isEmpty)
    try onDatabase(
        { db throws(PostgresError) in
            try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
                try db.record(run)
                guard !failed.isEmpty else { return }
                let month = Int64(heading.period.firstDay.daysSince2000)
                try db.register(
                    [
                        Discrepancy(
                            code: "report_does_not_tie", entity: .report, entityID: month,
                            severity: .high,
                            sentence: "In the reports of \(heading.period), version "
                                + "\(heading.version), these proofs fail: "
                                + failed.map(\.id).joined(separator: ", ")
                                + ". Do not rely on the figures before they agree.")
                    ], foundOn: heading.asOf, batch: nil)
            }
        }, &db)
}

private func onDatabase<Value>(
    _ step: (inout Connection) throws(PostgresError) -> Value, _ db: inout Connection
) throws(ReportFailure) -> Value {
    do throws(PostgresError) { return try step(&db) } catch { throw .database(error) }
}
