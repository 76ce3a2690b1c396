package import Values

/// What a money row is, as the view `transfer` names it.
package enum TransferKind: String, Sendable, CaseIterable {
    case openingBalance = "opening_balance"
    case revenue
    case tax
    case fee
    case payment
    case allocation
    case tolerance
    /// A deduction for the charges of the payer's bank.
    case chargeDeduction = "charge_deduction"
    case discount
    case writeOff = "write_off"
    case waiver
    case identification
    case creditTransfer = "credit_transfer"
    case undoneAllocation = "undone_allocation"
    case undoneAdjustment = "undone_adjustment"
    case undonePayment = "undone_payment"
    case bankReturn = "bank_return"
    /// What the bank took from an own account.
    case bankCharge = "bank_charge"
    case bankInterest = "bank_interest"
    case bankTransfer = "bank_transfer"
    case bankUnexplained = "bank_unexplained"
    case bankCreditCharge = "bank_credit_charge"
    case bankCreditInterest = "bank_credit_interest"
    case bankCreditTransfer = "bank_credit_transfer"
}

/// Money rows of one month, kind, pair of accounts and currency, added up.
package struct Movement: Hashable, Sendable {
    /// First day of the month of posting.
    package var month: CalendarDate
    /// Nil for a kind this program does not know; it then belongs to no flow, and the checks that
    /// compare flows with balances show it.
    package var kind: TransferKind?
    /// Ids as in ``LedgerAccount``.
    package var debit: Int32
    package var credit: Int32
    package var currency: Currency
    package var count: Int64
    /// Always positive.
    package var amountMinor: Int64

    package init(
        month: CalendarDate, kind: TransferKind?, debit: Int32, credit: Int32,
        currency: Currency, count: Int64, amountMinor: Int64
    ) {
        self.month = month
        self.kind = kind
        self.debit = debit
        self.credit = credit
        self.currency = currency
        self.count = count
        self.amountMinor = amountMinor
    }

    /// What the movement adds to an account, debits positive; zero where it does not touch it.
    package func change(of account: Int32) -> Int64 {
        (debit == account ? amountMinor : 0) - (credit == account ? amountMinor : 0)
    }
}
