/// One thing wrong in a configuration file, with its place.
package struct Mistake: Sendable, Equatable {
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// In characters, counted from 1.
    package let column: Int
    /// What was found, what was expected, what to do.
    package let text: String

    package init(file: String, line: Int, column: Int, text: String) {
        self.file = file
        self.line = line
        self.column = column
        self.text = text
    }
}

extension Mistake: CustomStringConvertible {
    /// `acme.yaml:3:5: …`, the form editors jump to.
    package var description: String { "\(file):\(line):\(column): \(text)" }
}

/// Why a configuration cannot be used.
package enum ConfigurationError: Error, Equatable {
    /// The file cannot be read at all. Payload: its path and the reason.
    case unreadable(file: String, reason: String)
    /// Everything that is wrong in it, in the order of the file; never empty.
    case mistakes([Mistake])

    /// What to do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .unreadable: "Check the path, and that this user may read the file."
        case .mistakes: "Correct the places named, then run `reconciled check`."
        }
    }
}

extension ConfigurationError: CustomStringConvertible {
    /// One line for each mistake.
    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
        case .mistakes(let mistakes): mistakes.map(\.description).joined(separator: "\n")
        }
    }
}
