/// An international bank account number that its own check digits and its country's structure
/// confirm.
///
/// The structures are those of all 105 countries and territories of the registry. What some banks
/// elsewhere call an IBAN, in Algeria, Morocco or Senegal, is not in it and is refused.
///
/// Source: ISO 13616-1:2020; structures from the SWIFT IBAN Registry, release 99, compared with the
/// registry data of schwifty 2026.10.1.
package struct IBAN: Hashable, Sendable {
    /// Upper case, without blanks.
    package let text: String

    /// Reads an IBAN as people write it: blanks are dropped, small letters made capital.
    ///
    /// Nil when the country has none, the structure is another, or the check digits disagree.
    package init?(_ written: some StringProtocol) {
        let electronic = written.utf8.filter { $0 != 0x20 }.map(capital)
        guard Self.isValid(electronic.span) else { return nil }
        text = String(decoding: electronic, as: UTF8.self)
    }

    /// Whether these bytes are an IBAN in electronic form: capital letters, no blanks.
    package static func isValid(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 4, let structure = structure(of: bytes[0], bytes[1]),
            let check = mod97Check(bytes[2], bytes[3]), (2...98).contains(check),
            fits(structure, bytes)
        else { return false }
        return remainder97(bytes) == 1
    }

    /// The length of a country's IBANs; nil when it has none.
    package static func length(first: UInt8, second: UInt8) -> Int? {
        structure(of: first, second).map { 4 + $0.reduce(0) { $0 + $1.count } }
    }

    /// Check digits outside 02…98 satisfy the remainder, but no bank can have computed them.
    private static func mod97Check(_ tens: UInt8, _ units: UInt8) -> Int? {
        guard isDigit(tens), isDigit(units) else { return nil }
        return Int(tens - 0x30) * 10 + Int(units - 0x30)
    }

    private static func structure(of first: UInt8, _ second: UInt8) -> [Part]? {
        structures[UInt16(first) << 8 | UInt16(second)]
    }

    private static func fits(_ structure: [Part], _ bytes: Span<UInt8>) -> Bool {
        var index = 4
        for part in structure {
            guard index + part.count <= bytes.count else { return false }
            for offset in index..<index + part.count where !part.admits(bytes[offset]) {
                return false
            }
            index += part.count
        }
        return index == bytes.count
    }

    /// So many characters of one kind.
    private struct Part {
        let count: Int
        /// `n` digits, `a` capital letters, `c` either.
        let kind: UInt8

        func admits(_ byte: UInt8) -> Bool {
            switch kind {
            case UInt8(ascii: "n"): isDigit(byte)
            case UInt8(ascii: "a"): isCapital(byte)
            default: isDigit(byte) || isCapital(byte)
            }
        }
    }

    private static let structures: [UInt16: [Part]] = {
        var table: [UInt16: [Part]] = [:]
        for entry in registry.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
            let bytes = Array(entry)
            var parts: [Part] = []
            var count = 0
            for byte in bytes.dropFirst(3) {
                if isDigit(byte) {
                    count = count * 10 + Int(byte - 0x30)
                } else {
                    parts.append(Part(count: count, kind: byte))
                    count = 0
                }
            }
            table[UInt16(bytes[0]) << 8 | UInt16(bytes[1])] = parts
        }
        return table
    }()

    private static let registry = """
        AD:8n12c AE:19n AL:8n16c AT:16n AX:14n AZ:4a20c BA:16n BE:12n BG:4a6n8c BH:4a14c BI:23n
        BL:10n11c2n BR:8c15n2c BY:4c4n16c CH:5n12c CR:18n CY:8n16c CZ:20n DE:18n DJ:23n DK:14n
        DO:4c20n EE:16n EG:25n ES:20n FI:14n FK:2a12n FO:14n FR:10n11c2n GB:4a14n GE:2a16n
        GF:10n11c2n GG:4a14n GI:4a15c GL:14n GP:10n11c2n GR:7n16c GT:24c HN:4a20n HR:17n HU:24n
        IE:4a14n IL:19n IM:4a14n IQ:4a15n IS:22n IT:1a10n12c JE:4a14n JO:4a4n18c KW:4a22c
        KZ:3n13c LB:4n20c LC:4a24c LI:5n12c LT:16n LU:3n13c LV:4a13c LY:21n MC:10n11c2n MD:20c
        ME:18n MF:10n11c2n MK:3n10c2n MN:16n MQ:10n11c2n MR:23n MT:4a5n18c MU:4a19n3a
        NC:10n11c2n NI:4a20n NL:4a10n NO:11n OM:3n16c PF:10n11c2n PK:4a16c PL:24n PM:10n11c2n
        PS:4a21c PT:21n QA:4a21c RE:10n11c2n RO:4a16c RS:18n RU:14n15c SA:2n18c SC:4a20n3a
        SD:14n SE:20n SI:15n SK:20n SM:1a10n12c SO:19n ST:21n SV:4a20n TF:10n11c2n TL:19n
        TN:20n TR:6n16c UA:6n19c VA:18n VG:4a16n WF:10n11c2n XK:16n YE:4a4n18c YT:10n11c2n
        """
}

/// The remainder by 97 of the number that the bytes spell once the first four are moved to the
/// end and letters are read as 10…35; 0 for bytes that are neither digits nor capitals.
///
/// Source: ISO/IEC 7064:2003, MOD 97-10.
func remainder97(_ bytes: Span<UInt8>) -> Int {
    var remainder = 0
    for offset in bytes.indices {
        let byte = bytes[(offset + 4) % bytes.count]
        if isDigit(byte) {
            remainder = (remainder * 10 + Int(byte - 0x30)) % 97
        } else if isCapital(byte) {
            remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
        } else {
            return 0
        }
    }
    return remainder
}

func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

func capital(_ byte: UInt8) -> UInt8 {
    byte &- 0x61 < 26 ? byte & 0xDF : byte
}
