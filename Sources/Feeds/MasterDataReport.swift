/// The rows that were not taken as CSV that a clerk can open, correct and send again.
///
/// Text that a spreadsheet would take for a formula is marked with an apostrophe; plain numbers
/// keep their minus.
///
/// - Parameters:
///   - rejections: in the order of the file.
///   - columns: the names of the original row's columns, as in the file.
/// - Returns: a header, then a line per rejection, in UTF-8 with CR LF.
///
/// Source: RFC 4180; OWASP, "CSV Injection".
package func rejectionReport(_ rejections: [MasterRejection], columns: [String]) -> String {
    var text = ""
    let heading = ["rejected_line", "rejected_field", "reason", "found", "expected", "remedy"]
    append(heading + columns, to: &text)
    for rejection in rejections {
        let facts = [
            String(rejection.line), rejection.field, rejection.reason.rawValue, rejection.found,
            rejection.expected, rejection.remedy,
        ]
        append(facts + rejection.row, to: &text)
    }
    return text
}

private func append(_ cells: [String], to text: inout String) {
    text += cells.map(reportCell).joined(separator: ",") + "\r\n"
}

private func reportCell(_ content: String) -> String {
    var cell = ""
    for scalar in content.unicodeScalars {
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        cell += isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    if let first = cell.unicodeScalars.first, "=+-@".unicodeScalars.contains(first),
        !isPlainNumber(cell)
    {
        cell = "'" + cell
    }
    let needsQuotes = cell.utf8.contains { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\"")
    }
    guard needsQuotes else { return cell }
    return "\""
        + cell.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
}

private func isPlainNumber(_ text: String) -> Bool {
    let digits = text.utf8.dropFirst(text.hasPrefix("-") ? 1 : 0)
    return !digits.isEmpty
        && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
}
