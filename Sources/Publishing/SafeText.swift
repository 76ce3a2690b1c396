/// What of a text from outside may reach a file, a screen or a printer.
enum SafeText {
    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// The text with a visible mark in the place of what has no picture or deceives.
    ///
    /// Control characters steer terminals, bidirectional overrides turn amounts round, and code
    /// points without a meaning have no glyph in any font, which would stop the PDF for ever.
    /// Tabs become spaces; line ends become `\n`.
    static func of(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return text }
        var safe = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": safe.append("\n")
            case "\t": safe.append(" ")
            case _ where isUnprintable(scalar): safe.append(replacement)
            default: safe.append(scalar)
            }
            previous = scalar
        }
        return String(safe)
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: return true
        case 0x20...0x7E: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .privateUse, .surrogate: return true
        default: return false
        }
    }
}
