/// Why a file was set aside, for the clerk who finds it.
///
/// Written beside the file as `<name>.why.json`. The amounts and names in the file are not
/// repeated there, except for the one piece of text that was at fault.
package struct QuarantineNote: Sendable, Equatable {
    /// Short lower-case code: `truncated`, `too_large`.
    package var reason: String
    /// Line counted from 1; nil when the fault is not at one place.
    package var line: Int?
    package var field: String
    package var found: String
    package var expected: String
    /// What to do, in one imperative sentence.
    package var remedy: String

    package init(
        reason: String, line: Int? = nil, field: String = "", found: String = "",
        expected: String = "", remedy: String
    ) {
        self.reason = reason
        self.line = line
        self.field = field
        self.found = found
        self.expected = expected
        self.remedy = remedy
    }

    /// The verdict of the spool itself on a file it did not even read.
    package init(_ refusal: Refusal) {
        self.init(
            reason: refusal.reason, found: refusal.found, expected: refusal.expected,
            remedy: refusal.remedy)
    }

    /// As JSON, one member a line, in reading order.
    func json(file: FileName, source: String, sha256: String?) -> [UInt8] {
        var members: [(name: String, value: String)] = [
            ("reason", quoted(reason)), ("file", quoted(file.description)),
            ("source", quoted(source)),
        ]
        if let line { members.append(("line", String(line))) }
        if !field.isEmpty { members.append(("field", quoted(field))) }
        if !found.isEmpty { members.append(("found", quoted(found))) }
        if !expected.isEmpty { members.append(("expected", quoted(expected))) }
        members.append(("remedy", quoted(remedy)))
        if let sha256 { members.append(("sha256", quoted(sha256))) }
        let lines = members.map { "  \"\($0.name)\": \($0.value)" }
        return Array("{\n\(lines.joined(separator: ",\n"))\n}\n".utf8)
    }
}

/// A JSON string in which nothing but showing it happens when it is shown.
///
/// Source: RFC 8259, section 7.
private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case _ where scalar.isInert: result.unicodeScalars.append(scalar)
        default: result += escaped(scalar)
        }
    }
    return result + "\""
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
    scalar.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }.joined()
}
