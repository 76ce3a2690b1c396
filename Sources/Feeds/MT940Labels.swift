extension MT940Remittance {
    /// Splits plain text at the labels of banks that print them; without any it is all text.
    ///
    /// Source: ABN AMRO "SEPA in MT940 unstructured", mBank "MT940 field 86".
    mutating func readLabels(_ range: Range<Int>) {
        var role = Role.bookingText
        var start = range.lowerBound
        let firstPart = parts.count
        var colon = start
        while true {
            colon = text.span.firstPlace(
                of: UInt8(ascii: ":"), from: colon, before: range.upperBound)
            guard colon < range.upperBound else { break }
            if let found = label(before: colon, from: start) {
                addLabelled(role, start..<found.start)
                (role, start) = (found.role, colon + 1)
            }
            colon += 1
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
