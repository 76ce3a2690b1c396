extension MT940Remittance {
    /// Reads `166?00…?10…?20…?29?30…?33?34…?60…?63`, with any separator; false when the field is
    /// not in that form.
    ///
    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, chapter 8, "Strukturierte
    /// Belegung des Feldes 86".
    mutating func readSubFields() -> Bool {
        guard scratch.count >= 6, scratch[0].isDigit, scratch[1].isDigit, scratch[2].isDigit,
            scratch[4].isDigit, scratch[5].isDigit
        else { return false }
        let separator = scratch[3]
        guard separator > 0x20, separator < 0x7F, !separator.capital.isCapitalOrDigit else {
            return false
        }
        businessCode =
            Int(scratch[0] - 0x30) * 100 + Int(scratch[1] - 0x30) * 10 + Int(scratch[2] - 0x30)
        let end = scratch.count
        // Text sub-fields are put together behind the field, to be searched as one.
        var remittance = TextJoin(start: end)
        var name = TextJoin(start: 0)
        var start = 3
        while start < end {
            let next = nextSubField(after: start, separator: separator, before: end)
            let code = (scratch[start + 1] - 0x30) * 10 + scratch[start + 2] - 0x30
            let content = start + 3..<next
            switch code {
            case 0: add(.bookingText, content)
            case 20...29, 60...63: join(content, to: &remittance)
            case 31: add(.account, content)
            case 32, 33: name.pieces.append(content)
            case 34: add(.returnReason, content)
            case 38: add(.account, content)
            default: break
            }
            start = next
        }
        let text = end..<scratch.count
        readKeywords(text)
        name.start = scratch.count
        for piece in name.pieces { join(piece, to: &name) }
        add(.name, name.start..<scratch.count)
        return true
    }

    /// Sub-fields strung together.
    private struct TextJoin {
        var start: Int
        var isCut = true
        var pieces: [Range<Int>] = []
    }

    /// Adds a sub-field to those before it.
    ///
    /// One holds 27 characters. A full one was cut there and goes on in the next; after a shorter
    /// one, or before a keyword, a line ends.
    private mutating func join(_ content: Range<Int>, to text: inout TextJoin) {
        if scratch.count > text.start, !text.isCut || startsWithKeyword(content) {
            scratch.append(0x0A)
        }
        var characters = 0
        for index in content {
            let byte = scratch[index]
            scratch.append(byte)
            if byte & 0xC0 != 0x80 { characters += 1 }
        }
        text.isCut = characters >= 27
    }

    /// Where the next separator with a sub-field's number stands.
    private func nextSubField(after start: Int, separator: UInt8, before end: Int) -> Int {
        var index = start + 3
        while index + 2 < end {
            if scratch[index] == separator, scratch[index + 1].isDigit,
                scratch[index + 2].isDigit, Self.subFieldTens.contains(scratch[index + 1])
            {
                return index
            }
            index += 1
        }
        return end
    }

    /// Sub-fields are numbered 00, 10, 20 to 39 and 60 to 79; other digits are text.
    private static let subFieldTens: [UInt8] = [0x30, 0x31, 0x32, 0x33, 0x36, 0x37]

    private func startsWithKeyword(_ content: Range<Int>) -> Bool {
        for length in 3...4 where content.count > length {
            let plus = content.lowerBound + length
            if scratch[plus] == UInt8(ascii: "+"),
                keyword(before: plus, from: content.lowerBound) != nil
            {
                return true
            }
        }
        return false
    }

    /// Splits text at SEPA's keywords `EREF+` to `BIC+`; what stands before the first is text.
    private mutating func readKeywords(_ text: Range<Int>) {
        var role = Role.text
        var start = text.lowerBound
        for plus in text where scratch[plus] == UInt8(ascii: "+") {
            guard let found = keyword(before: plus, from: start) else { continue }
            finish(role, start..<found.start)
            (role, start) = (found.role, plus + 1)
        }
        finish(role, start..<text.upperBound)
        // Cooperative banks repeat the keywords with colons, inside the text, where it stays.
        for part in parts where part.role == .text { readColonKeywords(part.range) }
    }

    /// Anything but text ends with its line: a bank that goes on has filled the sub-field.
    private mutating func finish(_ role: Role, _ range: Range<Int>) {
        var end = range.lowerBound
        while role != .text, end < range.upperBound, scratch[end] != 0x0A { end += 1 }
        if role == .text { end = range.upperBound }
        add(role, range.lowerBound..<end)
        add(.text, end..<range.upperBound)
    }

    /// The keyword that ends before a plus sign; it begins a sub-field, a line or a word.
    private func keyword(before plus: Int, from start: Int) -> (role: Role, start: Int)? {
        for length in 3...4 where plus - length >= start {
            let first = plus - length
            guard first == start || scratch[first - 1] <= 0x20 else { continue }
            var word: UInt32 = 0
            for index in first..<plus { word = word << 8 | UInt32(scratch[index]) }
            if let role = Self.keywords[word] { return (role, first) }
        }
        return nil
    }

    private mutating func readColonKeywords(_ text: Range<Int>) {
        for colon in text where scratch[colon] == UInt8(ascii: ":") {
            guard let found = keyword(before: colon, from: text.lowerBound), found.role != .text,
                !has(found.role)
            else { continue }
            var start = colon + 1
            while start < text.upperBound, scratch[start] == 0x20 { start += 1 }
            var end = start
            while end < text.upperBound, scratch[end] > 0x20 { end += 1 }
            // A name has blanks; only what is one word can be told from the text that follows.
            if found.role != .ultimateName { add(found.role, start..<end) }
        }
    }

    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, chapter 8, "Bezeichner".
    private static let keywords: [UInt32: Role] = {
        let names: [(String, Role)] = [
            ("EREF", .endToEndID), ("KREF", .customerReference), ("MREF", .mandate),
            ("CRED", .ignored), ("DEBT", .ignored), ("COAM", .ignored), ("OAMT", .ignored),
            ("SVWZ", .text), ("ABWA", .ultimateName), ("ABWE", .ultimateName),
            ("IBAN", .account), ("BIC", .ignored), ("RREF", .transactionID), ("SQTP", .ignored),
            ("PURP", .ignored), ("RTRN", .returnReason),
        ]
        return Dictionary(
            uniqueKeysWithValues: names.map { name, role in
                (name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }, role)
            })
    }()
}
