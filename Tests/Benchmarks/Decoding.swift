import Feeds
import Foundation
import Values

/// Decodes a whole file in this process, as the decoding child does for the daemon.
func decode(
    _ bytes: [UInt8], as format: some FeedFormat
) throws(FeedError) -> [DecodedStatement] {
    try format.contents(of: bytes.span).statements
}

/// The format the pipeline is measured with.
func benchmarkListing() throws -> Delimited {
    let profiles = DelimitedProfile.shipped(account: BenchmarkLedger.account, currency: "EUR")
    guard let profile = profiles.first(where: { $0.name == "german-listing" }) else {
        throw FeedError(.badEncoding, expected: "the shipped profile")
    }
    return Delimited(profile: profile)
}

/// Prints megabytes a second of each format and the memory it takes beside its file.
func benchmarkDecoders(megabytes: Int) throws {
    print("format           MB     ms   MB/s  goal  entries    peak MiB")
    try benchmark(benchmarkListing(), .delimited, megabytes, bytesPerRow: 120, goal: 150)
    try benchmark(MT940(), .mt940, megabytes, bytesPerRow: 170, goal: 100)
    try benchmark(Camt053(), .camt053, megabytes, bytesPerRow: 700, goal: 80)
}

private func benchmark(
    _ format: some FeedFormat, _ writer: FeedWriter, _ megabytes: Int, bytesPerRow: Int, goal: Int
) throws {
    let count = megabytes * 1_000_000 / bytesPerRow
    let path = NSTemporaryDirectory() + "benchmark-\(writer.name)-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ledger = BenchmarkLedger(payments: count)
    let size = try writer.write(BenchmarkFeed(ledger, count: count), to: path)
    let (entries, measure) = try Measure.of {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var entries = 0
        try format.decode(bytes.span) { part throws(FeedError) in
            if case .entries(let batch) = part { entries += batch.entries.count }
        }
        return entries
    }
    let rate = Int64(size) * 1000 / max(1, measure.wall.nanoseconds / 1000) / 1000
    print(
        writer.name + right("\(size / 1_000_000)", 19 - writer.name.count)
            + right("\(measure.wall.milliseconds)", 7) + right("\(rate)", 7) + right("\(goal)", 6)
            + right("\(entries)", 9) + right("\(measure.peakBytes >> 20)", 12))
    guard entries == count else { throw FeedError(.badEncoding, expected: "\(count) entries") }
}
