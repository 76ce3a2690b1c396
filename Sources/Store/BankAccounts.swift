import EmbeddedSQL
import Ledger
package import Postgres
package import Values

/// A bank account of the ledger's owner.
package struct BankAccount: Sendable, Equatable {
    package let id: Int32
    /// IBAN or the bank's own number, without blanks, in upper case.
    package let identifier: String
    package let currency: Currency
    package let name: String

    /// The account in the ledger that shows what the bank account holds.
    package var ledgerAccount: Int32 { LedgerAccount.bank(id) }

    init(_ row: borrowing Row) throws(PostgresError) {
        let code: String
        (id, identifier, code, name) = try row.columns(
            Int32.self, String.self, String.self, String.self)
        currency = try storedCurrency(code)
    }
}

extension Connection {
    package mutating func ownAccounts() throws(PostgresError) -> [BankAccount] {
        try query(SQL.ownAccounts).map(BankAccount.init)
    }
}

/// A currency code the ledger wrote itself; one it cannot read means a newer binary wrote it.
func storedCurrency(_ code: String) throws(PostgresError) -> Currency {
    guard let currency = Currency(code: code) else {
        throw .malformedValue(column: "currency", type: "Currency (\(code))")
    }
    return currency
}
