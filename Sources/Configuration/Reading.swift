import Foundation
package import Values

/// How one kind of value is read from text, and how it is described to whoever got it wrong.
///
/// Text is taken as it stands: YAML's own ideas of numbers, dates and truth are not used, so
/// `22:30`, `no` and `007` mean what they say.
package struct Reading<Value> {
    /// What a right value looks like; completes "expected …".
    package let expected: String
    /// The value; nil for a wrong one.
    package let parse: (String) -> Value?
    /// A right value that a wrong one resembles.
    var hint: (String) -> String? = { _ in nil }
}

extension Reading where Value == String {
    static var text: Self {
        Reading(expected: "text of one line, at most 200 characters") { text in
            let isClean = !text.isEmpty && text.count <= 200 && !text.contains(where: \.isNewline)
            return isClean && text.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? text : nil
        }
    }

    /// A name that becomes part of SQL, of a path or of a log line.
    static var identifier: Self {
        Reading(
            expected: "a lower-case letter or underscore, then lower-case letters, digits, "
                + "underscores; at most 63"
        ) { text in
            let bytes = Array(text.utf8)
            guard let first = bytes.first, bytes.count <= 63, isLowerCase(first) else {
                return nil
            }
            return bytes.allSatisfy { isLowerCase($0) || isDigit($0) } ? text : nil
        }
    }

    /// A name of one path component.
    package static var fileName: Self {
        Reading(expected: "a plain name of letters, digits, `-`, `_` and `.`, at most 100") {
            text in
            let bytes = Array(text.utf8)
            let isPlain = bytes.allSatisfy { byte in
                isLowerCase(byte | 0x20) || isDigit(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
            }
            return isPlain && (1...100).contains(bytes.count) && bytes[0] != 0x2E ? text : nil
        }
    }

    static var absolutePath: Self {
        Reading(expected: "a path from the root, such as /srv/reconciled/acme") { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            let isSafe = !parts.contains("..") && !text.unicodeScalars.contains { $0.value < 0x20 }
            return text.hasPrefix("/") && isSafe ? text : nil
        }
    }

    /// A path from the root, or one below the directory systemd hands secrets over in.
    static var secretPath: Self {
        Reading(expected: "a path from the root, or one below $CREDENTIALS_DIRECTORY/") { text in
            let below = text.hasPrefix(credentials) ? "/" + text.dropFirst(credentials.count) : text
            return Reading.absolutePath.parse(below) == nil || below == "/" ? nil : text
        }
    }

    static var timeZone: Self {
        Reading(
            expected: "a time zone of the IANA database, such as Europe/Berlin",
            parse: { text in
                // Abbreviations (EST, CET) are refused: they say nothing about summer time.
                let isName = text.contains("/") || text == "UTC"
                return isName && TimeZone(identifier: text) != nil ? text : nil
            },
            hint: { nearestWord(to: $0, among: TimeZone.knownTimeZoneIdentifiers) })
    }

    /// A query against another system's database, which only reads.
    static var query: Self {
        Reading(expected: "one query that begins with `select` or `with`") { text in
            let query = text.trimmingCharacters(in: .whitespacesAndNewlines)
            let isOne = !query.isEmpty && !query.dropLast().contains(";")
            let verb = query.prefix { $0.isLetter }.lowercased()
            return isOne && ["select", "with"].contains(verb) ? query : nil
        }
    }
}

/// How a passfile below systemd's directory for secrets begins.
let credentials = "$CREDENTIALS_DIRECTORY/"

extension Reading where Value == Int {
    /// A whole number; digits may be grouped with underscores, as in `2_000_000`.
    static func number(_ range: ClosedRange<Int>) -> Self {
        Reading(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            text in
            let digits = text.replacing("_", with: "")
            guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit), text.utf8.first != 0x5F,
                let number = Int(digits), range.contains(number)
            else { return nil }
            return number
        }
    }
}

extension Reading where Value == CalendarDate {
    static var date: Self {
        Reading(expected: "a day of the calendar as YYYY-MM-DD") { CalendarDate($0) }
    }
}

extension Reading where Value == Currency {
    /// A currency by its code.
    package static var currency: Reading<Currency> {
        Reading(expected: "a currency code of ISO 4217, such as EUR") { Currency(code: $0) }
    }
}

extension Reading where Value == TimeOfDay {
    static var timeOfDay: Self {
        Reading(expected: "a time of day from \"00:00\" to \"23:59\"") { TimeOfDay($0) }
    }
}

extension Reading where Value == Int64 {
    /// An amount of money in minor units, not negative.
    static func amount(_ currency: Currency) -> Self {
        Reading(
            expected: "an amount in \(currency) with at most \(currency.minorDigits) decimals"
        ) { text in
            let money = try? Money(decimal: Array(text.utf8).span, currency: currency)
            return money.flatMap { $0.minorUnits >= 0 ? $0.minorUnits : nil }
        }
    }

    /// An amount as ``amount(_:)`` reads it, or `none`, which is the largest number there is.
    static func limit(_ currency: Currency) -> Self {
        let amount = amount(currency)
        return Reading(expected: "\(amount.expected), or none") { text in
            text == "none" ? .max : amount.parse(text)
        }
    }
}

extension Reading where Value: Sendable {
    /// One of a few words.
    static func choice(_ words: [String], _ parse: @escaping (String) -> Value?) -> Self {
        Reading(
            expected: words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))",
            parse: parse, hint: { nearestWord(to: $0, among: words) })
    }
}

extension Reading
where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
    /// A case by its raw value.
    static var oneOf: Self { .choice(Value.allCases.map(\.rawValue)) { Value(rawValue: $0) } }
}

private func isLowerCase(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
