import Czlib

/// Undoes deflate within a limit that holds from the first byte.
///
/// Safe to use from strictly checked code: stream and piece are made once, owned, and never lent.
@safe struct Inflation: ~Copyable {
    /// What lies around the deflated bytes.
    enum Wrapping: Int32 {
        /// Header and trailer of gzip, which zlib checks; its number for 32 KiB of window, and 16.
        case gzip = 31
        /// None; zlib's number for 32 KiB of window, negated.
        case none = -15
    }

    private static let pieceBytes = 1 << 16
    /// zlib counts its input in 32 bits.
    private static let offerBytes = 1 << 30

    // zlib keeps the address of its stream, so both stay where they are until deinit frees them.
    private let stream: UnsafeMutablePointer<z_stream>
    private let piece: UnsafeMutablePointer<UInt8>

    init(_ wrapping: Wrapping) throws(FeedError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
            unsafe stream.deallocate()
            throw FeedError(.tooLarge, field: "container", expected: "memory to unpack the file")
        }
        unsafe self.stream = stream
        unsafe piece = .allocate(capacity: Self.pieceBytes)
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
        unsafe piece.deallocate()
    }

    /// Unpacks from the first byte to the end of the stream or member that begins there.
    ///
    /// - Parameters:
    ///   - bytes: the stream, and whatever follows it.
    ///   - content: what is unpacked is appended.
    ///   - limit: the most bytes `content` may have then.
    /// - Returns: how many bytes the stream has.
    /// - Throws: ``FeedError`` where it is damaged, cut or too large.
    mutating func inflate(
        _ bytes: Span<UInt8>, onto content: inout [UInt8], limit: Int
    ) throws(FeedError) -> Int {
        // Resetting fails only for a stream that was never made.
        unsafe inflateReset(stream)
        var taken = 0
        while true {
            let offered = bytes.extracting(taken..<min(bytes.count, taken + Self.offerBytes))
            let step = self.step(offered)
            taken += step.taken
            guard content.count + step.made <= limit else {
                throw FeedError(
                    .tooLarge, field: "container", found: "more than \(limit) bytes unpacked",
                    expected: "at most \(Container.largestRatio) times the packed size")
            }
            // `step` has filled so many bytes of the piece.
            unsafe content.append(
                contentsOf: UnsafeBufferPointer(start: piece, count: step.made))
            switch step.status {
            case Z_STREAM_END: return taken
            case Z_OK: continue
            case Z_BUF_ERROR:
                throw FeedError(
                    .truncated, field: "container", expected: "the end of the packed content")
            case Z_MEM_ERROR:
                throw FeedError(
                    .tooLarge, field: "container", expected: "memory to unpack the file")
            default:
                throw FeedError(
                    .malformed, field: "container", found: "damaged bytes at \(taken)",
                    expected: "content as it was packed, with its checksum")
            }
        }
    }

    /// One call of zlib: it either gets on or says why not.
    private func step(_ bytes: Span<UInt8>) -> (status: Int32, taken: Int, made: Int) {
        // zlib reads only what is lent, during the call, and writes only to the piece.
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(input.count)
            unsafe stream.pointee.next_out = piece
            unsafe stream.pointee.avail_out = UInt32(Self.pieceBytes)
            let status = unsafe Czlib.inflate(stream, Z_NO_FLUSH)
            return unsafe (
                status, input.count - Int(stream.pointee.avail_in),
                Self.pieceBytes - Int(stream.pointee.avail_out)
            )
        }
    }
}

/// The checksum of gzip and zip.
func checksum(_ bytes: Span<UInt8>) -> Int {
    // zlib reads exactly the bytes that are lent, which ``Container`` limits to 30 bits.
    unsafe bytes.withUnsafeBufferPointer { buffer in
        Int(unsafe crc32(0, buffer.baseAddress, UInt32(buffer.count)))
    }
}
