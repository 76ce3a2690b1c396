import Foundation
import Publishing
import Reporting
import Spreadsheets
import Testing
import Values

/// The workbook as the XML it consists of.
struct WorkbookTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func workbook(_ tables: [Table]) throws -> String {
        var pack = SamplePack.pack(rows: 1)
        pack.heading.entity = "\u{1}Kyrie & Söhne"
        pack.frontCharts[0].title = "\u{2}]]>"
        pack.frontCharts[0].series[0].name = "\u{3}\u{FFFF}"
        pack.reports = [Report(id: "RP00", title: "Test", tables: tables)]
        return try scratch.write(
            publish(pack, paper: .a4, scratch: scratch.path).ending(".xlsx"))
    }

    private func part(_ name: String, of workbook: String) throws -> String {
        try output(of: "unzip", "-p", workbook, "xl/" + name)
    }

    /// The XML of a cell: from its reference to the next cell.
    private func cell(_ reference: String, _ sheet: String) throws -> Substring {
        let start = try #require(sheet.range(of: "<c r=\"\(reference)\"")).lowerBound
        let rest = sheet[start...].dropFirst()
        return sheet[start..<(rest.range(of: "<c r=") ?? rest.endIndex..<rest.endIndex).lowerBound]
    }

    @Test func `every kind of cell keeps its type`() throws {
        let table = Table(
            name: "types", title: "Types",
            columns: ["a", "b", "c", "d", "e", "f", "g"].map { Column($0, $0, .left) },
            rows: [
                [
                    .text("=1+1"), .integer(-7), .date(SamplePack.date("2026-03-31")),
                    .money(SamplePack.euros(-1_234_50)), .ratio(numerator: 2, denominator: 3),
                    .notAvailable, .empty,
                ]
            ])

        let sheet = try part("worksheets/sheet2.xml", of: workbook([table]))

        #expect(try cell("A2", sheet).contains("t=\"inlineStr\"><is><t>=1+1</t>"))
        #expect(try cell("B2", sheet).contains("<v>-7</v>"))
        #expect(try cell("C2", sheet).contains("<v>46112</v>"))
        #expect(try cell("D2", sheet).contains("<v>-1234.5</v>"))
        #expect(try cell("E2", sheet).contains("<f>ROUND(2/3,2)</f><v>0.67</v>"))
        #expect(try cell("F2", sheet).contains("<t>n/a</t>"))
        #expect(!(try cell("G2", sheet).contains("<v>")))
        #expect(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:G2\"/>"))
        #expect(sheet.contains("fitToPage=\"1\"") && sheet.contains("orientation=\"landscape\""))
        #expect(sheet.contains("Page &amp;P of &amp;N"))
    }

    @Test func `texts stay texts in a file that any reader can parse`() throws {
        let table = Table(
            name: "hostile", title: "\u{1B}Hostile & <b>", columns: [Column("a", "=A", .left)],
            rows: hostileTexts.map { [.text($0)] }, totals: [[.text("=SUM(A1:A9)")]])

        let path = try workbook([table])

        let sheet = try part("worksheets/sheet2.xml", of: path)
        #expect(!sheet.contains("<f>"))
        #expect(sheet.contains("_x005F_x0041_"))
        #expect(sheet.count(of: "t=\"inlineStr\"") == hostileTexts.count + 2)
        // By a parser that is not ours.
        let check = """
            import sys, zipfile, xml.dom.minidom
            book = zipfile.ZipFile(sys.argv[1])
            for name in book.namelist(): xml.dom.minidom.parseString(book.read(name))
            print(len(book.namelist()))
            """
        #expect(try Int(output(of: "python3", "-c", check, path).dropLast()) ?? 0 > 10)
    }

    @Test func `amounts beyond fifteen digits stay exact as text`() throws {
        let table = Table(
            name: "large", title: "", columns: [Column("a", "A", .right)],
            rows: [
                [.money(SamplePack.euros(999_999_999_999_999))],
                [.money(SamplePack.euros(1_000_000_000_000_001))], [.money(SamplePack.euros(.min))],
                [.integer(.max)],
            ])

        let sheet = try part("worksheets/sheet2.xml", of: workbook([table]))

        #expect(try cell("A2", sheet).contains("<v>9999999999999.99</v>"))
        #expect(try cell("A3", sheet).contains("<t>10000000000000.01</t>"))
        #expect(try cell("A4", sheet).contains("<t>-92233720368547758.08</t>"))
        #expect(try cell("A5", sheet).contains("<t>9223372036854775807</t>"))
    }

    @Test func `a text longer than a cell ends in an ellipsis`() throws {
        let table = Table(
            name: "long", title: "", columns: [Column("a", "A", .left)],
            rows: [[.text(String(repeating: "é", count: 40_000))]])

        let sheet = try part("worksheets/sheet2.xml", of: workbook([table]))

        #expect(sheet.count(of: "é") == 32_766 && sheet.contains("é…</t>"))
    }

    @Test func `decimals and names of currencies are in the formats`() throws {
        let styles = try part("styles.xml", of: workbook([SamplePack.summary, SamplePack.kpis]))

        for format in [
            "#,##0.00_);(#,##0.00)", "#,##0_);(#,##0)", "#,##0.000_);(#,##0.000)",
            "#,##0.000&quot; KWD&quot;_);(#,##0.000&quot; KWD&quot;)",
        ] {
            #expect(styles.contains("formatCode=\"\(format)\""), "\(format)")
        }
    }

    @Test func `sheets have names that are short and different, and links lead to them`() throws {
        let names = [
            "summary", "charts", String(repeating: "a", count: 40),
            String(repeating: "a", count: 35),
        ]
        let tables = names.map {
            Table(name: $0, title: $0, columns: [Column("a", "A", .left)], rows: [])
        }

        let path = try workbook(tables)

        let book = try part("workbook.xml", of: path)
        let long = String(repeating: "a", count: 29)
        for name in ["Summary", "summary_2", "charts_2", long + "aa", long + "_2", "Charts"] {
            #expect(book.contains("name=\"\(name)\""), "\(name)")
        }
        let links = try part("worksheets/sheet1.xml", of: path)
        #expect(links.contains("location=\"'summary_2'!A1\""))
        #expect(try part("worksheets/sheet2.xml", of: path).contains("No items."))
    }

    @Test func `the summary shouts when a tie-out fails`() throws {
        let path = try scratch.write(
            publish(SamplePack.pack(failing: true), paper: .letter, scratch: scratch.path)
                .ending(".xlsx"))

        let summary = try part("worksheets/sheet1.xml", of: path)

        #expect(summary.contains("1 of 8 tie-outs FAIL: do not rely on these figures"))
        #expect(summary.contains("<t>FAILS</t>") && summary.contains("<v>349.5</v>"))
        #expect(summary.contains("<tabColor rgb=\"FFB02A00\"/>"))
        #expect(summary.contains("paperSize=\"1\"") || !summary.contains("paperSize"))
    }

    @Test func `charts are native and draw the figures beside them`() throws {
        let path = try scratch.write(
            publish(SamplePack.pack(), paper: .a4, scratch: scratch.path).ending(".xlsx"))

        let chart = try part("charts/chart1.xml", of: path)

        #expect(chart.contains("<c:grouping val=\"stacked\"/>"))
        #expect(chart.contains("<c:f>Charts!$B$3:$B$5</c:f>"))
        #expect(try output(of: "unzip", "-Z1", path).count(of: "xl/charts/chart") == 5)
    }

    @Test func `nothing is left in the scratch directory`() throws {
        _ = try publish(SamplePack.pack(), paper: .a4, scratch: scratch.path)

        #expect(scratch.contents.isEmpty)
    }

    @Test func `an unusable scratch directory is an error that may pass`() throws {
        let missing = scratch.path + "/missing"

        let error = #expect(throws: PublishingError.self) {
            try publish(SamplePack.pack(rows: 1), paper: .a4, scratch: missing)
        }

        #expect(error?.isTransient == true)
        #expect(error?.remedy.contains(missing) == true)
    }
}
