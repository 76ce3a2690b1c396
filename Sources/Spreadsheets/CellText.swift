/// What of a text can stand in a cell.
enum CellText {
    /// Excel's limit, in UTF-16 code units; a longer text makes it repair the file.
    static let longest = 32_767

    /// The text without what makes the file ill-formed or reads back as something else.
    ///
    /// Source: ECMA-376 part 1, 22.9.2.19 ST_Xstring: `_x` and four hexadecimal digits and `_`
    /// are an escape, which the library neither writes nor guards; XML 1.0, 2.2: U+FFFE and U+FFFF
    /// are no characters.
    static func storable(_ text: String) -> String {
        guard
            text.utf8.contains(where: { $0 == 0x5F || $0 == 0xEF || $0 == 0 })
                || text.utf8.count > longest
        else { return text }
        var scalars = String.UnicodeScalarView()
        let all = Array(text.unicodeScalars)
        for (index, scalar) in all.enumerated() {
            switch scalar.value {
            case 0, 0xFFFE, 0xFFFF: scalars.append("\u{FFFD}")
            case 0x5F where isEscape(all[index...].prefix(7)):
                scalars.append(contentsOf: "_x005F_".unicodeScalars)
            default: scalars.append(scalar)
            }
        }
        return shortened(String(scalars))
    }

    /// A text outside of cells, where the library escapes no control characters at all.
    static func label(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0..<0x20, 0xFFFE, 0xFFFF: "\u{FFFD}"
                    default: scalar
                    }
                }))
    }

    private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard scalars.count == 7, let first = scalars.first, let last = scalars.last else {
            return false
        }
        let letter = scalars[scalars.startIndex + 1]
        return first == "_" && last == "_" && (letter == "x" || letter == "X")
            && scalars.dropFirst(2).dropLast().allSatisfy { $0.properties.isASCIIHexDigit }
    }

    /// Cut at a character's end, with an ellipsis to show it.
    private static func shortened(_ text: String) -> String {
        guard text.utf16.count > longest else { return text }
        var units = 0
        let kept = text.prefix { character in
            units += character.utf16.count
            return units < longest
        }
        return kept + "…"
    }
}
