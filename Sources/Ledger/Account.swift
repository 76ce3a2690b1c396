/// An account of the chart.
///
/// Ids under 10000 are fixed; each own bank account has one above.
package struct Account: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The ledger account of an own bank account.
    package static func bank(ownAccount id: Int32) -> Account {
        Account(rawValue: firstBank + id)
    }

    package static let bankClearing = Account(rawValue: 1100)
    package static let receivables = Account(rawValue: 1200)
    /// Cash on account: the payer is known, the document is not.
    package static let unappliedCash = Account(rawValue: 2100)
    package static let unidentifiedCash = Account(rawValue: 2110)
    package static let taxPayable = Account(rawValue: 2300)
    package static let openingBalance = Account(rawValue: 3000)
    package static let revenue = Account(rawValue: 4000)
    package static let feeIncome = Account(rawValue: 4100)
    package static let interestIncome = Account(rawValue: 4900)
    package static let bankCharges = Account(rawValue: 6000)
    package static let discounts = Account(rawValue: 6100)
    package static let tolerance = Account(rawValue: 6200)
    package static let badDebt = Account(rawValue: 6300)
    package static let adjustments = Account(rawValue: 6400)

    private static let firstBank: Int32 = 10_000

    /// The id of the own bank account behind this account; nil for every other account.
    package var ownAccount: Int32? {
        rawValue > Self.firstBank ? rawValue - Self.firstBank : nil
    }

    /// Whether customers' money that is set against no document rests here.
    package var holdsCash: Bool {
        self == .unappliedCash || self == .unidentifiedCash
    }
}
