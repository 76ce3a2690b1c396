extension MT940Remittance {
    /// Reads `/EREF/…//CNTP/…///REMI/USTD//…`; false when no known code begins the text.
    ///
    /// Source: ING "Structured MT940", Rabobank "MT940 Structured", ABN AMRO "MT940 field 86".
    mutating func readSlashedCodes(_ range: Range<Int>) -> Bool {
        guard slashedCode(at: range.lowerBound, before: range.upperBound) != nil else {
            return false
        }
        var role = Role.text
        var start = range.lowerBound
        var index = start
        while index < range.upperBound {
            guard text[index] == UInt8(ascii: "/"),
                let found = slashedCode(at: index, before: range.upperBound)
            else {
                index += 1
                continue
            }
            addSlashed(role, start..<index)
            // `/ULTD//NAME/…` names the ultimate party.
            let isUltimate = role == .ultimateName && index <= start + 1 && found.role == .name
            role = isUltimate ? .ultimateName : found.role
            start = found.end
            // The closing slash may open the next code.
            index = max(index + 1, found.end - 1)
        }
        addSlashed(role, start..<range.upperBound)
        return true
    }

    /// A known code between two slashes, and where its value begins.
    private func slashedCode(at slash: Int, before end: Int) -> (role: Role, end: Int)? {
        var index = slash + 1
        var word: UInt128 = 0
        while index < end, index - slash <= 9, text[index].isCapitalOrDigit {
            word = word << 8 | UInt128(text[index])
            index += 1
        }
        guard index < end, text[index] == UInt8(ascii: "/"), let role = Self.slashedCodes[word]
        else { return nil }
        return (role, index + 1)
    }

    private mutating func addSlashed(_ role: Role, _ range: Range<Int>) {
        let value = trimmingSlashes(range)
        switch role {
        case .counterparty: addCounterparty(range)
        case .remittance: addRemittance(value)
        default: add(role, value)
        }
    }

    /// `account/bank/name/city`, each possibly empty.
    private mutating func addCounterparty(_ range: Range<Int>) {
        let roles: [Role] = [.account, .ignored, .name, .ignored]
        var start = range.lowerBound
        for role in roles where start < range.upperBound {
            var end = start
            while end < range.upperBound, text[end] != UInt8(ascii: "/") { end += 1 }
            add(role, start..<end)
            start = end + 1
        }
    }

    /// `USTD//text`, `STRD/CUR/reference`, or the text itself.
    private mutating func addRemittance(_ range: Range<Int>) {
        if starts("USTD/", range) {
            add(.text, trimmingSlashes(range.lowerBound + 5..<range.upperBound))
        } else if starts("STRD/", range) {
            var start = range.upperBound
            while start > range.lowerBound + 5, text[start - 1] != UInt8(ascii: "/") {
                start -= 1
            }
            add(.structuredReference, start..<range.upperBound)
        } else {
            add(.text, range)
        }
    }

    private func trimmingSlashes(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start] == 0x2F || text[start] <= 0x20 { start += 1 }
        while start < end, text[end - 1] == 0x2F || text[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    /// Splits plain text at the labels of banks that print them; without any it is all text.
    ///
    /// Source: ABN AMRO "SEPA in MT940 unstructured", mBank "MT940 field 86".
    mutating func readLabels(_ range: Range<Int>) {
        var role = Role.bookingText
        var start = range.lowerBound
        let firstPart = parts.count
        for colon in range where text[colon] == UInt8(ascii: ":") && colon >= start {
            guard let found = label(before: colon, from: start) else { continue }
            addLabelled(role, start..<found.start)
            (role, start) = (found.role, colon + 1)
        }
        if role == .bookingText {
            // ING begins with the other party's account.
            var end = start
            while end < range.upperBound, text[end].isCapitalOrDigit { end += 1 }
            if text.isIBAN(start..<end) { add(.account, start..<end) }
            add(.text, range)
            return
        }
        addLabelled(role, start..<range.upperBound)
        // Labels without a description: the whole is the text, so that nothing is out of sight.
        if !parts[firstPart...].contains(where: { $0.role == .text }) { add(.text, range) }
    }

    private mutating func addLabelled(_ role: Role, _ range: Range<Int>) {
        var end = range.upperBound
        while end > range.lowerBound,
            text[end - 1] == UInt8(ascii: ";") || text[end - 1] <= 0x20
        {
            end -= 1
        }
        add(role, range.lowerBound..<end)
    }

    /// The label that ends at a colon; it begins a line, or a word after a blank.
    private func label(before colon: Int, from start: Int) -> (role: Role, start: Int)? {
        for label in Self.labels {
            let first = colon - label.name.count
            guard first >= start, first == start || text[first - 1] <= 0x20,
                text[colon - 1] == label.name.last,
                label.name.indices.allSatisfy({ text[first + $0] == label.name[$0] })
            else { continue }
            return (label.role, first)
        }
        return nil
    }

    private func starts(_ word: String, _ range: Range<Int>) -> Bool {
        word.utf8.count <= range.count
            && zip(range, word.utf8).allSatisfy { text[$0] == $1 }
    }

    private static let slashedCodes: [UInt128: Role] = {
        let names: [(String, Role)] = [
            ("EREF", .endToEndID), ("PREF", .customerReference), ("IREF", .transactionID),
            ("MARF", .mandate), ("CSID", .ignored), ("CNTP", .counterparty),
            ("REMI", .remittance), ("PURP", .ignored), ("RTRN", .returnReason),
            ("TRTP", .bookingText), ("IBAN", .account), ("BBAN", .account), ("BIC", .ignored),
            ("NAME", .name), ("ORDP", .ignored), ("BENM", .ignored), ("ISDT", .ignored),
            ("ADDR", .ignored), ("ID", .ignored), ("ULTD", .ultimateName),
            ("ULTC", .ultimateName), ("ULTB", .ultimateName), ("SVCL", .ignored),
            ("CDTRREFTP", .ignored), ("CDTRREF", .structuredReference), ("TRCD", .ignored),
            ("OCMT", .ignored), ("CHGS", .ignored), ("EXCH", .ignored), ("SUM", .ignored),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.map { name, role in
                (name.utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, role)
            })
    }()

    private static let labels: [(name: [UInt8], role: Role)] = {
        let names: [(String, Role)] = [
            ("IBAN", .account), ("BIC", .ignored), ("NAAM", .name), ("OMSCHRIJVING", .text),
            ("KENMERK", .endToEndID), ("MACHTIGING", .mandate), ("INCASSANT", .ignored),
            ("BETALINGSKENM.", .structuredReference), ("ID DEBITEUR", .ignored),
            ("NA RACH.", .account), ("Z RACH.", .account), ("OD", .name), ("DLA", .name),
            ("TYT.", .text), ("TNR", .transactionID), ("ID IPH", .ignored),
        ]
        return names.map { (Array($0.0.utf8), $0.1) }
    }()
}
