import Foundation
import Glibc

/// Writes events to standard error, where the journal, a container or a person reads them.
package struct LogWriter: Sendable {
    private let form: LogForm

    /// Finds out who reads: systemd names its socket in `JOURNAL_STREAM` as device and inode, and
    /// only if standard error still is that socket will the levels be understood.
    package init(environment: [String: String]) {
        var facts = stat()
        // The pointer is to a local variable that lives for the length of the call.
        let isKnown = unsafe fstat(STDERR_FILENO, &facts) == 0
        let stream = environment["JOURNAL_STREAM"]
        form = isKnown && stream == "\(facts.st_dev):\(facts.st_ino)" ? .journal : .terminal
    }

    /// Writes one event as one line in one call, so that lines of two threads never mix.
    package func write(_ event: Event) {
        let line = event.line(form, time: Date.now.formatted(.iso8601)) + "\n"
        _ = unsafe Array(line.utf8).withUnsafeBytes { bytes in
            // The bytes are lent for the length of the call. A log that nobody takes is no reason
            // to stop keeping the books, so the answer is not looked at.
            unsafe Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }
}
