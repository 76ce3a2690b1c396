import Feeds
import TestSupport
import Testing
import Values

/// The model of how banks report one and the same payment in several files, against the real
/// recognition: intraday-free, because provisional reports post nothing.
///
/// Habits: references good, missing, shared or restarting; texts enriched and references changed
/// between files; statements resent, regenerated, repeated as a listing that overlaps.
struct RecognitionLawTests {
    fileprivate struct TruePayment {
        let id: Int
        let day: Int
        let amountMinor: Int64
        let text: String
        let endToEndID: String
        var reference = ""
    }

    private enum References: CaseIterable {
        case good
        case none
        case reused
        case yearly
    }

    fileprivate enum Variant: CaseIterable {
        case plain
        case enriched
        case referenceChanged
    }

    private enum Parts: CaseIterable {
        /// One statement a day.
        case whole
        /// Two or three statements a day, each continuing the one before.
        case continued
    }

    @Test(arguments: UInt64(0)..<25)
    func `no payment is lost and none is doubled`(seed: UInt64) {
        for references in References.allCases {
            for variant in Variant.allCases {
                for parts in Parts.allCases {
                    var random = Seeded(seed &* 31 &+ 7)
                    var book = Book()
                    let truth = report(
                        references, variant, parts, into: &book, using: &random)
                    #expect(
                        book.counts == truth, "\(references) \(variant) \(parts) seed \(seed)")
                }
            }
        }
    }

    private struct Bucket: Hashable {
        let day: Int
        let amountMinor: Int64
    }

    /// Ten days of one account as the bank reports them; returns what truly happened.
    private func report(
        _ references: References, _ variant: Variant, _ parts: Parts, into book: inout Book,
        using random: inout Seeded
    ) -> [Bucket: Int] {
        var truth: [Bucket: Int] = [:]
        var history: [TruePayment] = []
        for day in 0..<10 {
            let payments = dayOfPayments(day, references, using: &random)
            history += payments
            for payment in payments {
                truth[Bucket(day: day, amountMinor: payment.amountMinor), default: 0] += 1
            }
            book.state(payments, day: day, variant: variant, parts: parts, using: &random)
            if random.next() % 5 == 0 {
                let span = Int(random.next() % 6)
                book.list(
                    history.filter { $0.day >= day - span }.shuffled(using: &random), variant)
            }
            if random.next() % 7 == 0 {
                // The whole history once more as one statement, as a portal's export gives it.
                book.restate(history, variant)
            }
        }
        return truth
    }

    private func dayOfPayments(
        _ day: Int, _ references: References, using random: inout Seeded
    ) -> [TruePayment] {
        var payments: [TruePayment] = []
        for _ in 0..<Int.random(in: 3...24, using: &random) {
            let payment = TruePayment(
                id: payments.count, day: day,
                amountMinor: [
                    1000, 2500, 4999, 9900, Int64.random(in: 100...999_999, using: &random),
                ]
                .randomElement(using: &random) ?? 1,
                text: (["INV ", "RENT ", "SUBSCRIPTION "].randomElement(using: &random) ?? "")
                    + "\(random.next() % 30)",
                endToEndID: random.next() % 5 < 3 ? "" : "E\(random.next() % 1_000_000_000)")
            payments.append(payment)
            if random.next() % 10 == 0 { payments.append(payment) }  // a genuine twin
        }
        for index in payments.indices {
            payments[index].reference = reference(references, day, index, using: &random)
        }
        return payments
    }

    private func reference(
        _ references: References, _ day: Int, _ index: Int, using random: inout Seeded
    ) -> String {
        switch references {
        case .good: "R\(day)-\(index)"
        case .none: ""
        case .reused: random.next() % 5 == 0 ? "TAX0611" : "R\(day)-\(index / 2)"
        case .yearly: "\(index + 1 + (day % 3) * 7)"
        }
    }

    /// A ledger's memory of one account, kept as the store keeps it.
    private struct Book {
        private var known = KnownEntries()
        private var statements: [KnownStatement] = []
        private var sightings: [Int64: Set<Int64>] = [:]
        private var balanceMinor: Int64 = 0
        private(set) var counts: [Bucket: Int] = [:]

        mutating func state(
            _ payments: [TruePayment], day: Int, variant: Variant, parts: Parts,
            using random: inout Seeded
        ) {
            let cuts = (0..<2).map { _ in
                parts == .whole
                    ? payments.count : Int.random(in: 0...payments.count, using: &random)
            }.sorted()
            let slices = [payments[..<cuts[0]], payments[cuts[0]..<cuts[1]], payments[cuts[1]...]]
            for (number, slice) in slices.enumerated()
            where !slice.isEmpty {
                let opening = balanceMinor
                let sequence = Int64(day * 3 + number)
                add(Array(slice), .endOfDay, variant, from: opening, sequence: sequence)
                balanceMinor = opening + slice.reduce(0) { $0 + $1.amountMinor }
                if random.next() % 5 == 0 {  // regenerated: other bytes, same statement
                    add(
                        slice.shuffled(using: &random), .endOfDay,
                        Variant.allCases.randomElement(using: &random) ?? variant, from: opening,
                        sequence: sequence)
                }
            }
        }

        mutating func list(_ payments: [TruePayment], _ variant: Variant) {
            add(payments, .listing, variant, from: nil, sequence: nil)
        }

        mutating func restate(_ payments: [TruePayment], _ variant: Variant) {
            add(payments, .endOfDay, variant, from: 0, sequence: nil)
        }

        private mutating func add(
            _ payments: [TruePayment], _ kind: StatementKind, _ variant: Variant,
            from opening: Int64?, sequence: Int64?
        ) {
            guard let currency = Currency(code: "EUR") else { return }
            var batch = EntryBatch()
            for payment in payments { batch.append(reported: payment, variant) }
            var statement = Statement(account: "A", currency: currency, kind: kind)
            let days = batch.entries.map(\.bookedOn)
            statement.firstBookedOn = days.min()
            statement.lastBookedOn = days.max()
            statement.sequence = sequence
            if let opening, let last = days.max(), let first = days.min() {
                let sum = payments.reduce(0) { $0 + $1.amountMinor }
                statement.opening = Balance(amountMinor: opening, on: first)
                statement.closing = Balance(amountMinor: opening + sum, on: last)
            }
            take(statement, batch)
        }

        private mutating func take(_ statement: Statement, _ batch: EntryBatch) {
            let id = Int64(statements.count + 1)
            let digest = batch.entries.map { "\($0.bookedOn) \($0.amountMinor)" }.sorted()
            let this = KnownStatement(
                id: id, format: "f", statement: statement,
                contentDigest: Array(digest.joined(separator: "|").utf8))
            let place = place(this, among: statements)
            statements.append(this)
            for index in known.entries.indices {
                let seen = sightings[known.entries[index].id] ?? []
                known.entries[index].isTaken = !seen.isDisjoint(with: place.disjoint)
            }
            let recognition = recognise(batch, among: known)
            for (line, match) in recognition.matches.enumerated() {
                sightings[remember(batch, line, match), default: []].insert(id)
            }
        }

        private mutating func remember(
            _ batch: EntryBatch, _ line: Int, _ match: Recognition.Match
        ) -> Int64 {
            let entry = batch.entries[line]
            guard case .new(let occurrence) = match else {
                guard case .known(let index) = match else { return 0 }
                return known.entries[index].id
            }
            var new = KnownEntry(
                id: Int64(known.entries.count + 1), bookedOn: entry.bookedOn,
                amountMinor: entry.amountMinor, occurrence: occurrence)
            new.bankReference = known.text.appendText(batch.text.string(entry.bankReference))
            let detail = batch.details[entry.detailRange.lowerBound]
            new.endToEndID = known.text.appendText(batch.text.string(detail.endToEndID))
            new.remittance = known.text.appendText(batch.text.string(detail.text))
            known.entries.append(new)
            let day = entry.bookedOn.days(since: EntryBatch.firstDay)
            counts[Bucket(day: day, amountMinor: entry.amountMinor), default: 0] += 1
            return new.id
        }
    }
}

extension EntryBatch {
    fileprivate static let firstDay = CalendarDate(daysSince2000: 9500)

    /// A payment as one file words it.
    fileprivate mutating func append(
        reported payment: RecognitionLawTests.TruePayment, _ variant: RecognitionLawTests.Variant
    ) {
        let isEnriched = variant != .plain
        let reference =
            variant == .referenceChanged && !payment.reference.isEmpty
            ? "X" + payment.reference : payment.reference
        let day = Self.firstDay.adding(days: payment.day)
        var entry = Entry(line: 1, bookedOn: day, valueOn: day, amountMinor: payment.amountMinor)
        entry.bankReference = text.appendText(reference)
        var detail = EntryDetail(amountMinor: payment.amountMinor)
        detail.endToEndID = text.appendText(payment.endToEndID)
        detail.text = text.appendText(
            payment.text + (isEnriched ? " /EREF/" + payment.endToEndID : ""))
        append(entry, details: [detail])
    }
}
