import CashApplication
import DatabaseSupport
import Digests
import Feeds
import Foundation
import Postgres
import Reconciliation
import Store
import Values

/// One run of the pipeline, with its floor.
private struct PipelineRun {
    let payments: Int
    let decoded: Measure
    let ingested: Measure
    let floor: Measure

    var nanosecondsPerPayment: Int64 {
        (decoded.wall + ingested.wall).nanoseconds / Int64(payments)
    }
}

private struct BenchmarkFailure: Error {
    let outcome: IntakeOutcome
}

/// Measures file to committed for each size, each against a ledger of its own.
func benchmarkPipeline(_ sizes: [Int]) throws {
    var runs: [PipelineRun] = []
    for size in sizes { runs.append(try run(payments: size)) }
    print("payments      file to commit ms   floor ms  ratio   ns/payment   peak MiB")
    for run in runs {
        let total = (run.decoded.wall + run.ingested.wall).milliseconds
        let floor = run.floor.wall.milliseconds
        let peak = max(run.decoded.peakBytes, run.ingested.peakBytes)
        print(
            right("\(run.payments)", 8) + right("\(total)", 23) + right("\(floor)", 11)
                + right(decimal(hundredths: total * 100 / max(1, floor)), 7)
                + right("\(run.nanosecondsPerPayment)", 13) + right("\(peak >> 20)", 11))
    }
    if let first = runs.first, let last = runs.last, runs.count > 1 {
        let growth = last.nanosecondsPerPayment * 100 / max(1, first.nanosecondsPerPayment)
        print("growth per payment \(decimal(hundredths: growth))")
    }
}

private func run(payments: Int) throws -> PipelineRun {
    let ledger = BenchmarkLedger(payments: payments)
    var scratch = try ScratchDatabase()
    try scratch.db.execute("create extension pg_stat_statements with schema public")
    try ledger.fill(&scratch.db)
    let path = NSTemporaryDirectory() + "benchmark-\(getpid()).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let size = try FeedWriter.delimited.write(BenchmarkFeed(ledger, count: payments), to: path)
    print(
        "\(payments) payments in \(size / 1000) kB, \(ledger.invoices) open invoices",
        terminator: "")
    print(", \(ledger.customers) customers")

    let (content, decoded) = try Measure.of {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe))
        let arrival = Arrival(
            claim: UUID().uuidString, source: "bank", originalName: "benchmark.csv",
            sha256: SHA256.digest(bytes), byteCount: Int64(bytes.count))
        return (arrival, try decode(bytes, as: benchmarkListing()))
    }
    try scratch.db.execute("select public.pg_stat_statements_reset()")
    let (outcome, ingested) = try Measure.of {
        try ingest(
            content.0, format: Delimited.name, content.1,
            terms: IntakeTerms(policy: Policy(), today: BenchmarkLedger.today), into: &scratch.db)
    }
    guard case .ingested(let summary) = outcome else { throw BenchmarkFailure(outcome: outcome) }
    tell(summary, decoded, ingested)
    try tellStatements(&scratch.db)
    let limit = try CopyLimit(&scratch.db)
    let (_, floor) = try Measure.of { try limit.run(&scratch.db) }
    print("floor \(floor.wall.milliseconds) ms:", terminator: "")
    for (table, count) in limit.rows { print(" \(table) \(count)", terminator: "") }
    print("\n")
    return PipelineRun(payments: payments, decoded: decoded, ingested: ingested, floor: floor)
}

private func tell(_ summary: IntakeSummary, _ decoded: Measure, _ ingested: Measure) {
    print("decode \(decoded.wall.milliseconds) ms, peak \(decoded.peakBytes >> 20) MiB")
    print(
        "ingest \(ingested.wall.milliseconds) ms, own processor time "
            + "\(ingested.processor.milliseconds) ms, peak \(ingested.peakBytes >> 20) MiB")
    let outcomes = summary.outcomes.sorted { $0.value > $1.value }
        .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    print("\(outcomes); \(summary.discrepancies) discrepancies")
}

/// The server's statements of this run by time, the client's share of a copy included.
private func tellStatements(_ db: inout Connection) throws(PostgresError) {
    let statements = try db.query(
        """
        select total_exec_time::bigint, left(regexp_replace(query, '\\s+', ' ', 'g'), 70)
        from public.pg_stat_statements
        where total_exec_time > 5
            and dbid = (select oid from pg_database where datname = current_database())
        order by total_exec_time desc
        limit 16
        """
    ).map { row throws(PostgresError) in try row.columns(Int64.self, String.self) }
    for (milliseconds, text) in statements { print(right("\(milliseconds)", 8) + " ms  \(text)") }
}
