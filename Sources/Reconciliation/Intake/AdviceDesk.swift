import CashApplication
import Feeds
import Ledger
import Postgres
import Store
import Values

/// Brings advice and money together while a feed is taken in, whichever of them came first.
struct AdviceDesk {
    private var waiting: [WaitingAdvice]
    private var uses: [(advice: Int64, payment: Int64?, entry: Int64?, basis: AdviceBasis)] = []
    private var undecided: [Int64: Discrepancy] = [:]

    /// - Parameter waiting: everything without money, this feed's own advice included.
    init(_ waiting: [WaitingAdvice]) {
        self.waiting = waiting
    }

    /// Gives new bookings that come as one sum the details that a notification had of them.
    ///
    /// - Returns: the statement, with those details in place of the sum.
    mutating func complete(
        _ decoded: DecodedStatement, _ recorded: RecordedStatement, _ account: BankAccount,
        in db: inout Connection
    ) throws(PostgresError) -> DecodedStatement {
        let details = waiting.filter { $0.notification != 0 }
        guard !details.isEmpty else { return decoded }
        let sums = Sums(decoded.batch, recorded.newEntries, account)
        let joins = joinAdvice(details, to: sums.payments, sums.bookings).joins
        let lines = try lines(of: joins.flatMap { $0.advice.map { details[$0].id } }, in: &db)
        var decoded = decoded
        for join in joins {
            let ids = join.advice.map { details[$0].id }
            let place = sums.places[join.payment]
            let parts = ids.flatMap { lines[$0] ?? [] }
            guard decoded.batch.replaceDetail(of: recorded.newEntries[place], with: parts) else {
                continue
            }
            take(ids, payment: nil, entry: recorded.firstEntry + Int64(place), join.basis)
        }
        return decoded
    }

    /// Puts what payers say behind their payments.
    mutating func advise(
        _ book: inout CashBook, _ accounts: [BankAccount], in db: inout Connection
    ) throws(PostgresError) {
        guard !waiting.isEmpty else { return }
        let owners = Dictionary(
            accounts.map { ($0.ledgerAccount, Int64($0.id)) },
            uniquingKeysWith: { first, _ in first })
        let bookings = book.sources.map {
            BookingFacts(bookedOn: $0.bookedOn, ownAccount: owners[$0.bank] ?? 0)
        }
        // A payer's own advice comes last: where a payment has both, it says what is paid.
        let joins = [true, false].flatMap { joined(notifications: $0, book.payments, bookings) }
        let advice = waiting
        let lines = try lines(of: joins.flatMap { $0.advice.map { advice[$0].id } }, in: &db)
        for join in joins {
            let ids = join.advice.map { advice[$0].id }
            book.payments.advise(join.payment, ids.flatMap { lines[$0] ?? [] })
            take(ids, payment: book.payments.payments[join.payment].id, entry: nil, join.basis)
        }
    }

    /// Joins what is left to payments that came earlier.
    ///
    /// Those that still wait are decided again soon; those that are applied otherwise than the
    /// advice says become discrepancies.
    mutating func lookBack(
        _ evidence: String, on today: CalendarDate, in db: inout Connection
    ) throws(PostgresError) -> [Discrepancy] {
        var contradictions: [Discrepancy] = []
        for isNotified in [true, false] {
            contradictions += try lookBack(
                forNotifications: isNotified, evidence, on: today, in: &db)
        }
        return contradictions
    }

    private mutating func lookBack(
        forNotifications isNotified: Bool, _ evidence: String, on today: CalendarDate,
        in db: inout Connection
    ) throws(PostgresError) -> [Discrepancy] {
        let earlier = try db.earlierPayments(
            like: waiting.filter { ($0.notification != 0) == isNotified }, on: today)
        let joins = joined(
            notifications: isNotified, earlier.payments, earlier.bookings)
        let advice = waiting
        let lines = try lines(of: joins.flatMap { $0.advice.map { advice[$0].id } }, in: &db)
        var contradictions: [Discrepancy] = []
        for join in joins {
            let ids = join.advice.map { advice[$0].id }
            let payment = earlier.payments.payments[join.payment]
            take(ids, payment: payment.id, entry: nil, join.basis)
            let applied = AppliedDocuments(earlier.documents[join.payment])
            // A notification may name documents; its silence says nothing.
            let parts = ids.flatMap { lines[$0] ?? [] }
                .filter { !isNotified || !$0.document.isEmpty }
            guard !applied.isEmpty, !parts.isEmpty, let sentence = applied.contradiction(to: parts)
            else {
                continue
            }
            var item = Discrepancy(
                code: "advice_contradicts_application", entity: .payment, entityID: payment.id,
                severity: .high, amount: payment.amount, sentence: sentence)
            item.evidence = evidence
            item.aboutDay = earlier.bookings[join.payment].bookedOn
            contradictions.append(item)
        }
        return contradictions
    }

    /// Joins the waiting notifications, or payers' own advice: one payment may have both.
    private mutating func joined(
        notifications isNotified: Bool, _ payments: PaymentBatch, _ bookings: [BookingFacts]
    ) -> [AdviceJoin] {
        let places = waiting.indices.filter { (waiting[$0].notification != 0) == isNotified }
        let advice = places.map { waiting[$0] }
        let found = joinAdvice(advice, to: payments, bookings)
        for item in undecidedDeposits(found.undecided, advice, payments, bookings) {
            undecided[item.entityID] = item
        }
        return found.joins.map { join in
            AdviceJoin(
                advice: join.advice.map { places[$0] }, payment: join.payment, basis: join.basis)
        }
    }

    /// Puts on file what was joined.
    ///
    /// - Returns: the deposits that several parts of a box fit, or one part with other deposits.
    mutating func finish(
        _ evidence: String, on today: CalendarDate, batch: Int64, in db: inout Connection
    ) throws(PostgresError) -> [Discrepancy] {
        try db.use(uses)
        let joined = uses.compactMap(\.payment)
        try db.resolveDiscrepancies(
            ["deposit_undecided"], entity: .payment, ids: joined, on: today, madeBy: "reconciled",
            batch: batch, note: "Its items are known.")
        try db.resolveDiscrepancies(
            ["advice_without_money"], entity: .advice, ids: uses.map(\.advice), on: today,
            madeBy: "reconciled", batch: batch, note: "The money came.")
        let open = undecided.values.filter { !joined.contains($0.entityID) }
        (uses, undecided) = ([], [:])
        return open.sorted { $0.entityID < $1.entityID }.map { item in
            var item = item
            item.evidence = evidence
            return item
        }
    }

    private mutating func take(
        _ ids: [Int64], payment: Int64?, entry: Int64?, _ basis: AdviceBasis
    ) {
        waiting.removeAll { ids.contains($0.id) }
        uses += ids.map { ($0, payment, entry, basis) }
    }

    private func lines(
        of advice: [Int64], in db: inout Connection
    ) throws(PostgresError) -> [Int64: [AdviceLine]] {
        Dictionary(grouping: try db.adviceLines(of: advice), by: \.advice)
            .mapValues { $0.map(\.line) }
    }
}

/// New bookings that say nothing of their parts, as payments that an advice may be joined to.
private struct Sums {
    var payments = PaymentBatch()
    var bookings: [BookingFacts] = []
    /// For each, its place among the new entries.
    var places: [Int] = []

    init(_ batch: EntryBatch, _ new: [Int], _ account: BankAccount) {
        payments.text = batch.text
        for (place, index) in new.enumerated() {
            let entry = batch.entries[index]
            guard entry.amountMinor > 0, entry.detailCount == 1 else { continue }
            let detail = batch.details[Int(entry.firstDetail)]
            guard detail.partyName.isEmpty, detail.partyAccount.isEmpty,
                detail.endToEndID.isEmpty, detail.structuredReferences.isEmpty
            else { continue }
            var payment = Payment(
                id: Int64(place),
                amount: Money(minorUnits: entry.amountMinor, currency: account.currency),
                valueOn: entry.valueOn)
            payment.text = detail.text
            payment.bankReference = entry.bankReference
            payments.payments.append(payment)
            bookings.append(BookingFacts(bookedOn: entry.bookedOn, ownAccount: Int64(account.id)))
            places.append(place)
        }
    }
}

extension EntryBatch {
    /// Puts a notification's details in the place of an entry's one sum; false where they do not
    /// add up to it.
    fileprivate mutating func replaceDetail(of index: Int, with lines: [AdviceLine]) -> Bool {
        let sum = lines.reduce(Int128(0)) { $0 + Int128($1.paidMinor) }
        guard sum == Int128(entries[index].amountMinor) else { return false }
        entries[index].firstDetail = Int32(details.count)
        entries[index].detailCount = Int32(lines.count)
        for line in lines {
            var detail = EntryDetail(amountMinor: line.paidMinor)
            detail.partyName = text.appendText(line.partyName)
            detail.partyAccount = text.appendText(line.partyAccount)
            detail.endToEndID = text.appendText(line.endToEndID)
            detail.structuredReferences = text.appendText(line.document)
            detail.text = text.appendText(line.text)
            details.append(detail)
        }
        return true
    }
}

/// What a payment is set against now.
private struct AppliedDocuments {
    /// Number, reference and amount of each.
    private var documents: [(number: String, reference: String, minor: Int64)] = []

    var isEmpty: Bool { documents.isEmpty }

    /// - Parameter stored: as ``EarlierPayments/documents`` has it.
    init(_ stored: String) {
        for line in stored.split(separator: "\n") {
            let parts = line.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 3, let minor = Int64(parts[2]) else { continue }
            documents.append((String(parts[0]), String(parts[1]), minor))
        }
    }

    /// Where an advice says otherwise; nil where it confirms all of it.
    func contradiction(to lines: [AdviceLine]) -> String? {
        var rest = documents
        var unexpected: [String] = []
        for line in lines where line.paidMinor != 0 {
            let key = numberKey(line.document)
            if let place = rest.firstIndex(where: {
                ($0.number == key || $0.reference == key) && $0.minor == line.paidMinor
            }) {
                rest.remove(at: place)
            } else {
                unexpected.append(line.document.isEmpty ? line.text : line.document)
            }
        }
        guard !rest.isEmpty || !unexpected.isEmpty else { return nil }
        return "The payer's advice came after the payment was applied and says otherwise. Applied "
            + "and not advised: \(list(rest.map(\.number))). Advised and not applied: "
            + "\(list(unexpected)). Nothing was changed; correct the application or ask the payer."
    }

    private func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.prefix(10).joined(separator: ", ")
    }
}

extension Statement {
    /// What a notification says of its credits, as advice: one a booking, its details as lines.
    ///
    /// Who does not know our account names the day of his own item first, and last the day he
    /// deposits it.
    func advice(_ batch: EntryBatch, isOfOurs: Bool) -> [Advice] {
        batch.entries.filter { $0.status == .booked && $0.amountMinor > 0 }.map { entry in
            var advice = Advice(
                line: entry.line, currency: currency, amountMinor: entry.amountMinor)
            advice.traceNumber = batch.text.string(entry.bankReference)
            advice.account = account
            advice.paidOn = isOfOurs ? entry.bookedOn : entry.valueOn
            advice.lines = batch.details[entry.detailRange].map { detail in
                var line = AdviceLine(line: entry.line, paidMinor: detail.amountMinor)
                line.document = batch.text.string(detail.structuredReferences)
                line.partyName = batch.text.string(
                    detail.ultimateName.isEmpty ? detail.partyName : detail.ultimateName)
                line.partyAccount = batch.text.string(detail.partyAccount)
                line.endToEndID = batch.text.string(detail.endToEndID)
                line.text = batch.text.string(detail.text)
                return line
            }
            return advice
        }
    }
}
