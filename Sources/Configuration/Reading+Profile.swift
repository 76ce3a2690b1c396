package import Feeds
import Values

/// Reads a column: one of the header's names or, where there is no header, its number.
struct ColumnReading {
    let reading: Reading<DelimitedProfile.Column>

    init(_ header: DelimitedProfile.Header?) {
        switch header {
        case .names(let names):
            reading = Reading(
                expected: "a name of the header",
                parse: { names.contains($0) ? .name($0) : nil },
                hint: { nearestWord(to: $0, among: names) })
        case .some(.none(let columns)):
            reading = Reading(expected: "a column's number from 1 to \(columns)") { text in
                Reading.number(1...columns).parse(text).map { .number($0) }
            }
        case nil:
            // The header is wrong and has been complained of; columns cannot be judged.
            reading = Reading(expected: "a column") { .name($0) }
        }
    }
}

extension Section {
    /// The values of a list that must have at least one.
    func requiredList<Value>(_ key: String, _ reading: Reading<Value>) -> [Value] {
        let values = list(key, reading)
        if values.isEmpty { complain(key, "is missing, expected a list of \(reading.expected)") }
        return values
    }

    /// Complains of keys that make no sense beside the others.
    func refuse(_ keys: [String]) {
        for key in keys where has(key) {
            complain(key, "has no meaning here; remove it")
        }
    }
}

extension Reading where Value == String {
    /// A currency by its code.
    static var currencyCode: Self {
        Reading(expected: Reading<Currency>.currency.expected) { Currency(code: $0)?.code }
    }
}

extension Reading where Value == UInt8 {
    static var delimiter: Self {
        Reading(expected: "one ASCII character, or tab") { text in
            text == "tab" ? UInt8(ascii: "\t") : visibleCharacter(text)
        }
    }
}

extension Reading where Value == UInt8? {
    static var quote: Self {
        Reading(expected: "one ASCII character, or none") { text in
            text == "none" ? .some(nil) : visibleCharacter(text).map { .some($0) }
        }
    }
}

extension Reading where Value == Unicode.Scalar {
    /// One of a few marks.
    static func mark(_ marks: [Unicode.Scalar]) -> Self {
        let names = marks.map { mark in
            mark.properties.isWhitespace
                ? "blank U+" + String(mark.value, radix: 16, uppercase: true) : "\"\(mark)\""
        }
        return Reading(expected: "one of \(names.joined(separator: " "))") { text in
            let scalars = Array(text.unicodeScalars)
            return scalars.count == 1 && marks.contains(scalars[0]) ? scalars[0] : nil
        }
    }
}

extension Reading where Value == DatePattern {
    /// How dates are written.
    package static var datePattern: Reading<DatePattern> {
        Reading(expected: "a pattern of year, month and day, such as dd.MM.yyyy") {
            DatePattern($0)
        }
    }
}

extension Reading where Value == DelimitedProfile.IncompleteRow {
    static var incompleteRow: Self {
        .choice(DelimitedProfile.IncompleteRow.allCases.map(\.rawValue)) {
            DelimitedProfile.IncompleteRow(rawValue: $0)
        }
    }
}

extension Reading where Value == DelimitedProfile.ReferenceRole {
    static var role: Self {
        let roles: [(String, DelimitedProfile.ReferenceRole)] = [
            ("structured_reference", .structuredReference), ("end_to_end_id", .endToEndID),
            ("bank_reference", .bankReference), ("own_reference", .ownReference),
            ("mandate", .mandate),
        ]
        return .choice(roles.map(\.0)) { word in roles.first { $0.0 == word }?.1 }
    }
}

extension Reading where Value == Bool {
    /// The sign of money that leaves the account; true is positive.
    static var sign: Self {
        .choice(["negative", "positive"]) { ["negative": false, "positive": true][$0] }
    }

    /// Whether rows may leave out columns at their end.
    static var shortRows: Self {
        .choice(["refused", "allowed"]) { ["refused": false, "allowed": true][$0] }
    }
}

private func visibleCharacter(_ text: String) -> UInt8? {
    let bytes = Array(text.utf8)
    return bytes.count == 1 && (0x21...0x7E).contains(bytes[0]) ? bytes[0] : nil
}
