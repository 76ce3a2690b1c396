// usage: benchmarks pipeline [--payments N,N,…]     under TEST_FSYNC=on Tests/with-postgres.sh
//        benchmarks decode [--megabytes N]
//        benchmarks write FORMAT --entries N PATH
//        benchmarks apply --scenario DIR --decisions FILE [--feedback FILE] [--snapshot]
//            [--tolerance CENTS] [--bank-charge CENTS]     under Tests/with-postgres.sh
//
// Measures what the program promises: a bank file to committed decisions against the time the
// database needs for the same rows alone, and the decoders on one core. Figures are for the
// machine at hand; the ratios travel. `apply` plays a scenario of a directory on a ledger day by
// day, and writes what the engine booked and flagged of it for whoever knows the answers.

import Foundation

/// The whole number behind `--option`; several are separated by commas.
func numbers(_ option: String, default usual: [Int]) -> [Int]? {
    guard let place = CommandLine.arguments.firstIndex(of: option) else { return usual }
    guard place + 1 < CommandLine.arguments.count else { return nil }
    let words = CommandLine.arguments[place + 1].split(separator: ",")
    let numbers = words.compactMap { Int($0) }.filter { $0 > 0 }
    return numbers.count == words.count && !numbers.isEmpty ? numbers : nil
}

switch CommandLine.arguments.dropFirst().first {
case "pipeline":
    guard let sizes = numbers("--payments", default: [10_000, 100_000, 1_000_000]) else {
        fallthrough
    }
    try benchmarkPipeline(sizes)
case "decode":
    guard let sizes = numbers("--megabytes", default: [64]) else { fallthrough }
    try benchmarkDecoders(megabytes: sizes[0])
case "write":
    guard let writer = FeedWriter.all.first(where: { CommandLine.arguments.contains($0.name) }),
        let sizes = numbers("--entries", default: [10_000]), let path = CommandLine.arguments.last
    else { fallthrough }
    let ledger = BenchmarkLedger(payments: sizes[0])
    print(try writer.write(BenchmarkFeed(ledger, count: sizes[0]), to: path))
case "apply":
    guard let benchmark = ApplyBenchmark() else { fallthrough }
    try benchmark.run()
default:
    print(
        """
        usage: benchmarks pipeline [--payments N,N,…] | decode [--megabytes N]
                        | write FORMAT --entries N PATH
                        | apply --scenario DIR --decisions FILE [--feedback FILE] [--snapshot]
                          [--tolerance CENTS] [--bank-charge CENTS]
        """)
    exit(64)
}
