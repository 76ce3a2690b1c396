/// Turns the events of one XML message into parts of a feed.
///
/// Errors mostly leave a reader without a line: ``readXML(_:with:emit:)`` holds the bytes and adds
/// it.
protocol XMLReader {
    associatedtype Field: FeedField

    /// Names of the element that is the message.
    var anchors: [String] { get }
    /// The branch that is reported at the start and the end of the message.
    var messageField: Field { get }
    /// Where each field stands below the message.
    var paths: [ISOPath<Field>] { get }
    /// The same, made ready once: it takes longer than reading a small file.
    var tree: XMLPathTree { get }
    /// Parts ready to be handed on, in order.
    var finished: [FeedPart] { get set }

    /// Takes the next event.
    ///
    /// - Parameters:
    ///   - event: in the file's order.
    ///   - text: of the event.
    ///   - line: of the event; 0 where no branch starts.
    /// - Throws: ``FeedError``, when the file cannot be used.
    mutating func read(
        _ event: XMLEvent, _ text: Span<UInt8>, line: Int32
    ) throws(FeedError)
}

/// Bytes given to the XML parser at a time: the cache holds the events of that much.
private let pieceSize = 64 * 1024
/// A larger file is no message anybody reads; offsets and lines stay in 32 bits.
private let sizeLimit = 1024 * 1024 * 1024

/// Reads a whole file through an XML parser.
///
/// - Parameters:
///   - bytes: the file.
///   - reader: takes the events and makes parts of them.
///   - emit: takes each part in order.
/// - Throws: ``FeedError``, with the line where there is one.
func readXML<Reader: XMLReader>(
    _ bytes: Span<UInt8>, with reader: inout Reader,
    emit: (FeedPart) throws(FeedError) -> Void
) throws(FeedError) {
    var position = 0
    // Blank lines before the declaration are against the standard, harmless, and common.
    while position < bytes.count, isBlank(bytes[position]) { position += 1 }
    guard position < bytes.count else { throw FeedError(.empty, expected: "a message") }
    guard bytes.count <= sizeLimit else {
        throw FeedError(.tooLarge, expected: "a file of at most 1 GiB")
    }
    let start = position
    var delivery = XMLDelivery(reader: reader)
    // The reader goes back when all is read; until then there is one.
    defer { reader = delivery.reader }
    var resume = start
    if (try? UTF8Span(validating: bytes)) != nil {
        var plain = PlainXML(reader.tree)
        guard let place = try plain.read(bytes, from: start, to: &delivery, emit: emit) else {
            return
        }
        resume = place
    }
    var events = try makeEvents(for: reader)
    while position < bytes.count {
        let end = min(position + pieceSize, bytes.count)
        do throws(FeedError) {
            try events.feed(
                bytes.extracting(position..<end), isLast: end == bytes.count
            ) { event, text throws(FeedError) in
                let place = event.byte + start
                if place < resume { return }
                let moved = XMLEvent(
                    kind: event.kind, path: event.path, byte: place,
                    hasChildren: event.hasChildren)
                try delivery.take(moved, text, in: bytes, emit)
            }
        } catch {
            throw placed(error, events.faultByte + start, lines: &delivery.lines, in: bytes)
        }
        position = end
    }
}

/// Hands events to a reader, with their lines, and on what it makes of them.
struct XMLDelivery<Reader: XMLReader> {
    var reader: Reader
    fileprivate var lines = LineCounter()

    fileprivate init(reader: Reader) {
        self.reader = reader
    }

    /// Takes the next event; its byte is its place in the whole file.
    mutating func take(
        _ event: XMLEvent, _ text: Span<UInt8>, in bytes: Span<UInt8>,
        _ emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        // Counting lines is a pass over the bytes: only where somebody wants one.
        let line = event.kind == .start ? lines.line(at: event.byte, in: bytes) : Int32(0)
        do throws(FeedError) {
            try reader.read(event, text, line: line)
        } catch {
            throw error.at(lines.line(at: event.byte, in: bytes))
        }
        if reader.finished.isEmpty { return }
        for part in reader.finished { try emit(part) }
        reader.finished.removeAll(keepingCapacity: true)
    }
}

private func makeEvents(for reader: some XMLReader) throws(FeedError) -> XMLEvents {
    var events = try XMLEvents()
    for anchor in reader.anchors {
        events.register(anchor, as: reader.messageField.rawValue, isBranch: true)
        for (path, field) in reader.paths {
            events.register(anchor + "/" + path, as: field.rawValue, isBranch: field.isBranch)
        }
    }
    return events
}

/// A fault of the XML with its line, and told apart from bytes in a wrong encoding: expat calls
/// both an invalid token.
private func placed(
    _ error: FeedError, _ byte: Int, lines: inout LineCounter, in bytes: Span<UInt8>
) -> FeedError {
    guard error.line == nil else { return error }
    var error = error
    if error.reason == .malformed, byte < bytes.count, bytes[byte] >= 0x80 {
        error = FeedError(
            .badEncoding, found: "byte 0x" + String(bytes[byte], radix: 16, uppercase: true),
            expected: "the declared encoding, UTF-8 if none is declared")
    }
    return error.at(lines.line(at: min(byte, bytes.count), in: bytes))
}

/// Counts lines forwards through a file.
private struct LineCounter {
    private var position = 0
    private var line: Int32 = 1

    /// The line of a byte, from 1; a place before the last one asked for gives that one's line.
    mutating func line(at place: Int, in bytes: Span<UInt8>) -> Int32 {
        guard position < place else { return line }
        line += Int32(bytes.occurrences(of: 0x0A, from: position, before: place))
        position = place
        return line
    }
}

extension FeedError {
    fileprivate func at(_ line: Int32) -> FeedError {
        var error = self
        if error.line == nil { error.line = Int(line) }
        return error
    }
}
