/// What the codes of the clearing house mean for the posting.
enum NACHACodes {
    /// What a transaction code does to the account of the entry.
    struct Transaction: BitwiseCopyable {
        var isCredit: Bool
        var nature: Nature
    }

    enum Nature: BitwiseCopyable {
        case live
        /// A return or a notification of change; the addenda say which.
        case returned
        /// Tests an account before the first payment: no money.
        case prenote
        /// Carries remittance but no money.
        case zeroAmount
        /// Accounting advice to a bank.
        case advice
    }

    /// What a transaction code means; nil for one that the rules do not have.
    static func transaction(_ code: Int64) -> Transaction? { transactions[code] }

    /// Demand accounts are 2x, savings 3x, general ledger 4x, loans 5x; a loan can only be debited
    /// to reverse a credit.
    ///
    /// Source: Nacha, ACH Operating Rules and Guidelines 2024, appendix three, subpart 3.2.2,
    /// "transaction code"; of 8x "ADV entry detail record".
    private static let transactions: [Int64: Transaction] = {
        let codes: [(Bool, Nature, [Int64])] = [
            (true, .live, [22, 32, 42, 52]),
            (true, .prenote, [23, 33, 43, 53]),
            (true, .zeroAmount, [24, 34, 44, 54]),
            (true, .returned, [21, 31, 41, 51]),
            (false, .live, [27, 37, 47, 55]),
            (false, .prenote, [28, 38, 48]),
            (false, .zeroAmount, [29, 39, 49]),
            (false, .returned, [26, 36, 46, 56]),
            (true, .advice, [81, 83, 85, 87]),
            (false, .advice, [82, 84, 86, 88]),
        ]
        return Dictionary(
            uniqueKeysWithValues: codes.flatMap { isCredit, nature, numbers in
                numbers.map { ($0, Transaction(isCredit: isCredit, nature: nature)) }
            })
    }()

    /// What an account owner or his bank has to correct, by the code of a notification of change.
    ///
    /// Source: Nacha, ACH Operating Rules and Guidelines 2024, appendix five, "change codes" and
    /// "refused change codes"; the wording is ours.
    static let changes: [String: String] = [
        "C01": "account number is wrong",
        "C02": "routing number is wrong",
        "C03": "routing number and account number are wrong",
        "C04": "name is wrong",
        "C05": "transaction code is wrong",
        "C06": "account number and transaction code are wrong",
        "C07": "routing number, account number and transaction code are wrong",
        "C08": "foreign bank's identification is wrong",
        "C09": "individual identification number is wrong",
        "C10": "company name is wrong",
        "C11": "company identification is wrong",
        "C12": "company name and company identification are wrong",
        "C13": "addenda format is wrong",
        "C14": "class code is wrong for an outgoing international payment",
        "C61": "notification refused: misrouted",
        "C62": "notification refused: trace number is wrong",
        "C63": "notification refused: company identification is wrong",
        "C64": "notification refused: individual identification number is wrong",
        "C65": "notification refused: corrected data is wrong",
        "C66": "notification refused: discretionary data is wrong",
        "C67": "notification refused: routing number is not that of the original entry",
        "C68": "notification refused: account number is not that of the original entry",
        "C69": "notification refused: transaction code is wrong",
    ]
}
