import Values

/// An unknown listing cut into rows and cells, with where its header is.
struct ProfileTable {
    struct Row {
        var line: Int
        /// Trimmed, as the decoder sees them.
        var cells: [String]

        /// The first cell that is not blank.
        var first: String { cells.first { !$0.isEmpty } ?? "" }

        /// The content of a cell; empty where the row is too short.
        subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }
    }

    /// Rows looked at one by one; the rest of a longer file is judged by decoding it.
    static let maximumRows = 20_000
    /// Rows that show how to cut the rest.
    private static let firstRows = 500

    let delimiter: UInt8
    let quote: UInt8?
    let preamble: [Row]
    /// Nil where the file begins with its rows.
    let header: Row?
    let body: [Row]
    let columnCount: Int
    /// What was found of the header's words; nil where there is no header.
    let words: [HeaderWords]
    /// Whether no row was left out for the limit.
    let isWhole: Bool
    /// How much of a listing this is, to choose among the ways of cutting.
    private(set) var score = 0

    /// Cuts a file in every way and keeps the one in which it looks most like a listing.
    ///
    /// - Parameters:
    ///   - bytes: the file, not in UTF-16.
    ///   - encoding: how it is written.
    /// - Returns: nil where no way gives columns; the ways that are as good as the best.
    static func best(
        of bytes: Span<UInt8>, _ encoding: CharacterEncoding
    ) -> (table: ProfileTable, rivals: [ProfileTable])? {
        var tables: [ProfileTable] = []
        for delimiter in [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), 0x7C] {
            for quote in [UInt8(ascii: "\""), nil] {
                guard
                    let table = ProfileTable(bytes, encoding, delimiter, quote, Self.firstRows)
                else { continue }
                tables.append(table)
            }
        }
        guard let best = tables.map(\.score).max(), best > 0 else { return nil }
        let chosen = tables.filter { $0.score == best }
        // Without a quote in the file both ways are one.
        let rivals = chosen.dropFirst().filter { $0.delimiter != chosen[0].delimiter }
        let whole = ProfileTable(
            bytes, encoding, chosen[0].delimiter, chosen[0].quote, Self.maximumRows)
        return (whole ?? chosen[0], Array(rivals))
    }

    private init?(
        _ bytes: Span<UInt8>, _ encoding: CharacterEncoding, _ delimiter: UInt8, _ quote: UInt8?,
        _ limit: Int
    ) {
        var rows = Self.rows(of: bytes, encoding, delimiter, quote, limit)
        guard rows.contains(where: { $0.cells.count > 1 }) else { return nil }
        isWhole = rows.count < limit
        let found = Self.header(in: rows)
        self.delimiter = delimiter
        self.quote = quote
        preamble = Array(rows.prefix(found?.index ?? 0))
        header = found.map { rows[$0.index] }
        rows.removeFirst(found.map { $0.index + 1 } ?? 0)
        body = rows
        if let header {
            columnCount = header.cells.reversed().drop { $0.isEmpty }.count
            words = header.cells.prefix(columnCount).map { HeaderWords($0) }
        } else {
            columnCount = Self.usualWidth(of: rows)
            words = []
        }
        score = (found?.score ?? 0) * 10 + Self.share(of: rows, columnCount)
    }

    /// The rows that are not blank, up to the first that cannot be cut.
    private static func rows(
        of bytes: Span<UInt8>, _ encoding: CharacterEncoding, _ delimiter: UInt8, _ quote: UInt8?,
        _ limit: Int
    ) -> [Row] {
        var records = DelimitedRecords(delimiter: delimiter, quote: quote)
        var rows: [Row] = []
        var value: [UInt8] = []
        while rows.count < limit, (try? records.next(in: bytes)) == true {
            let cells = records.fields.map { field in
                value.removeAll(keepingCapacity: true)
                records.appendValue(of: field, in: bytes, as: encoding, to: &value)
                return String(decoding: value, as: UTF8.self)
            }
            if cells.contains(where: { !$0.isEmpty }) {
                rows.append(Row(line: records.line, cells: cells))
            }
        }
        return rows
    }

    /// The row with the most known words, among them a date and money.
    private static func header(in rows: [Row]) -> (index: Int, score: Int)? {
        var best: (index: Int, score: Int)?
        for (index, row) in rows.prefix(DelimitedLayout.maximumPreamble).enumerated() {
            let roles = row.cells.map { cell in
                Set(cell.count > 60 ? [] : HeaderWords(cell).roles.map(\.role))
            }
            let known = roles.filter { !$0.isEmpty }
            let hasDate = known.contains {
                !$0.isDisjoint(with: [.bookingDate, .date, .valueDate, .transactionDate])
            }
            let hasMoney = known.contains {
                !$0.isDisjoint(with: [.amount, .debit, .credit, .balance])
            }
            let figures = row.cells.count { DateShape($0) != nil || AmountShape($0) != nil }
            guard hasDate, hasMoney, known.count >= 2, figures == 0 else { continue }
            if known.count > best?.score ?? 0 { best = (index, known.count) }
        }
        return best
    }

    /// The number of columns that most rows with a date and an amount have.
    private static func usualWidth(of rows: [Row]) -> Int {
        var counts: [Int: Int] = [:]
        for row in rows where row.cells.contains(where: { DateShape($0) != nil }) {
            counts[row.cells.count, default: 0] += 1
        }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// Tenths of the rows that have a date and an amount in a cell of their own.
    private static func share(of rows: [Row], _ columnCount: Int) -> Int {
        guard columnCount > 1, !rows.isEmpty else { return 0 }
        let fitting = rows.count { row in
            row.cells.count >= columnCount && row.cells.contains { DateShape($0) != nil }
                && row.cells.contains { AmountShape($0) != nil && DateShape($0) == nil }
        }
        return fitting * 9 / rows.count + (fitting > 0 ? 1 : 0)
    }
}

extension ProfileTable {
    /// A column as the profile names it.
    func column(_ index: Int) -> DelimitedProfile.Column {
        header.map { .name($0[index]) } ?? .number(index + 1)
    }

    /// How people call a column.
    func title(_ index: Int) -> String {
        header.map { "\"\($0[index])\"" } ?? "column \(index + 1)"
    }

    /// The header's names that stand there once, by which the profile knows its files.
    var names: [String] {
        guard let header else { return [] }
        let cells = header.cells.prefix(columnCount)
        return cells.filter { cell in
            !cell.isEmpty && cells.count { $0.lowercased() == cell.lowercased() } == 1
        }
    }

    /// Columns that a profile can name.
    var usableColumns: [Int] {
        guard let header else { return Array(0..<columnCount) }
        return (0..<columnCount).filter { names.contains(header[$0]) }
    }
}
