package import CashApplication
import EmbeddedSQL
package import Postgres
package import Values

/// Above one payment for so many open documents it is quicker to copy all of them out than to look
/// up those concerned: measured at 100 to 1,000,000 payments against 2,000,000 documents.
private let itemsPerPaymentLookedUp: Int64 = 20

extension Connection {
    /// Loads what could explain these payments: for a large feed everything that is open, for a
    /// small one everything of the customers it may concern.
    ///
    /// Both decide alike.
    ///
    /// - Parameters:
    ///   - batch: the batch the rows belong to.
    ///   - policy: the supervisor's limits.
    ///   - today: documents closed longer ago than the policy says are left out.
    /// - Returns: everything concerned.
    /// - Throws: `PostgresError`.
    package mutating func candidates(
        for batch: PaymentBatch, policy: Policy, on today: CalendarDate
    ) throws(PostgresError) -> Candidates {
        var candidates = Candidates()
        try learnPatterns(into: &candidates)
        let open = try query(SQL.candidateScale).one(Int64.self)
        let keys: CandidateKeys
        var customers: [Int64]?
        if open < Int64(batch.payments.count) * itemsPerPaymentLookedUp {
            candidates.reserveCapacity(Int(open))
            try addAll(to: &candidates)
            candidates.index()
            keys = unknownDocuments(named: batch, among: candidates)
        } else {
            keys = candidateKeys(
                for: batch, documents: candidates.documentPatterns,
                customers: candidates.customerPatterns, references: candidates.referenceLengths)
            customers = try addConcerned(by: keys, batch, to: &candidates)
        }
        try addClosed(keys, since: today.adding(days: -policy.closedDays), to: &candidates)
        if policy.hasMonthlyBudget { try addLetOff(customers, batch, to: &candidates) }
        return candidates
    }

    /// Adds what was let off in the months of the batch's payments.
    private mutating func addLetOff(
        _ customers: [Int64]?, _ batch: PaymentBatch, to candidates: inout Candidates
    ) throws(PostgresError) {
        let days = batch.payments.map(\.valueOn)
        guard let first = days.min(), let last = days.max() else { return }
        let sums = try query(SQL.letOffByMonth, customers.map(PostgresArray.init), first, last)
        _ = try sums.map { row throws(PostgresError) in
            let (customer, code, month, minor) = try row.columns(
                Int64.self, String.self, CalendarDate.self, Int64.self)
            candidates.addLetOff(
                Money(minorUnits: minor, currency: try storedCurrency(code)), of: customer,
                on: month)
        }
    }

    private mutating func learnPatterns(
        into candidates: inout Candidates
    ) throws(PostgresError) {
        let patterns = try query(SQL.numberPatterns).map { row throws(PostgresError) in
            try row.columns(String.self, String.self)
        }
        for (entity, sample) in patterns {
            switch entity {
            case "customer": candidates.customerPatterns.learn(sample)
            case "reference": candidates.referenceLengths.learn(sample.utf8.count)
            default: candidates.documentPatterns.learn(sample)
            }
        }
    }

    private mutating func addAll(to candidates: inout Candidates) throws(PostgresError) {
        try copyOutRows(SQL.copyOpenItems) { row throws(PostgresError) in
            try candidates.addItem(row)
        }
        try copyOutRows(SQL.copyIdentities) { row throws(PostgresError) in
            try candidates.addIdentity(row)
        }
        try copyOutRows(SQL.copyCustomerNames) { row throws(PostgresError) in
            var columns = CopyColumns()
            candidates.addCustomer(
                try columns.int64(in: row),
                name: try columns.value(String.self, in: row))
        }
    }

    private mutating func addConcerned(
        by keys: CandidateKeys, _ batch: PaymentBatch, to candidates: inout Candidates
    ) throws(PostgresError) -> [Int64] {
        let found = try query(
            SQL.concernedCustomers, PostgresArray(keys.numbers), PostgresArray(keys.references),
            PostgresArray(keys.customerNumbers), PostgresArray(keys.accounts),
            PostgresArray(keys.mandates), PostgresArray(keys.names)
        ).map { row throws(PostgresError) in try row.columns(Int64.self) }
        let settled = batch.payments.map(\.settledCustomer).filter { $0 != 0 }
        let concerned = Set(found + settled).sorted()
        let customers = PostgresArray(concerned)
        let items = try query(SQL.customersItems, customers)
        _ = try items.map { row throws(PostgresError) in try candidates.addItem(row) }
        let identities = try query(SQL.customersIdentities, customers)
        _ = try identities.map { row throws(PostgresError) in
            let (customer, kind, isKnown, value) = try row.columns(
                Int64.self, String.self, Bool.self, String.self)
            try candidates.addIdentity(customer, kind, isKnown, Array(value.utf8))
        }
        let names = try query(SQL.customersNames, customers)
        _ = try names.map { row throws(PostgresError) in
            let (customer, name) = try row.columns(Int64.self, String.self)
            candidates.addCustomer(customer, name: name)
        }
        return concerned
    }

    private mutating func addClosed(
        _ keys: CandidateKeys, since: CalendarDate, to candidates: inout Candidates
    ) throws(PostgresError) {
        guard !keys.numbers.isEmpty || !keys.references.isEmpty else { return }
        let closed = try query(
            SQL.closedDocuments, PostgresArray(keys.numbers), PostgresArray(keys.references), since)
        _ = try closed.map { row throws(PostgresError) in
            let (id, customer, original, code, number, reference, closedOn, closedBy) =
                try row.columns(
                    Int64.self, Int64.self, Int64.self, String.self, String.self, String.self,
                    CalendarDate.self, Int64.self)
            let item = ClosedItem(
                id: id, customer: customer,
                original: Money(minorUnits: original, currency: try storedCurrency(code)),
                closedOn: closedOn, closedBy: closedBy)
            candidates.add(
                item, number: Array(number.utf8).span, reference: Array(reference.utf8).span)
        }
    }
}

/// Collects the documents a batch names that are not among the candidates, one half on another
/// thread: nothing goes on beside it.
private func unknownDocuments(
    named batch: PaymentBatch, among candidates: Candidates
) -> CandidateKeys {
    let (middle, end) = (batch.payments.count / 2, batch.payments.count)
    var second = CandidateKeys()
    let first = meanwhile {
        CashApplication.unknownDocuments(named: batch, 0..<middle, among: candidates)
    } do: {
        second = CashApplication.unknownDocuments(named: batch, middle..<end, among: candidates)
    }
    // What both halves name is asked for twice and answered once.
    second.numbers += first.numbers
    second.references += first.references
    return second
}

extension Candidates {
    fileprivate mutating func addItem(_ row: RawSpan) throws(PostgresError) {
        var columns = CopyColumns()
        let id = try columns.int64(in: row)
        let customer = try columns.int64(in: row)
        let open = try columns.int64(in: row)
        let original = try columns.int64(in: row)
        let currency = try columns.currency(in: row)
        var item = OpenItem(
            id: id, customer: customer, open: Money(minorUnits: open, currency: currency),
            originalMinor: original, documentOn: try columns.date(in: row),
            dueOn: try columns.date(in: row))
        item.isHeld = try columns.bool(in: row)
        item.discount = try columns.discount(in: row)
        let number = row.extracting(try columns.text(in: row))
        let reference = row.extracting(try columns.text(in: row))
        add(item, number: Span(_bytes: number), reference: Span(_bytes: reference))
    }

    fileprivate mutating func addItem(_ row: borrowing Row) throws(PostgresError) {
        let (
            id, customer, open, original, code, documentOn, dueOn, isHeld, basisPoints, until,
            number, reference
        ) = try row.columns(
            Int64.self, Int64.self, Int64.self, Int64.self, String.self, CalendarDate.self,
            CalendarDate.self, Bool.self, Int32?.self, CalendarDate?.self, String.self, String.self)
        var item = OpenItem(
            id: id, customer: customer,
            open: Money(minorUnits: open, currency: try storedCurrency(code)),
            originalMinor: original, documentOn: documentOn, dueOn: dueOn)
        item.isHeld = isHeld
        if let basisPoints, let until {
            item.discount = DiscountTerms(basisPoints: basisPoints, until: until)
        }
        add(item, number: Array(number.utf8).span, reference: Array(reference.utf8).span)
    }

    fileprivate mutating func addIdentity(_ row: RawSpan) throws(PostgresError) {
        var columns = CopyColumns()
        try addIdentity(
            try columns.int64(in: row), try columns.value(String.self, in: row),
            try columns.bool(in: row), try columns.value([UInt8].self, in: row))
    }

    fileprivate mutating func addIdentity(
        _ customer: Int64, _ kindName: String, _ isKnown: Bool, _ value: [UInt8]
    ) throws(PostgresError) {
        guard let kind = IdentityKind(storedName: kindName) else {
            throw .malformedValue(column: "kind", type: "IdentityKind (\(kindName))")
        }
        addIdentity(kind, of: customer, isKnown: isKnown, value: value.span)
    }
}

extension IdentityKind {
    /// As the column `payer_identity.kind` has it.
    fileprivate init?(storedName: String) {
        switch storedName {
        case "account": self = .account
        case "customer_number": self = .customerNumber
        case "mandate": self = .mandate
        case "name": self = .name
        default: return nil
        }
    }
}
