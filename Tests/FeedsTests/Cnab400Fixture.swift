/// Files written for the tests, in the manner of Brazilian banks.
enum Cnab400Fixture {
    /// Itaú: paid less the fee, paid with interest, registered, rejected, written off.
    static let brazilian = file(
        bank: 341,
        [
            itau("06", received: 9_790, nominal: 10_000, fee: 210),
            itau("06", received: 4_288, nominal: 4_400, fee: 210, interest: 98),
            itau("02", received: 0, nominal: 5_000),
            itau("03", received: 0, nominal: 5_000, reasons: "08"),
            itau("09", received: 210, nominal: 4_000, fee: 210),
        ])

    static func itau(
        _ occurrence: String, received: Int, nominal: Int, fee: Int = 0, interest: Int = 0,
        reasons: String = ""
    ) -> [Int: String] {
        title(occurrence, received: received, nominal: nominal).merging([
            176: padded(fee, 13), 267: padded(interest, 13), 325: "JOÃO DA SILVA", 378: reasons,
        ]) { $1 }
    }

    /// The columns that nearly all banks share.
    static func title(_ occurrence: String, received: Int, nominal: Int) -> [Int: String] {
        [
            1: "1", 38: "PEDIDO 77", 63: "27615123", 109: occurrence, 111: "200526",
            117: "NF-1089", 147: "100526", 153: padded(nominal, 13), 254: padded(received, 13),
            296: "210526",
        ]
    }

    /// A whole file around details, its records numbered.
    static func file(
        bank: Int, _ details: [[Int: String]], account: String = "073000035110",
        trailer: [Int: String] = [:]
    ) -> String {
        let header = [
            1: "02RETORNO01COBRANCA", 27: account, 47: "ACME LTDA", 77: padded(bank, 3),
            95: "210526",
        ]
        let nominal = details.reduce(0) { $0 + (Int($1[153] ?? "") ?? 0) }
        let totals = [
            1: "9201" + padded(bank, 3), 213: padded(details.count, 8), 221: padded(nominal, 14),
        ]
        let rows = [header] + details + [totals.merging(trailer) { $1 }]
        return rows.enumerated().map { index, fields in
            FixedRow(400, [395: padded(index + 1, 6)].merging(fields) { $1 }).text
        }.joined(separator: "\r\n") + "\r\n"
    }
}
