extension MT940Remittance {
    /// Reads `166?00…?10…?20…?29?30…?33?34…?60…?63`, with any separator; false when the field is
    /// not in that form.
    ///
    /// Some Polish banks leave the three digits out.
    ///
    /// Source: Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3, chapter 8, "Strukturierte
    /// Belegung des Feldes 86"; Związek Banków Polskich, MT940 recommendation, field 86.
    mutating func readSubFields() -> Bool {
        // The same buffer under another name, to be read while this value changes.
        let source = joined
        guard let first = firstSubField() else { return false }
        if first >= 3 {
            hasGermanCode = joined[first] == UInt8(ascii: "?")
            businessCode =
                Int(joined[0] - 0x30) * 100 + Int(joined[1] - 0x30) * 10 + Int(joined[2] - 0x30)
        }
        findSubFields(from: first, in: source.span)
        // Plain text may begin like a sub-field, but hardly goes on like one.
        guard first >= 3 || subFields.count > 1 else { return false }
        // Text and name are strung together from several sub-fields, to be searched as one.
        var isCut = true
        for field in subFields
        where (20...29).contains(field.code) || (60...63).contains(field.code) {
            join(field.content, of: source.span, isCut: &isCut, from: 0)
        }
        readKeywords(0..<text.count)
        let nameStart = text.count
        isCut = true
        for field in subFields where field.code == 32 || field.code == 33 {
            join(field.content, of: source.span, isCut: &isCut, from: nameStart)
        }
        add(.name, nameStart..<text.count)
        for field in subFields {
            switch field.code {
            case 0: addSubField(.bookingText, field.content)
            case 31, 38: addSubField(.account, field.content)
            case 34: addSubField(.textKey, field.content)
            default: break
            }
        }
        return true
    }

    /// Where the first separator stands; nil when the field has no numbered sub-fields.
    private func firstSubField() -> Int? {
        guard joined.count >= 3 else { return nil }
        var first = 0
        if joined[0].isDigit {
            guard joined[1].isDigit, joined[2].isDigit else { return nil }
            first = 3
            while first < joined.count, joined[first] == 0x20 { first += 1 }
        } else if !"~<^?".utf8.contains(joined[0]) {
            return nil
        }
        guard first + 2 < joined.count, joined[first + 1].isDigit, joined[first + 2].isDigit
        else { return nil }
        let separator = joined[first]
        guard separator > 0x20, separator < 0x7F, !separator.capital.isCapitalOrDigit else {
            return nil
        }
        return first
    }

    private mutating func addSubField(_ role: Role, _ content: Range<Int>) {
        let start = text.count
        text.append(contentsOf: joined[content])
        add(role, start..<text.count)
    }

    private mutating func findSubFields(from first: Int, in bytes: Span<UInt8>) {
        subFields.removeAll(keepingCapacity: true)
        let separator = bytes[first]
        var start = first
        while start < bytes.count {
            let next = Self.nextSubField(after: start, separator: separator, in: bytes)
            let code = (bytes[start + 1] - 0x30) * 10 + bytes[start + 2] - 0x30
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
    ///   - content: of ``joined``, whose bytes these are.
    ///   - isCut: whether the sub-field before was full.
    ///   - start: where in ``text`` the first sub-field lies.
    private mutating func join(
        _ content: Range<Int>, of bytes: Span<UInt8>, isCut: inout Bool, from start: Int
    ) {
        if text.count > start, !isCut || Self.startsWithKeyword(content, in: bytes) {
            text.append(0x0A)
        }
        text.append(bytes.extracting(content))
        isCut = content.count >= 27
        guard isCut, !bytes.extracting(content).isASCII else { return }
        isCut = content.count(where: { bytes[$0] & 0xC0 != 0x80 }) >= 27
    }

    /// Where the next separator with a sub-field's number stands.
    private static func nextSubField(
        after start: Int, separator: UInt8, in bytes: Span<UInt8>
    ) -> Int {
        var index = start + 3
        while index + 2 < bytes.count {
            index = bytes.firstPlace(of: separator, from: index, before: bytes.count)
            guard index + 2 < bytes.count else { break }
            // Sub-fields are numbered 00, 10, 20 to 39 and 60 to 79; other digits are text.
            if bytes[index + 2].isDigit {
                switch bytes[index + 1] {
                case 0x30...0x33, 0x36, 0x37: return index
                default: break
                }
            }
            index += 1
        }
        return bytes.count
    }

    private static func startsWithKeyword(_ content: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for length in 3...4 where content.count > length {
            let plus = content.lowerBound + length
            if bytes[plus] == UInt8(ascii: "+"),
                keyword(in: bytes, before: plus, from: content.lowerBound) != nil
            {
                return true
            }
        }
        return false
    }
}
