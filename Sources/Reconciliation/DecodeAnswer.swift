import Feeds

/// Writes an answer, frame by frame.
struct AnswerWriter {
    private let sink: (RawSpan) -> Void
    private var statementCount: Int64 = 0
    private var entryCount: Int64 = 0
    private var adviceCount: Int64 = 0

    init(format: String, to sink: @escaping (RawSpan) -> Void) {
        self.sink = sink
        var name = WireWriter()
        name.put(format)
        send(.format, name.bytes)
    }

    mutating func put(_ part: FeedPart) {
        switch part {
        case .statement(let statement):
            statementCount += 1
            var payload = WireWriter()
            payload.put(statement)
            send(.statement, payload.bytes)
        case .entries(let batch):
            entryCount += Int64(batch.entries.count)
            send(batch)
        case .advice(let advice):
            adviceCount += 1
            var payload = WireWriter()
            payload.put(advice)
            send(.advice, payload.bytes)
        }
    }

    func end() {
        var counts = WireWriter()
        counts.put(statementCount)
        counts.put(entryCount)
        counts.put(adviceCount)
        send(.end, counts.bytes)
    }

    func refuse(_ error: FeedError) {
        var payload = WireWriter()
        payload.put(error)
        send(.refusal, payload.bytes)
    }

    /// Array by array as they lie in memory, without another copy.
    private func send(_ batch: EntryBatch) {
        let entriesSize = batch.entries.count * MemoryLayout<Entry>.stride
        let detailsSize = batch.details.count * MemoryLayout<EntryDetail>.stride
        var header = WireWriter()
        header.put(Frame.entries.rawValue)
        header.put(UInt32(12 + entriesSize + detailsSize + batch.text.count))
        header.put(UInt32(batch.entries.count))
        header.put(UInt32(batch.details.count))
        header.put(UInt32(batch.text.count))
        unsafe sink(header.bytes.span.bytes)
        // Padding between fields goes along; the reader skips it.
        unsafe send(batch.entries.span.bytes, paddedTo: entriesSize)
        unsafe send(batch.details.span.bytes, paddedTo: detailsSize)
        unsafe sink(batch.text.span.bytes)
    }

    /// The bytes of a span of one element come without the padding at its end.
    private func send(_ bytes: RawSpan, paddedTo size: Int) {
        sink(bytes)
        let padding = [UInt8](repeating: 0, count: size - bytes.byteCount)
        unsafe sink(padding.span.bytes)
    }

    private func send(_ frame: Frame, _ payload: [UInt8]) {
        var whole = WireWriter()
        whole.put(frame.rawValue)
        whole.put(UInt32(payload.count))
        unsafe sink((whole.bytes + payload).span.bytes)
    }
}

/// Puts an answer together from pieces of any size, and believes nothing of it.
struct AnswerReader {
    /// Of the frame that is not complete yet.
    private var pending: [UInt8] = []
    private var bytesLeft: Int64
    private var format: String?
    private var statements: [DecodedStatement] = []
    private var advice: [Advice] = []
    private var batch = EntryBatch()
    private var entryCount: Int64 = 0
    private var outcome: Outcome = .open

    private enum Outcome {
        case open
        case ended
        case refused(FeedError)
    }

    /// Begins to read; the answer may have at most so many bytes.
    init(maximumBytes: Int64) {
        bytesLeft = maximumBytes
    }

    mutating func take(_ bytes: Span<UInt8>) throws(WireError) {
        bytesLeft -= Int64(bytes.count)
        guard bytesLeft >= 0 else { throw WireError("an answer is too long for its file") }
        pending.append(contentsOf: bytes)
        var start = 0
        while let (frame, payload) = try nextFrame(from: start) {
            try take(frame, Array(pending[payload]))
            start = payload.upperBound
        }
        if start > 0 { pending.removeFirst(start) }
    }

    /// The whole answer.
    func finish() throws(WireError) -> Result<DecodedFeed, FeedError> {
        guard pending.isEmpty else { throw WireError("an answer stops inside a frame") }
        switch outcome {
        case .open: throw WireError("an answer stops before its end")
        case .refused(let error): return .failure(error)
        case .ended:
            return .success(
                DecodedFeed(format: format ?? "", statements: statements, advice: advice))
        }
    }

    private func nextFrame(from start: Int) throws(WireError) -> (Frame, Range<Int>)? {
        guard pending.count - start >= Frame.headerSize else { return nil }
        var header = WireReader(Array(pending[start..<start + Frame.headerSize]))
        guard let frame = Frame(rawValue: try header.number()) else {
            throw WireError("a frame is of no known kind")
        }
        let length = Int(try header.number(UInt32.self))
        let begin = start + Frame.headerSize
        guard Int64(length) <= bytesLeft + Int64(pending.count - begin) else {
            throw WireError("a frame is too long for its file")
        }
        return pending.count - begin >= length ? (frame, begin..<begin + length) : nil
    }

    private mutating func take(_ frame: Frame, _ payload: [UInt8]) throws(WireError) {
        guard case .open = outcome, (format == nil) == (frame == .format) else {
            throw WireError("a frame is out of order")
        }
        if frame == .entries { return try takeEntries(payload) }
        var reader = WireReader(payload)
        switch frame {
        case .format: format = try reader.text()
        case .entries: break
        case .statement: try takeStatement(&reader)
        case .advice: advice.append(try reader.advice())
        case .refusal: outcome = .refused(try reader.refusal())
        case .end: try takeEnd(&reader)
        }
        guard reader.isAtEnd else { throw WireError("a frame is longer than what it holds") }
    }

    private mutating func takeEntries(_ payload: [UInt8]) throws(WireError) {
        let entries = try WireEntries(payload)
        entryCount += Int64(entries.batch.entries.count)
        guard batch.take(entries) else { throw WireError("a statement is too large") }
    }

    private mutating func takeStatement(_ reader: inout WireReader) throws(WireError) {
        statements.append(DecodedStatement(statement: try reader.statement(), batch: batch))
        batch = EntryBatch()
    }

    private mutating func takeEnd(_ reader: inout WireReader) throws(WireError) {
        let counts = (
            try reader.number(Int64.self), try reader.number(Int64.self),
            try reader.number(Int64.self)
        )
        guard counts == (Int64(statements.count), entryCount, Int64(advice.count)), batch.isEmpty
        else {
            throw WireError("an answer's last counts do not match what came before")
        }
        outcome = .ended
    }
}

extension [UInt8] {
    fileprivate mutating func append(contentsOf bytes: Span<UInt8>) {
        // Reads exactly the bytes the span vouches for.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
