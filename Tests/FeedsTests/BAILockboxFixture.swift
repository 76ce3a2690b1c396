/// Files written for the tests, in the manner of American lockbox banks.
enum BAILockboxFixture {
    /// A cheque: amount in cents, what follows the cheque's number, and its overflow records from
    /// column 12 on.
    struct Cheque {
        var cents: Int
        var routing = "021000021"
        var number = "0000000180"
        var rest = ""
        var overflows: [String] = []
    }

    /// A file of one lockbox with one batch and right totals.
    static func file(
        _ cheques: [Cheque], count: Int? = nil, total: Int? = nil, records: Int? = nil
    ) -> String {
        var lines = [
            "100RECEIVER  00999999912603031800", "2RECEIVER  0099999991REFERENCE 40008000801",
            "50010000022222260302RECEIVER  0099999991",
        ]
        for (index, cheque) in cheques.enumerated() {
            let item = "001" + digits(index + 1, 3)
            let fields: [String] = [
                "6", item, digits(cheque.cents, 10), cheque.routing, "0012345555", cheque.number,
                cheque.rest,
            ]
            lines.append(fields.joined())
            for (index, overflow) in cheque.overflows.enumerated() {
                let flag = index + 1 == cheque.overflows.count ? "9" : "0"
                lines.append("4\(item)6\(digits(index + 1, 2))\(flag)\(overflow)")
            }
        }
        let sum = total ?? cheques.reduce(0) { $0 + $1.cents }
        let number = count ?? cheques.count
        lines.append("70010000022222260302\(digits(number, 3))\(digits(sum, 10))")
        lines.append("80000000022222260302\(digits(number, 4))\(digits(sum, 10))")
        lines.append("9\(digits(records ?? lines.count + 1, 6))")
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    static let whole = file([
        Cheque(
            cents: 12_500, rest: "022826" + "JANE ROE".padded(30) + "THE OFFICE",
            overflows: ["INV-1001  0000010000INV-1002  0000002500"]),
        Cheque(cents: 700, number: "000000181 ", rest: "ACCT 77", overflows: ["rent", "march"]),
    ])
}

extension String {
    /// The text with blanks up to a width; longer text is cut.
    func padded(_ width: Int) -> String {
        String(prefix(width)) + String(repeating: " ", count: max(0, width - count))
    }
}
