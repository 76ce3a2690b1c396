/// Files written for the tests, in the manner of the clearing house.
enum NACHAFixture {
    /// One entry with its addenda from column 2 on.
    struct Item {
        var code: Int
        var cents: Int
        var routing = "021000021"
        var account = "12345678"
        /// Columns 40 to 78.
        var middle = "INV 4711".padded(15) + "JANE ROE".padded(22) + "  "
        var addenda: [String] = []
        var trace = "091000010000001"
    }

    /// One batch; its control record follows from the entries.
    struct Batch {
        var entryClass = "CCD"
        var serviceClass = 200
        var company = "PAYER INC"
        var effective = "260302"
        var settlement = "061"
        var description = "VENDOR PAY"
        var items: [Item]
    }

    static let header =
        "101 021000021 0910000192603010600A094101RECEIVER BANK          SENDER BANK                    "

    /// The records of a file with right totals, without line ends.
    static func records(_ batches: [Batch]) -> [String] {
        var records = [header]
        var (count, hash, debit, credit) = (0, 0, 0, 0)
        for (index, batch) in batches.enumerated() {
            let number = digits(index + 1, 7)
            let fields: [String] = [
                "5", String(batch.serviceClass), batch.company.padded(16), "".padded(20),
                "1123456789", batch.entryClass, batch.description.padded(10), "260301",
                batch.effective, batch.settlement, "109100001", number,
            ]
            records.append(fields.joined())
            var sums = (count: 0, hash: 0, debit: 0, credit: 0)
            for item in batch.items { add(item, batch.entryClass, &records, &sums) }
            let width = batch.entryClass == "ADV" ? 20 : 12
            let rest = width == 20 ? "".padded(19) : "1123456789".padded(35)
            let control: [String] = [
                "8", String(batch.serviceClass), digits(sums.count, 6), digits(sums.hash, 10),
                digits(sums.debit, width), digits(sums.credit, width), rest, "09100001", number,
            ]
            records.append(control.joined())
            count += sums.count
            hash = (hash + sums.hash) % 10_000_000_000
            debit += sums.debit
            credit += sums.credit
        }
        let width = batches.first?.entryClass == "ADV" ? 20 : 12
        let blocks = (records.count + 10) / 10
        let control: [String] = [
            "9", digits(batches.count, 6), digits(blocks, 6), digits(count, 8), digits(hash, 10),
            digits(debit, width), digits(credit, width),
        ]
        records.append(control.joined().padded(94))
        while !records.count.isMultiple(of: 10) {
            records.append(String(repeating: "9", count: 94))
        }
        return records
    }

    static func file(_ batches: [Batch]) -> String {
        records(batches).joined(separator: "\n") + "\n"
    }

    private static func add(
        _ item: Item, _ entryClass: String, _ records: inout [String],
        _ sums: inout (count: Int, hash: Int, debit: Int, credit: Int)
    ) {
        let flag = item.addenda.isEmpty ? "0" : "1"
        let front: [String] = ["6", String(item.code), item.routing]
        let rest: [String] =
            switch entryClass {
            case "ADV":
                [
                    item.account.padded(15), digits(item.cents, 12), "021000021FILE11",
                    "ADVICE".padded(24), flag, "021000020610001",
                ]
            case "IAT":
                [
                    digits(item.addenda.count, 4), "".padded(13), digits(item.cents, 10),
                    item.account.padded(39), flag, item.trace,
                ]
            default:
                [
                    item.account.padded(17), digits(item.cents, 10), item.middle.padded(39), flag,
                    item.trace,
                ]
            }
        records.append((front + rest).joined())
        for addendum in item.addenda { records.append("7" + addendum.padded(93)) }
        sums.count += 1 + item.addenda.count
        sums.hash = (sums.hash + (Int(item.routing.prefix(8)) ?? 0)) % 10_000_000_000
        let isCredit = item.code > 80 ? item.code % 2 == 1 : (1...4).contains(item.code % 10)
        if isCredit { sums.credit += item.cents } else { sums.debit += item.cents }
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        BAILockboxFixture.digits(number, width)
    }

    /// Addenda 05.
    static func remittance(_ text: String, _ sequence: Int = 1) -> String {
        "05" + text.padded(80) + digits(sequence, 4) + "0000001"
    }

    /// Addenda 99.
    static func returned(_ code: String, _ rest: String = "") -> String {
        "99\(code)021000020000077      09100001" + rest.padded(44) + "091000010000001"
    }

    static let whole = file([
        Batch(items: [
            Item(code: 22, cents: 12_500, addenda: [remittance("TRN*1*T-99*1123456789~")]),
            Item(code: 22, cents: 700),
        ]),
        Batch(
            entryClass: "PPD", effective: "260303", settlement: "   ",
            items: [Item(code: 26, cents: 300, addenda: [returned("R01")])]),
    ])
}
