/// Why a payer of health care paid less, or more, than was charged: a claim adjustment reason code
/// (CARC).
///
/// Who bears the amount is said by the group beside it (``X12Codes/adjustmentGroup(_:)``); this
/// says what kind of reason it is, and so what a clerk has to do about it.
package struct X12AdjustmentReason: Sendable, Equatable {
    /// What a reason means for the posting.
    package enum Kind: UInt8, Sendable, CaseIterable {
        /// Refused: to be corrected, appealed, or billed to somebody else; never written off by
        /// itself.
        case denial
        /// The price agreed or set by law is lower than the charge.
        case contractual
        /// The patient's own share.
        case patientShare
        /// Paid or adjusted by an earlier payer, and posted from his advice: not to be posted
        /// again.
        case priorPayer
        /// An amount added or kept for reasons of its own: interest, incentive, tax, withholding.
        case other
    }

    package let kind: Kind
    /// In a few words of our own, the same for codes of one cause.
    package let meaning: String

    /// The reason of a code; nil for an unknown one.
    package static func of(_ code: String) -> X12AdjustmentReason? { table[code] }

    private static let table: [String: X12AdjustmentReason] = {
        var table: [String: X12AdjustmentReason] = [:]
        for (kind, meaning, codes) in causes {
            for code in codes.split(separator: " ") {
                table[String(code)] = X12AdjustmentReason(kind: kind, meaning: meaning)
            }
        }
        return table
    }()

    /// Codes by their cause, withdrawn ones too, for old advice is still replayed.
    ///
    /// The meanings are paraphrased and gathered; the list's own sentences are not reproduced.
    ///
    /// Source: X12 External Code Source 139, Claim Adjustment Reason Codes.
    private static let causes: [(Kind, String, String)] = [
        (.patientShare, "deductible", "1 66 126 247"),
        (.patientShare, "coinsurance", "2 72 127 248"),
        (.patientShare, "copayment", "3 241"),
        (.patientShare, "patient's share under the plan", "25 36 37 142 178 187 156 201 P3"),
        (.patientShare, "interest the patient owes", "85"),
        (.patientShare, "paid to the patient, who owes it to the provider", "100"),

        (.contractual, "above the agreed or allowed price", "42 45 A2 P5 217 147 222"),
        (.contractual, "reduction by law or budget", "43 253 86 223 P12 P18 P19 P20 P23 P28 W1"),
        (.contractual, "discount or contract rate", "41 102 103 131 132 139 281 P24 P25 P26"),
        (.contractual, "discount for paying promptly", "44"),
        (.contractual, "reduced beside other procedures of the day", "59 B10"),
        (.contractual, "part of a rate per case or per day", "68 69 70 73 78 80 81 82 83 84 94"),
        (.contractual, "part of a rate per case or per day", "A4 A5 A7 118 122 186 232 249"),
        (.contractual, "education, capital or hardship component", "74 75 76"),
        (.contractual, "fee component set apart", "89 90 91 134 172 229"),
        (.contractual, "may not be collected from the patient", "209"),
        (.contractual, "priced by a fee schedule or review", "P7 P9 220 230 216 P15"),

        (.priorPayer, "result of an earlier payer", "23"),
        (.priorPayer, "amount of the first payer", "71 99 A3"),
        (.priorPayer, "what an earlier payer left to the patient", "275 303"),

        (
            .denial, "information missing or wrong",
            "16 17 107 125 129 148 163 164 226 227 250 251 252"
        ),
        (.denial, "identification missing or wrong", "31 140 206 207 208 224"),
        (.denial, "codes do not fit each other", "4 5 6 7 8 9 10 11 12 199 236 240 261 282 306"),
        (.denial, "code invalid or not the right one", "65 146 181 182 189 A8 B18 D8"),
        (.denial, "dates do not fit", "13 14 110"),
        (.denial, "exact duplicate of a claim", "18"),
        (.denial, "paid before", "B13"),
        (.denial, "filed too late", "29 B4 166 286"),
        (.denial, "authorization missing, exceeded or not fitting", "15 39 61 62 197 198 210 284"),
        (.denial, "authorization missing, exceeded or not fitting", "296 302 P17"),
        (.denial, "referral missing or exceeded", "165 287 288"),
        (.denial, "medical necessity not shown", "50 56 55 57 58 150 151 152 153 154 40 54 117"),
        (.denial, "not documented in the records", "112 B12"),
        (.denial, "not covered by the plan", "46 47 48 49 51 60 96 111 114 160 167 168 188 202"),
        (.denial, "not covered by the plan", "204 211 212 256 258 269 276 B1 B22 157 158 159 113"),
        (.denial, "not covered by the plan", "33 34 53 67 115 200 203 108"),
        (.denial, "refused", "A1 193 196"),
        (.denial, "benefits used up", "35 119 149 273"),
        (.denial, "patient not covered on that day", "26 27 28 30 32 177 179 180 141 239 238"),
        (.denial, "another payer is liable", "19 20 21 22 24 109 120 136 191 98 B11 P2 P4 P21 P22"),
        (.denial, "another payer is liable", "214 215 254 270 280 289 290 291 292 297 298 300"),
        (.denial, "another payer is liable", "301 304 305 B9"),
        (.denial, "included in another service", "97 128 190 194 231 234 P14 B15 B20 B21"),
        (.denial, "provider not entitled", "38 52 170 171 183 184 185 242 243 279 283 299 B7 B23"),
        (.denial, "provider not entitled", "P16 213 278 B16"),
        (.denial, "prescription missing, incomplete or old", "173 174 175 176 B17"),
        (.denial, "visits or stays do not qualify", "A6 B14 B5 B8 272 169 155 B6 B19"),
        (.denial, "plan's procedure not followed", "95 106 116 138 228 274 285"),
        (.denial, "must be billed in another way", "135 267 268"),
        (.denial, "error that could have been prevented", "233"),
        (.denial, "under review or in dispute, undecided", "133 221 244 255 257 277 P8 P10 P11"),
        (.denial, "judged under workers' compensation or liability rules", "P1 P6 P13 P27 218"),
        (.denial, "judged under workers' compensation or liability rules", "162 219"),

        (.other, "estimate before treatment", "101"),
        (.other, "withheld under the contract", "104 145 245"),
        (.other, "tax or surcharge", "105 137 235"),
        (.other, "incentive, bonus or penalty", "144 161 225 237"),
        (.other, "compensation for what the patient left unpaid", "121"),
        (.other, "paid in part, the rest later", "143 271"),
        (.other, "fee for handling or supply", "130 205 262 263 264 265 266 295"),
        (.other, "additional payment", "259 260"),
        (.other, "money returned", "88 123 124 195 A0 87"),
        (.other, "correction of an earlier claim", "63"),
        (.other, "paid to somebody else", "293 294"),
        (.other, "for information only", "246 64 77 79 92 93 192 B2 B3"),
    ]
}
