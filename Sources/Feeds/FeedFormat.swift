/// One way of writing a payment feed; each format is one file of this module.
package protocol FeedFormat: Sendable {
    /// Short lower-case name, used in configuration and in the `feed` table: `camt053`.
    static var name: String { get }

    /// Whether the content looks like this format, judged by its first kilobytes, never by a name.
    static func recognises(_ head: Span<UInt8>) -> Bool

    /// Decodes a whole file from its bytes, in constant memory beside them.
    ///
    /// Total: any bytes either decode or throw. It reads nothing else and keeps nothing, and what
    /// it emitted before throwing is void.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - emit: takes each part in order; a batch holds at most ``entriesPerBatch`` entries.
    /// - Throws: ``FeedError``, also any that `emit` throws.
    func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError)
}

/// Entries a decoder collects before it hands them on: large enough to make calls cheap, small
/// enough that a decoder's memory does not depend on the file.
package let entriesPerBatch = 4096

extension EntryBatch {
    /// Hands the entries on, if there are some, and begins again, in the same memory where it is
    /// free.
    ///
    /// - Throws: any error that `emit` throws.
    mutating func handOn(_ emit: (FeedPart) throws(FeedError) -> Void) throws(FeedError) {
        guard !isEmpty else { return }
        try emit(.entries(self))
        entries.removeAll(keepingCapacity: true)
        details.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }
}
