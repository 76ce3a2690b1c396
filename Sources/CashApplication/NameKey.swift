/// A name in the form in which names are compared: capital ASCII, diacritics folded, legal forms
/// and punctuation left out, words in alphabetical order, one blank between.
///
/// `Müller & Söhne GmbH` and `SOEHNE MUELLER` have one key, because banks write umlauts with an
/// `E`, without, or not at all. Names that differ only in such an `E` (`Bauer`, `Baur`) therefore
/// share a key, which makes both of them evidence for nobody. Total: every text has a key, and it
/// may be empty. The store writes it beside every name on file.
package func nameKey(_ name: String) -> String {
    nameWords(name).joined(separator: " ")
}

/// The words of a name's key in alphabetical order.
func nameWords(_ name: String) -> [String] {
    let words = allWords(name)
    let telling = words.filter { !legalForms.contains(String(decoding: $0, as: UTF8.self)) }
    return (telling.isEmpty ? words : telling)
        .map { String(decoding: withoutDigraphs($0), as: UTF8.self) }.sorted()
}

/// The key of a name with its legal form; nil where it has none.
///
/// It tells `Baker & Berg Ltd` from `Baker & Berg plc`, and is no key of a name without.
func wholeNameKey(_ name: String) -> NumberKey? {
    let words = allWords(name).map { String(decoding: withoutDigraphs($0), as: UTF8.self) }
    guard words.contains(where: legalForms.contains) else { return nil }
    return NumberKey(verbatim: Array("=\(words.sorted().joined(separator: " "))".utf8).span)
}

private func allWords(_ name: String) -> [[UInt8]] {
    joiningInitials(folded(name).split(separator: UInt8(ascii: " ")).map(Array.init))
}

/// Capital ASCII letters, digits and blanks.
private func folded(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for scalar in name.unicodeScalars {
        switch scalar.value {
        case 0..<0x80:
            let character = normalised(UInt8(scalar.value))
            // S.A. is one word, and so is O'Brien.
            let isSilent = scalar == "." || scalar == "'"
            if character != 0 {
                bytes.append(character)
            } else if !isSilent || scalar == "." && !endsWithInitial(bytes) {
                bytes.append(UInt8(ascii: " "))
            }
        case 0xC0...0x17F:
            bytes.append(contentsOf: latinLetters[Int(scalar.value) - 0xC0])
        case 0x218, 0x219: bytes.append(UInt8(ascii: "S"))
        case 0x21A, 0x21B: bytes.append(UInt8(ascii: "T"))
        case 0x300...0x36F: continue  // Combining marks.
        case 0x2019: continue  // Typographic apostrophe.
        case 0x370...0x1FFF, 0x2C00...0x2DFF, 0x3040...0x10FFFF:
            // Another script: kept apart, never folded together.
            bytes.append(contentsOf: "U\(String(scalar.value, radix: 16, uppercase: true))".utf8)
        default: bytes.append(UInt8(ascii: " "))
        }
    }
    return bytes
}

private func endsWithInitial(_ bytes: [UInt8]) -> Bool {
    guard let last = bytes.last, last != UInt8(ascii: " ") else { return false }
    return bytes.count == 1 || bytes[bytes.count - 2] == UInt8(ascii: " ")
}

/// `S A` is `SA`, `e K` is `EK`: letters that stand alone side by side are an abbreviation.
private func joiningInitials(_ words: [[UInt8]]) -> [[UInt8]] {
    var joined: [[UInt8]] = []
    var isAfterInitial = false
    for word in words {
        let isInitial = word.count == 1
        // Sp. z o.o. comes as one letter and two.
        if isInitial || word == [0x4F, 0x4F], isAfterInitial, !joined.isEmpty {
            joined[joined.count - 1] += word
        } else {
            joined.append(word)
        }
        isAfterInitial = isInitial
    }
    return joined
}

/// `AE`, `OE` and `UE` are `A`, `O` and `U`.
private func withoutDigraphs(_ word: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in word {
        let isSecond =
            byte == UInt8(ascii: "E")
            && [UInt8(ascii: "A"), UInt8(ascii: "O"), UInt8(ascii: "U")].contains(bytes.last)
        if !isSecond { bytes.append(byte) }
    }
    return bytes
}

/// Words that say what a firm is, not which.
private let legalForms: Set<String> = Set(
    """
    AB AG AND APS AS ASA BV BVBA CIE CO COMPANY CORP CORPORATION CV DOO EG EHF EK ET EV GBR GESMBH
    GMBH HF INC INCORPORATED KFT KG KGAA LDA LIMITED LLC LLP LP LTD LTDA MBH NV OHG OOO OY OYJ PC
    PLC PTE PTY SA SAE SARL SAS SCE SE SL SLU SNC SP SPA SPZOO SRL SRO UAB UG UND ZOO ZRT
    """.split(whereSeparator: \.isWhitespace).map(String.init))

/// ASCII for the letters U+00C0…U+017F.
///
/// Source: Unicode 15, Latin-1 Supplement and Latin Extended-A; digraphs as ICAO Doc 9303 part 3,
/// section 6.A writes them.
private let latinLetters: [[UInt8]] =
    """
    A A A A A A AE C E E E E I I I I D N O O O O O - O U U U U Y TH SS
    A A A A A A AE C E E E E I I I I D N O O O O O - O U U U U Y TH Y
    A A A A A A C C C C C C C C D D D D E E E E E E E E E E G G G G G G G G H H H H
    I I I I I I I I I I IJ IJ J J K K K L L L L L L L L L L N N N N N N N N N
    O O O O O O OE OE R R R R R R S S S S S S S S T T T T T T U U U U U U U U U U U U
    W W Y Y Y Z Z Z Z Z Z S
    """.split(whereSeparator: \.isWhitespace).map { $0 == "-" ? [0x20] : Array($0.utf8) }
