import Values

/// Reads the cells of one row of master data by column.
///
/// An empty cell and a column the file does not have are both nil.
struct MasterCells {
    let row: MasterRow
    let places: [String: Int]

    /// - Throws: ``MasterRejection`` when the row has fewer or more cells than the header.
    init(_ row: MasterRow, places: [String: Int]) throws(MasterRejection) {
        self.row = row
        self.places = places
        guard row.cells.count == places.count else {
            throw MasterRejection(
                .columnCount, row: row, found: "\(row.cells.count) columns",
                expected: "\(places.count), as in the header")
        }
    }

    /// The rejection of a cell, with what stands in it.
    func rejection(
        _ reason: MasterRejection.Reason, _ column: String, expected: String
    ) -> MasterRejection {
        MasterRejection(
            reason, row: row, field: column,
            found: places[column].map { row.cells[$0] } ?? "", expected: expected)
    }

    /// A text of at most so many characters, without blanks around it.
    func text(_ column: String, limit: Int = 200) throws(MasterRejection) -> String? {
        guard let place = places[column] else { return nil }
        let text = trimmed(row.cells[place])
        guard !text.isEmpty else { return nil }
        guard text.count <= limit else {
            throw rejection(.badText, column, expected: "at most \(limit) characters")
        }
        guard !text.unicodeScalars.contains(where: Self.isUnprintable) else {
            throw rejection(.badText, column, expected: "text in one line, without controls")
        }
        return text
    }

    func required(_ column: String, limit: Int = 200) throws(MasterRejection) -> String {
        guard let text = try text(column, limit: limit) else {
            throw rejection(.missing, column, expected: "a value")
        }
        return text
    }

    /// Pieces separated by a bar, each once, in order.
    func list(_ column: String) throws(MasterRejection) -> [String] {
        guard let text = try text(column, limit: 4000) else { return [] }
        var pieces: [String] = []
        for piece in text.split(separator: "|").map({ trimmed(String($0)) })
        where !piece.isEmpty && !pieces.contains(piece) {
            pieces.append(piece)
        }
        return pieces
    }

    func wholeNumber(
        _ column: String, in range: ClosedRange<Int32>
    ) throws(MasterRejection) -> Int32? {
        guard let text = try text(column) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int32(text),
            range.contains(number)
        else {
            throw rejection(
                .badWholeNumber, column,
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A percentage above 0 and below 100, in hundredths of a percent.
    func basisPoints(_ column: String) throws(MasterRejection) -> Int32? {
        guard let text = try text(column) else { return nil }
        guard let points = Self.basisPoints(text), (1...9999).contains(points) else {
            throw rejection(
                .badPercent, column,
                expected: "above 0 and below 100 with at most 2 digits after the point, or nothing")
        }
        return points
    }

    /// A percentage with two digits after the point: `2` as `2.00`; nil for what is none.
    static func percent(_ text: String) -> String? {
        basisPoints(text).map { "\($0 / 100)." + ($0 % 100 < 10 ? "0" : "") + "\($0 % 100)" }
    }

    /// Digits, and perhaps a point with one or two more.
    private static func basisPoints(_ text: String) -> Int32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isWritten = parts.allSatisfy { part in
            (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard isWritten, parts.count <= 2, let whole = Int32(parts[0]) else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard parts[1].utf8.count <= 2, let part = Int32(parts[1]) else { return nil }
        return whole * 100 + (parts[1].utf8.count == 1 ? part * 10 : part)
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(
        _ column: String
    ) throws(MasterRejection) -> Word? where Word.RawValue == String {
        guard let text = try text(column) else { return nil }
        guard let word = Word(rawValue: text.lowercased()) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw rejection(.badWord, column, expected: "one of \(words)")
        }
        return word
    }

    func flag(_ column: String) throws(MasterRejection) -> Bool? {
        switch try text(column)?.lowercased() {
        case nil: return nil
        case "true", "yes", "1", "t": return true
        case "false", "no", "0", "f": return false
        default: throw rejection(.badWord, column, expected: "one of true, false, yes, no, 1, 0")
        }
    }

    func date(_ column: String) throws(MasterRejection) -> CalendarDate? {
        guard let text = try text(column) else { return nil }
        guard let date = CalendarDate(text), Self.plausibleYears.contains(date.numbers.year) else {
            throw rejection(.badDate, column, expected: "YYYY-MM-DD, such as 2026-01-31")
        }
        return date
    }

    func currency(_ column: String) throws(MasterRejection) -> Currency? {
        guard let text = try text(column) else { return nil }
        guard let currency = Currency(code: text) else {
            throw rejection(.badCurrency, column, expected: "three capital letters of ISO 4217")
        }
        return currency
    }

    /// An amount in minor units; zero or more.
    func amount(
        _ column: String, _ currency: Currency
    ) throws(MasterRejection) -> Int64? {
        guard let text = try text(column) else { return nil }
        let money: Money
        do throws(MoneyError) {
            money = try Money(decimal: Array(text.utf8).span, currency: currency)
        } catch {
            let digits = currency.minorDigits
            throw rejection(
                .badAmount, column,
                expected: digits == 0
                    ? "digits only, as \(currency.code) has no smaller unit"
                    : "digits, a point and at most \(digits) more, as \(currency.code) has")
        }
        guard money.minorUnits >= 0 else {
            throw rejection(
                .badAmount, column, expected: "a positive amount; the kind gives the direction")
        }
        return money.minorUnits
    }

    /// Outside these years a date is a typing error.
    private static let plausibleYears = 1990...2100

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        // Marks that turn the direction of text round can make one number look like another.
        case .format:
            (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value)
        default: false
        }
    }
}

/// A text without blanks around it.
func trimmed(_ text: String) -> String {
    let tail = text.drop(while: \.isWhitespace)
    guard let last = tail.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(tail[...last])
}

/// Upper case, ASCII letters and digits only: how numbers are compared.
func masterKey(_ text: String) -> String {
    String(
        decoding: text.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39, 0x41...0x5A: byte
            case 0x61...0x7A: byte - 0x20
            default: nil
            }
        }, as: UTF8.self)
}
