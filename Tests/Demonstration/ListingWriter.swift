import Values

/// Writes bookings as an American bank's CSV: months first, debits and credits in two columns,
/// commas between thousands, the payer's name inside the description.
///
/// This is the shipped profile `american-listing`; the account's number is not in the file.
struct ListingWriter {
    static let header = ["Date", "Description", "Reference", "Debit", "Credit", "Balance"]

    func written(_ statement: BankStatement) -> String {
        var lines = [Self.header.joined(separator: ",")]
        var balance = statement.openingMinor
        for booking in statement.bookings {
            balance += booking.amountMinor
            let cells = [
                american(booking.bookedOn), description(booking), booking.reference,
                booking.amountMinor < 0 ? grouped(booking.amountMinor) : "",
                booking.amountMinor < 0 ? "" : grouped(booking.amountMinor), grouped(balance),
            ]
            lines.append(cells.map(quoted).joined(separator: ","))
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func description(_ booking: Booking) -> String {
        guard let payment = booking.payments.first else { return title(booking.kind) }
        let parts = [title(booking.kind), payment.plainPayerName, payment.text]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func title(_ kind: Booking.Kind) -> String {
        switch kind {
        case .payment, .batch: "WIRE FROM"
        case .directDebitReturn: "RETURN"
        case .reversal: "REVERSAL"
        case .charge: "SERVICE CHARGE"
        case .interest: "INTEREST"
        case .sweep: "SWEEP"
        }
    }

    private func american(_ day: CalendarDate) -> String {
        let (year, month, number) = day.numbers
        return padded(month, 2) + "/" + padded(number, 2) + "/" + padded(year, 4)
    }

    private func grouped(_ minor: Int64) -> String {
        let text = decimal(minor)
        var whole = String(text.dropLast(3))
        var groups: [String] = []
        while whole.count > 3 {
            groups.insert(String(whole.suffix(3)), at: 0)
            whole.removeLast(3)
        }
        return ([whole] + groups).joined(separator: ",") + text.suffix(3)
    }
}

/// A cell of a CSV file, quoted where it must be.
func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",;\"\n\r".contains($0) }) else { return cell }
    let doubled = cell.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
}
