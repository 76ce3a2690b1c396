package import CashApplication
package import Feeds
import Ledger
package import Postgres
import Spool
package import Store
package import Values

/// What a payment feed is taken in under.
package struct IntakeTerms: Sendable {
    package var policy: Policy
    /// The business date: for the age of documents and the register.
    package var today: CalendarDate

    package init(policy: Policy, today: CalendarDate) {
        self.policy = policy
        self.today = today
    }
}

/// What taking in a payment feed came to.
package enum IntakeOutcome: Sendable, Equatable {
    case ingested(IntakeSummary)
    /// The ledger has these bytes: nothing but the arrival was recorded.
    case duplicate(of: Int64)
    /// The file can never be taken in; the reason is for a clerk.
    case refused(feed: Int64, reason: String)
}

/// The figures of a feed that was taken in.
package struct IntakeSummary: Sendable, Equatable {
    package var feed: Int64 = 0
    package var statements = 0
    /// Bookings reported, and how many of them the ledger did not have.
    package var entries = 0
    package var newEntries = 0
    package var payments = 0
    package var bankMovements = 0
    /// Advice the ledger did not have, details of notifications included.
    package var advice = 0
    /// Payments by outcome, indexed by `Outcome`; adds up to ``payments``.
    package var outcomes: [Outcome: Int] = [:]
    package var discrepancies: Int64 = 0

    package init() {}
}

/// Takes decoded statements into the ledger: recognises what is known, posts the cash of what is
/// new, applies it, registers what does not add up.
///
/// One transaction, all or nothing.
///
/// It can be run again at any time with the same result: the content's digest decides whether
/// there is anything to do.
///
/// - Parameters:
///   - arrival: the file; its digest identifies the feed.
///   - format: the `FeedFormat.name` that read it.
///   - statements: everything the file holds.
///   - advice: what payers say in it of their payments.
///   - terms: policy and business date.
///   - db: a session of the ledger.
/// - Returns: what it came to.
/// - Throws: `PostgresError`; nothing is then changed.
package func ingest(
    _ arrival: Arrival, format: String, _ statements: [DecodedStatement], advice: [Advice] = [],
    terms: IntakeTerms, into db: inout Connection
) throws(PostgresError) -> IntakeOutcome {
    let accounts = try db.ownAccounts()
    var verdict = FeedVerdict(content: .payments, format: format)
    for decoded in statements {
        verdict.accepted += Int64(decoded.batch.entries.count)
        verdict.creditMinor += decoded.statement.creditMinor
        verdict.debitMinor += decoded.statement.debitMinor
        if decoded.statement.kind != .notification,
            account(of: decoded.statement, among: accounts) == nil
        {
            verdict.refusal = unknownAccount(decoded.statement, accounts)
        }
    }
    verdict.accepted += Int64(advice.count)
    let testFile = FeedError.Reason.testFile.rawValue
    if let test = advice.flatMap(\.findings).first(where: { $0.code == testFile }) {
        verdict.refusal =
            "\(test.sentence) What is only a test must not touch the books; ask the sender for the "
            + "real file."
    }
    if let refusal = verdict.refusal {
        return try refuse(arrival, verdict, because: refusal, in: &db)
    }
    return try db.posting { db throws(PostgresError) in
        let registration = try db.register(arrival, verdict)
        guard case .new(let feed) = registration else {
            if case .repeated(_, isDuplicate: false) = registration {
                return .ingested(IntakeSummary(alreadyIn: registration.feed))
            }
            return .duplicate(of: registration.feed)
        }
        var work = FeedWork(arrival: arrival, feed: feed, format: format, terms: terms)
        try work.run(statements, advice, accounts, in: &db)
        failpoint(.t1End)
        return .ingested(work.summary)
    }
}

/// Records the verdict on a file that can never be taken in.
package func refuse(
    _ arrival: Arrival, _ verdict: FeedVerdict, because reason: String, in db: inout Connection
) throws(PostgresError) -> IntakeOutcome {
    var verdict = verdict
    verdict.refusal = reason
    let final = verdict
    return try db.transaction(isolation: .readCommitted) { db throws(PostgresError) in
        let registration = try db.register(arrival, final)
        if case .duplicate(let feed) = registration { return .duplicate(of: feed) }
        return .refused(feed: registration.feed, reason: reason)
    }
}

/// The own account a statement is of; nil when it is nobody's we know.
///
/// Banks write one account in several ways: with its bank code, with the currency behind it, or as
/// the national number inside the IBAN. The whole identifier decides, then a unique ending of at
/// least eight characters.
func account(of statement: Statement, among accounts: [BankAccount]) -> BankAccount? {
    let sameCurrency = accounts.filter { $0.currency == statement.currency }
    let reported = accountKey(statement.account)
    if let exact = sameCurrency.first(where: { accountKey($0.identifier) == reported }) {
        return exact
    }
    let number = accountKey(
        statement.account.split(separator: "/").last.map(String.init) ?? "")
    guard number.count >= 8 else { return nil }
    let fitting = sameCurrency.filter { account in
        let own = accountKey(account.identifier)
        return own.hasSuffix(number) || reported.hasPrefix(own)
    }
    return fitting.count == 1 ? fitting.first : nil
}

private func accountKey(_ text: String) -> String {
    text.uppercased().filter { $0.isLetter || $0.isNumber }
}

private func unknownAccount(_ statement: Statement, _ accounts: [BankAccount]) -> String {
    let known = accounts.map { "\($0.name) (\($0.currency.code))" }.joined(separator: ", ")
    return "The statement is of account …\(statement.account.suffix(4)) in "
        + "\(statement.currency.code), which is not one of ours: \(known). "
        + "Add the account to the configuration, or find out why the file came here."
}

extension IntakeSummary {
    /// A feed whose commit was confirmed only now: the reply was lost, or the process died.
    init(alreadyIn feed: Int64) {
        self.init()
        self.feed = feed
    }
}
