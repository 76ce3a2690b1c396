import Foundation
import Publishing
import Reporting
import TestSupport
import Testing
import Values

/// The files for programs.
struct CSVTests {
    private func csv(_ table: Table) throws -> String {
        let scratch = try ScratchDirectory()
        var pack = SamplePack.pack(rows: 1)
        pack.reports = [Report(id: "RP00", title: "Test", tables: [table])]
        let file = try publish(pack, paper: .a4, scratch: scratch.path).named(table.name + ".csv")
        return String(decoding: file.bytes, as: UTF8.self)
    }

    private func table(_ texts: [String]) -> Table {
        Table(
            name: "t", title: "T", columns: [Column("text", "Text", .left)],
            rows: texts.map { [.text($0)] })
    }

    @Test func `every kind of cell has one way to be written`() throws {
        let table = Table(
            name: "rp", title: "",
            columns: ["a", "b", "c", "d", "e", "f", "g"].map { Column($0, $0, .left) },
            rows: [
                [
                    .empty, .text("x"), .integer(-1_234_567), .date(SamplePack.date("2026-03-31")),
                    .money(SamplePack.euros(-5)), .ratio(numerator: 2, denominator: 3),
                    .notAvailable,
                ],
                [
                    .text(""), .text("a,\"b\""), .integer(0), .date(SamplePack.date("0001-01-01")),
                    .money(SamplePack.euros(123_456)), .ratio(numerator: -1, denominator: 8),
                    .ratio(numerator: 1, denominator: 0),
                ],
            ])

        let text = try csv(table)

        #expect(
            text == """
                a,b,c,d,e,f,g\r
                ,x,-1234567,2026-03-31,-0.05,0.67,n/a\r
                ,"a,""b""\",0,0001-01-01,1234.56,-0.13,n/a\r
                #rows=2,total=e:1234.51 EUR\r

                """)
    }

    @Test func `amounts of several currencies say which`() throws {
        let lines = try csv(SamplePack.kpis).split(separator: "\r\n")

        #expect(
            lines == [
                "kpi,value,numerator,numerator_currency,denominator,denominator_currency,status",
                "Days sales outstanding,28.63,328800.00,EUR,4192200.00,EUR,on target",
                "Promises kept,n/a,0,,0,,no promises", "Fees in dinar,0.33,1.005,KWD,12345678,JPY,",
                "#rows=3,total=numerator:328800.00 EUR;numerator:1.005 KWD;"
                    + "denominator:4192200.00 EUR;denominator:12345678 JPY",
            ])
    }

    @Test func `a currency column is enough`() throws {
        let lines = try csv(SamplePack.summary).split(separator: "\r\n")

        #expect(lines[0] == "currency,not_due,b1_30,b90p,open_total,pct_of_ar")
        #expect(lines[3] == "KWD,1234.567,411.522,-24.691,1621.398,-2.00")
    }

    @Test func `sums beyond 64 bits are right`() throws {
        let table = Table(
            name: "t", title: "", columns: [Column("open", "Open", .right)],
            rows: [[.money(SamplePack.euros(.max))], [.money(SamplePack.euros(.max))]])

        #expect(try csv(table).hasSuffix("#rows=2,total=open:184467440737095516.14 EUR\r\n"))
    }

    @Test func `zero rows are a header and a count`() throws {
        #expect(try csv(SamplePack.empty) == "receipt_no,received,amount\r\n#rows=0,total=\r\n")
    }

    @Test(arguments: hostileTexts)
    func `no text begins a formula, an escape or the last line`(_ text: String) throws {
        let written = try csv(table([text]))

        let records = try CSVReader.records(written.dropFirst("text\r\n".count))
        let field = try #require(records.first?.first)
        let visible = field.unicodeScalars.first { !$0.properties.isWhitespace }
        #expect(visible.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true)
        #expect(!written.unicodeScalars.contains { $0.value < 0x20 && $0 != "\r" && $0 != "\n" })
        #expect(records.count == 2)
        #expect(!written.dropFirst("text\r\n".count).hasPrefix("#rows=99"))
    }

    @Test func `what was written can be read back, whatever it was`() throws {
        var random = Seeded(11)
        let alphabet = Array("='\"+-@ ,;\n#aé東＝\u{301}\u{FEFF}")
        let texts = (0..<2000).map { _ in
            String(
                (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? "a"
                })
        }

        let records = try CSVReader.records(csv(table(texts)).dropFirst("text\r\n".count))

        #expect(records.dropLast().map { CSVReader.unguarded($0[0]) } == texts)
    }
}

/// A reader of RFC 4180 that knows nothing of the writer.
enum CSVReader {
    struct Malformed: Error {}

    static func records(_ text: some StringProtocol) throws -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var rest = Array(text.unicodeScalars)[...]
        while let first = rest.popFirst() {
            switch first {
            case "\"" where field.isEmpty: field = try quoted(&rest)
            case ",":
                record.append(String(field))
                field = String.UnicodeScalarView()
            case "\r":
                guard rest.popFirst() == "\n" else { throw Malformed() }
                records.append(record + [String(field)])
                (record, field) = ([], String.UnicodeScalarView())
            default: field.append(first)
            }
        }
        guard record.isEmpty, field.isEmpty else { throw Malformed() }
        return records
    }

    private static func quoted(
        _ rest: inout ArraySlice<Unicode.Scalar>
    ) throws -> String.UnicodeScalarView {
        var field = String.UnicodeScalarView()
        while let next = rest.popFirst() {
            guard next == "\"" else {
                field.append(next)
                continue
            }
            guard rest.first == "\"" else { return field }
            field.append(next)
            rest.removeFirst()
        }
        throw Malformed()
    }

    /// The way back the documentation gives: one apostrophe before what begins like a formula.
    static func unguarded(_ field: String) -> String {
        let scalars = field.unicodeScalars
        guard scalars.first == "'" else { return field }
        let start = scalars.drop { $0 == "'" }
        let visible = start.first {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
        }
        guard let visible = visible,
            start.first == "\n" || "=+-@＝＋－＠".unicodeScalars.contains(visible)
        else { return field }
        return String(scalars.dropFirst())
    }
}
