import Feeds
import Foundation
import Values

/// A CSV file of a scenario, its cells found by the names of their columns.
struct ScenarioTable {
    private let places: [String: Int]
    private let rows: [MasterRow]

    init(_ path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let table = try MasterTable(csv: bytes.span)
        places = Dictionary(
            table.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        rows = table.rows
    }

    /// Makes something of every row, in order.
    func map<Value>(_ make: (ScenarioRow) throws -> Value) throws -> [Value] {
        try rows.map { try make(ScenarioRow(places: places, row: $0)) }
    }
}

/// One row of a ``ScenarioTable``.
struct ScenarioRow {
    fileprivate let places: [String: Int]
    fileprivate let row: MasterRow

    /// The cell of a column; empty where the file has no such column.
    subscript(column: String) -> String {
        guard let place = places[column], place < row.cells.count else { return "" }
        return row.cells[place]
    }

    func day(_ column: String) throws -> CalendarDate {
        guard let day = CalendarDate(self[column]) else { throw wrong(column) }
        return day
    }

    func currency(_ column: String = "currency") throws -> Currency {
        guard let currency = Currency(code: self[column]) else { throw wrong(column) }
        return currency
    }

    /// An amount in the row's currency; zero where the cell is empty.
    func minor(_ column: String) throws -> Int64 {
        let text = self[column]
        guard !text.isEmpty else { return 0 }
        return try Money(decimal: Array(text.utf8).span, currency: currency()).minorUnits
    }

    func wrong(_ column: String) -> ScenarioError {
        .badCell(line: row.line, column: column, found: self[column])
    }
}

/// Why a scenario cannot be run.
enum ScenarioError: Error {
    case badCell(line: Int, column: String, found: String)
    /// Master data the ledger would not take.
    case rejected([MasterRejection])
    /// A day's payments the ledger would not take.
    case refused(String)
}
