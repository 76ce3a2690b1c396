import Reporting
import Values

/// Packs for the tests, with the names, currencies and amounts that go wrong.
enum SamplePack {
    static let euro = currency("EUR")
    static let yen = currency("JPY")
    static let dinar = currency("KWD")

    /// Names in scripts that need shaping, direction or wide characters.
    static let names = [
        "Müller & Söhne GmbH, Köln", "Παπαδόπουλος ΑΕ, Θεσσαλονίκη",
        "Zażółć Gęślą Jaźń S.A., Łódź", "شركة الأمل للتجارة، القاهرة", "東京商事株式会社",
        "北京贸易有限公司", "Ромашка ООО, Москва", "O'Neil \"Quick\" Freight, Ltd.",
    ]

    static func currency(_ code: String) -> Currency {
        guard let currency = Currency(code: code) else { preconditionFailure("no \(code)") }
        return currency
    }

    static func date(_ text: String) -> CalendarDate {
        guard let date = CalendarDate(text) else { preconditionFailure("no \(text)") }
        return date
    }

    static func euros(_ cents: Int64) -> Money { Money(minorUnits: cents, currency: euro) }

    static func heading(_ period: String = "2026-03") -> ReportPack.Heading {
        guard let accounting = AccountingPeriod(period) else {
            preconditionFailure("no \(period)")
        }
        return ReportPack.Heading(
            entity: "Hellenic Medical Supplies AG", period: accounting, asOf: accounting.lastDay,
            version: 1, batch: 48_211,
            ledgerDigest: "3f2a9c51d07be84466a1c0ffee5d9a7b12e09f44c3d2b1a09f8e7d6c5b4a3928")
    }

    /// Aging detail: one currency, all kinds of cells.
    static func aging(rows: Int) -> Table {
        let days: [Int64] = [-12, 3, 17, 34, 45, 66, 95, 210]
        let buckets = ["not due", "1-30", "1-30", "31-60", "31-60", "61-90", "over 90", "over 90"]
        var total: Int64 = 0
        let body = (0..<rows).map { index in
            let amount = Int64(index % 9 == 5 ? -4_350 : 125_000 + index * 7_919 % 900_000)
            total += amount
            return [
                Cell.text("C\(1000 + index % 40)"), .text(names[index % names.count]),
                .text("RE-2026-\(10_000 + index)"),
                .date(date("2026-02-01").adding(days: index % 28)),
                .date(date("2026-03-01").adding(days: index % 28)), .integer(days[index % 8]),
                .text(buckets[index % 8]), .money(euros(amount + 10_000)), .money(euros(amount)),
                index % 5 == 0 ? .empty : .text("Ward \(index % 7)"),
            ]
        }
        return Table(
            name: "rp01_aging_detail", title: "Aging by item",
            columns: [
                Column("customer_id", "Customer", .left, weight: 0.8),
                Column("customer_name", "Name", .left, weight: 2.6),
                Column("document_no", "Document", .left, weight: 1.3),
                Column("document_date", "Date", .left), Column("due_date", "Due", .left),
                Column("days", "Days past due", .right, weight: 0.6),
                Column("bucket", "Bucket", .left, weight: 0.8),
                Column("original", "Original", .right, weight: 1.1),
                Column("open", "Open", .right, weight: 1.1),
                Column("owner", "Owner", .left, weight: 0),
            ], rows: body,
            totals: [
                [
                    .text("Total"), .empty, .empty, .empty, .empty, .empty, .empty,
                    .money(euros(total + Int64(rows) * 10_000)), .money(euros(total)), .empty,
                ]
            ])
    }

    /// Three currencies of 2, 0 and 3 decimals, named in a column.
    static let summary = Table(
        name: "rp01_aging_summary", title: "Aging by currency",
        columns: [
            Column("currency", "Currency", .left, weight: 0.7),
            Column("not_due", "Not due", .right), Column("b1_30", "1 to 30", .right),
            Column("b90p", "Over 90", .right), Column("open_total", "Open", .right),
            Column("pct_of_ar", "Per cent over 90", .right),
        ],
        rows: [(euro, Int64(123_456_789)), (yen, 98_765_432), (dinar, 1_234_567)].map { row in
            let (currency, units) = row
            return [
                .text(currency.code), .money(Money(minorUnits: units, currency: currency)),
                .money(Money(minorUnits: units / 3, currency: currency)),
                .money(Money(minorUnits: -units / 50, currency: currency)),
                .money(
                    Money(minorUnits: units + units / 3 - units / 50, currency: currency)),
                .ratio(numerator: -units * 100 / 50, denominator: units),
            ]
        })

    static let empty = Table(
        name: "rp05_unapplied", title: "Unapplied cash",
        columns: [
            Column("receipt_no", "Receipt", .left), Column("received", "Received", .left),
            Column("amount", "Amount", .right),
        ], rows: [])

    static let agingChart = Chart(
        kind: .stackedBars, title: "Open items by age",
        labels: ["Mar 2025", "Feb 2026", "Mar 2026"],
        series: [
            .init(name: "Not due", values: [21_500_000, 23_100_000, 24_250_000]),
            .init(name: "1 to 30", values: [8_200_000, 7_400_000, 6_950_000]),
            .init(name: "31 to 60", values: [3_100_000, 2_950_000, 2_100_000]),
            .init(name: "61 to 90", values: [1_200_000, 990_000, 1_450_000]),
            .init(name: "Over 90", values: [2_400_000, 2_610_000, 2_230_000]),
        ], currency: euro)

    static let waterfall = Chart(
        kind: .waterfall, title: "Roll-forward",
        labels: [
            "Opening", "Billed", "Cash applied", "Credit notes", "Write-offs", "Returns", "Closing",
        ],
        series: [
            .init(
                name: "Receivables",
                values: [
                    37_050_000, 41_922_000, -39_114_000, -2_004_000, -1_196_000, 322_000,
                    36_980_000,
                ])
        ], currency: euro)

    static let tiles = [
        Tile(
            title: "Days sales outstanding",
            value: .ratio(numerator: 12_001_200, denominator: 419_220),
            unit: "days", history: [3_010, 2_985, 2_950, 2_990, 2_960, 2_975, 2_930, 2_900],
            derivation: "328 800.00 / 4 192 200.00 × 365"),
        Tile(
            title: "Open receivables", value: .money(euros(36_980_000)), unit: "EUR",
            history: [36_100_000, 36_700_000, 37_400_000, 37_050_000],
            derivation: "RP01, column open"),
        Tile(
            title: "Applied without a person", value: .ratio(numerator: 9432, denominator: 100),
            unit: "%", history: [9_120, 9_250, 9_310], derivation: "2 829 of 3 000 payments"),
        Tile(
            title: "Unapplied cash", value: .money(euros(-1_204_550)), unit: "EUR",
            history: [900_000, 1_500_000], derivation: "RP05"),
        Tile(
            title: "Over 90 days", value: .ratio(numerator: 603, denominator: 100), unit: "%",
            history: [648, 655, 661], derivation: "22 300.00 / 369 800.00"),
        Tile(
            title: "Promises kept", value: .notAvailable, unit: "%", derivation: "0 of 0 promises"),
    ]

    static func tieOuts(failing: Bool) -> [TieOut] {
        (1...8).map { number in
            TieOut(
                id: "T\(number)", statement: "Open items = roll-forward closing, view \(number)",
                left: euros(36_980_000),
                right: euros(failing && number == 3 ? 36_945_050 : 36_980_000)
            )
        }
    }

    static func pack(
        rows: Int = 60, failing: Bool = false, period: String = "2026-03"
    ) -> ReportPack {
        ReportPack(
            heading: heading(period), tiles: tiles, tieOuts: tieOuts(failing: failing),
            openDiscrepancies: [
                "D-118 Lockbox 7 paid 12,400.00 EUR twice on 12 March; the bank confirms one deposit; "
                    + "owner M. Kowalska, due 4 April",
                "D-121 Remittance of Παπαδόπουλος ΑΕ names invoice RE-2026-10017, which was credited",
                "D-097 Statement of 3 March is missing between numbers 41 and 43",
                "D-130 Short payment of 14.20 EUR without a reason",
            ], frontCharts: [agingChart, waterfall],
            reports: [
                Report(
                    id: "RP01", title: "Aging of receivables",
                    note: "By due date; unapplied cash is not netted.",
                    tables: [summary, aging(rows: rows)], charts: [agingChart]),
                Report(
                    id: "RP05", title: "Unapplied and unidentified cash",
                    note: "One row a residual.",
                    tables: [empty]),
                Report(
                    id: "RP11", title: "Key figures", tables: [kpis],
                    charts: [
                        Chart(
                            kind: .groupedBars, title: "Billed and collected",
                            labels: ["Jan", "Feb", "Mar"],
                            series: [
                                .init(
                                    name: "Billed", values: [39_000_000, 40_100_000, 41_922_000]),
                                .init(
                                    name: "Collected", values: [38_200_000, 41_000_000, 39_114_000]),
                            ], currency: euro),
                        Chart(
                            kind: .lines, title: "Days sales outstanding",
                            labels: (1...13).map { "\(($0 + 1) % 12 + 1)/\($0 < 11 ? 25 : 26)" },
                            series: [
                                .init(name: "DSO", values: (0..<13).map { 3_000 + $0 * 37 % 190 }),
                                .init(
                                    name: "Best possible",
                                    values: (0..<13).map { 2_100 + $0 * 29 % 90 }),
                            ], currency: nil),
                    ]),
            ])
    }

    static let kpis = Table(
        name: "rp11_kpis", title: "Key figures with their parts",
        columns: [
            Column("kpi", "Figure", .left, weight: 2), Column("value", "Value", .right),
            Column("numerator", "Numerator", .right), Column("denominator", "Denominator", .right),
            Column("status", "Status", .left),
        ],
        rows: [
            [
                .text("Days sales outstanding"),
                .ratio(numerator: 12_001_200, denominator: 419_220),
                .money(euros(32_880_000)), .money(euros(419_220_000)), .text("on target"),
            ],
            [
                .text("Promises kept"), .notAvailable, .integer(0), .integer(0),
                .text("no promises"),
            ],
            [
                .text("Fees in dinar"), .ratio(numerator: 1, denominator: 3),
                .money(Money(minorUnits: 1_005, currency: dinar)),
                .money(Money(minorUnits: 12_345_678, currency: yen)), .empty,
            ],
        ])
}
