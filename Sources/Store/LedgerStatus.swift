package import CashApplication
import EmbeddedSQL
package import Postgres
package import Values

/// Where a ledger stands, for the operator and for monitoring.
package struct LedgerStatus: Sendable {
    /// One file that came in.
    package struct Arrival: Sendable {
        /// In UTC, as ISO 8601 writes it.
        package let arrivedAt: String
        package let source: String
        package let name: String
        package let feed: Int64
        /// ingested, quarantined or duplicate.
        package let verdict: String
        package let format: String
        package let accepted: Int64
        package let rejected: Int64
    }

    /// Files of one content and verdict.
    package struct Files: Sendable {
        package let content: String
        /// ingested, quarantined or duplicate.
        package let verdict: String
        package let count: Int64
    }

    /// Payments whose last decision has one outcome.
    package struct Payments: Sendable {
        package let outcome: Outcome?
        package let currency: String
        package let count: Int64
        package let amountMinor: Int64
    }

    /// Open discrepancies of one code.
    package struct Discrepancies: Sendable {
        package let code: String
        package let severity: String
        package let count: Int64
        package let oldest: CalendarDate
    }

    /// Cash received and not applied.
    package struct Cash: Sendable {
        /// unapplied_cash: payer known; unidentified_cash: payer unknown.
        package let account: String
        package let currency: String
        package let count: Int64
        package let amountMinor: Int64
    }

    /// The last run of a job.
    package struct JobRun: Sendable {
        package let job: String
        package let run: CalendarDate
        package let finishedAt: String
        package let outcome: String
    }

    /// One version of a period's reports.
    package struct Report: Sendable {
        package let period: String
        package let version: Int32
        package let madeAt: String
        package let directory: String
        package let tiesOut: Bool
    }

    package let leader: Leader?
    /// Seconds since a daemon last said it works; nil before the first.
    package let heartbeatAge: Int64?
    package let schema: SchemaDifference
    package let arrivals: [Arrival]
    package let files: [Files]
    package let payments: [Payments]
    package let discrepancies: [Discrepancies]
    package let cash: [Cash]
    package let jobs: [JobRun]
    package let reports: [Report]
}

extension Connection {
    /// How a ledger stands, seen in one snapshot.
    ///
    /// - Parameter latest: how many files and reports to list.
    /// - Returns: the state.
    /// - Throws: `PostgresError`; also when the schema is not migrated.
    package mutating func ledgerStatus(latest: Int64) throws(PostgresError) -> LedgerStatus {
        try transaction(isolation: .repeatableRead) { db throws(PostgresError) in
            LedgerStatus(
                leader: try db.leader(),
                heartbeatAge: try db.query(SQL.statusHeartbeat).map { row throws(PostgresError) in
                    try row.columns(Int64.self)
                }.first,
                schema: try db.schemaDifference(),
                arrivals: try db.query(SQL.statusArrivals, latest).map(LedgerStatus.Arrival.init),
                files: try db.query(SQL.statusFiles).map(LedgerStatus.Files.init),
                payments: try db.query(SQL.statusOutcomes).map(LedgerStatus.Payments.init),
                discrepancies: try db.query(SQL.statusDiscrepancies)
                    .map(LedgerStatus.Discrepancies.init),
                cash: try db.query(SQL.statusCash).map(LedgerStatus.Cash.init),
                jobs: try db.query(SQL.statusJobs).map(LedgerStatus.JobRun.init),
                reports: try db.query(SQL.statusReports, latest).map(LedgerStatus.Report.init))
        }
    }
}

extension LedgerStatus.Arrival {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (arrivedAt, source, name, feed, verdict, format, accepted, rejected) = try row.columns(
            String.self, String.self, String.self, Int64.self, String.self, String.self,
            Int64.self, Int64.self)
    }
}

extension LedgerStatus.Files {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (content, verdict, count) = try row.columns(String.self, String.self, Int64.self)
    }
}

extension LedgerStatus.Payments {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        let code: Int16
        (code, currency, count, amountMinor) = try row.columns(
            Int16.self, String.self, Int64.self, Int64.self)
        outcome = Outcome(rawValue: UInt8(truncatingIfNeeded: code))
    }
}

extension LedgerStatus.Discrepancies {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (code, severity, count, oldest) = try row.columns(
            String.self, String.self, Int64.self, CalendarDate.self)
    }
}

extension LedgerStatus.Cash {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (account, currency, count, amountMinor) = try row.columns(
            String.self, String.self, Int64.self, Int64.self)
    }
}

extension LedgerStatus.JobRun {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (job, run, finishedAt, outcome) = try row.columns(
            String.self, CalendarDate.self, String.self, String.self)
    }
}

extension LedgerStatus.Report {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        (period, version, madeAt, directory, tiesOut) = try row.columns(
            String.self, Int32.self, String.self, String.self, Bool.self)
    }
}
