/// The accounts every ledger has, by the ids that migration 0001 gives them.
package enum LedgerAccount {
    /// Movements on a bank account that nothing explains yet.
    package static let bankClearing: Int32 = 1100
    package static let receivables: Int32 = 1200
    /// Cash whose payer is known and whose documents are not.
    package static let unappliedCash: Int32 = 2100
    /// Cash whose payer is not known.
    package static let unidentifiedCash: Int32 = 2110
    package static let taxPayable: Int32 = 2300
    package static let openingBalance: Int32 = 3000
    package static let revenue: Int32 = 4000
    package static let feeIncome: Int32 = 4100
    package static let interestIncome: Int32 = 4900
    package static let bankCharges: Int32 = 6000
    package static let discounts: Int32 = 6100
    package static let tolerance: Int32 = 6200
    package static let badDebt: Int32 = 6300
    package static let adjustments: Int32 = 6400

    /// The ledger account of an own bank account.
    package static func bank(_ ownAccount: Int32) -> Int32 { 10_000 + ownAccount }

    /// Whether customers' money that is set against no document rests on an account.
    package static func holdsCash(_ account: Int32) -> Bool {
        account == unappliedCash || account == unidentifiedCash
    }
}
