import Documents
import Foundation
import Publishing
import Reporting
import Testing
import Values

/// What a reader of the PDF sees, as `pdftotext` of poppler does.
struct PrintTests {
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
    }

    private func pages(_ pack: ReportPack, paper: Paper = .a4) throws -> [String] {
        let file = try publish(pack, paper: paper, scratch: scratch.path).ending(".pdf")
        let path = try scratch.write(file)
        let text = try output(of: "pdftotext", "-layout", path, "-")
        return text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }

    @Test func `page one says whose figures, of when, and that they tie out`() throws {
        let first = try #require(try pages(SamplePack.pack()).first)

        for text in [
            "Hellenic Medical Supplies AG", "March 2026", "2026-03-31", "48211", "3f2a9c51d07b",
            "8/8 tie-outs hold", "369,800.00", "(12,045.50)", "28.63", "n/a", "D-118", "D-121",
            "D-097", "the 3 largest of 4", "Open items by age", "Roll-forward",
        ] {
            #expect(first.contains(text), "\(text)")
        }
        #expect(!first.contains("D-130"))
    }

    @Test func `a failing tie-out is loud on page one and at the foot of every page`() throws {
        let pages = try pages(SamplePack.pack(failing: true))

        let first = try #require(pages.first)
        #expect(first.contains("1 of 8 tie-outs FAIL: do not rely on these figures"))
        #expect(first.contains("369,800.00 EUR against 369,450.50 EUR, difference 349.50 EUR"))
        #expect(!first.contains("tie-outs hold"))
        for page in pages { #expect(page.contains("TIE-OUTS FAIL")) }
    }

    @Test func `figures of two currencies never tie out and still print`() throws {
        var pack = SamplePack.pack()
        pack.tieOuts = [
            TieOut(
                id: "T1", statement: "apples = oranges", left: SamplePack.euros(.max),
                right: Money(minorUnits: .min, currency: SamplePack.yen))
        ]

        let pages = try pages(pack)

        #expect(pages[0].contains("different currencies"))
        #expect(pages[1].contains("92,233,720,368,547,758.07 EUR"))
        #expect(pages[1].contains("(9,223,372,036,854,775,808) JPY"))
    }

    @Test(arguments: [Paper.a4, .letter])
    func `each page says which of how many it is`(_ paper: Paper) throws {
        let pages = try pages(SamplePack.pack(rows: 200), paper: paper)

        #expect(pages.count > 6)
        for (index, page) in pages.enumerated() {
            #expect(page.contains("Page \(index + 1) of \(pages.count)"))
        }
    }

    @Test func `a long table prints each row once under headings that repeat`() throws {
        let pages = try pages(SamplePack.pack(rows: 1000))

        let text = pages.joined()
        for index in 0..<1000 {
            #expect(text.count(of: "RE-2026-\(10_000 + index) ") == 1, "row \(index)")
        }
        let tablePages = pages.filter { $0.contains("RE-2026-1") && !$0.contains("tie-outs") }
        #expect(tablePages.count > 15)
        for page in tablePages { #expect(page.contains("Document") && page.contains("Original")) }
        #expect(text.contains("1,000 rows · amounts in EUR"))
        // The column of weight 0 is only in the other files.
        #expect(!text.contains("Ward 3"))
    }

    @Test func `a table too long to be read says where the rest is`() throws {
        var pack = SamplePack.pack(rows: 0)
        pack.reports[0].tables = [
            Table(
                name: "long", title: "Long", columns: [Column("n", "N", .right)],
                rows: (1...20_007).map { [.integer($0)] }, totals: [[.integer(20_007)]])
        ]

        let text = try pages(pack).joined()

        #expect(text.contains("20,007 rows"))
        #expect(text.contains("Rows 20,001 to 20,007 are only in long.csv and in the workbook."))
        #expect(text.contains(" 20,000\n") && !text.contains(" 20,001\n"))
    }

    @Test func `no scripts are lost`() throws {
        let text = try pages(SamplePack.pack(rows: 8)).joined()

        for name in [
            "Müller & Söhne", "Παπαδόπουλος", "Zażółć Gęślą Jaźń", "東京商事株式会社", "北京贸易有限公司",
            "Ромашка", "القاهرة",
        ] {
            #expect(text.contains(name), "\(name)")
        }
    }

    @Test func `currencies print with their own decimals, and once where there is one`() throws {
        let text = try pages(SamplePack.pack()).joined()

        for figure in ["1,234,567.89", "98,765,432", "1,234.567", "(24,691.35)", "(1,975,308)"] {
            #expect(text.contains(figure))
        }
        #expect(text.contains("1.005 KWD") && text.contains("12,345,678 JPY"))
        #expect(!text.contains("1,234,567.89 EUR"))
    }

    @Test func `zero rows print as no items`() throws {
        let page = try #require(try pages(SamplePack.pack()).first { $0.contains("Receipt") })

        #expect(page.contains("No items.") && page.contains("0 rows"))
    }

    @Test func `a pack without anything is still a report`() throws {
        var pack = SamplePack.pack()
        (pack.tiles, pack.tieOuts, pack.frontCharts, pack.reports) = ([], [], [], [])
        pack.openDiscrepancies = []

        let pages = try pages(pack)

        #expect(pages[0].contains("No tie-outs were made") && pages[0].contains("No items."))
    }

    @Test func `a quarter is named in words`() throws {
        let first = try #require(try pages(SamplePack.pack(period: "2026-Q1")).first)

        #expect(first.contains("First quarter of 2026, January to March"))
    }

    @Test func `charts of nothing, of zeros and below zero are drawn`() throws {
        var pack = SamplePack.pack()
        let kinds: [Chart.Kind] = [.stackedBars, .groupedBars, .waterfall, .lines]
        let values: [[Int64]] = [[], [0, 0, 0], [-5, -7, 3], [.max, .min, .max], [1]]
        pack.frontCharts = kinds.flatMap { kind in
            values.map { values in
                Chart(
                    kind: kind, title: "\(kind) of \(values.count)",
                    labels: values.map { "at \($0)" },
                    series: [
                        .init(name: "one", values: values), .init(name: "two", values: values),
                    ], currency: SamplePack.yen)
            }
        }

        let text = try pages(pack).joined()

        #expect(text.contains("No figures."))
        for kind in kinds { #expect(text.count(of: "\(kind) of 3") == 3) }
    }

    @Test func `texts that nobody should obey are printed or marked, and stop nothing`() throws {
        var pack = SamplePack.pack()
        pack.openDiscrepancies = [hostileTexts.joined(separator: " ")]
        pack.reports[0].tables[1].rows = hostileTexts.map { text in
            var row = SamplePack.aging(rows: 1).rows[0]
            row[1] = .text(text)
            return row
        }

        let text = try pages(pack).joined()

        #expect(text.contains("<b>&amp;</b>"))
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}") && text.contains("\u{FFFD}"))
    }

    @Test func `checkers find no fault in the file`() throws {
        let file = try publish(SamplePack.pack(), paper: .a4, scratch: scratch.path)
            .ending(".pdf")

        let report = try output(of: "qpdf", "--check", try scratch.write(file))

        #expect(report.contains("No syntax or stream encoding errors found"))
    }

    @Test func `a machine without fonts is an error that names the package`() async throws {
        let path = try scratch.write(
            PublishedFile(name: "fonts.conf", bytes: Array("<fontconfig></fontconfig>".utf8)))
        unsafe setenv("PUBLISHING_TESTS_FONTS", path, 1)
        await #expect(processExitsWith: .success) {
            let path = ProcessInfo.processInfo.environment["PUBLISHING_TESTS_FONTS"] ?? ""
            unsafe setenv("FONTCONFIG_FILE", path, 1)
            do throws(PublishingError) {
                _ = try publish(SamplePack.pack(rows: 1), paper: .a4, scratch: "/tmp")
                exit(1)
            } catch .document(.missingGlyphs(let count, _, let package)) {
                exit(count > 100 && package == "fonts-noto-core" ? 0 : 2)
            } catch {
                exit(3)
            }
        }
    }

    @Test func `each script's package is named`() throws {
        for (text, package) in [
            ("\u{E000} 東京", "fonts-noto-cjk"), ("\u{E000} 한국", "fonts-noto-cjk"),
            ("\u{F0000} 😀", "fonts-noto-color-emoji"), ("\u{E000}", "fonts-noto-extra"),
        ] {
            var canvas = try PDFCanvas(
                .init(title: "", author: "", created: "2026-03-31T00:00:00Z"))
            canvas.beginPage(Size(width: 100, height: 100))
            canvas.draw(text, at: Point(0, 0), width: 100, Font(8))
            canvas.endPage()
            let error: DocumentError?
            do throws(DocumentError) {
                _ = try canvas.finish()
                error = nil
            } catch let thrown {
                error = thrown
            }
            guard case .missingGlyphs(let count, text, package) = error else {
                Issue.record("\(text): \(String(describing: error))")
                continue
            }
            #expect(count >= 1)
        }
    }
}
