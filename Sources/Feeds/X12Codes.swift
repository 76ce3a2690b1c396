/// What the short code lists of X12 remittance advice mean.
///
/// The meanings are our own words, not those of the lists.
package enum X12Codes {
    /// How the money travels, by BPR04; unknown where the bank chooses, or the code is rare.
    ///
    /// Source: ASC X12 004010 and 005010, data element 591, Payment Method Code.
    static func method(_ code: X12Code) -> AdviceMethod {
        switch code {
        case "ACH", "BKW", "CDA", "CLH", "CWT", "DDP", "EBX", "FEW", "FWT", "PRO", "SWT",
            "DCC", "DLC", "DPC", "DXC", "DYC", "DZC", "PDC", "SCC", "SDC", "SPC", "SXC", "SZC",
            "CCD", "CTP", "CTX", "PPD":
            .transfer
        case "CHK", "CCF", "CCH", "CPC", "PAC", "PBC", "PBD": .cheque
        case "CCC", "DEB": .card
        case "NON": .none
        default: .unknown
        }
    }

    /// What a payer did with a claim, by CLP02; nil for an unknown code.
    package static func claimStatus(_ code: String) -> String? { claimStatuses[code] }

    /// Who bears an adjustment, by CAS01; nil for an unknown code.
    package static func adjustmentGroup(_ code: String) -> String? { adjustmentGroups[code] }

    /// Why a payer adds or keeps an amount that belongs to no claim, by PLB03-1; nil for an
    /// unknown code.
    package static func providerAdjustment(_ code: String) -> String? {
        providerAdjustments[code]
    }

    /// Source: ASC X12 004010 and 005010, data element 1029, Claim Status Code, as the 835 uses it.
    private static let claimStatuses = [
        "1": "processed as the first payer",
        "2": "processed as the second payer",
        "3": "processed as the third payer",
        "4": "denied",
        "5": "pending",
        "10": "received, not yet processed",
        "13": "suspended",
        "15": "suspended for an investigation",
        "16": "suspended, documents returned",
        "17": "suspended for a review",
        "19": "processed as the first payer and passed on to the next",
        "20": "processed as the second payer and passed on to the next",
        "21": "processed as the third payer and passed on to the next",
        "22": "takes an earlier payment back",
        "23": "not this payer's claim, passed on",
        "25": "estimate before treatment, nothing is paid",
        "27": "reviewed",
    ]

    /// Source: ASC X12 005010, data element 1033, Claim Adjustment Group Code; `CR` until 004010.
    private static let adjustmentGroups = [
        "CO": "borne by the provider under its contract",
        "PR": "borne by the patient",
        "OA": "borne by neither",
        "PI": "kept by the payer without a contract",
        "CR": "correction of an earlier claim",
    ]

    /// Source: ASC X12 004010 and 005010, data element 426, Adjustment Reason Code, as PLB uses it.
    private static let providerAdjustments = [
        "50": "charge for filing late",
        "51": "interest as a penalty",
        "72": "money returned by the provider, acknowledged",
        "90": "allowance for paying early",
        "AH": "origination fee",
        "AM": "put to the account of a loan",
        "AP": "advance on benefits",
        "B2": "rebate",
        "B3": "allowance recovered",
        "BD": "bad debt",
        "BN": "bonus",
        "C5": "temporary allowance",
        "CR": "interest on capitation",
        "CS": "adjustment",
        "CT": "capitation",
        "CV": "capital costs passed through",
        "CW": "nurse anaesthetists passed through",
        "DM": "direct medical education passed through",
        "E3": "withheld",
        "FB": "balance carried between payments",
        "FC": "fund allocation",
        "GO": "graduate medical education passed through",
        "HM": "clotting factor supplement",
        "IP": "incentive",
        "IR": "withheld for the tax office",
        "IS": "interim settlement",
        "J1": "not reimbursable",
        "L3": "penalty",
        "L6": "interest the payer owes",
        "LE": "levy",
        "LS": "lump sum",
        "OA": "organ acquisition passed through",
        "OB": "settled against an affiliated provider",
        "PI": "periodic interim payment",
        "PL": "final settlement",
        "RA": "adjustment for a time past",
        "RE": "return on equity",
        "SL": "student loan repaid",
        "TL": "third party's liability",
        "WO": "overpayment recovered",
        "WU": "recovery not specified",
    ]
}
