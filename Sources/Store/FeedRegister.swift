import EmbeddedSQL
package import Postgres

/// What a file holds.
package enum ArrivalContent: String, Sendable {
    case payments
    case customers
    case invoices
    /// Nothing could be made of it.
    case unknown
}

/// One file as it came in.
package struct Arrival: Sendable, Equatable {
    /// The claim's UUID; unique for every file, resends included.
    package var claim: String
    package var source: String
    package var originalName: String
    package var sha256: [UInt8]
    package var byteCount: Int64

    package init(
        claim: String, source: String, originalName: String, sha256: [UInt8], byteCount: Int64
    ) {
        self.claim = claim
        self.source = source
        self.originalName = originalName
        self.sha256 = sha256
        self.byteCount = byteCount
    }
}

/// The verdict on a file's content, with its control figures.
package struct FeedVerdict: Sendable, Equatable {
    package var content: ArrivalContent
    package var format: String?
    /// Why it was quarantined, for a clerk; nil when it was taken in.
    package var refusal: String?
    package var accepted: Int64 = 0
    package var rejected: Int64 = 0
    /// Sums over all statements whatever their currencies: a control figure, not an amount.
    package var creditMinor: Int64 = 0
    package var debitMinor: Int64 = 0

    package init(content: ArrivalContent, format: String?, refusal: String? = nil) {
        self.content = content
        self.format = format
        self.refusal = refusal
    }
}

/// What registering a file came to.
package enum FeedRegistration: Sendable, Equatable {
    /// New content: the feed's id.
    case new(Int64)
    /// Content the ledger has, brought by another file.
    case duplicate(of: Int64)
    /// This very claim was registered before; the reply was lost, or the process died.
    case repeated(Int64, isDuplicate: Bool)

    package var feed: Int64 {
        switch self {
        case .new(let id), .duplicate(let id), .repeated(let id, _): id
        }
    }
}

/// A content the ledger has.
package struct KnownFeed: Sendable, Equatable {
    package let id: Int64
    package let isQuarantined: Bool
}

extension Connection {
    /// Files a content and the arrival that brought it; the unique keys decide, never a return
    /// code, so it can be run again after a lost reply.
    package mutating func register(
        _ arrival: Arrival, _ verdict: FeedVerdict
    ) throws(PostgresError) -> FeedRegistration {
        let inserted = try query(
            SQL.registerFeed, arrival.sha256, arrival.byteCount, verdict.content.rawValue,
            verdict.format, verdict.refusal == nil ? "ingested" : "quarantined", verdict.refusal,
            verdict.accepted, verdict.rejected, verdict.creditMinor, verdict.debitMinor
        ).map { row throws(PostgresError) in try row.columns(Int64.self) }
        if let id = inserted.first {
            try registerArrival(arrival, feed: id, isDuplicate: false)
            return .new(id)
        }
        guard let known = try knownFeed(ofContent: arrival.sha256)?.id else {
            throw .unexpectedAnswer("a feed that conflicts with none")
        }
        return try registerAgain(arrival, known)
            ? .duplicate(of: known) : .repeated(known, isDuplicate: try isDuplicate(arrival))
    }

    /// Records one more arrival of a content the ledger has.
    ///
    /// - Returns: false when this very claim was recorded before.
    package mutating func registerAgain(
        _ arrival: Arrival, _ feed: Int64
    ) throws(PostgresError) -> Bool {
        try registerArrival(arrival, feed: feed, isDuplicate: true) == 1
    }

    private mutating func isDuplicate(_ arrival: Arrival) throws(PostgresError) -> Bool {
        let recorded = try query(SQL.isDuplicateArrival, arrival.claim)
            .map { row throws(PostgresError) in try row.columns(Bool.self) }
        return recorded.first ?? true
    }

    @discardableResult
    private mutating func registerArrival(
        _ arrival: Arrival, feed: Int64, isDuplicate: Bool
    ) throws(PostgresError) -> Int {
        try execute(
            SQL.registerArrival, arrival.claim, feed, arrival.source, arrival.originalName,
            isDuplicate)
    }

    /// The feed that has these bytes, and its verdict.
    package mutating func knownFeed(ofContent sha256: [UInt8]) throws(PostgresError) -> KnownFeed? {
        try query(SQL.feedOfContent, sha256).map { row throws(PostgresError) in
            let (id, verdict) = try row.columns(Int64.self, String.self)
            return KnownFeed(id: id, isQuarantined: verdict == "quarantined")
        }.first
    }

    /// Notes how many rows of a list of customers or documents were right and wrong.
    package mutating func countRows(
        of feed: Int64, accepted: Int, rejected: Int
    ) throws(PostgresError) {
        try execute(SQL.countRows, feed, Int64(accepted), Int64(rejected))
    }

    /// Counts a try to decode this content, in a transaction of its own: should the try kill the
    /// process, the count stays.
    package mutating func countAttempt(sha256: [UInt8]) throws(PostgresError) -> Int {
        let attempts = try query(SQL.countAttempt, sha256).one(Int32.self)
        return Int(attempts)
    }

    /// Takes a count back: the try came to an end, so it was not what ended the process.
    package mutating func forgetAttempt(sha256: [UInt8]) throws(PostgresError) {
        try execute(SQL.forgetAttempt, sha256)
    }

    /// Of these digests in hex, those no feed has: archived files whose commit was lost.
    package mutating func unknownFeeds(among digests: [String]) throws(PostgresError) -> [String] {
        try query(SQL.unknownFeeds, PostgresArray(digests))
            .map { row throws(PostgresError) in try row.columns(String.self) }
    }
}
