/// Why a file as a whole cannot be used.
///
/// Everything a clerk needs to talk to the bank: where, which field, what was found, what was
/// expected, what to do. Nothing of a refused file is ever posted.
package struct FeedError: Error, Equatable, Sendable {
    package var reason: Reason
    /// Line counted from 1; nil when the fault is not at one place.
    package var line: Int?
    /// The field in the format's own words: `:61:`, `Ntry/Amt`, a column's header.
    package var field: String
    /// What stands there; shortened to 80 characters, control characters escaped.
    package var found: String
    package var expected: String

    package init(
        _ reason: Reason, line: Int? = nil, field: String = "", found: String = "",
        expected: String = ""
    ) {
        self.reason = reason
        // A file that ends before its first line has none yet.
        self.line = line.map { max($0, 1) }
        self.field = field
        self.found = Self.shortened(found)
        self.expected = expected
    }

    package enum Reason: String, Sendable, CaseIterable {
        case empty
        /// No decoder recognises the content, or two do.
        case unknownFormat = "unknown_format"
        /// The file stops before its end.
        case truncated
        case malformed
        case badAmount = "bad_amount"
        case badDate = "bad_date"
        case badCurrency = "bad_currency"
        case badEncoding = "bad_encoding"
        case controlTotal = "control_total"
        /// Beyond a limit: line, field, depth, number of columns.
        case tooLarge = "too_large"
        /// A DOCTYPE, an entity, a trick: never opened.
        case forbidden
        /// Marked as a test by its sender.
        case testFile = "test_file"
    }

    /// What to do, in one imperative sentence.
    package var remedy: String {
        switch reason {
        case .empty: "Ask the sender whether an empty file was meant."
        case .unknownFormat:
            "Check that the file is a payment feed; if it is a bank's CSV, add a profile for it."
        case .truncated: "Have the sender deliver the whole file again."
        case .malformed, .badAmount, .badDate, .badCurrency, .badEncoding:
            "Show the sender the line named here and ask for a corrected file."
        case .controlTotal:
            "Compare the totals with the bank's own advice, then ask for a corrected file."
        case .tooLarge:
            "Check that the file is what it should be; then raise the limit or split it."
        case .forbidden: "Find out who made this file; no bank sends such a construct."
        case .testFile: "Nothing, if a test was announced; else ask the sender for the real file."
        }
    }

    private static func shortened(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(80) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result += isControl ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return text.unicodeScalars.count > 80 ? result + "…" : result
    }
}

extension FeedError: CustomStringConvertible {
    /// `line 12, :61:: found "…", expected a date`.
    package var description: String {
        var parts = [reason.rawValue]
        if let line { parts.append("line \(line)") }
        if !field.isEmpty { parts.append(field) }
        var text = parts.joined(separator: ", ")
        if !found.isEmpty { text += ": found \"\(found)\"" }
        if !expected.isEmpty { text += ", expected \(expected)" }
        return text
    }
}
