/// Keeps a failure that repeats itself from filling the log.
///
/// The same warning or error is let through once a minute. What is normal always passes.
package struct EventGate: Sendable {
    /// Long enough not to flood, short enough that an alert on "still failing" works.
    package static let silence = Duration.seconds(60)

    private var saidAt: [String: ContinuousClock.Instant] = [:]

    package init() {}

    /// Whether an event is to be said at this instant; remembers that it was.
    package mutating func admits(_ event: Event, at now: ContinuousClock.Instant) -> Bool {
        guard let key = event.failureKey else { return true }
        if let last = saidAt[key], last.duration(to: now) < Self.silence { return false }
        // Forgets what is over, so that the memory is as large as one minute's failures.
        saidAt = saidAt.filter { $0.value.duration(to: now) < Self.silence }
        saidAt[key] = now
        return true
    }
}

extension Event {
    /// What makes two failures the same one; nil for what is no repeated try.
    fileprivate var failureKey: String? {
        switch self {
        case .databaseFailed(let reason, _, _, _), .databaseRefused(let reason, _, _):
            "\(name) \(reason)"
        case .jobFailed(let job, let run, let reason, _, _):
            "\(name) \(job) \(run ?? "") \(reason)"
        case .spoolFailed(let source, let reason, _): "\(name) \(source) \(reason)"
        default: nil
        }
    }
}
