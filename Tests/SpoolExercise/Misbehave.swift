import Glibc
import Spool

/// A decoder that fails in each way a decoder can.
func misbehave(_ what: String) throws {
    var limits = DecoderLimits()
    limits.cpuSeconds = 1
    limits.memoryBytes = 256 << 20
    let hasLandlock = try applyDecoderLimits(limits)
    switch what {
    case "echo":
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(STDIN_FILENO, &buffer, buffer.count), count > 0 {
            write(STDOUT_FILENO, buffer, count)
        }
    case "flood":
        let buffer = [UInt8](repeating: 0x41, count: 1 << 16)
        while write(STDOUT_FILENO, buffer, buffer.count) > 0 {}
    case "trap":
        preconditionFailure("as a decoder's bug would")
    case "hog":
        var memory: [[UInt8]] = []
        while true { memory.append([UInt8](repeating: UInt8(memory.count & 255), count: 1 << 24)) }
    case "spin":
        var count = 0
        while true { count &+= 1 }
    case "deep":
        print(descend(1))
    case "sleep":
        close(STDOUT_FILENO)
        while true { sleep(60) }
    case "escape":
        report(hasLandlock)
    default:
        exit(3)
    }
}

/// Unbounded recursion that no optimizer turns into a loop.
private func descend(_ depth: Int) -> Int {
    var frame = (depth, depth, depth, depth, depth, depth, depth, depth)
    return withUnsafeMutablePointer(to: &frame) { descend($0.pointee.0 + 1) + $0.pointee.7 }
}

/// What is still possible from inside: one word for each attempt that succeeded.
private func report(_ hasLandlock: Bool) {
    var escapes: [String] = hasLandlock ? [] : ["no-landlock"]
    if open("/etc/hostname", O_RDONLY) >= 0 { escapes.append("read") }
    if open("/tmp", O_RDONLY | O_DIRECTORY) >= 0 { escapes.append("list") }
    if open("/tmp/escaped", O_WRONLY | O_CREAT, 0o600) >= 0 { escapes.append("write") }
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) != 0 || limit.rlim_max != 0 {
        escapes.append("core")
    }
    if environ.pointee != nil, environ.successor().pointee != nil { escapes.append("environment") }
    for descriptor in Int32(3)..<16 where fcntl(descriptor, F_GETFD) >= 0 {
        escapes.append("descriptor")
    }
    print("escapes:", escapes.joined(separator: " "))
    fflush(nil)
}
