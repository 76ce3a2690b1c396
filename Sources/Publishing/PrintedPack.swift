import Documents
import Reporting
import Values

/// The PDF of a pack: page one on one page, the proofs, then each report in order.
func printedPack(_ pack: ReportPack, paper: Paper) throws(PublishingError) -> [UInt8] {
    do throws(DocumentError) {
        var printed = try PrintedPack(pack, paper: paper)
        printed.planFront()
        for index in printed.sections.indices { printed.plan(section: index) }
        printed.draw()
        return try printed.finish()
    } catch {
        throw .document(error)
    }
}

/// What is planned and drawn of a pack.
struct PrintedPack: ~Copyable {
    let pack: ReportPack
    let portrait: Size
    /// The proofs and then the reports.
    let sections: [Report]
    var canvas: PDFCanvas
    var flow = PageFlow()
    /// All tables in the order of the sections; pieces name them by index.
    var tables: [TableLayout] = []

    init(_ pack: ReportPack, paper: Paper) throws(DocumentError) {
        let heading = pack.heading
        self.pack = pack
        portrait =
            paper == .a4
            ? Size(width: 595.28, height: 841.89) : Size(width: 612, height: 792)
        sections = [Self.proofs(pack)] + pack.reports
        canvas = try PDFCanvas(
            PDFCanvas.Properties(
                title: "Receivables report, \(heading.periodInWords)",
                author: SafeText.of(heading.entity), created: heading.created))
    }

    /// The tie-outs as a report like the others.
    private static func proofs(_ pack: ReportPack) -> Report {
        let table = Table(
            name: "tie_outs", title: "Tie-outs",
            columns: [
                Column("id", "Tie-out", .left, weight: 0.6),
                Column("statement", "Statement", .left, weight: 4),
                Column("left", "Left", .right, weight: 1.4),
                Column("right", "Right", .right, weight: 1.4),
                Column("difference", "Difference", .right, weight: 1.2),
                Column("result", "Result", .left, weight: 0.6),
            ], rows: pack.tieOuts.map(\.cells))
        return Report(
            id: "", title: "Contents and proofs",
            note: "Each tie-out compares two figures that were computed in different ways.",
            tables: [table])
    }

    func width(of size: Size) -> Double { size.width - 2 * PageFlow.margin }

    mutating func draw() {
        for index in flow.pages.indices {
            let page = flow.pages[index]
            canvas.beginPage(page.size)
            if let section = page.begins {
                canvas.addDestination("section\(section)", title: title(ofSection: section))
            }
            drawFrame(page, number: index + 1)
            for piece in page.pieces { draw(piece, on: page) }
            canvas.endPage()
        }
    }

    private mutating func draw(_ piece: Piece, on page: PlannedPage) {
        let area = Rectangle(
            x: PageFlow.margin, y: piece.top, width: width(of: page.size), height: piece.height)
        switch piece.content {
        case .frontHeading: drawFrontHeading(area)
        case .badge: drawBadge(area)
        case .tiles(let range): drawTiles(range, area)
        case .discrepancies: drawDiscrepancies(area)
        case .contents: drawContents(area)
        case .charts(let charts, let scale): draw(charts, scale, area)
        case .sectionHeading(let section): drawSectionHeading(section, area)
        case .tableHeading(let table, let isContinued):
            drawHeading(of: tables[table], isContinued: isContinued, area)
        case .columnHeadings(let table): drawColumnHeadings(of: tables[table], area)
        case .rows(let table, let rows): draw(rows, of: tables[table], area)
        case .totals(let table): drawTotals(of: tables[table], area)
        case .remark(let text):
            canvas.draw(text, at: Point(area.x, area.y + 3), width: area.width, Font(8), Self.quiet)
        }
    }

    consuming func finish() throws(DocumentError) -> [UInt8] {
        try canvas.finish()
    }

    static let ink = Colour(Palette.ink)
    static let quiet = Colour(Palette.quiet)
    static let rule = Colour(Palette.rule)
}
