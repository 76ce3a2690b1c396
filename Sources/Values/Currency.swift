/// A currency of ISO 4217.
///
/// Three letters packed into one word, so that a value holding a currency stays a plain bit
/// pattern and can be copied by the million.
package struct Currency: Hashable, Sendable, BitwiseCopyable {
    /// The letters from the most significant byte down; the last byte is the exponent.
    private let packed: UInt32

    /// Looks a code up; nil when the standard does not have it.
    ///
    /// Codes withdrawn since 1999 are known too, because old statements are still replayed.
    package init?(code: some StringProtocol) {
        self.init(letters: Array(code.utf8).span)
    }

    /// Looks up three capital ASCII letters, as they stand in a file.
    package init?(letters: Span<UInt8>) {
        guard letters.count == 3 else { return nil }
        let word =
            UInt32(letters[0]) << 24 | UInt32(letters[1]) << 16 | UInt32(letters[2]) << 8
        guard let digits = Self.minorDigits[word] else { return nil }
        packed = word | UInt32(digits)
    }

    /// Looks up a number of three digits, such as 978; nil when no currency has it.
    package init?(numeric: Int) {
        guard let letters = Self.numericCodes[numeric] else { return nil }
        self.init(letters: letters.span)
    }

    /// Three capital letters, such as `EUR`.
    package var code: String {
        String(decoding: [letters[0], letters[1], letters[2]], as: UTF8.self)
    }

    /// The code as ASCII.
    package var letters: [3 of UInt8] {
        [
            UInt8(truncatingIfNeeded: packed >> 24), UInt8(truncatingIfNeeded: packed >> 16),
            UInt8(truncatingIfNeeded: packed >> 8),
        ]
    }

    /// Decimal digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF.
    package var minorDigits: Int { Int(packed & 0xFF) }

    // Source: ISO 4217 maintenance agency, list one (current) and list three (withdrawn).
    private static let minorDigits: [UInt32: UInt8] = {
        var table: [UInt32: UInt8] = [:]
        for (codes, digits) in [(zeroDigits, 0), (twoDigits, 2), (threeDigits, 3), (fourDigits, 4)]
            as [(String, UInt8)]
        {
            for code in codes.split(whereSeparator: \.isWhitespace) {
                let word = code.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                table[word << 8] = digits
            }
        }
        return table
    }()

    private static let zeroDigits = """
        BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF
        BEF ESP GRD ITL LUF PTE ADP BYR TRL MGF ROL TMM
        """
    private static let twoDigits = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP
        BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD
        FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
        KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD
        NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
        SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED
        VES WST XCD XCG YER ZAR ZMW ZWG
        ATS CYP DEM EEK FIM FRF HRK IEP LTL LVL MTL NLG SIT SKK SLL CUC STD MRO ZWL VEF ZMK
        """
    private static let threeDigits = "BHD IQD JOD KWD LYD OMR TND"
    private static let fourDigits = "CLF UYW"
}

extension Currency: CustomStringConvertible, Comparable {
    package var description: String { code }

    /// By code, so that reports list currencies in one order everywhere.
    package static func < (left: Currency, right: Currency) -> Bool {
        left.packed < right.packed
    }
}
