/// Why no PDF came out.
package enum DocumentError: Error, Equatable {
    /// The drawing library refused. Payload: its own words.
    case drawing(String)

    /// No installed font has these characters, so the reader would see boxes or nothing.
    ///
    /// The library reports success in this case: a PDF without any text, and status 0.
    case missingGlyphs(count: Int, example: String, package: String)
}

extension DocumentError {
    /// Whether trying again without a change to the machine can help.
    package var isTransient: Bool { false }

    /// What the operator should do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .drawing:
            "Check that libcairo2 and libpangocairo-1.0-0 are installed and memory is free."
        case .missingGlyphs(_, _, let package):
            "Install the Debian package \(package) and write the document again."
        }
    }
}

extension DocumentError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .drawing(let words): "the PDF could not be drawn: \(words)"
        case .missingGlyphs(let count, let example, let package):
            "no font for \(count) characters, first in “\(example)”; \(package) has them"
        }
    }
}
