import CashApplication
import Feeds
import Ledger
import Postgres
import Spool
import Store
import Values

/// The work on one new feed, inside its transaction.
struct FeedWork {
    let arrival: Arrival
    let feed: Int64
    let format: String
    let terms: IntakeTerms
    private(set) var summary = IntakeSummary()
    private var discrepancies: [Discrepancy] = []
    /// Statements whose new entries are not copied yet.
    private var recorded: [(RecordedStatement, DecodedStatement, BankAccount)] = []

    init(arrival: Arrival, feed: Int64, format: String, terms: IntakeTerms) {
        self.arrival = arrival
        self.feed = feed
        self.format = format
        self.terms = terms
        summary.feed = feed
    }

    /// Records, posts, applies, and checks.
    mutating func run(
        _ statements: [DecodedStatement], _ advice: [Advice], _ accounts: [BankAccount],
        in db: inout Connection
    ) throws(PostgresError) {
        var touched: [BankAccount] = []
        var work = self
        let batch = try db.post(
            .feed, madeBy: "reconciled", businessOn: terms.today, feed: feed
        ) { db, batch throws(PostgresError) in
            try work.file(advice, statements, accounts, in: &db)
            var desk = AdviceDesk(try db.waitingAdvice(on: work.terms.today))
            var book = CashBook()
            for decoded in statements where decoded.statement.kind != .notification {
                guard let account = account(of: decoded.statement, among: accounts) else {
                    continue
                }
                if !touched.contains(account) { touched.append(account) }
                try work.record(decoded, account, into: &book, &desk, in: &db)
            }
            try work.post(&book, &desk, accounts, batch: batch, in: &db)
            for account in touched { try db.postOpeningBalance(of: account, batch: batch) }
            if work.summary.advice > 0 {
                work.discrepancies += try desk.lookBack(
                    work.arrival.originalName, on: work.terms.today, in: &db)
            }
            work.discrepancies += try desk.finish(
                work.arrival.originalName, on: work.terms.today, batch: batch, in: &db)
            return batch
        }
        self = work
        summary.discrepancies = try db.register(
            discrepancies, foundOn: terms.today, batch: batch)
        for account in touched {
            try db.checkBalances(of: account, on: terms.today, batch: batch)
        }
    }

    /// Puts payers' advice and the details of notifications on file.
    private mutating func file(
        _ advice: [Advice], _ statements: [DecodedStatement], _ accounts: [BankAccount],
        in db: inout Connection
    ) throws(PostgresError) {
        var filed = advice.map { FiledAdvice($0) }
        for (place, decoded) in statements.enumerated()
        where decoded.statement.kind == .notification {
            let account = account(of: decoded.statement, among: accounts)
            var recorded: RecordedStatement?
            // A lockbox or a clearing house does not name our account; its details find their
            // money all the same.
            if let account {
                recorded = try db.record(decoded, feed: feed, format: format, account: account)
                if let recorded { note(decoded.statement, recorded, account) }
            }
            summary.statements += 1
            summary.entries += decoded.batch.entries.count
            filed += decoded.statement.advice(decoded.batch, isOfOurs: account != nil).map {
                FiledAdvice(
                    $0, notification: place, statement: recorded?.id, account: account?.id)
            }
        }
        summary.advice = try db.file(filed, feed: feed)
    }

    private mutating func record(
        _ decoded: DecodedStatement, _ account: BankAccount, into book: inout CashBook,
        _ desk: inout AdviceDesk, in db: inout Connection
    ) throws(PostgresError) {
        let recorded = try db.record(decoded, feed: feed, format: format, account: account)
        summary.statements += 1
        summary.entries += decoded.batch.entries.count
        note(decoded.statement, recorded, account)
        // Provisional reports are on record and post nothing.
        guard decoded.statement.kind.isBooked else { return }
        let complete = try desk.complete(decoded, recorded, account, in: &db)
        summary.newEntries += recorded.newEntries.count
        self.recorded.append((recorded, complete, account))
        book.add(
            complete.batch, entries: recorded.newEntries, firstEntry: recorded.firstEntry,
            account: account)
    }

    /// Turns a statement's findings and its place in the series into discrepancies.
    private mutating func note(
        _ statement: Statement, _ recorded: RecordedStatement, _ account: BankAccount
    ) {
        for finding in statement.findings
        where !discrepancies.contains(where: {
            $0.code == finding.code && $0.entityID == recorded.id
        }) {
            add(
                finding.code, recorded.id, .medium, statement, finding.sentence,
                line: Int(finding.line))
        }
        if recorded.place.contentDiffers {
            add(
                "statement_reissued", recorded.id, .high, statement,
                "The bank sent statement \(statement.identifier) of \(account.name) once more with "
                    + "other bookings. What is new was taken; compare both files.", line: nil)
        }
        if !recorded.vanished.isEmpty {
            add(
                "entry_vanished", recorded.id, .high, statement,
                "\(recorded.vanished.count) bookings that an earlier issue of this statement "
                    + "listed are missing now (entries "
                    + recorded.vanished.prefix(5).map(String.init).joined(separator: ", ")
                    + "). Nothing was taken back; ask the bank.", line: nil)
        }
    }

    private mutating func add(
        _ code: String, _ id: Int64, _ severity: Discrepancy.Severity, _ statement: Statement,
        _ sentence: String, line: Int?
    ) {
        var item = Discrepancy(
            code: code, entity: .statement, entityID: id, severity: severity,
            sentence: sentence)
        item.aboutDay = statement.closing?.on ?? statement.lastBookedOn
        item.evidence = arrival.originalName + (line.map { ", line \($0)" } ?? "")
        discrepancies.append(item)
    }

    /// Posts the book's cash and applies its payments.
    private mutating func post(
        _ book: inout CashBook, _ desk: inout AdviceDesk, _ accounts: [BankAccount],
        batch: Int64, in db: inout Connection
    ) throws(PostgresError) {
        let set = try decide(&book, &desk, accounts, in: &db)
        guard !book.isEmpty else { return }
        let bookedOn = book.bookedOn
        let days = try db.postingDays(bookedOn.lowerBound, bookedOn.upperBound)
        summary.payments = book.sources.count
        summary.bankMovements = book.debits.count + book.credits.count
        for decision in set.decisions { summary.outcomes[decision.outcome, default: 0] += 1 }

        try db.copyPayments(book, set.decisions, batch: batch, days: days)
        failpoint(.t1Middle)
        let decided = zip(book.sources, set.decisions).map { source, decision in
            DecidedPayment(
                currency: source.currency, cashAccount: decision.cashAccount,
                postedOn: days.day(for: source.bookedOn))
        }
        let (applied, file, policy) = (book, arrival.originalName, terms.policy)
        discrepancies += try meanwhile {
            paymentDiscrepancies(of: set, applied, file: file)
        } do: { () throws(PostgresError) in
            try db.postDecisions(
                set, decided, batch: batch, isAutomatic: true, policy: policy)
        }
        try db.copyBankCredits(book, batch: batch, days: days)
        try postDebits(book, days, batch: batch, in: &db)
    }

    /// Numbers the payments and decides about them, and copies the entries meanwhile.
    private func decide(
        _ book: inout CashBook, _ desk: inout AdviceDesk, _ accounts: [BankAccount],
        in db: inout Connection
    ) throws(PostgresError) -> DecisionSet {
        guard !book.sources.isEmpty else {
            try copyEntries(in: &db)
            return DecisionSet()
        }
        let first = try db.reserve(Int64(book.sources.count), of: "payment_id")
        for index in book.payments.payments.indices {
            book.payments.payments[index].id = first + Int64(index)
        }
        try desk.advise(&book, accounts, in: &db)
        let (payments, policy, today) = (book.payments, terms.policy, terms.today)
        let candidates = Handover(
            try db.candidates(for: payments, policy: policy, on: today))
        return try meanwhile {
            var candidates = candidates.take() ?? Candidates()
            return CashApplication.decide(
                payments, candidates: &candidates, policy: policy, on: today)
        } do: { () throws(PostgresError) in
            try copyEntries(in: &db)
        }
    }

    private func copyEntries(in db: inout Connection) throws(PostgresError) {
        for (statement, decoded, account) in recorded {
            try db.copyEntries(statement, of: decoded, account: account)
        }
    }

    /// Posts debits; a return first undoes what its payment was applied to.
    private mutating func postDebits(
        _ book: CashBook, _ days: PostingDays, batch: Int64, in db: inout Connection
    ) throws(PostgresError) {
        let matches = try db.returnMatches(for: book)
        var undone: [(id: Int64, postedOn: CalendarDate, reason: String)] = []
        for (debit, match) in zip(book.debits, matches) {
            switch match {
            case .payment(let id):
                let reason = book.payments.text.string(debit.reason)
                undone.append(
                    (
                        id, days.day(for: debit.source.bookedOn),
                        "returned" + (reason.isEmpty ? "" : ": \(reason)")
                    ))
                discrepancies.append(returned(debit, payment: id))
            case .orphan(let near):
                discrepancies.append(orphan(debit, near: near))
            case nil:
                if [.unclassified, .payment, .refund].contains(debit.kind) {
                    discrepancies.append(unexplained(debit))
                }
            }
        }
        let accounts = try db.undo(undone, batch: batch)
        let returned = matches.map { match -> ReturnedPayment? in
            guard case .payment(let id) = match else { return nil }
            return accounts[id]
        }
        try db.copyBankDebits(book, returned: returned, batch: batch, days: days)
    }

    private func returned(_ debit: BankMovement, payment: Int64) -> Discrepancy {
        var item = Discrepancy(
            code: "payment_returned", entity: .payment, entityID: payment, severity: .medium,
            amount: debit.amount,
            sentence: "The bank took payment \(payment) back on \(debit.source.bookedOn). What it "
                + "had paid is open again with its old due date; contact the customer.")
        item.evidence = evidence(of: debit)
        item.aboutDay = debit.source.bookedOn
        return item
    }

    private func orphan(_ debit: BankMovement, near: [Int64]) -> Discrepancy {
        let candidates =
            near.isEmpty
            ? "No payment of this amount is known."
            : "Payments of the same amount: \(near.map(String.init).joined(separator: ", "))."
        var item = Discrepancy(
            code: "orphan_return", entity: .entry, entityID: debit.source.entry, severity: .high,
            amount: debit.amount,
            sentence: "The bank returned a payment on \(debit.source.bookedOn) that cannot be told "
                + "for certain. \(candidates) Nothing was undone.")
        item.evidence = evidence(of: debit)
        item.aboutDay = debit.source.bookedOn
        return item
    }

    private func unexplained(_ debit: BankMovement) -> Discrepancy {
        var item = Discrepancy(
            code: "unexplained_debit", entity: .entry, entityID: debit.source.entry,
            severity: .low, amount: debit.amount,
            sentence: "Money went out on \(debit.source.bookedOn) that is neither a return nor a "
                + "charge. It lies on the clearing account until somebody says what it was.")
        item.evidence = evidence(of: debit)
        item.aboutDay = debit.source.bookedOn
        return item
    }

    private func evidence(of debit: BankMovement) -> String {
        "\(arrival.originalName), line \(debit.source.line)"
    }
}

extension BankMovement {
    fileprivate var amount: Money {
        Money(minorUnits: abs(amountMinor), currency: source.currency)
    }
}

extension CashBook {
    /// First and last booking day; the book is not empty.
    fileprivate var bookedOn: ClosedRange<CalendarDate> {
        let all = [sources, debits.map(\.source), credits.map(\.source)].joined().map(\.bookedOn)
        let first = all.min() ?? CalendarDate(daysSince2000: 0)
        return first...(all.max() ?? first)
    }
}
