extension MT940Remittance {
    /// Reads `/EREF/…//CNTP/…///REMI/USTD//…`; false when no known code begins the text.
    ///
    /// Source: ING "Structured MT940", Rabobank "MT940 Structured", ABN AMRO "MT940 field 86",
    /// Citibank "MT940 field 86", SWIFT Standards MT, field 70 codes.
    mutating func readSlashedCodes(_ range: Range<Int>) -> Bool {
        let (start, end) = (range.lowerBound, range.upperBound)
        // The short codes of some banks are too common to be codes where none begins the text.
        var codes = Self.commonCodes
        for others in [Self.globalCodes, Self.czechCodes]
        where Self.code(at: start, before: end, in: text.span, codes) == nil {
            codes = others
        }
        guard Self.code(at: start, before: end, in: text.span, codes) != nil else { return false }
        var role = Role.text
        var valueStart = start
        var index = start
        while true {
            index = text.span.firstPlace(of: UInt8(ascii: "/"), from: index, before: end)
            guard index < end else { break }
            guard let found = Self.code(at: index, before: end, in: text.span, codes) else {
                index += 1
                continue
            }
            addSlashed(role, valueStart..<index)
            // `/ORDP//NAME/…` names the ordering party, `/ULTD//NAME/…` the ultimate one.
            let isPartys = found.role == .name && index <= valueStart + 1 && role.isParty
            role = isPartys ? role : found.role
            valueStart = found.end
            // The closing slash may open the next code.
            index = max(index + 1, found.end - 1)
        }
        addSlashed(role, valueStart..<end)
        return true
    }

    /// A known code between two slashes, and where its value begins.
    private static func code(
        at slash: Int, before end: Int, in text: Span<UInt8>, _ codes: [UInt128: Role]
    ) -> (role: Role, end: Int)? {
        var index = slash + 1
        var word: UInt128 = 0
        while index < end, index - slash <= 9, text[index].isCapitalOrDigit {
            word = word << 8 | UInt128(text[index])
            index += 1
        }
        guard index < end, index > slash + 1, text[index] == UInt8(ascii: "/"),
            let role = codes[word]
        else { return nil }
        return (role, index + 1)
    }

    private mutating func addSlashed(_ role: Role, _ range: Range<Int>) {
        let value = trimmingSlashes(range)
        switch role {
        case .counterparty: addCounterparty(range)
        case .remittance: addRemittance(value)
        case .orderingName, .beneficiaryName:
            let isNumber = !value.isEmpty && value.allSatisfy { text[$0].isDigit }
            add(isNumber ? .account : role, value)
        case .originalReference:
            add(MT940Returns.startsWithReason(value, in: text) ? .returnReason : role, value)
        default: add(role, value)
        }
    }

    /// `account/bank/name/city`, each possibly empty.
    private mutating func addCounterparty(_ range: Range<Int>) {
        let roles: [Role] = [.account, .ignored, .name, .ignored]
        var start = range.lowerBound
        for role in roles where start < range.upperBound {
            let end = text.span.firstPlace(
                of: UInt8(ascii: "/"), from: start, before: range.upperBound)
            add(role, start..<end)
            start = end + 1
        }
    }

    /// `USTD//text`, `STRD/CUR/reference`, or the text itself.
    private mutating func addRemittance(_ range: Range<Int>) {
        if starts("USTD/", range) {
            add(.text, trimmingSlashes(range.lowerBound + 5..<range.upperBound))
        } else if starts("STRD/", range) {
            var start = range.upperBound
            while start > range.lowerBound + 5, text[start - 1] != UInt8(ascii: "/") {
                start -= 1
            }
            add(.structuredReference, start..<range.upperBound)
        } else {
            add(.text, range)
        }
    }

    private func trimmingSlashes(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text[start] == 0x2F || text[start] <= 0x20 { start += 1 }
        while start < end, text[end - 1] == 0x2F || text[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    private func starts(_ word: String, _ range: Range<Int>) -> Bool {
        word.utf8.count <= range.count && zip(range, word.utf8).allSatisfy { text[$0] == $1 }
    }

    private static let commonCodes = table([
        (.endToEndID, "EREF ROC"), (.customerReference, "PREF KREF"),
        (.transactionID, "IREF"), (.mandate, "MARF MREF"), (.counterparty, "CNTP"),
        (.remittance, "REMI"), (.text, "SVWZ INV RFB TXT NARR NAR1 NAR2 NAR3"),
        (.returnReason, "RTRN"), (.originalReference, "RREF"), (.bookingText, "TRTP TYPE CTC FX"),
        (.account, "IBAN BBAN"), (.name, "NAME"), (.orderingName, "ORDP"),
        (.beneficiaryName, "BENM"), (.ultimateName, "ULTD ULTC ULTB UDTR UCRD ABWA ABWE"),
        (.structuredReference, "CDTRREF"), (.charges, "CHGS COAM"),
        (.ignored, "CSID CRED DEBT PURP BIC ISDT ADDR ID INIT SVCL CDTRREFTP TRCD OCMT OAMT"),
        (.ignored, "EXCH SUM NRTX"),
    ])

    /// Those of Citibank, BNP Paribas and J. P. Morgan, which begin with what kind of product it is.
    private static let globalCodes = table([
        (.bookingText, "PT CTC BAI"), (.text, "PY EI INFO"), (.endToEndID, "EREF ROC"),
        (.remittance, "REMI"), (.orderingName, "BO BO1 ORDP OB3"), (.beneficiaryName, "BE BENM"),
        (.name, "NAME"), (.account, "BI AC IBAN"), (.charges, "CHGS"), (.returnReason, "RTRN"),
        (.ignored, "BO2 BO3 BO4 BN1 BN2 BN3 AB AB1 AB2 AB3 OB OB1 OB2 OCMT EXCH BIC CI"),
    ])

    /// Those of Czech and Slovak banks: variable, constant and specific symbol. The first is the
    /// payee's own number of what is paid.
    private static let czechCodes = table([
        (.structuredReference, "VS"), (.endToEndID, "EREF"), (.remittance, "REMI"),
        (.ignored, "KS SS"),
    ])

    private static func table(_ names: [(Role, String)]) -> [UInt128: Role] {
        Dictionary(
            uniqueKeysWithValues: names.flatMap { role, codes in
                codes.split(separator: " ").map { code in
                    (code.utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, role)
                }
            })
    }
}

extension MT940Remittance.Role {
    /// Whether a code announces a party whose name another code gives.
    fileprivate var isParty: Bool {
        self == .orderingName || self == .beneficiaryName || self == .ultimateName
    }
}
