import Foundation

/// What a piece of work took.
struct Measure {
    let wall: Duration
    /// Processor time of this process, all threads.
    let processor: Duration
    /// Resident memory at its highest during the work.
    let peakBytes: Int

    /// Does the work and measures it.
    static func of<Value>(_ work: () throws -> Value) throws -> (Value, Measure) {
        // Linux forgets the highest resident size when a 5 is written here; see proc(5).
        try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
        let clock = ContinuousClock()
        let (start, processorStart) = (clock.now, processorTime())
        let value = try work()
        let wall = clock.now - start
        return (
            value,
            Measure(
                wall: wall, processor: processorTime() - processorStart,
                peakBytes: try highestResidentBytes())
        )
    }

    private static func processorTime() -> Duration {
        .microseconds(Int64(clock()) * 1_000_000 / Int64(CLOCKS_PER_SEC))
    }

    private static func highestResidentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
        return (kilobytes.flatMap { Int($0) } ?? 0) * 1024
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}

/// A number of hundredths as `1.23`.
func decimal(hundredths: Int64) -> String {
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}

/// Pads on the left to a column.
func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
