import Store
import Values

/// The status as JSON shows it; monitoring reads it, so keys are added and never renamed.
struct StatusDocument: Encodable {
    private let ledger: String
    private let daemon: DaemonDocument
    private let schema: SchemaDocument
    private let arrivals: [ArrivalDocument]
    private let openDiscrepancies: [DiscrepanciesDocument]
    private let openCash: [CashDocument]
    private let jobs: [JobDocument]
    private let reports: [ReportDocument]

    private struct DaemonDocument: Encodable {
        let isLeading: Bool
        let process: Int32?
        let since: String?
        let heartbeatAgeInSeconds: Int64?
    }

    private struct SchemaDocument: Encodable {
        let missing: [String]
        let unknown: [String]
    }

    private struct ArrivalDocument: Encodable {
        let arrivedAt: String
        let source: String
        let name: String
        let feed: Int64
        let verdict: String
        let format: String
        let accepted: Int64
        let rejected: Int64
    }

    private struct DiscrepanciesDocument: Encodable {
        let code: String
        let severity: String
        let count: Int64
        let oldest: String
    }

    private struct CashDocument: Encodable {
        let account: String
        let currency: String
        let payments: Int64
        let amountMinor: Int64
    }

    private struct JobDocument: Encodable {
        let job: String
        let run: String
        let finishedAt: String
        let outcome: String
    }

    private struct ReportDocument: Encodable {
        let period: String
        let version: Int32
        let madeAt: String
        let directory: String
        let tiesOut: Bool
    }

    init(_ ledger: String, _ status: LedgerStatus) {
        self.ledger = ledger
        daemon = DaemonDocument(
            isLeading: status.leader != nil, process: status.leader?.process,
            since: status.leader?.since, heartbeatAgeInSeconds: status.heartbeatAge)
        schema = SchemaDocument(missing: status.schema.missing, unknown: status.schema.unknown)
        arrivals = status.arrivals.map {
            ArrivalDocument(
                arrivedAt: $0.arrivedAt, source: $0.source, name: $0.name, feed: $0.feed,
                verdict: $0.verdict, format: $0.format, accepted: $0.accepted,
                rejected: $0.rejected)
        }
        openDiscrepancies = status.discrepancies.map {
            DiscrepanciesDocument(
                code: $0.code, severity: $0.severity, count: $0.count,
                oldest: $0.oldest.description)
        }
        openCash = status.cash.map {
            CashDocument(
                account: $0.account, currency: $0.currency, payments: $0.count,
                amountMinor: $0.amountMinor)
        }
        jobs = status.jobs.map {
            JobDocument(
                job: $0.job, run: $0.run.description, finishedAt: $0.finishedAt,
                outcome: $0.outcome)
        }
        reports = status.reports.map {
            ReportDocument(
                period: $0.period, version: $0.version, madeAt: $0.madeAt,
                directory: $0.directory, tiesOut: $0.tiesOut)
        }
    }
}
