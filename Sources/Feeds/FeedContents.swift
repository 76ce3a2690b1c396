/// Everything a feed holds, put together from its parts.
package struct FeedContents: Sendable, Equatable {
    package private(set) var statements: [DecodedStatement] = []
    package private(set) var advice: [Advice] = []
    /// Entries whose statement has not come yet.
    private var pending = EntryBatch()

    package init() {}

    /// Whether every entry has its statement.
    package var isComplete: Bool { pending.isEmpty }

    /// Takes the next part.
    package mutating func take(_ part: FeedPart) {
        switch part {
        case .entries(let batch):
            if pending.isEmpty { pending = batch } else { pending.append(contentsOf: batch) }
        case .statement(let statement):
            statements.append(DecodedStatement(statement: statement, batch: pending))
            pending = EntryBatch()
        case .advice(let one):
            advice.append(one)
        }
    }
}

extension FeedFormat {
    /// Decodes a whole file into memory.
    ///
    /// - Throws: ``FeedError``.
    package func contents(of bytes: Span<UInt8>) throws(FeedError) -> FeedContents {
        var contents = FeedContents()
        try decode(bytes) { part throws(FeedError) in contents.take(part) }
        return contents
    }
}
