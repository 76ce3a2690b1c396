import EmbeddedSQL
package import Feeds
package import Postgres
import Values

extension Connection {
    /// Copies a statement's new entries in the order of their key.
    ///
    /// - Parameters:
    ///   - recorded: what ``record(_:feed:format:account:)`` found new.
    ///   - decoded: the statement.
    ///   - account: whose statement it is.
    /// - Throws: `PostgresError`.
    package mutating func copyEntries(
        _ recorded: RecordedStatement, of decoded: DecodedStatement, account: BankAccount
    ) throws(PostgresError) {
        guard !recorded.newEntries.isEmpty else { return }
        let batch = decoded.batch
        _ = try copyIn(SQL.copyEntries) { writer throws(PostgresError) in
            for (position, index) in recorded.newEntries.enumerated() {
                let entry = batch.entries[index]
                let detail =
                    entry.detailCount > 0
                    ? batch.details[entry.detailRange.lowerBound] : EntryDetail(amountMinor: 0)
                try writer.beginRow(columns: 16)
                writer.write(recorded.firstEntry + Int64(position))
                writer.write(account.id)
                writer.write(entry.bookedOn)
                writer.write(entry.amountMinor)
                writer.write(recorded.occurrences[position])
                writer.write(entry.valueOn)
                writer.write(Int16(entry.kind.rawValue))
                writer.write(entry.isReversal)
                writer.write(recorded.id)
                writer.write(entry.line)
                writer.write(utf8: batch.text, entry.bankReference.range)
                writer.write(utf8: batch.text, entry.ownReference.range)
                writer.write(utf8: batch.text, entry.code.range)
                writer.write(utf8: batch.text, entry.information.range)
                writer.write(utf8: batch.text, detail.endToEndID.range)
                writer.write(utf8: batch.text, detail.text.range)
            }
        }
    }

    /// Notes that entries the ledger has were reported once more.
    mutating func copySightings(
        _ batch: EntryBatch, _ recognition: Recognition, _ known: KnownEntries, statement: Int64
    ) throws(PostgresError) {
        var seen: [(entry: Int64, line: Int32)] = []
        for (index, match) in recognition.matches.enumerated() {
            guard case .known(let entry) = match else { continue }
            seen.append((known.entries[entry].id, batch.entries[index].line))
        }
        guard !seen.isEmpty else { return }
        seen.sort { $0 < $1 }
        _ = try copyIn(SQL.copySightings) { writer throws(PostgresError) in
            for (entry, line) in seen { try writer.row(entry, statement, line) }
        }
    }
}
