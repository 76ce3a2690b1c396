/// A reference as somebody wrote it, brought into the form in which references are compared.
package struct ElectronicReference: Sendable {
    /// Capital letters, no blanks, no decoration.
    package let bytes: [UInt8]
    /// The scheme that the writing claims by its prefix, length or decoration; what claims one and
    /// fails its check is mistyped.
    ///
    /// The models of Slovenia and Croatia claim nothing: `SI1234` is also how people number sales
    /// invoices.
    package let claimedScheme: PaymentReference.Scheme?

    /// Reads what is written; every text has an electronic form.
    package init(_ written: Span<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(written.count)
        for index in written.indices where written[index] != 0x20 && written[index] != 0x09 {
            bytes.append(capital(written[index]))
        }
        if let digits = Self.digitsBetweenSlashes(bytes) {
            self.bytes = digits
            claimedScheme = .belgian
        } else if let digits = Self.identification(ofCodeLine: bytes) {
            self.bytes = digits
            claimedScheme = .danish
        } else {
            self.bytes = bytes
            claimedScheme = Self.claimedScheme(of: bytes)
        }
    }

    /// The scheme that confirms the reference: the claimed one or none, else any.
    package var scheme: PaymentReference.Scheme? {
        guard let claimedScheme else { return PaymentReference.scheme(of: bytes.span) }
        return claimedScheme.confirms(bytes.span) ? claimedScheme : nil
    }

    private static func claimedScheme(of bytes: [UInt8]) -> PaymentReference.Scheme? {
        if bytes.starts(with: CreditorReference.prefix) { return .creditorReference }
        return bytes.count == SwissReference.length && bytes.allSatisfy(isDigit) ? .swissQR : nil
    }

    /// The digits of `+++123/4567/89012+++`, which may lack its slashes or have stars, and of
    /// `123/4567/89012`; nil for every other text.
    private static func digitsBetweenSlashes(_ bytes: [UInt8]) -> [UInt8]? {
        var text = bytes[...]
        var isDecorated = false
        for mark in [UInt8(ascii: "+"), UInt8(ascii: "*")] where text.starts(with: [mark, mark]) {
            isDecorated = true
            text = text.drop { $0 == mark }
            while text.last == mark { text.removeLast() }
        }
        let digits = text.filter(isDigit)
        let hasSlashes =
            text.count == 14 && digits.count == 12 && text[text.startIndex + 3] == slash
            && text[text.startIndex + 8] == slash
        guard hasSlashes || isDecorated && digits.count == text.count else { return nil }
        return digits
    }

    private static let slash = UInt8(ascii: "/")

    /// The digits between `<` and `+` of a Danish code line `+71<…+87654321<`; nil for every other
    /// text, and for cards that carry no identification.
    private static func identification(ofCodeLine bytes: [UInt8]) -> [UInt8]? {
        let text = bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
        let parts = text.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "+") })
        guard (3...4).contains(parts.count), parts[0].count == 2,
            parts.count == 3 || parts[3].isEmpty,
            text.dropFirst(2).first == UInt8(ascii: "<"), !parts[1].isEmpty,
            parts[0].allSatisfy(isDigit), parts[1].allSatisfy(isDigit), parts[2].allSatisfy(isDigit)
        else { return nil }
        return Array(parts[1])
    }
}
