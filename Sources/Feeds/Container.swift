/// A file that only wraps another one, as senders pack what they send.
package enum Container: Sendable {
    case gzip
    case zip

    /// Content of a container that is accepted at all: as much as the largest plain file.
    package static let maximumBytes = 1 << 30
    /// Text packs to a tenth, a long file of one booking repeated to a hundredth; a bomb to less.
    static let largestRatio = 200
    /// Small files may pack better than any ratio tells.
    static let alwaysAllowedBytes = 1 << 20

    /// The container a file is, judged by its first four bytes; nil when it is none.
    package init?(_ head: Span<UInt8>) {
        if head.count >= 2, head[0] == 0x1F, head[1] == 0x8B {
            self = .gzip
        } else if head.count >= 4, head[0] == UInt8(ascii: "P"), head[1] == UInt8(ascii: "K"),
            [0x0304, 0x0506, 0x0708].contains(Int(head[2]) << 8 | Int(head[3]))
        {
            self = .zip
        } else {
            return nil
        }
    }

    /// The most that a container of so many bytes may hold.
    package static func contentLimit(packedBytes: Int) -> Int {
        guard packedBytes < maximumBytes / largestRatio else { return maximumBytes }
        return min(packedBytes * largestRatio + alwaysAllowedBytes, maximumBytes)
    }

    /// What a container holds, complete and with its checksum proved.
    ///
    /// - Throws: ``FeedError``.
    func content(of bytes: Span<UInt8>) throws(FeedError) -> [UInt8] {
        let limit = Self.contentLimit(packedBytes: bytes.count)
        return switch self {
        case .gzip: try gunzipped(bytes, limit: limit)
        case .zip: try unzipped(bytes, limit: limit)
        }
    }
}

/// Lends the content of a file: the file itself, or what is in it where it is a container.
///
/// - Parameters:
///   - bytes: the file.
///   - body: takes the content; called once unless the container is refused.
/// - Throws: ``FeedError`` where the container is damaged, too large or not of one file; also what
///   `body` throws.
package func withContent(
    of bytes: Span<UInt8>, _ body: (Span<UInt8>) throws(FeedError) -> Void
) throws(FeedError) {
    guard let container = Container(bytes) else { return try body(bytes) }
    let content = try container.content(of: bytes)
    guard Container(content.span) == nil else {
        throw FeedError(
            .tooLarge, field: "container", found: "a container in a container",
            expected: "a file packed once")
    }
    try body(content.span)
}
