import Values

/// Decodes a bank-to-customer statement of ISO 20022, camt.053.001.01 to .13.
///
/// The message is told by its element and namespace, whatever the file or the root is called, so a
/// statement inside a business message or another envelope is read too. The daily report camt.052
/// and the notification camt.054 have other elements and are not this format.
///
/// Source: ISO 20022, Cash Management, BankToCustomerStatement, versions 01 to 13.
package struct Camt053: FeedFormat {
    package static let name = "camt053"

    /// Bytes given to the XML parser at a time: the cache holds the events of that much.
    private static let pieceSize = 64 * 1024
    /// A larger file cannot be a statement anybody reads; offsets and lines stay in 32 bits.
    private static let sizeLimit = 1024 * 1024 * 1024

    package init() {}

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        var position = 0
        while let name = nextElement(in: head, at: &position) {
            if Camt053Field.anchors.contains(name) { return true }
            if name.hasPrefix("BkToCstmr") { return false }
        }
        return false
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        var position = 0
        // Blank lines before the declaration are against the standard, harmless, and common.
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        guard position < bytes.count else { throw FeedError(.empty, expected: "a statement") }
        guard bytes.count <= Self.sizeLimit else {
            throw FeedError(.tooLarge, expected: "a file of at most 1 GiB")
        }
        let blanks = position
        var events = try Self.makeEvents()
        var reader = Camt053Reader()
        var lines = LineCounter()
        while position < bytes.count {
            let end = min(position + Self.pieceSize, bytes.count)
            do throws(FeedError) {
                try events.feed(
                    bytes.extracting(position..<end), isLast: end == bytes.count
                ) { event, text throws(FeedError) in
                    let place = event.byte + blanks
                    // Counting lines is a pass over the bytes: only where somebody wants one.
                    let line =
                        event.kind == .start ? lines.line(at: place, in: bytes) : Int32(0)
                    do throws(FeedError) {
                        try reader.read(event, text, line: line)
                    } catch {
                        throw error.at(lines.line(at: place, in: bytes))
                    }
                }
            } catch {
                throw Self.placed(error, events.faultByte + blanks, lines: &lines, in: bytes)
            }
            for part in reader.finished { try emit(part) }
            reader.finished.removeAll(keepingCapacity: true)
            position = end
        }
        guard reader.messageCount > 0 else {
            throw FeedError(.unknownFormat, expected: "an element BkToCstmrStmt")
        }
        guard reader.statementCount > 0 else {
            throw FeedError(.malformed, field: "Stmt", expected: "at least one statement")
        }
    }

    private static func makeEvents() throws(FeedError) -> XMLEvents {
        var events = try XMLEvents()
        for anchor in Camt053Field.anchors {
            events.register(anchor, as: Camt053Field.message.rawValue, isBranch: true)
            for (path, field) in Camt053Field.paths {
                events.register(
                    anchor + "/" + path, as: field.rawValue, isBranch: field.isBranch)
            }
        }
        return events
    }

    /// A fault of the XML with its line, and told apart from bytes in a wrong encoding: expat calls
    /// both an invalid token.
    private static func placed(
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

    /// The local name of the next start tag; nil when there is none that is whole.
    ///
    /// Zero bytes are passed over, so UTF-16 can be read as if it were ASCII.
    private static func nextElement(in head: Span<UInt8>, at position: inout Int) -> String? {
        while position < head.count {
            position += 1
            guard head[position - 1] == UInt8(ascii: "<") else { continue }
            var name: [UInt8] = []
            while position < head.count, !endsName(head[position]) {
                switch head[position] {
                case 0: break
                case UInt8(ascii: ":"): name.removeAll()
                case let byte: name.append(byte)
                }
                position += 1
            }
            guard position < head.count else { return nil }
            if name.starts(with: "!--".utf8) { skipComment(in: head, at: &position) }
            guard let first = name.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?")
            else { continue }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private static func skipComment(in head: Span<UInt8>, at position: inout Int) {
        var dashes = 0
        while position < head.count {
            defer { position += 1 }
            switch head[position] {
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ">") where dashes >= 2: return
            case 0: break
            default: dashes = 0
            }
        }
    }
}

/// Counts lines forwards through a file.
private struct LineCounter {
    private var position = 0
    private var line: Int32 = 1

    /// The line of a byte, from 1; a place before the last one asked for gives that one's line.
    mutating func line(at place: Int, in bytes: Span<UInt8>) -> Int32 {
        guard position < place else { return line }
        let passed = bytes.extracting(position..<place)
        var ends: Int32 = 0
        for index in passed.indices { ends &+= passed[index] == 0x0A ? 1 : 0 }
        position = place
        line += ends
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
