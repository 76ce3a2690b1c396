/// A segment's tag or a code of at most eight characters, in one word so that it can be switched
/// over.
struct X12Code: Equatable, ExpressibleByStringLiteral {
    private let packed: UInt64

    init(stringLiteral text: StaticString) {
        // The buffer is the literal itself and is read only while the closure runs.
        packed = text.withUTF8Buffer { letters in
            var word: UInt64 = 0
            for index in 0..<letters.count { unsafe word = word << 8 | UInt64(letters[index]) }
            return word
        }
    }

    /// A longer text is no code and equals none.
    init(_ text: Span<UInt8>) {
        var word: UInt64 = 0
        if text.count <= 8 {
            for index in text.indices { word = word << 8 | UInt64(text[index]) }
        }
        packed = word
    }

    /// Nothing, or more than a code can be.
    var isNone: Bool { packed == 0 }
}
