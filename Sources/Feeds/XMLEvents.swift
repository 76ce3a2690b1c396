import CexpatEvents

/// Something that happened in an XML document, at a path that was asked for.
struct XMLEvent {
    enum Kind: UInt8 {
        /// A branch began; the outermost brings its namespace as text.
        case start = 1
        /// An attribute of the element that follows.
        case attribute = 2
        /// A branch or a leaf ended.
        case end = 3
    }

    let kind: Kind
    /// The number its path was registered with.
    let path: UInt16
    /// Offset in all that was fed.
    let byte: Int
    /// Whether a leaf had children; its text is empty then.
    let hasChildren: Bool
}

/// A reader of one XML document that hands out events in batches.
///
/// A thin cover over `CexpatEvents`: expat does the work and refuses what is not well-formed, the C
/// side tells paths apart, and what nobody asked for never reaches Swift.
@safe struct XMLEvents: ~Copyable {
    /// Elements inside each other; the deepest camt path has 14.
    static let depthLimit: UInt32 = 64
    /// How deep the message may lie in the elements around it.
    static let anchorDepthLimit = 4
    /// Bytes of one text; the longest of ISO 20022's own has 2000 characters.
    static let textLimit: UInt32 = 64 * 1024

    // The parser is owned here alone and freed once, in deinit; the struct cannot be copied.
    private let parser: OpaquePointer

    init() throws(FeedError) {
        guard let made = unsafe expat_events_create(Self.depthLimit, Self.textLimit) else {
            throw FeedError(.tooLarge, expected: "memory for an XML parser")
        }
        unsafe parser = made
    }

    deinit {
        unsafe expat_events_destroy(parser)
    }

    /// Asks for events of a path such as `Statement/Entry/Amount/@Currency`.
    ///
    /// A branch is reported at its start and its end, a leaf with its text at its end.
    mutating func register(_ path: String, as number: UInt16, isBranch: Bool) {
        // The C side copies the name before it returns.
        let isNew = unsafe expat_events_register(parser, path, number, isBranch)
        precondition(isNew, "\(path) is registered twice or is one too many")
    }

    /// Reads the next piece of the document.
    ///
    /// - Parameters:
    ///   - piece: at most 2 GiB; not read after the call.
    ///   - isLast: whether the document ends with it.
    ///   - take: called for each event with its text. What stands before a fault is delivered.
    /// - Throws: what `take` throws; else the fault without a line; ``faultByte`` is its place.
    mutating func feed(
        _ piece: Span<UInt8>, isLast: Bool,
        _ take: (XMLEvent, Span<UInt8>) throws(FeedError) -> Void
    ) throws(FeedError) {
        // The C side reads exactly count bytes and only during the call, while the span is lent.
        let status = unsafe piece.withUnsafeBufferPointer { bytes in
            // An empty span may have no address; one byte on the stack stands in for it.
            var nothing: UInt8 = 0
            return if let start = bytes.baseAddress {
                unsafe expat_events_feed(parser, start, bytes.count, isLast)
            } else {
                unsafe expat_events_feed(parser, &nothing, 0, isLast)
            }
        }
        try deliver(take)
        if status != EXPAT_EVENTS_OK { throw fault(status) }
    }

    /// Where the document is at fault, as an offset in all that was fed.
    var faultByte: Int {
        unsafe Int(expat_events_fault(parser))
    }

    private func deliver(
        _ take: (XMLEvent, Span<UInt8>) throws(FeedError) -> Void
    ) throws(FeedError) {
        var eventCount = 0
        var textCount = 0
        // Both arrays belong to the parser and stay as they are until the next feed, which needs
        // exclusive access to self and so cannot happen during this call.
        let events = unsafe Span(
            _unsafeStart: expat_events_list(parser, &eventCount), count: eventCount)
        let text = unsafe Span(
            _unsafeStart: expat_events_text(parser, &textCount), count: textCount)
        for index in events.indices {
            let event = events[index]
            guard let kind = XMLEvent.Kind(rawValue: event.kind) else { continue }
            let start = Int(event.text_start)
            try take(
                XMLEvent(
                    kind: kind, path: event.path, byte: Int(event.byte),
                    hasChildren: event.has_children),
                text.extracting(start..<start + Int(event.text_count)))
        }
    }

    private func fault(_ status: expat_events_status) -> FeedError {
        switch status {
        case EXPAT_EVENTS_TRUNCATED:
            FeedError(.truncated, expected: "the end of the document")
        case EXPAT_EVENTS_ENCODING:
            FeedError(.badEncoding, expected: "an encoding we read, and bytes that are in it")
        case EXPAT_EVENTS_DOCTYPE:
            FeedError(.forbidden, found: "<!DOCTYPE", expected: "a document without a DOCTYPE")
        case EXPAT_EVENTS_DEPTH:
            FeedError(.tooLarge, expected: "at most \(Self.depthLimit) elements in each other")
        case EXPAT_EVENTS_TEXT:
            FeedError(.tooLarge, expected: "texts of at most \(Self.textLimit) bytes")
        case EXPAT_EVENTS_MARKUP:
            FeedError(.tooLarge, expected: "a tag or comment that ends")
        case EXPAT_EVENTS_MEMORY:
            FeedError(.tooLarge, expected: "a document that fits the memory")
        default:
            // The message is a constant of expat's.
            unsafe FeedError(
                .malformed, found: String(cString: expat_events_message(parser)),
                expected: "well-formed XML")
        }
    }
}
