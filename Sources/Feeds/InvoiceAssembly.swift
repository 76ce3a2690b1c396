/// Puts the rows of an invoice list together to documents.
struct InvoiceAssembly {
    private(set) var documents: [InvoiceDocument] = []
    private(set) var rejections: [MasterRejection] = []
    private(set) var repeatedCount = 0

    private let table: MasterTable
    private let places: [String: Int]
    private var current: Group?
    /// Index of the document by the key of its number.
    private var known: [String: Int] = [:]
    /// Documents of which a wrong row turned up later, with its line, by the key of their number.
    private var withdrawn: [String: Int] = [:]

    init(_ table: MasterTable, places: [String: Int]) {
        self.table = table
        self.places = places
    }

    /// The rows of one number that follow each other.
    private struct Group {
        let key: String
        var rows: Range<Int>
        /// nil when its first row is wrong.
        var document: InvoiceDocument?
        /// By row.
        var failures: [Int: MasterRejection] = [:]
    }

    /// Takes the next row.
    mutating func take(_ index: Int) {
        do throws(MasterRejection) {
            let cells = try MasterCells(table.rows[index], places: places)
            let line = try cells.wholeNumber(InvoiceColumn.line.rawValue, in: 1...10_000)
            if let line, line > 1 {
                try resume(cells, row: index, line: Int(line))
            } else {
                finishGroup()
                current = Group(key: numberKey(of: index), rows: index..<index + 1)
                current?.document = try InvoiceDocument(cells, row: index)
            }
        } catch {
            refuse(index, error)
        }
    }

    /// Ends the last document; called once, after the last row.
    mutating func finish() {
        finishGroup()
        for (key, line) in withdrawn {
            guard let place = known[key] else { continue }
            for index in documents[place].rows {
                rejections.append(
                    MasterRejection(incomplete: table.rows[index], becauseOf: line))
            }
        }
        documents.removeAll { withdrawn[masterKey($0.number)] != nil }
    }

    private mutating func finishGroup() {
        guard var group = current else { return }
        current = nil
        if let document = group.document, group.failures.isEmpty {
            do throws(MasterRejection) {
                return try file(document, key: group.key)
            } catch {
                group.failures[document.rows.lowerBound] = error
            }
        }
        let cause = group.failures.keys.min() ?? group.rows.lowerBound
        for index in group.rows {
            rejections.append(
                group.failures[index]
                    ?? MasterRejection(
                        incomplete: table.rows[index], becauseOf: table.rows[cause].line))
        }
    }

    private mutating func resume(
        _ cells: MasterCells, row: Int, line: Int
    ) throws(MasterRejection) {
        guard var group = current, group.key == numberKey(of: row) else {
            throw cells.rejection(
                .lineOutOfOrder, InvoiceColumn.line.rawValue,
                expected: "line 1 of this number in the row before")
        }
        let expected = group.rows.count + 1
        guard line == expected else {
            throw cells.rejection(
                .lineOutOfOrder, InvoiceColumn.line.rawValue, expected: "line \(expected)")
        }
        group.rows = group.rows.lowerBound..<row + 1
        current = group
        try current?.document?.append(cells, row: row)
    }

    /// Sets a row aside, and with it the document it belongs to.
    private mutating func refuse(_ index: Int, _ rejection: MasterRejection) {
        guard var group = current, group.rows.contains(index) || mayBelong(index, rejection, group)
        else {
            rejections.append(rejection)
            if continues(index) { withdrawn[numberKey(of: index)] = rejection.line }
            return
        }
        group.rows = group.rows.lowerBound..<index + 1
        group.failures[index] = rejection
        current = group
    }

    /// Whether a wrong row may be part of the document before it.
    ///
    /// That document must then not be taken without it. Where cells are missing the number cannot
    /// be trusted either.
    private func mayBelong(_ index: Int, _ rejection: MasterRejection, _ group: Group) -> Bool {
        if rejection.reason == .columnCount { return places[InvoiceColumn.line.rawValue] != nil }
        return group.key == numberKey(of: index)
    }

    /// Whether a row says it is not the first of its document.
    private func continues(_ index: Int) -> Bool {
        let cells = table.rows[index].cells
        guard let place = places[InvoiceColumn.line.rawValue], place < cells.count else {
            return false
        }
        return !["", "1"].contains(trimmed(cells[place]))
    }

    private mutating func file(
        _ document: InvoiceDocument, key: String
    ) throws(MasterRejection) {
        var document = document
        let first = table.rows[document.rows.lowerBound]
        document.grossMinor = try gross(of: document, first)
        if let earlier = known[key] {
            guard documents[earlier].isSame(as: document) else {
                let line = table.rows[documents[earlier].rows.lowerBound].line
                throw MasterRejection(
                    .numberRepeated, row: first, field: InvoiceColumn.number.rawValue,
                    found: document.number,
                    expected: "a number other than that of line \(line)")
            }
            repeatedCount += document.rows.count
            return
        }
        known[key] = documents.count
        documents.append(document)
    }

    private func gross(
        of document: InvoiceDocument, _ first: MasterRow
    ) throws(MasterRejection) -> Int64 {
        var sum: Int64 = 0
        for line in document.lines {
            let (total, overflow) = sum.addingReportingOverflow(line.amountMinor)
            guard !overflow else {
                throw MasterRejection(
                    .totalTooLarge, row: first, field: InvoiceColumn.amount.rawValue,
                    expected: "a sum within 64 bits of minor units")
            }
            sum = total
        }
        guard sum > 0 else {
            throw MasterRejection(
                .totalNotPositive, row: first, field: InvoiceColumn.amount.rawValue, found: "0",
                expected: "a total above 0")
        }
        return sum
    }

    private func numberKey(of index: Int) -> String {
        let cells = table.rows[index].cells
        guard let place = places[InvoiceColumn.number.rawValue], place < cells.count else {
            return ""
        }
        return masterKey(cells[place])
    }
}
