import Values

/// One of our own accounts.
struct OwnAccount {
    let identifier: String
    let currency: String
    let name: String
    let folder: String
    let openingMinor: Int64
    let monthlyChargeMinor: Int64

    static let all = [
        OwnAccount(
            identifier: CheckDigits.iban(country: "DE", "999900010000202601"), currency: "EUR",
            name: "Operating account EUR", folder: "eur-bank", openingMinor: 2_500_000,
            monthlyChargeMinor: 890),
        OwnAccount(
            identifier: "440027731", currency: "USD", name: "Operating account USD",
            folder: "usd-bank", openingMinor: 4_000_000, monthlyChargeMinor: 1_500),
        OwnAccount(
            identifier: CheckDigits.iban(country: "CH", "30999000000202601"), currency: "CHF",
            name: "Operating account CHF", folder: "chf-bank", openingMinor: 1_200_000,
            monthlyChargeMinor: 500),
    ]
}

/// A stretch of one account's bookings with the balances around them.
struct BankStatement {
    let account: OwnAccount
    let sequence: Int
    let from: CalendarDate
    let to: CalendarDate
    let openingMinor: Int64
    let bookings: [Booking]

    var closingMinor: Int64 { bookings.reduce(openingMinor) { $0 + $1.amountMinor } }
}

/// Books the payments on an account as its bank would, and cuts the bookings into statements.
struct Bank {
    let account: OwnAccount
    private(set) var bookings: [Booking] = []

    init(_ account: OwnAccount, _ story: Story) {
        self.account = account
        let own = story.payments.filter { $0.currency == account.currency }
        for payment in own where payment.scenario != .directDebit {
            book(.payment, on: payment.bookedOn, payment.amountMinor, [payment])
        }
        bookBatches(own.filter { $0.scenario == .directDebit })
        for (index, day) in story.returns where day <= lastDay {
            let payment = story.payments[index]
            guard payment.currency == account.currency else { continue }
            book(.directDebitReturn, on: day, -payment.amountMinor, [payment])
        }
        for payment in own where payment.scenario == .bankError {
            book(.reversal, on: payment.bookedOn.adding(days: 1), -payment.amountMinor, [payment])
        }
        bookOwn()
        // A stable order within the day, as banks have: the order in which it was booked.
        bookings = bookings.enumerated()
            .sorted { ($0.element.bookedOn, $0.offset) < ($1.element.bookedOn, $1.offset) }
            .map(\.element)
    }

    /// One booking a month over all direct debits collected that day.
    private mutating func bookBatches(_ debits: [Payment]) {
        for (day, payments) in Dictionary(grouping: debits, by: \.bookedOn)
            .sorted(by: { $0.key < $1.key })
        {
            book(.batch, on: day, payments.reduce(0) { $0 + $1.amountMinor }, payments)
        }
    }

    /// Charges each month, interest and a sweep each quarter.
    private mutating func bookOwn() {
        for month in 0..<9 {
            book(.charge, on: .month(month, day: 28).businessDay, -account.monthlyChargeMinor)
            guard month % 3 == 2 else { continue }
            book(.sweep, on: .month(month, day: 26).businessDay, -1_000_000)
            // A listing without codes could not tell interest from a payment.
            guard account.currency != "USD" else { continue }
            book(.interest, on: .month(month, day: 27).businessDay, 1_234 + Int64(month))
        }
    }

    private mutating func book(
        _ kind: Booking.Kind, on day: CalendarDate, _ amountMinor: Int64,
        _ payments: [Payment] = []
    ) {
        bookings.append(
            Booking(
                kind: kind, bookedOn: day, amountMinor: amountMinor, payments: payments,
                reference: account.currency + padded(26_000_000 + bookings.count * 37, 10)))
    }

    /// Statements that begin on these days, chained.
    func statements(from days: [CalendarDate]) -> [BankStatement] {
        var opening = account.openingMinor
        return days.enumerated().map { index, from in
            let next = index + 1 < days.count ? days[index + 1] : lastDay.adding(days: 1)
            let inside = bookings.filter { from <= $0.bookedOn && $0.bookedOn < next }
            let statement = BankStatement(
                account: account, sequence: index + 1, from: from, to: next.adding(days: -1),
                openingMinor: opening, bookings: inside)
            opening = statement.closingMinor
            return statement
        }
    }
}

/// A decimal with a given mark, without sign: `1234.50`.
func decimal(_ minor: Int64, mark: String = ".") -> String {
    let digits = padded(Int(minor.magnitude), 3)
    return digits.dropLast(2) + mark + digits.suffix(2)
}
