import CpangoCairo

/// One text layout, used again for every piece of text, and what is worth remembering about fonts.
///
/// Whoever makes a typesetter releases it.
struct Typesetter {
    /// Noto covers every script that has a bank; what it lacks, pango takes from other fonts.
    private static let family = "Noto Sans"
    /// From the top of a line to its baseline, in parts of the size.
    static let ascent = 1.069

    private let context: OpaquePointer
    let layout: OpaquePointer
    private var fonts: [Font: LoadedFont] = [:]
    private(set) var missing: Missing?

    private struct LoadedFont {
        var description: OpaquePointer
        /// Widths of the printable ASCII characters, which never need shaping.
        var advances: [Double]
    }

    /// Characters that no font had.
    struct Missing {
        var count: Int
        var example: String

        var error: DocumentError {
            .missingGlyphs(
                count: count, example: String(example.prefix(40)),
                package: Self.package(for: example))
        }

        private static func package(for text: String) -> String {
            let scalars = text.unicodeScalars
            if scalars.contains(where: { $0.properties.isIdeographic || isKanaOrHangul($0) }) {
                return "fonts-noto-cjk"
            }
            if scalars.contains(where: \.properties.isEmojiPresentation) {
                return "fonts-noto-color-emoji"
            }
            let isCommon = scalars.allSatisfy { $0.value < 0x3000 }
            return isCommon ? "fonts-noto-core" : "fonts-noto-extra"
        }

        private static func isKanaOrHangul(_ scalar: Unicode.Scalar) -> Bool {
            (0x3000...0x31FF).contains(scalar.value) || (0xAC00...0xD7AF).contains(scalar.value)
                || (0x1100...0x11FF).contains(scalar.value)
                || (0xFF00...0xFFEF).contains(scalar.value)
        }
    }

    init?(_ drawing: OpaquePointer) {
        guard let context = pango_cairo_create_context(drawing) else { return nil }
        // One unit is one point.
        pango_cairo_context_set_resolution(context, 72)
        // Hints and rounding suit screens, and come from the user's fontconfig settings: what is
        // printed must not depend on either. Nor on LANG, which chooses between Han variants.
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("en"))
        guard let layout = pango_layout_new(context) else {
            g_object_unref(UnsafeMutableRawPointer(context))
            return nil
        }
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        self.context = context
        self.layout = layout
    }

    func release() {
        for font in fonts.values { pango_font_description_free(font.description) }
        g_object_unref(UnsafeMutableRawPointer(layout))
        g_object_unref(UnsafeMutableRawPointer(context))
    }

    /// Puts text into the layout; its size and drawing are then asked of the layout.
    ///
    /// Lines are broken at `width`, or never if it is nil. There may be as many as `lines`, the
    /// last one ending in an ellipsis, or any number if it is nil.
    mutating func set(
        _ text: String, _ font: Font, width: Double?, lines: Int?, _ alignment: Alignment
    ) {
        pango_layout_set_font_description(layout, loaded(font).description)
        pango_layout_set_width(
            layout, width.map { Int32(($0 * Double(PANGO_SCALE)).rounded()) } ?? -1)
        pango_layout_set_ellipsize(
            layout, lines == nil ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END)
        pango_layout_set_height(layout, -Int32(lines ?? 1))
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                pango_layout_set_text(layout, bytes.baseAddress, Int32(clamping: bytes.count))
            }
        }
        // For pango "left" is where a line begins; for a column of a table it is a side.
        let isRightToLeft = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL
        let side: PangoAlignment =
            switch alignment {
            case .left: isRightToLeft ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT
            case .centre: PANGO_ALIGN_CENTER
            case .right: isRightToLeft ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT
            }
        pango_layout_set_alignment(layout, side)
    }

    /// The extent of the layout in points.
    var size: Size {
        var width: Int32 = 0
        var height: Int32 = 0
        pango_layout_get_size(layout, &width, &height)
        return Size(
            width: Double(width) / Double(PANGO_SCALE), height: Double(height) / Double(PANGO_SCALE)
        )
    }

    /// From the top of the layout to the baseline of its first line, in points.
    var baseline: Double { Double(pango_layout_get_baseline(layout)) / Double(PANGO_SCALE) }

    /// Remembers characters of the layout that no font has.
    mutating func noteMissingGlyphs(_ text: String) {
        let count = Int(pango_layout_get_unknown_glyphs_count(layout))
        guard count > 0 else { return }
        missing = Missing(count: (missing?.count ?? 0) + count, example: missing?.example ?? text)
    }

    /// The width of one line, by adding up where the text is plain ASCII, as figures are.
    mutating func width(of text: String, _ font: Font) -> Double {
        if let sum = plainWidth(of: text, loaded(font).advances) { return sum }
        set(text, font, width: nil, lines: nil, .left)
        return size.width
    }

    private func plainWidth(of text: String, _ advances: [Double]) -> Double? {
        var sum = 0.0
        for byte in text.utf8 {
            guard (0x20...0x7E).contains(byte) else { return nil }
            sum += advances[Int(byte) - 0x20]
        }
        return sum
    }

    private mutating func loaded(_ font: Font) -> LoadedFont {
        if let known = fonts[font] { return known }
        guard let description = pango_font_description_new() else {
            preconditionFailure("glib ends the process itself when memory runs out")
        }
        pango_font_description_set_family(description, Self.family)
        pango_font_description_set_size(
            description, Int32((font.size * Double(PANGO_SCALE)).rounded()))
        pango_font_description_set_weight(
            description, font.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        fonts[font] = LoadedFont(description: description, advances: [])
        let advances = (0x20...0x7E).map { byte in
            set(String(UnicodeScalar(UInt8(byte))), font, width: nil, lines: nil, .left)
            return size.width
        }
        let result = LoadedFont(description: description, advances: advances)
        fonts[font] = result
        return result
    }
}
