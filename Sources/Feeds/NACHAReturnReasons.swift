import Values

/// Why the clearing house's members return an entry.
enum NACHAReturnReasons {
    /// What a code says; nil for one that the rules do not have.
    static func meaning(_ code: String) -> String? { meanings[code] }

    /// Whether a code returns a return: the originator's bank dishonours it.
    static func isDishonoured(_ code: String) -> Bool {
        ["R61", "R62", "R67", "R68", "R69", "R70"].contains(code)
    }

    /// Whether a code contests such a dishonoured return.
    static func isContested(_ code: String) -> Bool {
        ["R71", "R72", "R73", "R74", "R75", "R76", "R77"].contains(code)
    }

    /// The one reason code in a text that somebody else wrote around it, such as `Reason: "R02"`.
    ///
    /// - Returns: its place; empty where there is none, or several that differ.
    static func find(in text: [UInt8], _ range: TextRange) -> TextRange {
        var found = TextRange.empty
        var start = range.range.lowerBound
        while start + 3 <= range.range.upperBound {
            defer { start += 1 }
            guard text[start] == UInt8(ascii: "R"), text[start + 1].isDigit,
                text[start + 2].isDigit,
                start == range.range.lowerBound || !text[start - 1].isWordByte,
                start + 3 == range.range.upperBound || !text[start + 3].isWordByte
            else { continue }
            let place = TextRange(start: start, count: 3)
            guard meanings[text.string(place)] != nil else { continue }
            guard found.isEmpty || text.string(found) == text.string(place) else { return .empty }
            found = place
        }
        return found
    }

    /// Source: Nacha, ACH Operating Rules and Guidelines 2024, appendix four, "return reason
    /// codes"; the wording is ours.
    private static let meanings: [String: String] = [
        "R01": "insufficient funds",
        "R02": "account closed",
        "R03": "no such account",
        "R04": "account number is wrong",
        "R05": "consumer account debited as a company's without authorisation",
        "R06": "returned at the request of the originator's bank",
        "R07": "authorisation revoked",
        "R08": "payment stopped",
        "R09": "uncollected funds",
        "R10": "originator not known or not authorised",
        "R11": "entry not as authorised",
        "R12": "account sold to another bank",
        "R13": "routing number is wrong",
        "R14": "representative payee deceased or unable to continue",
        "R15": "account holder or beneficiary deceased",
        "R16": "account frozen, or entry returned on instruction of OFAC",
        "R17": "record fields not usable",
        "R18": "effective entry date is wrong",
        "R19": "amount field is wrong",
        "R20": "not a transaction account",
        "R21": "company identification is wrong",
        "R22": "individual identification number is wrong",
        "R23": "credit refused by the receiver",
        "R24": "duplicate entry",
        "R25": "addenda are wrong",
        "R26": "mandatory field is wrong",
        "R27": "trace number is wrong",
        "R28": "check digit of the routing number is wrong",
        "R29": "company says the entry is not authorised",
        "R30": "bank takes no part in cheque truncation",
        "R31": "return permitted by the originator's bank",
        "R32": "bank does not settle",
        "R33": "return of an XCK entry",
        "R34": "bank's participation limited",
        "R35": "debit is wrong for this account or class",
        "R36": "credit is wrong for this class",
        "R37": "source document presented for payment",
        "R38": "payment of the source document stopped",
        "R39": "source document is not eligible",
        "R40": "enrolment returned by the federal agency",
        "R41": "enrolment: transaction code is wrong",
        "R42": "enrolment: routing number or its check digit is wrong",
        "R43": "enrolment: account number is wrong",
        "R44": "enrolment: individual identification number is wrong",
        "R45": "enrolment: name is wrong",
        "R46": "enrolment: representative payee indicator is wrong",
        "R47": "enrolment is a duplicate",
        "R50": "state law on re-presented cheques",
        "R51": "re-presented cheque is ineligible or wrong",
        "R52": "payment of the re-presented cheque stopped",
        "R53": "cheque and entry both presented",
        "R61": "dishonoured: return misrouted",
        "R62": "dishonoured: return of an erroneous or reversing debit",
        "R67": "dishonoured: return is a duplicate",
        "R68": "dishonoured: return is late",
        "R69": "dishonoured: fields of the return are wrong",
        "R70": "dishonoured: return not permitted or not requested",
        "R71": "contested: dishonoured return misrouted",
        "R72": "contested: dishonoured return is late",
        "R73": "contested: the original return was in time",
        "R74": "contested: the return is corrected",
        "R75": "contested: the return was no duplicate",
        "R76": "contested: no errors found",
        "R77": "contested: dishonour of an erroneous debit not accepted",
        "R80": "international payment is coded wrongly",
        "R81": "originator takes no part in international payments",
        "R82": "identification of the foreign bank is wrong",
        "R83": "foreign bank cannot settle",
        "R84": "entry not processed by the gateway",
        "R85": "outgoing international payment is coded wrongly",
    ]
}

extension UInt8 {
    /// A letter, a digit or a part of a longer character.
    fileprivate var isWordByte: Bool { capital.isCapitalOrDigit || self >= 0x80 }
}
