/// How an event is written for those who read it.
package enum LogForm: Sendable {
    /// `<5>leader_taken ledger=acme`: the number in front is the level as systemd reads it, and
    /// the journal adds the time.
    case journal
    /// `2026-04-01T06:00:12Z notice leader_taken ledger=acme`, for terminals and files.
    case terminal
}

extension Event {
    /// One line, without its end.
    ///
    /// - Parameters:
    ///   - form: who will read it.
    ///   - time: in UTC, for forms that have it.
    /// - Returns: printable text: nothing in it can end the line, move a cursor or turn writing
    ///   around, whatever a file or a server put into the facts.
    package func line(_ form: LogForm, time: String = "") -> String {
        let start =
            switch form {
            case .journal: "<\(level.rawValue)>\(name)"
            case .terminal: "\(time) \(level) \(name)"
            }
        return fields.reduce(start) { "\($0) \($1.key)=\(quotedIfNeeded($1.value))" }
    }
}

private func quotedIfNeeded(_ value: String) -> String {
    let isPlain =
        !value.isEmpty
        && value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "/"),
                UInt8(ascii: "~"):
                true
            default: false
            }
        }
    return isPlain ? value : "\"\(escaped(value))\""
}

private func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
        switch scalar {
        case "\"", "\\": text += "\\" + String(scalar)
        case "\n": text += "\\n"
        case _ where isInvisible(scalar): text += "\\u{" + String(scalar.value, radix: 16) + "}"
        default: text.unicodeScalars.append(scalar)
        }
    }
    return text
}

/// Control characters, and format characters that hide or turn text around.
private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
    default: false
    }
}
