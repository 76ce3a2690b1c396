import Values

/// The entries of MT940 and MT942 messages: a `:61:` each, and the `:86:` behind it.
struct MT940Entries {
    private let message: MT940Fields.Message
    private var assembly: MT940Assembly
    var batch = EntryBatch()
    private var pending: MT940EntryLine?
    private var information: [MT940Field] = []

    init(_ message: MT940Fields.Message, encoding: CharacterEncoding) {
        self.message = message
        assembly = MT940Assembly(encoding: encoding)
    }

    /// Takes what is said of the entry that is open; without one it is said of the message as a
    /// whole and passed over.
    mutating func add(_ field: MT940Field) {
        if pending != nil { information.append(field) }
    }

    /// Begins an entry of the statement, which has to be there.
    ///
    /// - Throws: ``FeedError`` when the field cannot be read.
    mutating func begin(
        _ field: MT940Field, of statement: inout Statement?, in bytes: Span<UInt8>
    ) throws(FeedError) {
        guard let currency = statement?.currency else { return }
        let entry = try MT940EntryLine(field, of: message, currency: currency, in: bytes)
        let line = Int32(clamping: field.line)
        if let date = entry.impossibleDate {
            statement?.note(
                "impossible_date", line: line,
                "The calendar has no \(date) (year, month, day); the month's last day was taken.")
        }
        if !entry.hasDecimalMark, entry.entry.amountMinor != 0 {
            statement?.noteMissingComma(line: line)
        }
        pending = entry
    }

    /// Completes the entry whose remittance has been read to its end, if one is open.
    ///
    /// - Returns: the entry.
    @discardableResult
    mutating func finish(
        of statement: inout Statement?, in bytes: Span<UInt8>,
        emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) -> Entry? {
        guard let line = pending, let currency = statement?.currency else { return nil }
        pending = nil
        try assembly.append(line, information, currency: currency, from: bytes, to: &batch)
        information.removeAll(keepingCapacity: true)
        try statement?.count(line.entry)
        if batch.entries.count == entriesPerBatch { try batch.handOn(emit) }
        return line.entry
    }
}
