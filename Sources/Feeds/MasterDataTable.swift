/// Master data as a table of texts: a CSV file, or the answer of a query, before anything is
/// understood of it.
package struct MasterTable: Sendable, Equatable {
    /// Column names in order: lower case, blanks and hyphens as underscores.
    package let columns: [String]
    package let rows: [MasterRow]

    /// Reads CSV: UTF-8, with or without a byte order mark, a header line, comma or semicolon.
    ///
    /// The delimiter is taken from the header line alone, for no column's name holds either.
    ///
    /// - Parameter csv: the whole file.
    /// - Throws: ``FeedError`` for a file that cannot be split into rows, or is too large.
    ///
    /// Source: RFC 4180; the semicolon is what spreadsheets write where the comma is a decimal
    /// mark.
    package init(csv: Span<UInt8>) throws(FeedError) {
        var records = DelimitedRecords(delimiter: try Self.delimiter(of: csv))
        guard try records.next(in: csv) else { throw FeedError(.empty, expected: "a header line") }
        let header = try Self.texts(of: records, in: csv)
        var rows: [MasterRow] = []
        while try records.next(in: csv) {
            guard rows.count < Self.maximumRows else {
                throw FeedError(
                    .tooLarge, line: records.line, expected: "at most \(Self.maximumRows) rows")
            }
            rows.append(MasterRow(line: records.line, cells: try Self.texts(of: records, in: csv)))
        }
        columns = header.map(Self.columnName)
        self.rows = rows
    }

    /// Some hundreds of bytes each are held at once; a longer list comes in parts.
    package static let maximumRows = 500_000

    /// The table with its columns proved: known, each once, and the required ones there.
    ///
    /// - Parameters:
    ///   - known: every column a table of this kind may have.
    ///   - required: those it must have.
    /// - Returns: the place of each column.
    /// - Throws: ``FeedError``, naming the column and the known one it was probably meant to be.
    func places(known: [String], required: [String]) throws(FeedError) -> [String: Int] {
        guard columns.contains(where: known.contains) else {
            throw FeedError(
                .malformed, line: 1, field: "header", found: columns.joined(separator: ","),
                expected: "a first line with column names: " + known.joined(separator: ","))
        }
        var places: [String: Int] = [:]
        for (place, column) in columns.enumerated() {
            guard known.contains(column) else {
                let nearest = nearestColumn(to: column, among: known)
                throw FeedError(
                    .malformed, line: 1, field: column, found: column,
                    expected: nearest ?? "one of " + known.joined(separator: ", "))
            }
            guard places.updateValue(place, forKey: column) == nil else {
                throw FeedError(
                    .malformed, line: 1, field: column, found: "the column twice",
                    expected: "it once")
            }
        }
        for column in required where places[column] == nil {
            throw FeedError(
                .malformed, line: 1, field: column, found: columns.joined(separator: ","),
                expected: "a column \(column)")
        }
        return places
    }

    private static func delimiter(of csv: Span<UInt8>) throws(FeedError) -> UInt8 {
        var position = 0
        while let range = nextLine(in: csv, at: &position) {
            guard !range.isEmpty else { continue }
            var commas = 0
            var semicolons = 0
            for index in range {
                commas += csv[index] == UInt8(ascii: ",") ? 1 : 0
                semicolons += csv[index] == UInt8(ascii: ";") ? 1 : 0
            }
            guard commas == 0 || semicolons == 0 else {
                throw FeedError(
                    .malformed, line: 1, field: "header",
                    found: "\(commas) commas and \(semicolons) semicolons",
                    expected: "one delimiter")
            }
            return semicolons > 0 ? UInt8(ascii: ";") : UInt8(ascii: ",")
        }
        throw FeedError(.empty, expected: "a header line")
    }

    private static func texts(
        of records: borrowing DelimitedRecords, in csv: Span<UInt8>
    ) throws(FeedError) -> [String] {
        var texts: [String] = []
        texts.reserveCapacity(records.fields.count)
        for index in records.fields.indices { texts.append(try records.text(index, in: csv)) }
        return texts
    }

    private static func columnName(_ header: String) -> String {
        let words = header.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }
        return words.joined(separator: "_")
    }
}

/// One row of a ``MasterTable``.
package struct MasterRow: Sendable, Equatable {
    /// Where it begins, counted from 1 with the header.
    package let line: Int
    package let cells: [String]

    package init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }
}

/// The known column an unknown one was probably meant to be; nil when none is near.
func nearestColumn(to word: String, among known: [String]) -> String? {
    let limit = max(2, word.count / 3)
    return known.map { (column: $0, distance: editDistance(word, $0)) }
        .filter { $0.distance <= limit }
        .min { $0.distance < $1.distance }?.column
}

/// How many letters to insert, drop or replace to turn one word into another.
///
/// Source: V. Levenshtein, "Binary codes capable of correcting deletions, insertions and
/// reversals" (1966), by the row-wise method of Wagner and Fischer (1974).
private func editDistance(_ word: String, _ other: String) -> Int {
    let letters = Array(other.unicodeScalars)
    var row = Array(0...letters.count)
    for (index, letter) in word.unicodeScalars.prefix(64).enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in letters.indices {
            let replaced = diagonal + (letters[column] == letter ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
        }
    }
    return row[letters.count]
}
