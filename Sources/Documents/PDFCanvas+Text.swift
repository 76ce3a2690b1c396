import CpangoCairo

extension PDFCanvas {
    /// Draws text below and right of a corner, broken into lines of a width.
    ///
    /// `width` is where lines break, and the right edge of what is aligned right. `lines` is how
    /// many there may be; what is too long ends in an ellipsis. With `onBaseline`, text of a script
    /// with taller letters is moved up, so that it stands on one line with its neighbours. Returns
    /// the height taken.
    @discardableResult
    package mutating func draw(
        _ text: String, at corner: Point, width: Double, _ font: Font, _ colour: Colour = .black,
        _ alignment: Alignment = .left, lines: Int? = nil, onBaseline: Bool = false
    ) -> Double {
        guard !text.isEmpty else { return 0 }
        typesetter.set(text, font, width: width, lines: lines, alignment)
        typesetter.noteMissingGlyphs(text)
        setSource(colour)
        let shift = onBaseline ? Typesetter.ascent * font.size - typesetter.baseline : 0
        cairo_move_to(context, corner.x, corner.y + shift)
        pango_cairo_show_layout(context, typesetter.layout)
        return typesetter.size.height
    }

    /// The height ``draw(_:at:width:_:_:_:lines:onBaseline:)`` will take.
    package mutating func height(
        of text: String, width: Double, _ font: Font, lines: Int? = nil
    ) -> Double {
        guard !text.isEmpty else { return 0 }
        typesetter.set(text, font, width: width, lines: lines, .left)
        return typesetter.size.height
    }

    /// The width of text on one line; up to two per cent more than drawn, where letters kern.
    package mutating func width(of text: String, _ font: Font) -> Double {
        typesetter.width(of: text, font)
    }
}
