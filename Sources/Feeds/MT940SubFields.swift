extension MT940Remittance {
    /// Reads `166?00…?10…?20…?29?30…?33?34…?60…?63`, with any separator; false when the field is
    /// not in that form.
    ///
    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, chapter 8, "Strukturierte
    /// Belegung des Feldes 86".
    mutating func readSubFields() -> Bool {
        guard joined.count >= 6, joined[0].isDigit, joined[1].isDigit, joined[2].isDigit,
            joined[4].isDigit, joined[5].isDigit
        else { return false }
        let separator = joined[3]
        guard separator > 0x20, separator < 0x7F, !separator.capital.isCapitalOrDigit else {
            return false
        }
        businessCode =
            Int(joined[0] - 0x30) * 100 + Int(joined[1] - 0x30) * 10 + Int(joined[2] - 0x30)
        findSubFields(separator)
        // Text and name are strung together from several sub-fields, to be searched as one.
        var isCut = true
        for field in subFields
        where (20...29).contains(field.code) || (60...63).contains(field.code) {
            join(field.content, isCut: &isCut, from: 0)
        }
        readKeywords(0..<text.count)
        let nameStart = text.count
        isCut = true
        for field in subFields where field.code == 32 || field.code == 33 {
            join(field.content, isCut: &isCut, from: nameStart)
        }
        add(.name, nameStart..<text.count)
        for field in subFields {
            switch field.code {
            case 0: addSubField(.bookingText, field.content)
            case 31, 38: addSubField(.account, field.content)
            case 34: addSubField(.returnReason, field.content)
            default: break
            }
        }
        return true
    }

    private mutating func addSubField(_ role: Role, _ content: Range<Int>) {
        let start = text.count
        text.append(contentsOf: joined[content])
        add(role, start..<text.count)
    }

    private mutating func findSubFields(_ separator: UInt8) {
        subFields.removeAll(keepingCapacity: true)
        var start = 3
        while start < joined.count {
            let next = nextSubField(after: start, separator: separator)
            let code = (joined[start + 1] - 0x30) * 10 + joined[start + 2] - 0x30
            subFields.append(SubField(code: code, content: start + 3..<next))
            start = next
        }
    }

    /// Adds a sub-field to those before it.
    ///
    /// One holds 27 characters. A full one was cut there and goes on in the next; after a shorter
    /// one, or before a keyword, a line ends.
    ///
    /// - Parameters:
    ///   - content: of ``joined``.
    ///   - isCut: whether the sub-field before was full.
    ///   - start: where in ``text`` the first sub-field lies.
    private mutating func join(_ content: Range<Int>, isCut: inout Bool, from start: Int) {
        if text.count > start, !isCut || startsWithKeyword(content) { text.append(0x0A) }
        text.append(contentsOf: joined[content])
        isCut =
            content.count >= 27
            && content.count(where: { joined[$0] & 0xC0 != 0x80 }) >= 27
    }

    /// Where the next separator with a sub-field's number stands.
    private func nextSubField(after start: Int, separator: UInt8) -> Int {
        var index = start + 3
        while index + 2 < joined.count {
            if joined[index] == separator, joined[index + 2].isDigit,
                Self.subFieldTens.contains(joined[index + 1])
            {
                return index
            }
            index += 1
        }
        return joined.count
    }

    /// Sub-fields are numbered 00, 10, 20 to 39 and 60 to 79; other digits are text.
    private static let subFieldTens: [UInt8] = [0x30, 0x31, 0x32, 0x33, 0x36, 0x37]

    private func startsWithKeyword(_ content: Range<Int>) -> Bool {
        for length in 3...4 where content.count > length {
            let plus = content.lowerBound + length
            if joined[plus] == UInt8(ascii: "+"),
                Self.keyword(in: joined, before: plus, from: content.lowerBound) != nil
            {
                return true
            }
        }
        return false
    }

    /// Splits text at SEPA's keywords `EREF+` to `BIC+`; what stands before the first is text.
    private mutating func readKeywords(_ range: Range<Int>) {
        var role = Role.text
        var start = range.lowerBound
        for plus in range where text[plus] == UInt8(ascii: "+") {
            guard let found = Self.keyword(in: text, before: plus, from: start) else { continue }
            finish(role, start..<found.start)
            (role, start) = (found.role, plus + 1)
        }
        finish(role, start..<range.upperBound)
        // Cooperative banks repeat the keywords with colons, inside the text, where it stays.
        for part in parts where part.role == .text { readColonKeywords(part.range) }
    }

    /// Anything but text ends with its line: a bank that goes on has filled the sub-field.
    private mutating func finish(_ role: Role, _ range: Range<Int>) {
        var end = range.lowerBound
        while role != .text, end < range.upperBound, text[end] != 0x0A { end += 1 }
        if role == .text { end = range.upperBound }
        add(role, range.lowerBound..<end)
        add(.text, end..<range.upperBound)
    }

    /// The keyword that ends before a plus sign; it begins a sub-field, a line or a word.
    private static func keyword(
        in text: [UInt8], before plus: Int, from start: Int
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
            guard let found = Self.keyword(in: text, before: colon, from: range.lowerBound),
                found.role != .text,
                !has(found.role)
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
