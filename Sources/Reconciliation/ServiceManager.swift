import Csystemd
import Glibc

/// What the daemon tells systemd; without systemd it is told to nobody.
///
/// Source: systemd documentation, `sd_notify(3)`, `sd_watchdog_enabled(3)`.
package struct ServiceManager: Sendable {
    private let send: @Sendable (String) -> Void
    private let isWatching: Bool

    /// The service manager that started this process, if one did.
    package static let system = ServiceManager(
        // The pointer is to a string that lives for the length of the call.
        send: { text in _ = unsafe sd_notify(0, text) },
        isWatching: sd_watchdog_enabled(0, nil) > 0)

    package init(send: @escaping @Sendable (String) -> Void, isWatching: Bool) {
        self.send = send
        self.isWatching = isWatching
    }

    package func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }
    package func status(_ status: String) { send("STATUS=\(status)") }
    package func stopping() { send("STOPPING=1") }

    /// Says that the configuration is being read again; ``ready(_:)`` ends it.
    package func reloading() {
        var now = timespec()
        // The pointer is to a local variable.
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        send("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1000)")
    }

    /// Says that the loop still turns.
    ///
    /// Called by the loop itself and by nothing else: a thread of its own would go on saying so
    /// for a loop that hangs.
    package func alive() {
        if isWatching { send("WATCHDOG=1") }
    }
}
