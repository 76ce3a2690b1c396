import Documents
import Reporting

extension PrintedPack {
    func title(ofSection index: Int) -> String {
        let section = sections[index]
        return [SafeText.of(section.id), SafeText.of(section.title)]
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    func page(ofSection index: Int) -> Int {
        (flow.pages.firstIndex { $0.begins == index } ?? 0) + 1
    }

    /// What stands on top and at the foot of a page.
    mutating func drawFrame(_ page: PlannedPage, number: Int) {
        let left = PageFlow.margin
        let width = width(of: page.size)
        if let title = page.title {
            canvas.draw(
                title, at: Point(left, 30), width: width * 0.42, Font(8, bold: true), Self.ink,
                lines: 1)
            canvas.draw(
                "\(pack.heading.periodInWords) · \(pack.heading.provenance)",
                at: Point(left + width * 0.42, 30), width: width * 0.58, Font(7.5), Self.quiet,
                .right, lines: 1)
            canvas.line([Point(left, 46), Point(left + width, 46)], Self.rule, width: 0.7)
        }
        let foot = page.size.height - 34
        canvas.line([Point(left, foot), Point(left + width, foot)], Self.rule, width: 0.7)
        canvas.draw(
            SafeText.of(pack.heading.entity), at: Point(left, foot + 4), width: width * 0.4,
            Font(7.5), Self.quiet, lines: 1)
        if !pack.failingTieOuts.isEmpty {
            canvas.draw(
                "TIE-OUTS FAIL, see page 1", at: Point(left + width * 0.3, foot + 4),
                width: width * 0.4, Font(7.5, bold: true), Colour(Palette.bad), .centre, lines: 1)
        }
        canvas.draw(
            "Page \(number) of \(flow.pages.count)", at: Point(left + width * 0.6, foot + 4),
            width: width * 0.4, Font(7.5), Self.quiet, .right, lines: 1)
    }

    mutating func drawSectionHeading(_ index: Int, _ area: Rectangle) {
        let height = canvas.draw(
            title(ofSection: index), at: Point(area.x, area.y), width: area.width,
            Self.sectionFont, Self.ink)
        canvas.draw(
            SafeText.of(sections[index].note), at: Point(area.x, area.y + height + 2),
            width: area.width, Self.noteFont, Self.quiet)
    }

    static let sectionFont = Font(15, bold: true)
    static let noteFont = Font(8)

    /// The reports with their pages, each line a link.
    mutating func drawContents(_ area: Rectangle) {
        var y = area.y
        for index in sections.indices.dropFirst() {
            let section = sections[index]
            canvas.draw(
                SafeText.of(section.id), at: Point(area.x, y), width: 44, Font(8.5, bold: true),
                Self.ink, lines: 1)
            canvas.draw(
                SafeText.of(section.title), at: Point(area.x + 46, y), width: area.width - 86,
                Font(8.5), Self.ink, lines: 1)
            canvas.draw(
                "\(page(ofSection: index))", at: Point(area.right - 40, y), width: 40, Font(8.5),
                Self.ink, .right)
            canvas.line(
                [Point(area.x, y + 13), Point(area.right, y + 13)], Self.rule, width: 0.4)
            canvas.link(
                Rectangle(x: area.x, y: y, width: area.width, height: 13), to: "section\(index)")
            y += Self.contentsLine
        }
    }

    static let contentsLine = 15.0
}
