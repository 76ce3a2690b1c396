package import Documents
package import Spreadsheets

/// Why a pack of reports was not made into files.
///
/// It is all or nothing: a pack with a file missing is worse than a late one.
package enum PublishingError: Error, Equatable {
    /// A row is not as long as the columns, a series not as its labels, or a name cannot name a
    /// file: a fault of the program. Payload: the table or chart and what is wrong with it.
    case malformedPack(part: String, fault: String)
    /// The PDF could not be drawn.
    case document(DocumentError)
    /// The workbook could not be written.
    case spreadsheet(SpreadsheetError)
}

extension PublishingError {
    /// Whether trying again without a change can help.
    package var isTransient: Bool {
        switch self {
        case .malformedPack: false
        case .document(let error): error.isTransient
        case .spreadsheet(let error): error.isTransient
        }
    }

    /// What the operator should do, in one imperative sentence.
    package var remedy: String {
        switch self {
        case .malformedPack: "Report this as a fault of the program, with the message."
        case .document(let error): error.remedy
        case .spreadsheet(let error): error.remedy
        }
    }
}

extension PublishingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformedPack(let part, let fault): "\(part): \(fault)"
        case .document(let error): error.description
        case .spreadsheet(let error): error.description
        }
    }
}
