/// Files written for the tests, in the manner of Belgian banks.
enum CodaFixture {
    static let header = FixedRow(
        128, [1: "00000", 6: "020326", 12: "68505", 35: "ACME NV", 61: "GEBABEBB", 128: "2"]
    ).text
    static let account = "BE68539007547034                  EUR"

    /// A structured communication 127 of a recurrent core direct debit.
    static let debit =
        "127020326110" + FixedRow(97, [1: "BE69ZZZ050D000000008", 36: "MANDAAT-7", 71: "ABO"]).text

    /// A transfer, a batch of two transfers, a collected direct debit that came back, a cheque
    /// less its costs.
    static let belgian = file([
        movement(1, amount: 100_000, code: "00150000", "101090933755493"),
        second(1, customerReference: "E2E-1"),
        third(1, account: "BE43068999999501                  EUR", name: "KLANT EEN"),
        FixedRow(128, [1: "31", 3: "00010001", 40: "1", 41: "001KLANT EEN MET EEN LANGE NAAM"])
            .text,
        FixedRow(128, [1: "31", 3: "00010002", 40: "0", 41: "FACTUUR 4711 EN"]).text,
        FixedRow(128, [1: "32", 3: "00010002", 11: "4712"]).text,
        movement(2, amount: 75_000, code: "20150000", "BATCH", globalisation: 1),
        movement(2, 1, amount: 50_000, code: "60150000", "DEEL 1"),
        third(2, 1, account: "", name: "KLANT TWEE"),
        movement(2, 2, amount: 25_000, code: "60150000", "DEEL 2", globalisation: 1),
        movement(3, amount: -30_000, code: "00503000", debit),
        second(
            3, communication: String(debit.dropFirst(53).prefix(53)), customerReference: "E2E-9",
            returnType: "2", reason: "AC04"),
        movement(4, amount: 98_000, code: "30350000", "CHEQUE", globalisation: 1),
        movement(4, 1, amount: 100_000, code: "80350100", "BRUTO"),
        movement(4, 2, amount: -2_000, code: "80337006", "KOSTEN", globalisation: 1),
    ])

    /// A whole file around movements, its totals right unless told otherwise.
    static func file(
        _ records: [String], closing: Int? = nil, count: Int? = nil, account: String = account,
        structure: String = "2", opening: Int = 1_000_000
    ) -> String {
        let amounts = records.filter { $0.hasPrefix("21") && $0.dropFirst(6).hasPrefix("0000") }
            .map { row in
                let digits = Int(row.dropFirst(32).prefix(15)) ?? 0
                return row.dropFirst(31).first == "1" ? -digits : digits
            }
        let closing = closing ?? opening + amounts.reduce(0, +)
        let trailer = FixedRow(
            128,
            [
                1: "9", 17: padded(count ?? records.count + 2, 6),
                23: padded(-amounts.filter { $0 < 0 }.reduce(0, +), 15),
                38: padded(amounts.filter { $0 > 0 }.reduce(0, +), 15), 128: "2",
            ])
        let old = FixedRow(
            128,
            [
                1: "1" + structure + "017", 6: account, 43: signed(opening), 59: "010326",
                65: "ACME NV", 126: "021",
            ])
        let new = FixedRow(
            128, [1: "8017", 5: account, 42: signed(closing), 58: "020326", 128: "0"])
        return ([header, old.text] + records + [new.text, trailer.text]).joined(separator: "\r\n")
            + "\r\n"
    }

    static func movement(
        _ sequence: Int, _ detail: Int = 0, amount: Int, code: String, _ communication: String = "",
        globalisation: Int = 0
    ) -> String {
        let isStructured = communication.hasPrefix("1")
        return FixedRow(
            128,
            [
                1: "21" + padded(sequence, 4) + padded(detail, 4), 11: "REF\(sequence)",
                32: signed(amount), 48: "030326", 54: code, 62: isStructured ? "1" : "0",
                63: String(communication.prefix(53)),
                116: "020326", 122: "017", 125: String(globalisation), 126: "0", 128: "0",
            ]
        ).text
    }

    static func second(
        _ sequence: Int, _ detail: Int = 0, communication: String = "",
        customerReference: String = "", returnType: String = " ", reason: String = ""
    ) -> String {
        FixedRow(
            128,
            [
                1: "22" + padded(sequence, 4) + padded(detail, 4), 11: communication,
                64: customerReference, 99: "KREDBEBB", 113: returnType, 114: reason,
            ]
        ).text
    }

    static func third(
        _ sequence: Int, _ detail: Int = 0, account: String, name: String,
        communication: String = ""
    ) -> String {
        FixedRow(
            128,
            [
                1: "23" + padded(sequence, 4) + padded(detail, 4), 11: account, 48: name,
                83: communication,
            ]
        ).text
    }

    /// A sign and fifteen digits; amounts are in thousandths.
    private static func signed(_ amount: Int) -> String {
        (amount < 0 ? "1" : "0") + padded(abs(amount), 15)
    }
}
