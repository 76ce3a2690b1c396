import TestSupport
import Testing

@testable import Feeds

/// Searching eight bytes at a time finds what one at a time finds.
struct ByteSearchTests {
    @Test(arguments: 0..<200 as Range<UInt64>) func `bytes are found and counted`(_ seed: UInt64) {
        var random = Seeded(seed)
        // Few values, neighbours among them: what carries from byte to byte would show.
        let values: [UInt8] = [0x09, 0x0A, 0x0B, 0x0D, 0x00, 0x8A, 0xFF]
        let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
            values.randomElement(using: &random) ?? 0
        }
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = Int.random(in: start...bytes.count, using: &random)
        let part = bytes[start..<end]

        for value in values {
            #expect(
                bytes.span.occurrences(of: value, from: start, before: end)
                    == part.count { $0 == value })
            #expect(
                bytes.span.firstPlace(of: value, from: start, before: end)
                    == part.firstIndex(of: value) ?? end)
        }
        #expect(
            bytes.span.lineEnd(from: start, before: end)
                == part.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end)
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `markup and names are found`(_ seed: UInt64) {
        var random = Seeded(seed)
        let isAnyByte = Bool.random(using: &random)
        // What is looked for, its neighbours, and the same with the high bit.
        let values: [UInt8] =
            Array("<&]azAZ`{@[;=\\%'^m \u{1F}\u{0}".utf8) + [0xEF, 0xEE, 0xBC, 0xE1]
        let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
            isAnyByte
                ? UInt8.random(in: 0...255, using: &random)
                : values.randomElement(using: &random) ?? 0
        }
        for start in 0...bytes.count {
            let rest = bytes[start...]

            #expect(
                bytes.span.markupPlace(from: start)
                    == rest.firstIndex { $0 < 0x20 || "<&]".utf8.contains($0) || $0 == 0xEF }
                    ?? bytes.count)
            guard rest.count >= 8 else { continue }
            #expect(
                bytes.span.letterCount(at: start)
                    == rest.prefix(8).prefix { $0 < 0x80 && Unicode.Scalar($0).isLetter }.count)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func `parts are compared`(_ seed: UInt64) {
        var random = Seeded(seed)
        let bytes = (0..<Int.random(in: 1..<50, using: &random)).map { _ in
            UInt8.random(in: 0xFE...0xFF, using: &random)
        }
        for size in 0...min(12, bytes.count) {
            let starts = 0...(bytes.count - size)
            let one = Int.random(in: starts, using: &random)
            let other = Int.random(in: starts, using: &random)
            let parts = (bytes[one..<one + size], bytes[other..<other + size])

            #expect(bytes.span.isSame(at: one, other, count: size) == (parts.0 == parts.1))
            guard size <= 8 else { continue }
            let number = parts.0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            #expect(bytes.span.word(at: one, count: size) == number)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
