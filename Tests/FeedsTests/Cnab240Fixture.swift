/// Files written for the tests, in the manner of Brazilian banks.
enum Cnab240Fixture {
    /// Paid less the fee, paid after it was written off, written off.
    static let brazilian = file(
        bank: 1,
        [
            pair("06", received: 34_400, nominal: 35_000, fee: 103, discount: 600),
            pair("17", received: 20_000, nominal: 20_000), pair("09", received: 0, nominal: 5_000),
        ].flatMap(\.self))

    /// A segment T and its segment U; record numbers are filled in by ``file``.
    static func pair(
        _ movement: String, received: Int, nominal: Int, fee: Int = 0, discount: Int = 0
    ) -> [[Int: String]] {
        [
            [
                14: "T", 16: movement, 38: "14499570000020673", 59: "NF-4711", 74: "20052026",
                82: padded(nominal, 15), 106: "PEDIDO 77", 149: "JOÃO DA SILVA",
                199: padded(fee, 15), 214: "0100000000",
            ],
            [
                14: "U", 16: movement, 18: padded(0, 15), 33: padded(discount, 15),
                78: padded(received, 15), 93: padded(max(0, received - fee), 15), 138: "20052026",
                146: "21052026",
            ],
        ]
    }

    /// A whole file of one lot around segments, numbered and counted.
    static func file(
        bank: Int, _ segments: [[Int: String]], service: String = "T01",
        lotTrailer: [Int: String] = [:], trailer: [Int: String] = [:]
    ) -> String {
        let code = padded(bank, 3)
        let header = [1: code + "00000", 143: "2", 144: "21052026", 158: "002108"]
        let lot = [1: code + "00011", 9: service, 54: "01234", 60: "0000000054321"]
        let details = segments.enumerated().map { index, fields in
            [1: code + "00013", 9: padded(index + 1, 5)].merging(fields) { $1 }
        }
        let end = [1: code + "00015", 18: padded(details.count + 2, 6)]
        let total = [1: code + "99999", 18: "000001", 24: padded(details.count + 4, 6)]
        let rows =
            [header, lot] + details + [
                end.merging(lotTrailer) { $1 }, total.merging(trailer) { $1 },
            ]
        return rows.map { FixedRow(240, $0).text }.joined(separator: "\r\n") + "\r\n"
    }
}
