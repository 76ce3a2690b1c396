import Feeds
import Foundation
import Values

/// A made-up ledger and what its bank accounts received, from a directory with `customers.csv`,
/// `invoices.csv` and `payments.csv`.
struct Scenario {
    /// The customers as a list of ours.
    let customers: String
    /// The numbers of customers by the scenario's ids.
    let customerNumbers: [String: String]
    let invoices: [ScenarioInvoice]
    /// In the order of their booking days.
    let payments: [ScenarioPayment]

    init(_ directory: String) throws {
        var numbers: [String: String] = [:]
        let rows = try ScenarioTable("\(directory)/customers.csv").map { row in
            numbers[row["customer_id"]] = row["customer_number"]
            return list(
                row["customer_number"], row["name"], row["country"],
                possible(row["bank_account_on_file"]),
                row["name_on_file_2"], row["terms_days"])
        }
        customers = "number,name,country,accounts,aliases,payment_terms_days\n" + rows.joined()
        customerNumbers = numbers
        invoices = try ScenarioTable("\(directory)/invoices.csv").map { row in
            try ScenarioInvoice(row, of: numbers[row["customer_id"]] ?? "")
        }
        payments = try ScenarioTable("\(directory)/payments.csv").map(ScenarioPayment.init)
    }

    /// Every day on which a document was issued or money came.
    var days: [CalendarDate] {
        Set(invoices.map(\.issuedOn)).union(payments.map(\.bookedOn)).sorted()
    }
}

/// A document of a scenario.
struct ScenarioInvoice {
    let issuedOn: CalendarDate
    /// The document as a row of ``header``.
    let row: String

    static let header =
        "number,kind,customer,document_date,due_date,currency,amount,discount_percent,"
        + "discount_until\n"

    init(_ row: ScenarioRow, of customer: String) throws {
        issuedOn = try row.day("issue_date")
        let isCredit = row["type"] == "CN"
        let amount = row["amount"]
        let discount = isCredit ? nil : try discount(row, issuedOn: issuedOn)
        self.row = list(
            row["invoice_number"], isCredit ? "credit_note" : "invoice", customer,
            row["issue_date"], row["due_date"], row["currency"],
            isCredit && amount.hasPrefix("-") ? String(amount.dropFirst()) : amount,
            discount?.percent ?? "", discount?.until.description ?? "")
    }
}

/// The terms of a document; a scenario gives a fraction, such as 0.02, and days from the issue.
private func discount(
    _ row: ScenarioRow, issuedOn: CalendarDate
) throws -> DiscountTerms? {
    let (fraction, days) = (row["discount_pct"], row["discount_days"])
    guard !fraction.isEmpty, !days.isEmpty else { return nil }
    guard let share = Decimal(string: fraction), let count = Int(days) else {
        throw row.wrong("discount_pct")
    }
    return DiscountTerms(
        basisPoints: NSDecimalNumber(decimal: share * 10_000).int32Value,
        until: issuedOn.adding(days: count))
}

/// A movement on one of a scenario's bank accounts.
struct ScenarioPayment {
    let id: String
    let account: String
    let bookedOn: CalendarDate
    let valueOn: CalendarDate
    /// Negative for a payment that the bank takes back.
    let amount: Money
    let payerName: String
    let payerAccount: String
    let endToEndID: String
    let text: String

    init(_ row: ScenarioRow) throws {
        id = row["payment_id"]
        account = row["account_id"]
        bookedOn = try row.day("booking_date")
        valueOn = try row.day("value_date")
        amount = Money(minorUnits: try row.minor("amount"), currency: try row.currency())
        payerName = row["payer_name"]
        payerAccount = possible(row["payer_account"])
        endToEndID = row["end_to_end_id"]
        text = row["remittance"]
    }
}

/// An account as master data takes it: some scenarios make up IBANs no country has, which count
/// here as that country's own numbers.
private func possible(_ account: String) -> String {
    guard account.prefix(2).allSatisfy(\.isLetter), IBAN(account) == nil else { return account }
    return String(account.dropFirst(2))
}

/// A line of CSV.
private func list(_ cells: String...) -> String {
    cells.map { cell in
        cell.contains(where: { ",\";".contains($0) }) ? "\"\(cell)\"" : cell
    }.joined(separator: ",") + "\n"
}
