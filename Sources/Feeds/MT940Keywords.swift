extension MT940Remittance {
    /// Splits text at SEPA's keywords `EREF+` to `BIC+`; what stands before the first is text.
    mutating func readKeywords(_ range: Range<Int>) {
        var role = Role.text
        var start = range.lowerBound
        var plus = range.lowerBound
        while true {
            plus = text.span.firstPlace(
                of: UInt8(ascii: "+"), from: plus, before: range.upperBound)
            guard plus < range.upperBound else { break }
            if let found = Self.keyword(in: text.span, before: plus, from: start) {
                finish(role, start..<found.start)
                (role, start) = (found.role, plus + 1)
            }
            plus += 1
        }
        finish(role, start..<range.upperBound)
        guard
            text.span.firstPlace(
                of: UInt8(ascii: ":"), from: range.lowerBound, before: range.upperBound)
                < range.upperBound
        else { return }
        // Cooperative banks repeat the keywords with colons, inside the text, where it stays.
        for part in parts where part.role == .text { readColonKeywords(part.range) }
    }

    /// Reads lines that begin with a SEPA keyword, without numbered sub-fields; false when the
    /// first of them does not.
    mutating func readKeywordLines(_ range: Range<Int>) -> Bool {
        for plus in range.lowerBound + 3...range.lowerBound + 4
        where plus < range.upperBound && text[plus] == UInt8(ascii: "+") {
            let found = Self.keyword(in: text.span, before: plus, from: range.lowerBound)
            guard found?.start == range.lowerBound else { continue }
            readKeywords(range)
            return true
        }
        return false
    }

    /// Anything but text ends with its line: a bank that goes on has filled the sub-field.
    private mutating func finish(_ role: Role, _ range: Range<Int>) {
        guard role != .text else { return add(.text, range) }
        let end = text.span.firstPlace(of: 0x0A, from: range.lowerBound, before: range.upperBound)
        let value = range.lowerBound..<end
        // Some banks write the reason where others write the reference of the return.
        let isReason = role == .originalReference && MT940Returns.startsWithReason(value, in: text)
        add(isReason ? .returnReason : role, value)
        add(.text, end..<range.upperBound)
    }

    /// The keyword that ends before a plus sign; it begins a sub-field, a line or a word.
    static func keyword(
        in text: Span<UInt8>, before plus: Int, from start: Int
    ) -> (role: Role, start: Int)? {
        for length in 3...4 where plus - length >= start {
            let first = plus - length
            guard first == start || text[first - 1] <= 0x20 else { continue }
            var word: UInt32 = 0
            for index in first..<plus { word = word << 8 | UInt32(text[index]) }
            if let role = keywords[word] { return (role, first) }
        }
        return nil
    }

    private mutating func readColonKeywords(_ range: Range<Int>) {
        for colon in range where text[colon] == UInt8(ascii: ":") {
            guard
                let found = Self.keyword(in: text.span, before: colon, from: range.lowerBound),
                found.role != .text, !has(found.role)
            else { continue }
            var start = colon + 1
            while start < range.upperBound, text[start] == 0x20 { start += 1 }
            var end = start
            while end < range.upperBound, text[end] > 0x20 { end += 1 }
            // A name has blanks; only what is one word can be told from the text that follows.
            if found.role != .ultimateName { add(found.role, start..<end) }
        }
    }

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, chapter 8, "Bezeichner".
    private static let keywords: [UInt32: Role] = {
        let names: [(String, Role)] = [
            ("EREF", .endToEndID), ("KREF", .customerReference), ("MREF", .mandate),
            ("CRED", .ignored), ("DEBT", .ignored), ("COAM", .charges), ("OAMT", .ignored),
            ("SVWZ", .text), ("ABWA", .ultimateName), ("ABWE", .ultimateName),
            ("IBAN", .account), ("BIC", .ignored), ("RREF", .originalReference),
            ("SQTP", .ignored), ("PURP", .ignored), ("RTRN", .returnReason),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.map { name, role in
                (name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }, role)
            })
    }()
}
