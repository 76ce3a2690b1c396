import Documents
import Reporting

/// A page before it is drawn.
struct PlannedPage {
    var size: Size
    /// Stands on top; nil on page one, which has its own heading.
    var title: String?
    var pieces: [Piece] = []
    /// The section that begins here.
    var begins: Int?
}

/// Something that is drawn at a height of a page.
struct Piece {
    var top: Double
    var height: Double
    var content: Content

    enum Content {
        case frontHeading
        case badge
        case tiles(Range<Int>)
        case discrepancies
        case contents
        case charts([Chart], ValueScale)
        case sectionHeading(Int)
        case tableHeading(Int, isContinued: Bool)
        case columnHeadings(Int)
        case rows(table: Int, Range<Int>)
        case totals(table: Int)
        case remark(String)
    }
}

/// Cuts what is to be printed into pages, top to bottom.
///
/// Everything is planned before anything is drawn, so each page can say how many there are.
struct PageFlow {
    private(set) var pages: [PlannedPage] = []
    private var y = 0.0

    static let margin = 40.0
    /// Where the content of a page begins and how far above the bottom edge it ends.
    static let top = 60.0
    static let frontTop = 34.0
    static let foot = 46.0

    /// What is left of the page.
    var room: Double { (pages.last?.size.height ?? 0) - Self.foot - y }

    mutating func beginPage(_ size: Size, title: String?, begins: Int? = nil) {
        pages.append(PlannedPage(size: size, title: title, begins: begins))
        y = title == nil ? Self.frontTop : Self.top
    }

    /// Begins another page like this one.
    mutating func turnPage(title: String? = nil) {
        guard let last = pages.last else { return }
        beginPage(last.size, title: title ?? last.title)
    }

    /// Puts a piece below the others, on a new page if it does not fit on this one.
    mutating func place(_ content: Piece.Content, height: Double, titleOfNext: String? = nil) {
        if height > room, pages.last?.pieces.isEmpty == false { turnPage(title: titleOfNext) }
        guard let page = pages.indices.last else { return }
        pages[page].pieces.append(Piece(top: y, height: height, content: content))
        y += height
    }
}
