package import CashApplication
import EmbeddedSQL
package import Postgres
import Values

extension Connection {
    /// Loads what could explain these payments.
    package mutating func candidates(
        for batch: PaymentBatch, policy: Policy
    ) throws(PostgresError) -> Candidates {
        try loadAllCandidates()
    }

    /// Loads everything that could explain payments: every open item and every payer identity.
    ///
    /// For large feeds; a small one asks for what it needs. About 0.5 µs an item.
    package mutating func loadAllCandidates() throws(PostgresError) -> Candidates {
        var candidates = Candidates()
        try copyOutRows(SQL.copyOpenItems) { row throws(PostgresError) in
            try candidates.addItem(row)
        }
        try copyOutRows(SQL.copyIdentities) { row throws(PostgresError) in
            try candidates.addIdentity(row)
        }
        return candidates
    }
}

extension Candidates {
    fileprivate mutating func addItem(_ row: RawSpan) throws(PostgresError) {
        var columns = CopyColumns()
        let id = try columns.value(Int64.self, in: row)
        let customer = try columns.value(Int64.self, in: row)
        let open = try columns.value(Int64.self, in: row)
        let original = try columns.value(Int64.self, in: row)
        let currency = try storedCurrency(try columns.value(String.self, in: row))
        var item = OpenItem(
            id: id, customer: customer, open: Money(minorUnits: open, currency: currency),
            originalMinor: original, documentOn: try columns.value(CalendarDate.self, in: row),
            dueOn: try columns.value(CalendarDate.self, in: row))
        item.isHeld = try columns.value(Bool.self, in: row)
        let number = try columns.value([UInt8].self, in: row)
        let reference = try columns.value([UInt8].self, in: row)
        add(item, number: number.span, reference: reference.span)
    }

    fileprivate mutating func addIdentity(_ row: RawSpan) throws(PostgresError) {
        var columns = CopyColumns()
        let customer = try columns.value(Int64.self, in: row)
        let kindName = try columns.value(String.self, in: row)
        let isKnown = try columns.value(Bool.self, in: row)
        let value = try columns.value([UInt8].self, in: row)
        guard let kind = IdentityKind(storedName: kindName) else {
            throw .malformedValue(column: "kind", type: "IdentityKind (\(kindName))")
        }
        addIdentity(kind, of: customer, isKnown: isKnown, value: value.span)
    }
}

extension IdentityKind {
    /// As the column `payer_identity.kind` has it.
    init?(storedName: String) {
        switch storedName {
        case "account": self = .account
        case "customer_number": self = .customerNumber
        case "mandate": self = .mandate
        case "name": self = .name
        default: return nil
        }
    }
}
