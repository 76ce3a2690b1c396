import Dispatch
import Synchronization

/// Computes something on another thread while this one waits for a server or a disk.
///
/// - Parameters:
///   - compute: pure; touches nothing that `work` touches.
///   - work: what has to be waited for.
/// - Returns: what was computed.
/// - Throws: what `work` throws, after the computation ended.
package func meanwhile<Value: Sendable, Failure: Error>(
    _ compute: @escaping @Sendable () -> Value, do work: () throws(Failure) -> Void
) throws(Failure) -> Value {
    let result = Handover<Value>()
    let group = DispatchGroup()
    DispatchQueue.global(qos: .userInitiated).async(group: group) { result.put(compute()) }
    do throws(Failure) {
        try work()
    } catch {
        group.wait()
        throw error
    }
    group.wait()
    guard let value = result.take() else { preconditionFailure("nothing was computed") }
    return value
}

/// Hands a large value from one thread to another, so that neither copies it: whoever takes it is
/// its only owner.
package final class Handover<Value: Sendable>: Sendable {
    private let value: Mutex<Value?>

    package init(_ value: Value? = nil) {
        self.value = Mutex(value)
    }

    package func put(_ new: Value) { value.withLock { $0 = new } }

    package func take() -> Value? { value.withLock { $0.take() } }
}
