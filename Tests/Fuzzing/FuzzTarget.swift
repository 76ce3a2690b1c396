import Glibc

/// What libFuzzer calls with every input; it brings `main` itself.
///
/// `RECONCILED_FUZZ` names the family that is tried.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // libFuzzer lends `count` bytes for the time of the call; copied into an array of exactly
    // their number, so that the address sanitizer sees a read behind the end.
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    family.check(bytes.span)
    return 0
}

private let family: Family = {
    let name = unsafe getenv("RECONCILED_FUZZ").map { unsafe String(cString: $0) } ?? ""
    guard let family = Family.all.first(where: { $0.name == name }) else {
        stop("RECONCILED_FUZZ is none of: " + Family.all.map(\.name).joined(separator: " "))
    }
    return family
}()

/// Ends the process so that libFuzzer keeps the input, unless a law holds.
func require(_ holds: Bool, _ law: @autoclosure () -> String) {
    if !holds { stop("broken law: " + law()) }
}

private func stop(_ message: String) -> Never {
    // Traps of an optimised build say nothing, so it is said here.
    var line = message + "\n"
    line.withUTF8 { text in _ = unsafe write(STDERR_FILENO, text.baseAddress, text.count) }
    abort()
}
