import Dispatch
import Glibc

/// Turns the process' signals into calls on the daemon.
package struct Signals {
    private let sources: [any DispatchSourceSignal]

    /// Stops the daemon on SIGTERM and SIGINT, rereads its configuration on SIGHUP, and keeps
    /// SIGPIPE and SIGXFSZ from ending the process where an error code says it better.
    ///
    /// Ignored signals stay ignored in child processes, which have to reset them.
    package init(for daemon: Daemon) {
        for number in [SIGPIPE, SIGXFSZ] { ignore(number) }
        let queue = DispatchQueue(label: "signals")
        sources = [SIGTERM, SIGINT, SIGHUP].map { number in
            ignore(number)  // the dispatch source below takes over
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if number == SIGHUP { daemon.reload() } else { daemon.stop(signal: number) }
            }
            source.resume()
            return source
        }
    }
}

private func ignore(_ number: Int32) {
    _ = signal(number, SIG_IGN)
}
