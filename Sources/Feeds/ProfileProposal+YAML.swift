extension ProfileProposal {
    /// The proposal as an item of the configuration's `profiles`, with its evidence as remarks.
    ///
    /// An open question stands in front of its key, and the key has the value `??`, which the
    /// configuration refuses: nobody can use a proposal by mistake that is not complete. Account
    /// and currency are left out while nobody named them; then those of the source hold.
    package var yaml: String {
        var lines: [String] = []
        for one in evidence {
            lines.append("# \(one.field): \(Self.line(one.choice)), for \(one.reason)")
        }
        switch proof {
        case .balances(let count, let newestFirst):
            let order = newestFirst ? "newest" : "oldest"
            lines.append("# Proved: \(count) balances follow from their rows, \(order) row first.")
        case .noBalances: lines.append("# Not proved: there are no balances to compare.")
        case .broken(let line):
            lines.append("# Not proved: the balance of line \(line) does not follow.")
        case .unread: lines.append("# Not proved: the file does not decode.")
        }
        for question in questions {
            let choices = question.candidates.map(Self.quoted).joined(separator: " or ")
            lines.append("# OPEN, \(question.field): \(Self.line(question.sentence)) \(choices)")
        }
        let keys = draft.map { YAMLProfile($0, open: Set(questions.map(\.field))).lines } ?? []
        lines += keys.isEmpty ? ["name: \"??\""] : keys
        let first = lines.firstIndex { !$0.hasPrefix("#") }
        return lines.indices.map { index in
            let indent = index == first ? "  - " : lines[index].hasPrefix("#") ? "  " : "    "
            return indent + lines[index] + "\n"
        }
        .joined()
    }

    private static func line(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    /// A text in double quotes, as YAML writes it.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\u{A0}", "\u{202F}", "\u{FFFD}", "\u{FEFF}", "\0"..<" ", "\u{7F}"..."\u{9F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Writes a profile in the keys of the configuration.
private struct YAMLProfile {
    private(set) var lines: [String] = []
    /// Keys whose value is not known.
    private let open: Set<String>

    init(_ profile: DelimitedProfile, open: Set<String>) {
        self.open = open
        add("name", quoted(profile.name))
        add("delimiter", quoted(ProfileProposal.text(ofDelimiter: profile.delimiter)))
        if let quote = profile.quote {
            if quote != UInt8(ascii: "\"") { add("quote", quoted(String(UnicodeScalar(quote)))) }
        } else {
            add("quote", "none")
        }
        add("encoding", profile.encoding.rawValue)
        switch profile.header {
        case .names(let names): add("header", list(names.map(quoted)))
        case .none(let columns): add("columns", "\(columns)")
        }
        add("decimal_mark", quoted(String(profile.decimalMark)))
        add("thousands_marks", list(profile.thousandsMarks.map { quoted(String($0)) }))
        add("date_pattern", quoted(profile.datePattern.description))
        addColumns(profile)
        addRows(profile)
        // What could not even be proposed must not pass for a profile either.
        let written = Set(lines.compactMap { $0.split(separator: ":").first.map(String.init) })
        let keyless: Set<String> = ["account", "currency", "money_out"]
        for key in open.sorted() where !written.contains(key) && !keyless.contains(key) {
            lines.append("\(key): \"??\"")
        }
    }

    private mutating func addColumns(_ profile: DelimitedProfile) {
        add("booked", text(profile.booked))
        add("value", profile.value.map(text))
        add("amount", amount(profile.amount))
        add("currency", source(profile.currency))
        add("account", source(profile.account))
        add("balance", profile.balance.map(text))
        add("party_name", profile.partyName.map(text))
        add("party_account", profile.partyAccount.map(text))
        let references = profile.references.map { reference in
            "{ column: \(text(reference.column)), role: \(role(reference.role)) }"
        }
        add("references", list(references))
        add("texts", list(profile.texts.map(text)))
        if let status = profile.status {
            let booked = list(status.booked.map(quoted)) ?? "[]"
            let pending = list(status.pending.map(quoted)).map { ", pending: \($0)" } ?? ""
            add("status", "{ column: \(text(status.column)), booked: \(booked)\(pending) }")
        }
        if let code = profile.code { add("code", "{ column: \(text(code.column)) }") }
    }

    private mutating func addRows(_ profile: DelimitedProfile) {
        if profile.undatedRow != .refused { add("undated_rows", profile.undatedRow.rawValue) }
        if profile.rowWithoutAmount != .refused {
            add("rows_without_amount", profile.rowWithoutAmount.rawValue)
        }
        add("detail_amount", profile.detailAmount.map(text))
        if profile.allowsShortRows { add("short_rows", "allowed") }
        add("skipped_rows", list(profile.skippedRows.map(quoted)))
        add("footers", list(profile.footers.map(quoted)))
    }

    private mutating func add(_ key: String, _ value: String?) {
        guard let value else { return }
        let isOpen = open.contains(key) && key != "account" && key != "currency"
        lines.append("\(key): \(isOpen ? "\"??\"" : value)")
    }

    private func amount(_ amount: DelimitedProfile.Amount) -> String {
        switch amount {
        case .signed(let column, let isMoneyOutPositive):
            let sign = isMoneyOutPositive ? "positive" : "negative"
            let known = open.contains("money_out") ? "\"??\"" : sign
            return "{ column: \(text(column)), money_out: \(known) }"
        case .debitAndCredit(let debit, let credit):
            return "{ debit: \(text(debit)), credit: \(text(credit)) }"
        case .flagged(let column, let flag, let debit, let credit):
            let flags = [debit, credit].map { list($0.map(quoted)) ?? "[]" }
            return "{ column: \(text(column)), flag: \(text(flag)), debit_flags: \(flags[0]), "
                + "credit_flags: \(flags[1]) }"
        }
    }

    private func source(_ source: DelimitedProfile.Source) -> String? {
        switch source {
        case .fixed(let text): text.isEmpty ? nil : "{ fixed: \(quoted(text)) }"
        case .column(let column): "{ column: \(text(column)) }"
        case .preamble(let label): "{ preamble: \(quoted(label)) }"
        }
    }

    private func role(_ role: DelimitedProfile.ReferenceRole) -> String {
        switch role {
        case .structuredReference: "structured_reference"
        case .endToEndID: "end_to_end_id"
        case .bankReference: "bank_reference"
        case .ownReference: "own_reference"
        case .mandate: "mandate"
        }
    }

    private func text(_ column: DelimitedProfile.Column) -> String {
        switch column {
        case .name(let name): quoted(name)
        case .number(let number): "\(number)"
        }
    }

    private func quoted(_ text: String) -> String { ProfileProposal.quoted(text) }

    private func list(_ values: [String]) -> String? {
        values.isEmpty ? nil : "[\(values.joined(separator: ", "))]"
    }
}
