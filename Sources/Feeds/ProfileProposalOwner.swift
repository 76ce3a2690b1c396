import Values

extension ProfileInspection {
    /// Finds the account and the currency, or asks for what no column and no preamble names.
    mutating func chooseOwner(_ profile: inout DelimitedProfile) {
        profile.currency = currency()
        profile.account = account()
    }

    /// Rows with a date and an amount.
    private var entries: [ProfileTable.Row] {
        guard let booked = columns[.bookingDate] else { return [] }
        return table.body.filter { row in
            DateShape(row[booked]) != nil && amountColumns.contains { !row[$0].isEmpty }
        }
    }

    private mutating func currency() -> DelimitedProfile.Source {
        let entries = entries
        let named = candidates(.currency).filter { column in
            facts[column].letters > 0 && entries.contains { !$0[column].isEmpty }
        }
        if let column = named.first(where: { column in
            entries.allSatisfy { Currency(code: $0[column]) != nil }
        }) {
            found("currency", table.title(column), "every row has a code of ISO 4217 there")
            return .column(table.column(column))
        }
        let inHeaders = (amountColumns + [balance].compactMap { $0 }).compactMap { column in
            table.header == nil ? nil : table.words[column].currency
        }
        if let currency = inHeaders.first, inHeaders.allSatisfy({ $0 == currency }) {
            found("currency", currency.code, "the amounts' headers name it")
            return .fixed(currency.code)
        }
        let inPreamble = preambleCurrencies()
        if inPreamble.count == 1, let currency = inPreamble.first {
            found("currency", currency, "the preamble names it")
            return .fixed(currency)
        }
        // Codes that differ from row to row cannot be one answer.
        let codes = Set(named.flatMap { column in entries.map { $0[column] } }).subtracting([""])
        guard codes.count <= 1 else {
            ask(
                "currency", "Rows have different codes, and not all are of ISO 4217.",
                codes.sorted())
            return .fixed("")
        }
        if let answer = answers.currency {
            found("currency", answer.code, "as answered")
            return .fixed(answer.code)
        }
        ask(
            "currency", "The file does not say in which currency the account is.",
            inPreamble.sorted())
        return .fixed("")
    }

    /// Codes that stand alone, or beside an amount or a number, above the header.
    private func preambleCurrencies() -> Set<String> {
        var codes: Set<String> = []
        for cell in table.preamble.flatMap(\.cells) where cell.count <= 40 {
            let words = cell.split { !$0.isLetter && !$0.isNumber }
            let found = words.filter { Currency(code: $0) != nil && $0.count == 3 }
            let isMoney = words.allSatisfy { $0.count <= 3 || $0.contains(where: \.isNumber) }
            let isLabelled = words.count <= 4 && cell.contains(":")
            if found.count == 1, let code = found.first, isMoney || isLabelled {
                codes.insert(String(code))
            }
        }
        return codes
    }

    private mutating func account() -> DelimitedProfile.Source {
        let entries = entries
        if let column = candidates(.account).first(where: { column in
            entries.allSatisfy { $0[column].contains(where: \.isNumber) }
                // Other accounts change from row to row, one's own only now and then.
                && Set(entries.map { $0[column] }).count * 3 <= max(3, entries.count)
        }) {
            found("account", table.title(column), "its header, and every row has one")
            return .column(table.column(column))
        }
        if let label = accountLabel() {
            found("account", label, "a label in the preamble, with a number behind it")
            return .preamble(label: label)
        }
        if let answer = answers.account {
            found("account", answer, "as answered")
            return .fixed(answer)
        }
        ask("account", "The file does not say of which account it is.")
        return .fixed("")
    }

    /// A label of the table with something like an account number behind it; an IBAN first.
    private func accountLabel() -> String? {
        var labels: [(label: String, isIBAN: Bool)] = []
        for row in table.preamble {
            for (index, cell) in row.cells.enumerated() {
                let label = cell.firstIndex(of: ":").map { String(cell[...$0]) } ?? cell
                let behind = DelimitedLayout.trimmed(String(cell.dropFirst(label.count)))
                let value = behind.isEmpty ? row[index + 1] : behind
                let words = HeaderWords(label)
                guard words.roles.contains(where: { $0.role == .account }),
                    value.count(where: \.isASCIIDigit) >= 4,
                    value.split(separator: " ").allSatisfy({ Currency(code: $0) == nil })
                else { continue }
                labels.append((label, words.words.contains("iban")))
            }
        }
        return (labels.first(where: \.isIBAN) ?? labels.first)?.label
    }
}
