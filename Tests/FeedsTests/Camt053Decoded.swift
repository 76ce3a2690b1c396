import Feeds
import Values

/// Everything a decoder handed out, statement by statement.
func decodeCamt053(_ bytes: [UInt8]) throws(FeedError) -> [DecodedStatement] {
    var statements: [DecodedStatement] = []
    var batch = EntryBatch()
    try Camt053().decode(bytes.span) { part throws(FeedError) in
        switch part {
        case .entries(let next): batch.append(contentsOf: next)
        case .statement(let statement):
            statements.append(DecodedStatement(statement: statement, batch: batch))
            batch = EntryBatch()
        }
    }
    return statements
}

func decodeCamt053(_ text: String) throws(FeedError) -> [DecodedStatement] {
    try decodeCamt053(Array(text.utf8))
}

/// The error a document is refused with; nil when it is not.
func camt053Refusal(_ text: String) -> FeedError? {
    do throws(FeedError) {
        _ = try decodeCamt053(text)
        return nil
    } catch {
        return error
    }
}
