/// Why no workbook came out.
package enum SpreadsheetError: Error, Equatable {
    /// The directory for scratch files takes none. Payload: its path and the system's words.
    case scratchUnusable(directory: String, reason: String)

    /// The library gave up, mostly because the disk is full. Payload: its own words.
    case notWritten(String)

    /// A name that is empty, too long, taken, or has characters a sheet's name must not have.
    case badSheetName(String)

    /// More rows than a sheet has.
    case sheetFull(String)
}

extension SpreadsheetError {
    /// Whether trying again without a change can help: space may come back.
    package var isTransient: Bool {
        switch self {
        case .scratchUnusable, .notWritten: true
        case .badSheetName, .sheetFull: false
        }
    }

    /// What the operator should do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .scratchUnusable(let directory, _):
            "Make \(directory) writable for the daemon and free space in it."
        case .notWritten: "Free space in the scratch directory; the workbook is written again."
        case .badSheetName, .sheetFull: "Report this as a fault of the program."
        }
    }
}

extension SpreadsheetError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .scratchUnusable(let directory, let reason):
            "no scratch file in \(directory): \(reason)"
        case .notWritten(let words): "the workbook could not be written: \(words)"
        case .badSheetName(let name): "“\(name)” cannot be the name of a sheet"
        case .sheetFull(let name): "sheet “\(name)” has no more rows"
        }
    }
}
