import Values

/// Writes statements as MT940, with `:86:` between slashes as Swiss banks do or in numbered
/// sub-fields as German ones do.
///
/// Source: SWIFT Standards MT, category 9, MT940; Deutsche Kreditwirtschaft, DFÜ-Abkommen annex 3.
struct SwiftWriter {
    enum Dialect { case slashes, numbered }

    let dialect: Dialect

    func written(_ statement: BankStatement) -> String {
        var lines = [
            ":20:STMT2026" + padded(statement.sequence, 4),
            ":25:\(statement.account.identifier)",
            ":28C:\(padded(statement.sequence, 5))/00001",
            ":60F:" + balance(statement.openingMinor, statement.from, statement.account.currency),
        ]
        for booking in statement.bookings { lines += entry(booking) }
        lines.append(
            ":62F:" + balance(statement.closingMinor, statement.to, statement.account.currency))
        lines.append("-")
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private func balance(_ minor: Int64, _ day: CalendarDate, _ currency: String) -> String {
        mark(minor) + short(day) + currency + decimal(minor, mark: ",")
    }

    private func entry(_ booking: Booking) -> [String] {
        // A reversal of a credit is marked RC and is money out.
        let mark = booking.kind == .reversal ? "RC" : mark(booking.amountMinor)
        let monthAndDay = short(booking.bookedOn).dropFirst(2)
        let line =
            ":61:\(short(booking.bookedOn))\(monthAndDay)\(mark)"
            + decimal(booking.amountMinor, mark: ",")
            + "\(typeCode(booking.kind))NONREF//\(booking.reference)"
        return [line] + wrapped(":86:" + information(booking))
    }

    private func information(_ booking: Booking) -> String {
        guard let payment = booking.payments.first, booking.kind != .batch else {
            let words = booking.kind == .batch ? "SAMMLER LASTSCHRIFT" : title(booking.kind)
            return dialect == .slashes
                ? "/TRTP/\(words)/"
                : "\(businessCode(booking.kind))?00\(words)?20ANZAHL \(booking.payments.count)"
        }
        return dialect == .slashes ? slashed(payment) : numbered(payment, booking)
    }

    private func slashed(_ payment: Payment) -> String {
        let endToEnd = payment.endToEndID.isEmpty ? "NOTPROVIDED" : payment.endToEndID
        var text = "/EREF/\(endToEnd)//CNTP/\(payment.payerAccount)/DEMOCHZZ/"
        text += "\(payment.plainPayerName)/"
        guard !(payment.structuredReferences + [payment.text]).joined().isEmpty else { return text }
        text += "//REMI/"
        if let reference = payment.structuredReferences.first {
            text += "STRD/CUR/\(reference)/"
        } else {
            text += "USTD//\(payment.text)/"
        }
        return text
    }

    private func numbered(_ payment: Payment, _ booking: Booking) -> String {
        var pieces: [String] = []
        if !payment.endToEndID.isEmpty { pieces.append("EREF+" + payment.endToEndID) }
        if !payment.mandate.isEmpty { pieces.append("MREF+" + payment.mandate) }
        let words = (payment.structuredReferences + [payment.text]).filter { !$0.isEmpty }
        if !words.isEmpty { pieces.append("SVWZ+" + words.joined(separator: " ")) }
        var field = "\(businessCode(booking.kind))?00\(title(booking.kind))?100001"
        var number = 20
        for piece in pieces.flatMap({ cut($0, 27) }) where number < 30 {
            field += "?\(number)\(piece)"
            number += 1
        }
        if !payment.payerAccount.isEmpty { field += "?30DEMODEZZ?31\(payment.payerAccount)" }
        for (index, piece) in cut(payment.plainPayerName, 27).prefix(2).enumerated() {
            field += "?\(32 + index)\(piece)"
        }
        return field + (booking.kind == .directDebitReturn ? "?34902" : "")
    }

    private func title(_ kind: Booking.Kind) -> String {
        switch kind {
        case .payment: "GUTSCHRIFT"
        case .batch: "SAMMLER LASTSCHRIFT"
        case .directDebitReturn: "RUECKLASTSCHRIFT"
        case .reversal: "STORNO"
        case .charge: "ENTGELT"
        case .interest: "HABENZINS"
        case .sweep: "UEBERTRAG EIGENES KONTO"
        }
    }

    private func businessCode(_ kind: Booking.Kind) -> String {
        switch kind {
        case .payment, .reversal: "166"
        case .batch: "192"
        case .directDebitReturn: "109"
        case .charge: "808"
        case .interest: "814"
        case .sweep: "833"
        }
    }

    private func typeCode(_ kind: Booking.Kind) -> String {
        switch kind {
        case .payment, .reversal: "NTRF"
        case .batch: "NDDT"
        case .directDebitReturn: "NRTI"
        case .charge: "NCHG"
        case .interest: "NINT"
        case .sweep: "NCMS"
        }
    }

    private func mark(_ minor: Int64) -> String { minor < 0 ? "D" : "C" }

    private func short(_ day: CalendarDate) -> String {
        let (year, month, number) = day.numbers
        return padded(year % 100, 2) + padded(month, 2) + padded(number, 2)
    }

    /// Lines of at most 65 characters, none beginning with a mark that would end the field.
    private func wrapped(_ field: String) -> [String] {
        var lines: [String] = []
        var rest = field[...]
        while !rest.isEmpty {
            var length = 65
            while let next = rest.dropFirst(length).first, ":-".contains(next) { length -= 1 }
            lines.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return lines
    }

    private func cut(_ text: String, _ length: Int) -> [String] {
        var pieces: [String] = []
        var rest = text[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }
}
