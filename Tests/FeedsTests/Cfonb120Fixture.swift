/// Files written for the tests, in the manner of French banks.
enum Cfonb120Fixture {
    /// A transfer received with its details, a returned direct debit, a fee.
    static let french = file([
        movement(12_345, code: "05", "VIR SEPA RECU /DE MARTIN"),
        detail("05", "NPY", "MARTIN SARL"),
        detail("05", "RCN", pair("E2E-1", "FACTURE 4711")),
        detail("05", "REF", "BANK-9"),
        detail("05", "LCC", "REGLEMENT FACTURES 4711"),
        detail("05", "LC2", "ET 4712"),
        detail("05", "CPY", "FR76 3000 6000 0112 3456 7890 189"),
        movement(-5_000, code: "A3", "PRLV SEPA REJETE"),
        detail("A3", "RET", "AC04  COMPTE CLOS"),
        detail("A3", "RCN", pair("E2E-2", "")),
        detail("A3", "RUM", "MANDAT-7"),
        movement(-121, code: "62", "FRAIS"),
    ])

    /// A whole statement around movements.
    static func file(_ records: [String], opening: Int = 100_000, closing: Int? = nil) -> String {
        let sum = records.filter { $0.hasPrefix("04") }.reduce(0) { $0 + amount(of: $1) }
        return ([balance("01", opening)] + records + [balance("07", closing ?? opening + sum)])
            .joined(separator: "\r\n") + "\r\n"
    }

    static func balance(_ record: String, _ amount: Int, currency: String = "EUR") -> String {
        row(record, [17: currency, 35: "020326", 91: overpunched(amount)])
    }

    static func movement(_ amount: Int, code: String, _ label: String = "") -> String {
        row(
            "04",
            [
                8: "9162", 33: code, 35: "030326", 43: "040326", 49: label, 82: "0000012",
                91: overpunched(amount), 105: "MYREF",
            ])
    }

    static func detail(_ code: String, _ qualifier: String, _ text: String) -> String {
        row("05", [8: "9162", 33: code, 35: "030326", 46: qualifier, 49: text])
    }

    static func row(_ record: String, _ fields: [Int: String]) -> String {
        let common = [
            1: record, 3: "15589", 12: "00001", 17: "EUR", 20: "2", 22: "98765432100",
        ]
        return FixedRow(120, common.merging(fields) { $1 }).text
    }

    static func overpunched(_ amount: Int) -> String {
        let digits = padded(abs(amount), 14)
        let last = Array(amount < 0 ? "}JKLMNOPQR" : "{ABCDEFGHI")[abs(amount) % 10]
        return digits.dropLast() + String(last)
    }

    private static func pair(_ first: String, _ second: String) -> String {
        FixedRow(70, [1: first, 36: second]).text
    }

    private static func amount(of row: String) -> Int {
        let field = row.dropFirst(90).prefix(14)
        let last = field.last ?? " "
        let credit = Array("{ABCDEFGHI").firstIndex(of: last)
        let debit = Array("}JKLMNOPQR").firstIndex(of: last)
        let magnitude = (Int(field.dropLast()) ?? 0) * 10 + (credit ?? debit ?? 0)
        return debit == nil ? magnitude : -magnitude
    }
}
