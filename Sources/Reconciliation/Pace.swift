/// How fast the daemon's clockwork runs.
package struct Pace: Sendable {
    /// The longest the loop sleeps: how soon a waiting daemon takes over.
    package var beat = Duration.seconds(1)
    /// How often the daemon leaves a note in the database that it is alive.
    package var heartbeat = Duration.seconds(15)
    /// The longest pause between two tries of what fails.
    package var longestPause = 60

    package init() {}

    /// How long to wait after so many failures in a row: 1, 2, 4 … 60 s, give or take a quarter.
    ///
    /// The spread keeps the daemons of many ledgers from coming back to a server all at once.
    package func pause(
        afterFailures failures: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        let seconds = min(longestPause, 1 << min(max(failures - 1, 0), 6))
        let percent = Int.random(in: 75...125, using: &generator)
        return .milliseconds(min(seconds * percent * 10, longestPause * 1000))
    }
}

extension Duration {
    /// Rounded up, for people.
    var wholeSeconds: Int {
        Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0)
    }

    /// Rounded down.
    var wholeMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
