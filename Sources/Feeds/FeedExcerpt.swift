import Values

extension FeedError {
    /// An error at a place of the file, with what stands there.
    ///
    /// The field's place is a range of the whole file; a longer one than fits a message is cut.
    init(
        _ reason: Reason, line: Int, field: String, at range: Range<Int>, in bytes: Span<UInt8>,
        expected: String
    ) {
        let shown = bytes.extracting(
            range.lowerBound..<min(range.upperBound, range.lowerBound + 81))
        var text: [UInt8] = []
        if String(utf8: shown) == nil {
            text.append(shown, as: .windows1252)
        } else {
            text.append(shown)
        }
        self.init(
            reason, line: line, field: field, found: String(utf8: text.span) ?? "",
            expected: expected)
    }
}

extension MoneyError {
    /// What an amount field should have held.
    func expected(in currency: Currency) -> String {
        switch self {
        case .notADecimal: "an amount"
        case .tooPrecise: "at most \(currency.minorDigits) decimals, as \(currency) has"
        case .tooLarge: "an amount below 9 · 10¹⁷ minor units"
        }
    }
}
