import Digests
import EmbeddedSQL
package import Feeds
package import Postgres
import Values

/// A statement as it stands in the ledger: which of its entries are new and under which ids.
package struct RecordedStatement: Sendable {
    package let id: Int64
    package let place: StatementPlace
    /// The new entries as indices into the batch, by day, amount and line.
    ///
    /// Their ids count up from ``firstEntry`` in this order.
    package let newEntries: [Int]
    /// Of each new entry, the how-manieth of its bucket it is.
    let occurrences: [Int32]
    package let firstEntry: Int64
    /// Entries the ledger has of these days that a reissue no longer lists.
    package let vanished: [Int64]
}

extension Connection {
    /// Records a statement and recognises its entries.
    ///
    /// Call it under the posting lock.
    ///
    /// - Parameters:
    ///   - decoded: a statement of `account`, whose entries are booked, pending or informative.
    ///   - feed: the file it came in.
    ///   - format: the `FeedFormat.name` that read it.
    ///   - account: the own account concerned.
    /// - Returns: what is new; it is to be copied with ``copyEntries(_:of:account:)``, and nothing
    ///   is posted yet.
    /// - Throws: `PostgresError`.
    package mutating func record(
        _ decoded: DecodedStatement, feed: Int64, format: String, account: BankAccount
    ) throws(PostgresError) -> RecordedStatement {
        let statement = decoded.statement
        let order = tableOrder(of: decoded.batch)
        let digest = contentDigest(decoded.batch, order)
        let this = KnownStatement(
            id: 0, format: format, statement: statement, contentDigest: digest)
        let first = statement.firstBookedOn ?? statement.closing?.on
        let last = statement.lastBookedOn ?? statement.closing?.on
        var place = Feeds.place(this, among: [])
        var known = KnownEntries()
        if let first, let last {
            place = Feeds.place(this, among: try statements(near: first, last, of: account))
            known = try entries(
                between: first, last, of: account, disjoint: place.disjoint.sorted())
        }
        // Provisional and repeated reports make no entry known: the statement that books them would
        // then be taken for a repetition, and its money never be posted.
        let batch = statement.kind.isBooked ? decoded.batch : EntryBatch()
        let recognition = recognise(batch, among: known)
        let id = try reserve(1, of: "statement_id")
        let new = statement.kind.isBooked ? order.filter { recognition.isNew($0) } : []
        let firstEntry =
            new.isEmpty ? 0 : try reserve(Int64(new.count), of: "entry_id")
        try insert(
            statement, id: id, feed: feed, format: format, account: account, digest: digest,
            counts: (decoded.batch.entries.count, new.count), reissueOf: place.reissueOf)
        try copySightings(batch, recognition, known, statement: id)
        return RecordedStatement(
            id: id, place: place, newEntries: new, occurrences: recognition.occurrences(of: new),
            firstEntry: firstEntry,
            vanished: place.reissueOf == nil
                ? [] : recognition.unlisted.map { known.entries[$0].id })
    }

    /// The first id of a block; the posting lock keeps others from taking the same.
    package mutating func reserve(
        _ count: Int64, of sequence: String
    ) throws(PostgresError) -> Int64 {
        try query(SQL.reserveIds, sequence, count).one(Int64.self)
    }

    private mutating func statements(
        near first: CalendarDate, _ last: CalendarDate, of account: BankAccount
    ) throws(PostgresError) -> [KnownStatement] {
        try query(SQL.statementsNear, Int64(account.id), first, last).map(KnownStatement.init)
    }

    private mutating func entries(
        between first: CalendarDate, _ last: CalendarDate, of account: BankAccount,
        disjoint: [Int64]
    ) throws(PostgresError) -> KnownEntries {
        let answer = try query(
            SQL.entriesBetween, Int64(account.id), first, last, PostgresArray(disjoint))
        var known = KnownEntries()
        _ = try answer.map { row throws(PostgresError) in
            let (id, bookedOn, amount, occurrence, reference, endToEnd, text, isTaken) =
                try row.columns(
                    Int64.self, CalendarDate.self, Int64.self, Int32.self, String.self,
                    String.self, String.self, Bool.self)
            var entry = KnownEntry(
                id: id, bookedOn: bookedOn, amountMinor: amount, occurrence: occurrence)
            entry.bankReference = known.text.appendText(reference)
            entry.endToEndID = known.text.appendText(endToEnd)
            entry.remittance = known.text.appendText(text)
            entry.isTaken = isTaken
            known.entries.append(entry)
        }
        return known
    }

    private mutating func insert(
        _ statement: Statement, id: Int64, feed: Int64, format: String, account: BankAccount,
        digest: [UInt8], counts: (all: Int, new: Int), reissueOf: Int64?
    ) throws(PostgresError) {
        try execute(
            SQL.insertStatement, id, feed, account.id, format, statement.kind.storedName,
            statement.identifier, statement.sequence, statement.page, statement.currency.code,
            statement.opening?.amountMinor, statement.opening?.on, statement.closing?.amountMinor,
            statement.closing?.on, statement.firstBookedOn, statement.lastBookedOn,
            Int64(counts.all), Int64(counts.new), statement.creditMinor, statement.debitMinor,
            digest, reissueOf)
    }
}

/// The entries in the order of the table's key, so that copies arrive sorted and ids follow.
private func tableOrder(of batch: EntryBatch) -> [Int] {
    struct Place {
        var day: Int32
        var index: Int32
        var amount: Int64
    }
    var places = batch.entries.enumerated().map { index, entry in
        Place(
            day: entry.bookedOn.daysSince2000, index: Int32(index), amount: entry.amountMinor)
    }
    places.sort { ($0.day, $0.amount, $0.index) < ($1.day, $1.amount, $1.index) }
    return places.map { Int($0.index) }
}

/// SHA-256 over the sorted days and amounts of the booked entries: equal for the same bookings in
/// whatever order and format.
private func contentDigest(_ batch: EntryBatch, _ order: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(order.count * 16)
    for index in order {
        let entry = batch.entries[index]
        guard entry.status == .booked else { continue }
        bytes.appendBigEndian(Int64(entry.bookedOn.daysSince2000))
        bytes.appendBigEndian(entry.amountMinor)
    }
    return SHA256.digest(bytes)
}

extension Recognition {
    fileprivate func isNew(_ index: Int) -> Bool {
        if case .new = matches[index] { true } else { false }
    }

    fileprivate func occurrences(of new: [Int]) -> [Int32] {
        new.map { index in
            if case .new(let occurrence) = matches[index] { occurrence } else { 0 }
        }
    }
}

extension StatementKind {
    /// As the column `statement.kind` has it.
    var storedName: String {
        switch self {
        case .endOfDay: "end_of_day"
        case .listing: "listing"
        case .intraday: "intraday"
        case .notification: "notification"
        }
    }

    init?(storedName: String) {
        switch storedName {
        case "end_of_day": self = .endOfDay
        case "listing": self = .listing
        case "intraday": self = .intraday
        case "notification": self = .notification
        default: return nil
        }
    }
}

extension KnownStatement {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        let (
            id, format, kindName, code, sequence, page, opening, openingOn, closing, closingOn,
            first, last, digest
        ) = try row.columns(
            Int64.self, String.self, String.self, String.self, Int64?.self, Int64?.self,
            Int64?.self, CalendarDate?.self, Int64?.self, CalendarDate?.self, CalendarDate?.self,
            CalendarDate?.self, [UInt8].self)
        guard let kind = StatementKind(storedName: kindName) else {
            throw .malformedValue(column: "kind", type: "StatementKind (\(kindName))")
        }
        var statement = Statement(
            account: "", currency: try storedCurrency(code), kind: kind)
        statement.sequence = sequence
        statement.page = page
        if let opening, let openingOn {
            statement.opening = Balance(amountMinor: opening, on: openingOn)
        }
        if let closing, let closingOn {
            statement.closing = Balance(amountMinor: closing, on: closingOn)
        }
        statement.firstBookedOn = first
        statement.lastBookedOn = last
        self.init(id: id, format: format, statement: statement, contentDigest: digest)
    }
}
