import CpangoCairo

/// A PDF that is drawn page by page, from the top left corner, and handed over as bytes.
///
/// The same calls give the same bytes, whatever the clock, locale or zone of the process. Other
/// fonts or another cairo change them, and so does the variable `PANGO_LANGUAGE`, which chooses
/// between Chinese and Japanese shapes. Failures stick, as they do in cairo, and are thrown by
/// ``finish()``.
package struct PDFCanvas: ~Copyable {
    let context: OpaquePointer
    private let surface: OpaquePointer
    private let sink: Sink
    var typesetter: Typesetter

    private static let pageTag = "Sect"

    /// What a reader's "document properties" show.
    package struct Properties: Sendable {
        package var title: String
        package var author: String
        /// `YYYY-MM-DDTHH:MM:SSZ`, of the content and not of the clock.
        package var created: String

        package init(title: String, author: String, created: String) {
            self.title = title
            self.author = author
            self.created = created
        }
    }

    package init(_ properties: Properties) throws(DocumentError) {
        let sink = Sink()
        // The size is set again for each page.
        let surface = cairo_pdf_surface_create_for_stream(
            appendBytes, Unmanaged.passUnretained(sink).toOpaque(), 595, 842)
        guard let surface = surface, let context = cairo_create(surface) else {
            throw .drawing("no memory for a surface")
        }
        cairo_pdf_surface_set_metadata(
            surface, CAIRO_PDF_METADATA_TITLE, properties.title)
        cairo_pdf_surface_set_metadata(
            surface, CAIRO_PDF_METADATA_AUTHOR, properties.author)
        cairo_pdf_surface_set_metadata(
            surface, CAIRO_PDF_METADATA_CREATE_DATE, properties.created)
        guard let typesetter = Typesetter(context) else {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
            throw .drawing("no memory for a text layout")
        }
        self.sink = sink
        self.surface = surface
        self.context = context
        self.typesetter = typesetter
    }

    deinit {
        typesetter.release()
        cairo_destroy(context)
        // Destroying the surface writes to the sink, which therefore is alive until here.
        cairo_surface_destroy(surface)
    }

    /// Begins a page of this size; ``endPage()`` ends it.
    package mutating func beginPage(_ size: Size) {
        cairo_pdf_surface_set_size(surface, size.width, size.height)
        // An element around all of the page: without it cairo 1.16 gives a link a parent that it
        // then does not write, and checkers call the file damaged.
        cairo_tag_begin(context, Self.pageTag, nil)
    }

    package mutating func endPage() {
        cairo_tag_end(context, Self.pageTag)
        cairo_show_page(context)
    }

    /// The document; the canvas is used up.
    ///
    /// - Throws: ``DocumentError``, also when a character had no font.
    package consuming func finish() throws(DocumentError) -> [UInt8] {
        cairo_surface_finish(surface)
        for status in [cairo_status(context), cairo_surface_status(surface)]
        where status != CAIRO_STATUS_SUCCESS {
            throw .drawing(String(cString: cairo_status_to_string(status)))
        }
        if let missing = typesetter.missing { throw missing.error }
        return sink.bytes
    }

    /// Names the current page as the target of ``link(_:to:)`` and of the viewer's side bar.
    package mutating func addDestination(_ name: String, title: String) {
        cairo_tag_begin(context, CAIRO_TAG_DEST, "name='\(Self.identifier(name))'")
        cairo_tag_end(context, CAIRO_TAG_DEST)
        cairo_pdf_surface_add_outline(
            surface, CAIRO_PDF_OUTLINE_ROOT, title, "dest='\(Self.identifier(name))'",
            cairo_pdf_outline_flags_t(0))
    }

    /// Makes an area of the page jump to a destination, which must come to exist.
    package mutating func link(_ area: Rectangle, to name: String) {
        let rectangle = [area.x, area.y, area.width, area.height]
            .map { String(Int($0.rounded())) }.joined(separator: " ")
        cairo_tag_begin(
            context, CAIRO_TAG_LINK, "rect=[\(rectangle)] dest='\(Self.identifier(name))'")
        cairo_tag_end(context, CAIRO_TAG_LINK)
    }

    /// What is left of a name when it cannot end the quoted string it is put in.
    private static func identifier(_ name: String) -> String {
        name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
}

/// Where cairo's stream ends; a class, because the library keeps a pointer to it.
private final class Sink {
    var bytes: [UInt8] = []
}

private func appendBytes(
    _ closure: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<UInt8>?, _ count: UInt32
) -> cairo_status_t {
    guard let closure = closure, let bytes = bytes else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
}
