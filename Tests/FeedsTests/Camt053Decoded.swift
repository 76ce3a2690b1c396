import Feeds
import Testing
import Values

/// Everything the decoder handed out, statement by statement.
func decodeCamt053(_ text: String) throws(FeedError) -> [DecodedStatement] {
    try FormatConformance<Camt053>.statements(Camt053(), Array(text.utf8))
}

/// The only statement around some entries, whatever its closing balance.
func decodeCamt053Entries(
    _ entries: String, currency: String = "EUR"
) throws -> DecodedStatement {
    let text = Camt053Fixture.message(Camt053Fixture.statement(entries, currency: currency))
    return try #require(try decodeCamt053(text).first)
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

extension EntryBatch {
    /// The texts of one detail, for comparing; empty ones are left out.
    func texts(of detail: EntryDetail) -> [String: String] {
        let fields: [(String, TextRange)] = [
            ("party", detail.partyName), ("account", detail.partyAccount),
            ("ultimate", detail.ultimateName), ("endToEnd", detail.endToEndID),
            ("mandate", detail.mandate), ("transaction", detail.transactionID),
            ("references", detail.structuredReferences), ("text", detail.text),
            ("reason", detail.returnReason), ("original", detail.originalReferences),
        ]
        return fields.filter { !$0.1.isEmpty }.reduce(into: [:]) { result, field in
            result[field.0] = text.string(field.1)
        }
    }
}
