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
}
