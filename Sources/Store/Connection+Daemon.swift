import EmbeddedSQL
package import Postgres
package import Values

/// Sets the daemon's advisory locks apart from those of other programs: the letters `reco`.
private let leaderLockClass: Int32 = 0x7265_636F

/// The session that leads a ledger.
package struct Leader: Sendable, Equatable {
    /// Its process on the server.
    package let process: Int32
    package let application: String
    /// As the server writes it; nil where this role may not see other sessions.
    package let since: String?
}

/// What tells one ledger, and one life of its server, from another.
package struct LedgerIdentity: Sendable, Equatable {
    /// Drawn when the ledger was made.
    package let instance: String
    package let begunOn: CalendarDate
    /// Grows with each failover and each restore of the server.
    package let timeline: Int32
    /// The server's clock when it was asked, in seconds since 1970.
    package let clockSeconds: Int64
}

extension Connection {
    /// Tries to become the ledger's only daemon; the claim lasts as long as the session.
    package mutating func takeLeadership() throws(PostgresError) -> Bool {
        try query(SQL.takeLeadership, leaderLockClass).one(Bool.self)
    }

    /// Who leads the ledger; nil when nobody does.
    package mutating func leader() throws(PostgresError) -> Leader? {
        try query(SQL.leader, leaderLockClass).map { row throws(PostgresError) in
            let (process, application, since) = try row.columns(
                Int32.self, String.self, String?.self)
            return Leader(process: process, application: application, since: since)
        }.first
    }

    /// Notes that the daemon works.
    package mutating func beat() throws(PostgresError) {
        try execute(SQL.beat)
    }

    /// The last run of a job that is done; nil before its first.
    package mutating func lastRun(ofJob job: String) throws(PostgresError) -> CalendarDate? {
        try query(SQL.lastJobRun, job).one(CalendarDate?.self)
    }

    /// Notes that a run is done; a second note of the same run changes nothing.
    package mutating func recordRun(
        ofJob job: String, _ run: CalendarDate, outcome: String
    ) throws(PostgresError) {
        try execute(SQL.recordJobRun, job, run, outcome)
    }

    /// Which ledger this is; nil before `reconciled migrate` has set it up.
    package mutating func ledgerIdentity() throws(PostgresError) -> LedgerIdentity? {
        try query(SQL.ledgerIdentity).map { row throws(PostgresError) in
            let (instance, begunOn, timeline, clock) = try row.columns(
                String.self, CalendarDate.self, Int32.self, Int64.self)
            return LedgerIdentity(
                instance: instance, begunOn: begunOn, timeline: timeline, clockSeconds: clock)
        }.first
    }
}
