import Reporting
import Values

/// Which currencies a table's amounts have, and whether a reader can tell.
struct TableCurrencies {
    /// The one currency of all amounts; nil when there are several or none.
    var sole: Currency?
    /// The columns that hold an amount in some row.
    var columns: [Int]
    /// Whether each row with amounts names their currency in the column with the key `currency`.
    var isNamedInRow: Bool

    init(_ table: Table) {
        var all: Set<Currency> = []
        var isAmount = table.columns.map { _ in false }
        let naming = table.columns.firstIndex { $0.key == "currency" }
        var isNamed = naming != nil
        for row in table.rows + table.totals {
            for (index, cell) in row.enumerated() {
                guard let currency = cell.currency else { continue }
                all.insert(currency)
                isAmount[index] = true
                if let naming = naming, row[naming] != .text(currency.code) { isNamed = false }
            }
        }
        sole = all.count == 1 ? all.first : nil
        columns = isAmount.indices.filter { isAmount[$0] }
        isNamedInRow = isNamed
    }

    /// Of a list that is no table, where each amount says its own.
    static let mixed = TableCurrencies(sole: nil, columns: [0], isNamedInRow: false)

    private init(sole: Currency?, columns: [Int], isNamedInRow: Bool) {
        self.sole = sole
        self.columns = columns
        self.isNamedInRow = isNamedInRow
    }

    /// Whether an amount must carry its currency, because nothing else says it.
    var mustBeWritten: Bool { sole == nil && !columns.isEmpty && !isNamedInRow }
}
