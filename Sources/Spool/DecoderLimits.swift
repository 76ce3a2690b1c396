import Clinux
import Glibc

/// What a decoding child may use.
///
/// A file that wants more is refused; the daemon is not concerned.
package struct DecoderLimits: Sendable, Equatable {
    /// Address space beside the file itself, which is mapped.
    package var memoryBytes: Int64 = 1 << 30
    /// Computing time: hundreds of times what the largest allowed file needs.
    package var cpuSeconds: Int = 120
    /// Time on the clock, as seen by the parent.
    package var wallSeconds: Int = 600

    package init() {}

    /// For the child's command line: `1073741824:120`.
    package var argument: String { "\(memoryBytes):\(cpuSeconds)" }

    /// Reads ``argument``.
    package init?(argument: String) {
        let parts = argument.split(separator: ":")
        guard parts.count == 2, let memory = Int64(parts[0]), let seconds = Int(parts[1]),
            memory > 0, seconds > 0
        else { return nil }
        memoryBytes = memory
        cpuSeconds = seconds
    }
}

/// Shuts the calling process in: first thing in a decoding child, before it looks at its input.
///
/// From then on it can open no file, connect nowhere, write to nothing but the pipe it has, dump
/// no core, and use no more than its share; and it dies with its parent.
///
/// - Returns: whether the kernel also denies the filesystem (Landlock); the rest always holds.
/// - Throws: ``SpoolError`` when a limit cannot be set; the child must end then.
package func applyDecoderLimits(_ limits: DecoderLimits) throws(SpoolError) -> Bool {
    var input = stat()
    let inputBytes = fstat(STDIN_FILENO, &input) == 0 ? Int64(input.st_size) : 0
    let values: [(linux_resource, Int64)] = [
        (LINUX_ADDRESS_SPACE, limits.memoryBytes + inputBytes),
        (LINUX_CPU_SECONDS, Int64(limits.cpuSeconds)),
        (LINUX_OPEN_FILES, 16), (LINUX_FILE_SIZE, 0), (LINUX_CORE_SIZE, 0),
    ]
    for (resource, value) in values {
        try check("setrlimit", "decoder") {
            linux_limit(Int32(resource.rawValue), UInt64(clamping: value))
        }
    }
    try check("prctl", "decoder") { linux_give_up_privileges() }
    return try check("landlock", "decoder") { linux_deny_filesystem() } > 0
}
