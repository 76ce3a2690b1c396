import Dispatch
import Glibc

/// Turns the process' signals into calls on the daemon.
package struct Signals {
    private let sources: [any DispatchSourceSignal]

    private static let handled = [SIGTERM, SIGINT, SIGHUP]

    /// Makes the signals for the daemon wait until somebody listens; call it before anything else,
    /// on the first thread, whose children inherit it.
    ///
    /// A service that is stopped while it starts would otherwise never hear of it: to ignore a
    /// signal is to forget one that waits already.
    package static func hold() {
        var set = sigset_t()
        // The set is lent for the length of each call.
        unsafe sigemptyset(&set)
        for number in handled { unsafe sigaddset(&set, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Stops the daemon on SIGTERM and SIGINT, rereads its configuration on SIGHUP, and keeps
    /// SIGPIPE and SIGXFSZ from ending the process where an error code says it better.
    ///
    /// Call it after ``hold()``. What is ignored or held stays so in child processes, which have to
    /// reset it.
    package init(for daemon: Daemon) {
        for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
        let queue = DispatchQueue(label: "signals")
        sources = Self.handled.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if number == SIGHUP { daemon.reload() } else { daemon.stop(signal: number) }
            }
            source.resume()
            return source
        }
    }
}
