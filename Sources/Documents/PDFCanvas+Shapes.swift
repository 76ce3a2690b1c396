import CpangoCairo

extension PDFCanvas {
    package mutating func fill(_ area: Rectangle, _ colour: Colour) {
        setSource(colour)
        cairo_rectangle(context, area.x, area.y, area.width, area.height)
        cairo_fill(context)
    }

    package mutating func stroke(_ area: Rectangle, _ colour: Colour, width: Double = 0.5) {
        setSource(colour)
        cairo_set_line_width(context, width)
        cairo_rectangle(context, area.x, area.y, area.width, area.height)
        cairo_stroke(context)
    }

    /// Joins points by straight lines.
    package mutating func line(
        _ points: [Point], _ colour: Colour, width: Double = 0.5, dashes: [Double] = []
    ) {
        guard let first = points.first else { return }
        setSource(colour)
        cairo_set_line_width(context, width)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_dash(context, dashes, Int32(dashes.count), 0)
        cairo_move_to(context, first.x, first.y)
        for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
        cairo_stroke(context)
        cairo_set_dash(context, nil, 0, 0)
    }

    package mutating func dot(_ centre: Point, radius: Double, _ colour: Colour) {
        setSource(colour)
        cairo_arc(context, centre.x, centre.y, radius, 0, 2 * Double.pi)
        cairo_fill(context)
    }

    func setSource(_ colour: Colour) {
        cairo_set_source_rgb(
            context, Double(colour.red) / 255, Double(colour.green) / 255,
            Double(colour.blue) / 255)
    }
}
