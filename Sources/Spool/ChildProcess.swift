import Clinux
import Glibc

/// How a child process ended.
package enum ChildEnd: Sendable, Equatable {
    case exited(Int32)
    /// Killed by a signal of its own making: a trap, or a limit.
    case died(signal: Int32)
    /// Ran longer than it may on the clock and was killed.
    case timedOut
    /// Killed because its output was not wanted any longer.
    case stopped
}

extension ChildEnd {
    /// What a clerk reads about a decoder that gave no answer; nil for one that did.
    package var sentence: String? {
        switch self {
        case .exited(0), .stopped: nil
        case .exited(let code): "The decoder gave up with code \(code)."
        case .timedOut: "Decoding took longer than allowed and was stopped."
        case .died(SIGILL), .died(SIGTRAP):
            "The decoder met a value it takes for impossible and stopped itself."
        case .died(SIGABRT): "The decoder ran out of the memory it may use."
        case .died(SIGXCPU): "The decoder ran out of the computing time it may use."
        case .died(SIGSEGV), .died(SIGBUS):
            "The decoder ran out of stack or touched memory that is not its own."
        case .died(SIGKILL): "The decoder was killed, by the kernel for lack of memory or by hand."
        case .died(let signal): "The decoder was ended by signal \(signal)."
        }
    }

    /// As a shell writes it: 132 for SIGILL, 137 for SIGKILL; 124 after a time-out.
    package var code: Int32 {
        switch self {
        case .exited(let code): code
        case .died(let signal): 128 + signal
        case .timedOut: 124
        case .stopped: 128 + SIGKILL
        }
    }
}

/// A program run once with a file as its input, for work that may fail in any way at all.
package struct ChildProcess: Sendable {
    /// The program's path; usually this program's own, `/proc/self/exe`.
    package let executable: String
    /// Without the program's name.
    package let arguments: [String]
    package let wallSeconds: Int

    package init(executable: String, arguments: [String], wallSeconds: Int) {
        self.executable = executable
        self.arguments = arguments
        self.wallSeconds = wallSeconds
    }

    /// Runs the program to its end.
    ///
    /// Its environment is empty but for Swift's backtraces, which are off because they print
    /// memory. It inherits no descriptor but input, output, and `/dev/null` for errors. What it
    /// writes waits in a pipe until it is taken, so it is slowed down to the reader's pace.
    ///
    /// - Parameters:
    ///   - input: a file, read from its beginning.
    ///   - onOutput: takes what the program writes, in pieces; returns whether it wants more.
    /// - Returns: how it ended.
    /// - Throws: ``SpoolError`` when the program could not be started.
    package func run(
        input: borrowing OpenFile, onOutput: (Span<UInt8>) -> Bool
    ) throws(SpoolError) -> ChildEnd {
        try check("lseek", input.path) { lseek(input.descriptor, 0, SEEK_SET) }
        var ends: [Int32] = [0, 0]
        try check("pipe", executable) { linux_pipe(&ends, pipeSize) }
        let output = OpenFile(descriptor: ends[0], path: "pipe")
        let child = try spawn(input: input.descriptor, output: ends[1])
        return try attend(child, output: output, onOutput)
    }

    /// Starts the program; the write end of the pipe is closed here in any case.
    private func spawn(input: Int32, output: Int32) throws(SpoolError) -> pid_t {
        defer { close(output) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        linux_spawn_close_from(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        resetSignals(&attributes)

        var process: pid_t = 0
        let result = withStrings([executable] + arguments) { arguments in
            withStrings(["SWIFT_BACKTRACE=enable=no"]) { environment in
                posix_spawn(&process, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard result == 0 else { throw SpoolError("start", executable, result) }
        return process
    }

    /// The daemon ignores some signals and blocks others, which a child would inherit: it would
    /// then not die when its pipe is closed, or of its limits.
    private func resetSignals(_ attributes: inout posix_spawnattr_t) {
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    }

    /// Reads until the child has ended or must be.
    private func attend(
        _ process: pid_t, output: borrowing OpenFile, _ onOutput: (Span<UInt8>) -> Bool
    ) throws(SpoolError) -> ChildEnd {
        // Nobody else waits for this process, so its number stays its own until `reap`.
        let deadline = Moment.now().monotonicNanoseconds + Int64(wallSeconds) * 1_000_000_000
        var reading = true
        do throws(SpoolError) {
            let ended = OpenFile(
                descriptor: try check("pidfd_open", executable) { linux_pidfd_open(process) },
                path: "pidfd")
            var buffer = [UInt8](repeating: 0, count: copyBufferSize)
            while true {
                let watched = reading ? output.descriptor : ended.descriptor
                guard try isReadable(watched, before: deadline) else {
                    return try reap(process, killedFor: .timedOut)
                }
                if !reading { return try reap(process, killedFor: nil) }
                let count = try read(output, into: &buffer)
                if count == 0 {
                    // It has closed its output, but may not have ended.
                    reading = false
                } else if !onOutput(buffer.span.extracting(0..<count)) {
                    return try reap(process, killedFor: .stopped)
                }
            }
        } catch {
            _ = try? reap(process, killedFor: .stopped)
            throw error
        }
    }

    private func read(
        _ output: borrowing OpenFile, into buffer: inout [UInt8]
    ) throws(SpoolError) -> Int {
        var span = buffer.mutableSpan
        return try span.withUnsafeMutableBytes { bytes throws(SpoolError) in
            try output.read(into: bytes)
        }
    }

    private func isReadable(
        _ descriptor: Int32, before deadline: Int64
    ) throws(SpoolError) -> Bool {
        while true {
            let left = deadline - Moment.now().monotonicNanoseconds
            if left <= 0 { return false }
            var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            // Rounded up, so that the last millisecond is not spent spinning.
            let milliseconds = Int32(clamping: left / 1_000_000 + 1)
            if try check("poll", executable, { poll(&polled, 1, milliseconds) }) > 0 { return true }
        }
    }

    private func reap(_ process: pid_t, killedFor end: ChildEnd?) throws(SpoolError) -> ChildEnd {
        if end != nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        try check("wait for", executable) { waitpid(process, &status, 0) }
        if let end { return end }
        // As the macros WIFEXITED, WEXITSTATUS and WTERMSIG, which Swift does not import.
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .died(signal: status & 0x7F)
    }
}

/// One turn of the reader empties it; the kernel's default limit for one pipe.
private let pipeSize: Int32 = 1 << 20

/// Calls `body` with strings as C wants a list of them.
private func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
}
