import EmbeddedSQL
package import Postgres
package import Values

/// A report pack that was written.
package struct ReportRun: Sendable, Equatable {
    package var period: AccountingPeriod
    package var version: Int
    package var asOf: CalendarDate
    /// The last batch the figures include; 0 when there was none.
    package var batch: Int64
    package var ledgerDigest: [UInt8]
    /// SHA-256 of the manifest, which has those of the files.
    package var manifestDigest: [UInt8]
    package var directory: String
    package var tiesOut: Bool

    package init(
        period: AccountingPeriod, version: Int, asOf: CalendarDate, batch: Int64,
        ledgerDigest: [UInt8], manifestDigest: [UInt8], directory: String, tiesOut: Bool
    ) {
        self.period = period
        self.version = version
        self.asOf = asOf
        self.batch = batch
        self.ledgerDigest = ledgerDigest
        self.manifestDigest = manifestDigest
        self.directory = directory
        self.tiesOut = tiesOut
    }
}

extension Connection {
    /// The version the next report of a period gets: 1, then one more each time.
    package mutating func nextReportVersion(
        of period: AccountingPeriod
    ) throws(PostgresError) -> Int {
        let version = try query(SQL.nextReportVersion, period.description).one(Int32.self)
        return Int(version)
    }

    /// Notes a pack that lies in the outbox.
    package mutating func record(_ run: ReportRun) throws(PostgresError) {
        try execute(
            SQL.insertReportRun, run.period.description, Int32(run.version), run.asOf,
            run.batch == 0 ? nil : run.batch, run.ledgerDigest, run.manifestDigest, run.directory,
            run.tiesOut)
    }
}
