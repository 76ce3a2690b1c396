import Postgres
import Values

/// What a batch adds up to, by day, kind, accounts and currency.
struct BatchSums {
    struct Key: Hashable {
        /// Index into the kinds met.
        var kind: Int
        var postedOn: CalendarDate
        var debitAccount: Int32
        var creditAccount: Int32
        var currency: Currency
    }

    struct Sum {
        var key: Key
        var rows: Int64 = 0
        var amountMinor: Int64 = 0
    }

    private var kinds: [[UInt8]] = []
    private var places: [Key: Int] = [:]
    private var sums: [Sum] = []

    /// In the order of the table's key.
    var sorted: [Sum] {
        sums.sorted { left, right in
            (left.key.postedOn, name(of: left.key), left.key.debitAccount)
                < (right.key.postedOn, name(of: right.key), right.key.debitAccount)
        }
    }

    /// The kind's name.
    func name(of key: Key) -> String { String(decoding: kinds[key.kind], as: UTF8.self) }

    /// Adds a transfer, a row of ``Postgres/Connection/forEachTransfer(_:_:)``.
    mutating func add(_ row: RawSpan) throws(PostgresError) {
        var columns = CopyColumns()
        _ = try columns.range(in: row)
        let kind = index(of: Span(_bytes: row.extracting(try columns.text(in: row))))
        _ = try columns.range(in: row)
        _ = try columns.range(in: row)
        let key = Key(
            kind: kind, postedOn: try columns.date(in: row),
            debitAccount: try columns.int32(in: row), creditAccount: try columns.int32(in: row),
            currency: try columns.currency(in: row))
        try add(try columns.int64(in: row), to: key)
    }

    private mutating func add(_ amountMinor: Int64, to key: Key) throws(PostgresError) {
        let place = places[key] ?? sums.count
        if place == sums.count {
            places[key] = place
            sums.append(Sum(key: key))
        }
        sums[place].rows += 1
        let (sum, overflow) = sums[place].amountMinor.addingReportingOverflow(amountMinor)
        guard !overflow else {
            throw .unexpectedAnswer("a batch whose sum is beyond 64 bits of minor units")
        }
        sums[place].amountMinor = sum
    }

    /// A batch has a handful of kinds.
    private mutating func index(of kind: Span<UInt8>) -> Int {
        if let found = kinds.firstIndex(where: { isEqual($0, kind) }) { return found }
        var bytes: [UInt8] = []
        for index in kind.indices { bytes.append(kind[index]) }
        kinds.append(bytes)
        return kinds.count - 1
    }

    private func isEqual(_ left: [UInt8], _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in right.indices where left[index] != right[index] { return false }
        return true
    }
}
