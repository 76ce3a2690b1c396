package import Configuration
package import Postgres
package import Publishing
package import Spool
import Store
package import Values

/// Closes a month: no posting goes into it any more.
///
/// - Returns: the event; nil when it was closed already.
package func closeMonth(
    _ month: AccountingPeriod, madeBy: String, reason: String, in db: inout Connection
) throws(PostgresError) -> Event? {
    try db.posting { db throws(PostgresError) in
        try db.close(month, madeBy: madeBy, reason: reason)
            ? .periodClosed(period: month.description) : nil
    }
}

/// The jobs that end a month and a quarter: close it, then write its reports.
package func closingJobs(_ configuration: LedgerConfiguration, _ spool: Spool) -> [Job] {
    let schedule = configuration.schedule
    let entity = configuration.reports.entity
    let paper = Paper(configuration.reports.paper)
    let scratch = spool.rootPath + "/state"
    let month = Job(
        name: "month", kind: .calendar(.closing(.month, schedule.monthClose))
    ) { db, occasion throws(PostgresError) in
        let month = AccountingPeriod.month(of: occasion.run)
        let closed = try closeMonth(
            month, madeBy: "reconciled", reason: "end of month", in: &db)
        return try report(
            month, entity, paper, spool.outbox, scratch, after: [closed].compactMap { $0 }, in: &db)
    }
    let quarter = Job(
        name: "quarter", kind: .calendar(.closing(.quarter, schedule.quarterClose)),
        follows: "month"
    ) { db, occasion throws(PostgresError) in
        try report(
            .quarter(of: occasion.run), entity, paper, spool.outbox, scratch, after: [], in: &db)
    }
    return [month, quarter]
}

private func report(
    _ period: AccountingPeriod, _ entity: String, _ paper: Paper, _ outbox: Outbox,
    _ scratch: String, after events: [Event], in db: inout Connection
) throws(PostgresError) -> StepResult {
    do throws(ReportFailure) {
        let written = try writeReports(
            of: period, entity: entity, paper: paper, outbox: outbox, scratch: scratch, in: &db)
        return StepResult(events + [written])
    } catch {
        if case .database(let error) = error { throw error }
        let failed = Event.jobFailed(
            job: "report", run: period.description, reason: error.description,
            remedy: error.remedy, isTransient: error.isTransient)
        return StepResult(events + [failed], next: .retry)
    }
}

/// The job that proves the books each night.
package func verifyJob(_ configuration: LedgerConfiguration) -> Job {
    Job(name: "verify", kind: .calendar(.daily(at: configuration.schedule.dayEnd))) {
        db, occasion throws(PostgresError) in
        let result = try db.verify()
        try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            try db.noteFaults(result.faults, on: occasion.run)
        }
        return StepResult([
            .ledgerVerified(batches: result.batches, problems: result.faults.count)
        ])
    }
}

/// Money may come so many days after the day its payer advised.
private let adviceGraceDays = 10

/// The job that asks each night after money that was advised and never came.
package func adviceJob(_ configuration: LedgerConfiguration) -> Job {
    Job(name: "advice", kind: .calendar(.daily(at: configuration.schedule.dayEnd))) {
        db, occasion throws(PostgresError) in
        try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
            let late = try db.adviceWithoutMoney(
                dueBefore: occasion.run.adding(days: -adviceGraceDays))
            try db.register(late, foundOn: occasion.run, batch: nil)
        }
        return StepResult([])
    }
}

extension Paper {
    package init(_ setting: ReportSettings.Paper) {
        switch setting {
        case .a4: self = .a4
        case .letter: self = .letter
        }
    }
}
