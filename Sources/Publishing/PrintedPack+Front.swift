import Documents
import Reporting
import Values

extension PrintedPack {
    static let discrepanciesShown = 3
    private static let tilesPerRow = 3
    private static let tileHeight = 66.0
    private static let factFont = Font(8)
    private static let listFont = Font(8)

    /// Page one: what a supervisor must see if it is the only page read.
    mutating func planFront() {
        let width = width(of: portrait)
        flow.beginPage(portrait, title: nil)
        let next = "Receivables report, continued"
        flow.place(.frontHeading, height: 74)
        flow.place(.badge, height: badgeHeight(width), titleOfNext: next)
        var start = 0
        while start < pack.tiles.count {
            let end = min(start + Self.tilesPerRow, pack.tiles.count)
            flow.place(.tiles(start..<end), height: Self.tileHeight + 8, titleOfNext: next)
            start = end
        }
        flow.place(.discrepancies, height: discrepanciesHeight(width), titleOfNext: next)
        planCharts(pack.frontCharts, titleOfNext: next)
    }

    mutating func drawFrontHeading(_ area: Rectangle) {
        let heading = pack.heading
        let left = area.width * 0.66
        canvas.draw(
            SafeText.of(heading.entity), at: Point(area.x, area.y), width: left,
            Font(10, bold: true), Self.quiet, lines: 1)
        canvas.draw(
            "Receivables report", at: Point(area.x, area.y + 15), width: left,
            Font(22, bold: true), Self.ink, lines: 1)
        canvas.draw(
            heading.periodInWords, at: Point(area.x, area.y + 45), width: left, Font(13),
            Self.ink, lines: 1)
        let facts = [
            ("As of", heading.asOf.description), ("Version", "\(heading.version)"),
            ("Last batch", "\(heading.batch)"), ("Ledger digest", heading.shortDigest),
        ]
        for (index, (name, value)) in facts.enumerated() {
            let y = area.y + 4 + Double(index) * 13
            canvas.draw(
                name, at: Point(area.x + left, y), width: 70, Self.factFont, Self.quiet, lines: 1)
            canvas.draw(
                value, at: Point(area.x + left + 70, y), width: area.width - left - 70,
                Font(8, bold: true), Self.ink, .right, lines: 1)
        }
    }

    private var badgeLines: [String] {
        pack.failingTieOuts.map { tieOut in
            let cells = tieOut.cells.map(\.printed)
            let difference =
                tieOut.difference.map {
                    "difference \(Figures.grouped($0.units, digits: $0.currency.minorDigits)) "
                        + "\($0.currency)"
                } ?? "different currencies"
            return "\(cells[0])  \(cells[1]): \(cells[2]) \(tieOut.left.currency) against "
                + "\(cells[3]) \(tieOut.right.currency), \(difference)"
        }
    }

    private mutating func badgeHeight(_ width: Double) -> Double {
        badgeLines.reduce(34.0) { height, line in
            height + canvas.height(of: line, width: width - 24, Self.listFont) + 2
        } + (badgeLines.isEmpty ? 0 : 8)
    }

    mutating func drawBadge(_ area: Rectangle) {
        let isGood = pack.failingTieOuts.isEmpty && !pack.tieOuts.isEmpty
        let colour = Colour(isGood ? Palette.good : Palette.bad)
        let box = Rectangle(x: area.x, y: area.y, width: area.width, height: area.height - 10)
        canvas.fill(box, Colour(isGood ? Palette.goodGround : Palette.badGround))
        canvas.fill(Rectangle(x: box.x, y: box.y, width: 5, height: box.height), colour)
        canvas.draw(
            pack.badge, at: Point(area.x + 14, area.y + 4.5), width: area.width - 120,
            Font(11, bold: true), colour, lines: 1)
        canvas.draw(
            "all figures on page \(page(ofSection: 0))", at: Point(area.right - 106, area.y + 7),
            width: 100,
            Font(7.5), Self.quiet, .right, lines: 1)
        canvas.link(box, to: "section0")
        var y = area.y + 24
        for line in badgeLines {
            y +=
                2
                + canvas.draw(
                    line, at: Point(area.x + 14, y), width: area.width - 24, Self.listFont, colour)
        }
    }

    private var discrepancyLines: [String] {
        let shown = pack.openDiscrepancies.prefix(Self.discrepanciesShown)
        guard !shown.isEmpty else { return ["No items."] }
        return shown.enumerated().map { "\($0 + 1).  \(SafeText.of($1))" }
    }

    private mutating func discrepanciesHeight(_ width: Double) -> Double {
        discrepancyLines.reduce(20.0) { height, line in
            height + canvas.height(of: line, width: width, Self.listFont, lines: 2) + 2
        } + 10
    }

    mutating func drawDiscrepancies(_ area: Rectangle) {
        let count = pack.openDiscrepancies.count
        let title =
            count > Self.discrepanciesShown
            ? "Open discrepancies, the \(Self.discrepanciesShown) largest of \(count)"
            : "Open discrepancies"
        canvas.draw(
            title, at: Point(area.x, area.y), width: area.width, Font(9, bold: true), Self.ink)
        canvas.line(
            [Point(area.x, area.y + 14), Point(area.right, area.y + 14)], Self.rule, width: 0.7)
        var y = area.y + 17
        for line in discrepancyLines {
            y +=
                2
                + canvas.draw(
                    line, at: Point(area.x, y), width: area.width, Self.listFont, Self.ink,
                    lines: 2)
        }
    }
}
