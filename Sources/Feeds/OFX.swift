package import Values

/// Open Financial Exchange: bank, card and investment accounts, as SGML (1.x), as XML (2.x), and
/// with the additions of Quicken (QFX).
///
/// One reader serves them all, for banks mix the two: a tag is known by its name, closing tags of
/// values are optional, and only aggregates whose members could be mistaken for others count as
/// nesting. A download is a list of bookings of some days, in no series; its ledger balance is
/// the statement's closing balance. Findings: `response_error`, `securities_ignored`,
/// `corrects_earlier`, `stray_text`, `no_balance_date`, `bad_value_date`, `currency_assumed`.
///
/// Source: Open Financial Exchange Specification 1.6 and 2.2, chapters 2, 3, 11 and 13.
package struct OFX: FeedFormat {
    package static let name = "ofx"

    private let currency: Currency?

    /// - Parameter currency: of statements that leave theirs empty; nil refuses those.
    package init(currency: Currency? = nil) {
        self.currency = currency
    }

    package static func recognises(_ head: Span<UInt8>) -> Bool {
        if isUTF16(head) {
            let even = head.extracting(0..<head.count & ~1)
            guard let converted = [UInt8](utf16: even) else { return false }
            return beginsDocument(converted.span)
        }
        return beginsDocument(head)
    }

    package func decode(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        // Some banks declare UTF-16 and write UTF-8, so the bytes are asked and not the header.
        guard Self.isUTF16(bytes) else { return try read(bytes, emit: emit) }
        guard let converted = [UInt8](utf16: bytes) else {
            throw FeedError(.badEncoding, line: 1, field: "file", expected: "whole UTF-16")
        }
        try read(converted.span, emit: emit)
    }

    private func read(
        _ bytes: Span<UInt8>, emit: (FeedPart) throws(FeedError) -> Void
    ) throws(FeedError) {
        guard !bytes.isEmpty else { throw FeedError(.empty, expected: "an OFX document") }
        var reading = OFXReading(encoding: .detected(in: bytes), currency: currency)
        var tokens = OFXTokens()
        while let token = try tokens.next(in: bytes) {
            try reading.take(token, in: bytes, emit: emit)
        }
        try reading.finish(line: tokens.line, emit: emit)
    }

    private static func isUTF16(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 2 else { return false }
        let (first, second) = (bytes[0], bytes[1])
        return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)
            || (second == 0 && first != 0)
    }

    /// Whether the first thing beside blanks, comments and processing instructions is a header of
    /// OFX 1 or the document's own tag.
    private static func beginsDocument(_ head: Span<UInt8>) -> Bool {
        var position = head.starts(with: [0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
        while position < head.count {
            if head[position].isBlank {
                position += 1
            } else if head.starts(with: Array("<?".utf8), at: position) {
                guard let end = head.position(of: Array("?>".utf8), from: position) else {
                    return false
                }
                position = end + 2
            } else if head.starts(with: Array("<!--".utf8), at: position) {
                guard let end = head.position(of: Array("-->".utf8), from: position) else {
                    return false
                }
                position = end + 3
            } else if head.starts(with: Array("<OFX".utf8), at: position) {
                let end = position + 4
                return end < head.count && (head[end] == UInt8(ascii: ">") || head[end].isBlank)
            } else {
                return head.starts(with: Array("OFXHEADER".utf8), at: position)
            }
        }
        return false
    }
}

extension Span<UInt8> {
    /// Whether these bytes stand at a place; ASCII letters are compared in either case.
    func starts(with prefix: [UInt8], at position: Int) -> Bool {
        guard position + prefix.count <= count else { return false }
        for offset in prefix.indices where self[position + offset].capital != prefix[offset].capital
        {
            return false
        }
        return true
    }

    /// Where these bytes stand next; nil when they do not.
    func position(of needle: [UInt8], from start: Int) -> Int? {
        var position = start
        while position + needle.count <= count {
            if self[position] == needle[0], starts(with: needle, at: position) { return position }
            position += 1
        }
        return nil
    }
}
